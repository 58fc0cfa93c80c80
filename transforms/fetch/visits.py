"""A visit to one publisher: its addresses, one request at a time, each settled exactly once."""

from __future__ import annotations

import heapq
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from transforms.domain.errors import (
    AnswerTooSlow,
    BrokenAnswer,
    FetchError,
    HostBusy,
    HostUnreachable,
    ServerFailure,
)
from transforms.fetch.archive import Archive, archive_path
from transforms.fetch.client import Client
from transforms.fetch.clock import Clock
from transforms.fetch.dialing import Dialer
from transforms.fetch.journal import Journal, Settled
from transforms.fetch.options import FetchOptions
from transforms.fetch.pacing import Pace, backoff
from transforms.fetch.requests import Asker
from transforms.fetch.targets import HostPatience, Target, Visit
from transforms.wiring.places import place

logger = logging.getLogger(__name__)
_TRANSIENT = (AnswerTooSlow, BrokenAnswer, HostBusy, HostUnreachable, ServerFailure)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """Where visits write, folders or `s3://…`; all workers must see them.

    raw       the archive
    journals  what is settled
    """

    raw: str
    journals: str

    def archive(self, visit: Visit) -> Path:
        """The archive file of a visit."""
        return archive_path(place(self.raw), visit.day, visit.site, visit.run_id)

    def journal(self, visit: Visit) -> Path:
        """The journal of a visit."""
        return place(self.journals) / visit.run_id / f"{visit.site}.jsonl"


def make_visit(
    visit: Visit, options: FetchOptions, clock: Clock, folders: Folders, dialer: Dialer | None = None
) -> None:
    """Settles every target of the visit that its journal has not settled yet.

    Repeating the call after a crash asks for nothing that was settled; after it has ended it does nothing. Raises
    `StoreBusy` where another process makes the same visit in an object store, `StoreUnwritable` where that refuses.
    """
    journal = Journal(folders.journal(visit))
    archive = Archive(folders.archive(visit), committed=journal.archive_end)
    client = Client(options, dialer or Dialer(reach=options.reach))
    asker = Asker(visit, options, clock, client, archive, journal)
    try:
        _Rounds(visit, options, clock, asker).run()
    finally:
        asker.close()


@dataclass(order=True, slots=True)
class _Due:
    ready_at: datetime
    number: int
    tries: int = 0


class _Rounds:
    """Which address comes next: of the hosts whose turn it is, the first in the order given."""

    def __init__(self, visit: Visit, options: FetchOptions, clock: Clock, asker: Asker) -> None:
        self._targets = visit.numbered()
        self._manners = options.manners
        self._clock = clock
        self._asker = asker
        self._start = clock.now()
        self._queues: dict[str, list[_Due]] = {}
        done = {entry.number for entry in asker.journal.entries if isinstance(entry, Settled)}
        for number, target in self._targets.items():
            if number not in done:
                self._queues.setdefault(_host_of(target), []).append(_Due(self._start, number))

    def run(self) -> None:
        """Until every target is settled."""
        end = self._start + timedelta(seconds=self._manners.visit_seconds)
        while self._queues:
            host = min(self._queues, key=lambda one: (self._ready_at(one), self._queues[one][0].number))
            ready = self._ready_at(host)
            if ready > end or (ready - self._clock.now()).total_seconds() > self._asker.longest_wait(host):
                self._give_up(host, HostBusy(f"{host} asks for patience until {ready:%Y-%m-%dT%H:%M:%SZ}"))
                continue
            due = heapq.heappop(self._queues[host])
            self._try(host, due)
            if not self._queues[host]:
                del self._queues[host]
        self._note_patience()

    def _ready_at(self, host: str) -> datetime:
        pace = self._asker.paces.get(host)
        first = self._queues[host][0].ready_at
        return max(first, pace.next_at) if pace else first

    def _try(self, host: str, due: _Due) -> None:
        target = self._targets[due.number]
        try:
            self._asker.wait_until(due.ready_at)
            self._asker.settle(due.number, target)
        except _TRANSIENT as refusal:
            self._again_or_never(host, due, refusal)
        except FetchError as refusal:
            self._asker.refuse(due.number, target, refusal)

    def _again_or_never(self, host: str, due: _Due, refusal: FetchError) -> None:
        tries = due.tries + 1
        if tries >= self._manners.tries:
            self._asker.refuse(due.number, self._targets[due.number], refusal)
        else:
            pause = timedelta(seconds=backoff(self._manners, tries))
            heapq.heappush(self._queues[host], _Due(self._clock.now() + pause, due.number, tries))
        pace = self._asker.paces.get(host)
        if isinstance(refusal, HostUnreachable) and pace and pace.failures_in_row >= self._manners.dead_after:
            self._give_up(host, refusal)

    def _give_up(self, host: str, refusal: FetchError) -> None:
        """Refuses all that is left of a host; the queue stays, empty, for `run` to remove."""
        left = self._queues[host]
        logger.info("%s: %d addresses given up: %s", host, len(left), refusal)
        for due in sorted(left, key=lambda one: one.number):
            self._asker.refuse(due.number, self._targets[due.number], refusal)
        left.clear()
        if not isinstance(refusal, HostUnreachable):
            del self._queues[host]

    def _note_patience(self) -> None:
        for host, pace in sorted(self._asker.paces.items()):
            self._asker.note(_patience(host, pace))


def _patience(host: str, pace: Pace) -> HostPatience:
    return HostPatience(host=host, delay_seconds=pace.delay_seconds, not_before=pace.next_at)


def _host_of(target: Target) -> str:
    """Only to share out turns: an address that cannot be read is refused when its turn comes."""
    try:
        return (urlsplit(target.url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""
