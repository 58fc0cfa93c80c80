"""One machine at a time, in an object store, which knows no lock.

    00000007.json   put only where nobody has put it: who holds the lease, and that it is alive

The holder puts the next one at every beat. Whoever wants the lease of another watches for some beats, by no clock but
its own waiting; only where no sign of life comes it puts the next one itself. So no two clocks need agree, and of two
that want it at once one is refused. A holder that slept through all that learns it at its next beat.
"""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transforms.wiring import objects
from transforms.wiring.errors import StoreBusy, StoreUnwritable

logger = logging.getLogger(__name__)
BEATS_WATCHED = 3
_FREE = ""


class LeaseHeld(StoreBusy):
    """Another machine fetches into this data set; the message names it."""


@contextmanager
def leased(folder: Path, machine: str, beat_seconds: float) -> Iterator[Lease]:
    """Holds the lease of a prefix for the time of the block.

    machine  names who asks: a lease that it left itself, by a crash, is taken at once
    Raises LeaseHeld where another machine is alive; to learn that takes three beats.
    """
    lease = Lease(folder, machine, beat_seconds)
    lease.take()
    try:
        yield lease
    finally:
        lease.give_back()


def machine_name(work: Path) -> str:
    """What names this machine, for as long as it keeps its folder for unfinished work."""
    file = work / "machine"
    if not file.exists():
        file.write_text(_unheard_of())
    return file.read_text()


class Lease:
    """The lease as its holder sees it."""

    def __init__(self, folder: Path, machine: str, beat_seconds: float) -> None:
        self._folder = folder
        self._machine = machine
        self._process = _unheard_of()
        self._beat_seconds = beat_seconds
        self._number = 0
        self._lost = False
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="lease", daemon=True)

    def take(self) -> None:
        """Waits for the lease and begins to beat."""
        self._number, holder = self._latest()
        if holder not in (_FREE, self._machine):
            watched = BEATS_WATCHED * self._beat_seconds
            logger.warning("%s: another machine holds it; watching %g s whether it lives", self._folder, watched)
            self._ended.wait(watched)
            if self._latest()[0] != self._number:
                raise LeaseHeld(f"{self._folder}: another machine is fetching into it; wait for it")
        self._put(self._machine)
        self._thread.start()

    def check(self) -> None:
        """Raises LeaseHeld where another machine has taken the lease over."""
        if self._lost:
            raise LeaseHeld(f"{self._folder}: another machine took over, since this one gave no sign of life")

    def give_back(self) -> None:
        """Ends the beating and lets go."""
        self._ended.set()
        self._thread.join()
        if not self._lost:
            with suppress(StoreBusy, StoreUnwritable):  # then it is taken over as after a crash
                self._put(_FREE)

    def _run(self) -> None:
        while not self._ended.wait(self._beat_seconds):
            try:
                self._put(self._machine)
            except StoreBusy:
                self._lost = True
                return
            except StoreUnwritable:
                continue  # whoever takes over meanwhile is noticed at the next beat

    def _put(self, holder: str) -> None:
        told = json.dumps({"machine": holder, "process": self._process}).encode()
        objects.create(self._sign(self._number + 1), told)
        self._number += 1
        # The last two stay: who reads the latest finds it.
        objects.remove(self._sign(self._number - 2))

    def _latest(self) -> tuple[int, str]:
        """The last sign of life and whose it was."""
        names = objects.below(self._folder)
        if not names:
            return 0, _FREE
        return int(names[-1][:8]), json.loads(objects.read(self._folder / names[-1]))["machine"]

    def _sign(self, number: int) -> Path:
        return self._folder / f"{number:08d}.json"


def _unheard_of() -> str:
    """A name that no other machine or process has; no datum depends on it."""
    return uuid.uuid4().hex  # noqa: TID251 -- see above
