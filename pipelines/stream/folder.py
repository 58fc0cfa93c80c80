"""A door for files: folders and globs, looked through again and again.

A file counts once nobody writes it any more: its size and time stay the same from one look to the next, or it was not
written to for a while (as one that was renamed in). A file that changes later is a new input: a revision.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from heapq import nsmallest
from pathlib import Path

from pipelines.stream.doors import Arrival, Waiting
from pipelines.stream.listing import Listing
from transforms.fetch.clock import Clock
from transforms.read.inputs import InputFile, describe

NAME = "folder"
# A known name is not asked for its size at each look; whether it was written again, or is gone, is found this late.
_RECHECK_SECONDS = 15.0
# Names of so many batches are kept from one look, so that a backlog is not listed anew for every batch.
_BATCHES_AHEAD = 10


class FolderDoor:
    """Watches what `patterns` name, as `dongtin ingest` reads them, but for names of unfinished downloads.

    settle_seconds  how long a file must have stayed as it is
    """

    name = NAME

    def __init__(self, patterns: Sequence[str], clock: Clock, *, settle_seconds: float) -> None:
        self._listings = [Listing(pattern) for pattern in patterns]
        self._clock = clock
        self._settle_seconds = settle_seconds
        self._known: dict[str, str] = {}
        self._gone: list[str] = []
        self._young: dict[str, tuple[str, datetime]] = {}  # name → version, and when it was first seen with it
        self._ahead: list[Arrival] = []
        self._behind = 0  # complete at the last look, but not among those kept
        self._rechecked: datetime | None = None

    def recall(self, planned: Mapping[str, str]) -> None:
        """Takes over what earlier runs of the stream planned."""
        self._known = dict(planned)

    def poll(self, limit: int) -> Waiting:
        """The files that are complete and not planned, the longest complete first."""
        if len(self._ahead) < limit:
            self._look(limit * _BATCHES_AHEAD)
        return Waiting(self._ahead[:limit], len(self._ahead) + self._behind)

    def planned(self, arrivals: Sequence[Arrival]) -> None:
        """Knows them from now on."""
        names = {one.name for one in arrivals}
        self._known.update((one.name, one.version) for one in arrivals)
        self._ahead = [one for one in self._ahead if one.name not in names]

    def open(self, arrivals: Sequence[Arrival]) -> list[InputFile]:
        """The files as planned. One written anew since then waits again as a new input, and is left out here.

        One that is gone is kept: reading it ends in a named refusal, so that it is not lost in silence.
        """
        return [describe(one.name) for one in arrivals if _version_at(one.name) in (one.version, None)]

    def committed(self, arrivals: Sequence[Arrival]) -> list[str]:
        """Names of files that are gone."""
        gone, self._gone = self._gone, []
        return gone

    def close(self) -> None:
        """Nothing is open."""

    def _look(self, most: int) -> None:
        now = self._clock.now()
        recheck = self._rechecked is None or (now - self._rechecked).total_seconds() >= _RECHECK_SECONDS
        names = {name for listing in self._listings for name in listing.paths()} if recheck else self._new_names()
        if recheck:
            self._rechecked = now
            self._forget_gone(names)
        count = 0

        def counted() -> Iterator[Arrival]:
            nonlocal count
            for arrival in self._complete(names, now):
                count += 1
                yield arrival

        self._ahead = nsmallest(most, counted(), key=lambda one: (one.since, one.name))
        self._behind = count - len(self._ahead)

    def _new_names(self) -> set[str]:
        return {name for listing in self._listings for name in listing.paths() if name not in self._known}

    def _forget_gone(self, names: set[str]) -> None:
        gone = [name for name in self._known if name not in names and Path(name).parent.is_dir()]
        for name in gone:
            del self._known[name]
        self._gone += gone

    def _complete(self, names: set[str], now: datetime) -> Iterator[Arrival]:
        young: dict[str, tuple[str, datetime]] = {}
        for name in names:
            status = _status(name)
            if status is None or self._known.get(name) == (version := _version(status)):
                continue
            seen_version, first_seen = self._young.get(name, ("", now))
            first_seen = first_seen if seen_version == version else now
            young[name] = (version, first_seen)
            quiet_since = min(first_seen, datetime.fromtimestamp(status.st_mtime, UTC))
            if (now - quiet_since).total_seconds() >= self._settle_seconds:
                since = datetime.fromtimestamp(status.st_ctime, UTC)
                yield Arrival(door=NAME, name=name, version=version, since=since)
        self._young = young


def _status(name: str) -> os.stat_result | None:
    try:
        return os.stat(name)  # noqa: PTH116 - names that pathlib would change
    except OSError:
        return None


def _version(status: os.stat_result) -> str:
    return f"{status.st_size}-{status.st_mtime_ns}"


def _version_at(name: str) -> str | None:
    status = _status(name)
    return _version(status) if status else None
