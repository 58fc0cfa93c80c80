"""One contender's run: a process of its own, its time, and the memory of all it starts."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SAMPLE_SECONDS = 0.2
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


class ContenderFailed(RuntimeError):
    """A contender ended with an error; the message is the end of what it said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """wall, cpu (user and system, of the whole tree): seconds; peak and largest (of its largest process): bytes."""

    wall: float
    cpu: float
    peak: int
    largest: int


def measure(
    command: Sequence[str], *, cores: int = 1, environment: Mapping[str, str] | None = None, log: Path | None = None
) -> Measured:
    """Runs a command on `cores` cores to its end.

    Memory is the proportional set size (a shared page counts once), sampled; where the system does not tell it,
    the resident set. Raises ContenderFailed.
    """
    allowed = sorted(os.sched_getaffinity(0))[-cores:]
    said = (log or Path(os.devnull)).open("ab")
    began = time.monotonic()
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdout=said, stderr=said, start_new_session=True
    )
    os.sched_setaffinity(process.pid, allowed)  # what it starts later inherits it
    watch = _MemoryWatch(process.pid)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.stop()
    said.close()
    if process.returncode:
        raise ContenderFailed(f"{' '.join(command)}: exit status {process.returncode}\n{_tail(log)}")
    return Measured(wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=watch.peak, largest=watch.largest)


class _MemoryWatch(threading.Thread):
    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root, self._done = root, threading.Event()
        self.peak = self.largest = 0

    def run(self) -> None:
        while not self._done.wait(_SAMPLE_SECONDS):
            sizes = [proportional_bytes(pid) for pid in tree(self._root)]
            self.peak = max(self.peak, sum(sizes))
            self.largest = max(self.largest, *sizes, 0)

    def stop(self) -> None:
        self._done.set()
        self.join()


def tree(root: int) -> list[int]:
    """A process and all below it, as far as they are still there."""
    found, open_ = [], [root]
    while open_:
        pid = open_.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                open_ += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def _tail(log: Path | None) -> str:
    return "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:]) if log else ""


if __name__ == "__main__":
    print(measure(sys.argv[2:], cores=int(sys.argv[1])))
