"""What a visit has settled, a line each: the commit point of every single address.

A line is written after the answer lies in the archive, and says where. Whoever comes back after a crash reads the
lines, cuts the archive behind the last of them, and goes on with the rest. In an object store lines are committed some
at a time (`growing.py`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from transforms.fetch.archive import Place
from transforms.fetch.growing import open_growing, read_grown
from transforms.fetch.targets import HostPatience, KnownRobots

FETCHED, NOT_MODIFIED = "fetched", "not_modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of one target: `fetched`, `not_modified`, or the name of a refusal.

    number  of the target in its visit
    place   of the answer in the archive; None where there is none
    """

    number: int
    url: str
    result: str
    at: datetime
    detail: str = ""
    status: int = 0
    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    place: Place | None = None


Entry = Settled | KnownRobots | HostPatience
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Settled, KnownRobots, HostPatience)}


class Journal:
    """One visit's lines, in the order in which they were settled."""

    def __init__(self, path: Path) -> None:
        """Opens the journal of a visit, new or left by a crash; half a line at its end is cut off."""
        whole = _whole_lines(path)
        self.entries: list[Entry] = []
        self.archive_end = 0
        for entry, end in _read(whole):
            self.entries.append(entry)
            self.archive_end = end
        self._bytes = open_growing(path, keep=len(whole))

    def write(self, entry: Entry, archive_end: int) -> None:
        """Notes an entry, and with it the archive up to `archive_end` bytes."""
        line = {"kind": type(entry).__name__, "archive_end": archive_end} | asdict(entry)
        self._bytes.append(json.dumps(line, default=_plain).encode() + b"\n")
        self.entries.append(entry)
        self.archive_end = archive_end

    @property
    def waiting(self) -> int:
        """Bytes that are not committed yet."""
        return self._bytes.waiting

    def commit(self) -> None:
        """What was noted counts, whatever comes; only after the archive was committed."""
        self._bytes.commit()

    def close(self) -> None:
        """Ends the writing."""
        self._bytes.close()


def read_journal(path: Path) -> list[Entry]:
    """The entries of a journal, whole lines only; empty where there is none."""
    return [entry for entry, _ in _read(_whole_lines(path))]


def _whole_lines(path: Path) -> bytes:
    found = read_grown(path)
    return found[: found.rfind(b"\n") + 1]


def _read(lines: bytes) -> Iterator[tuple[Entry, int]]:
    for line in lines.splitlines():
        told = json.loads(line)
        kind, end = _KINDS[told.pop("kind")], told.pop("archive_end")
        yield kind(**{name: _rich(name, value) for name, value in told.items()}), end


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} cannot be journaled")


def _rich(name: str, value: Any) -> Any:
    match name, value:
        case (_, None):
            return None
        case ("at" | "fetched_at" | "not_before", str()):
            return datetime.fromisoformat(value)
        case ("body", str()):
            return base64.b64decode(value)
        case ("place", [offset, length]):
            return Place(offset, length)
    return value
