"""Bytes that only grow, under one name: on a disk one file, in an object store a piece for each commit.

A piece is named by where it begins (`run-000000000000.warc.gz`, then `run-000000183112.warc.gz`): a place in the whole
is found by the names alone, and a piece is put only where nobody has put one, so that of two writers one is refused.
"""

from __future__ import annotations

import os
import re
import shutil
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

from transforms.wiring import objects
from transforms.wiring.places import is_local

# Gives so many bytes from an offset on.
ReadRange = Callable[[int, int], bytes]
_NAME = re.compile(r"(?P<stem>.+?)(?P<suffix>(?:\.warc)?\.[a-z]+)")


class Growing(Protocol):
    """One writer's end of it."""

    @property
    def end(self) -> int:
        """Bytes so far."""
        ...

    @property
    def waiting(self) -> int:
        """Bytes that a crash would lose; none on a disk, where only the machine's own crash loses any."""
        ...

    def append(self, content: bytes) -> None:
        """Adds at the end."""
        ...

    def commit(self) -> None:
        """From here on nothing that was appended is lost; raises `StoreBusy` where another one wrote on."""
        ...

    def close(self) -> None:
        """Ends the writing; what still waits is given up."""
        ...


def open_growing(path: Path, *, keep: int) -> Growing:
    """Opens for appending behind the first `keep` bytes, which end a commit; what lies after them is cut off."""
    return _GrowingFile(path, keep) if is_local(path) else _GrowingPieces(path, keep)


def read_grown(path: Path) -> bytes:
    """All that was committed; empty where there is nothing."""
    if is_local(path):
        return path.read_bytes() if path.exists() else b""
    return b"".join(objects.read(piece) for _, piece in pieces(path))


def range_reader(path: Path) -> ReadRange:
    """Reads what was committed, part by part; parts that lie together are asked for together."""
    return _file_reader(path) if is_local(path) else _piece_reader(path)


def names_below(folder: Path) -> list[str]:
    """The names of what lies in a folder, sorted; none where it is not there."""
    if is_local(folder):
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    return sorted({name.partition("/")[0] for name in objects.below(folder)})


def forget(folder: Path) -> None:
    """Removes all that grew below a folder, and the folder; nothing to do where it is not there."""
    if is_local(folder):
        shutil.rmtree(folder, ignore_errors=True)
        return
    for name in objects.below(folder):
        objects.remove(folder / name)


def pieces(path: Path) -> list[tuple[int, Path]]:
    """(Where it begins, piece) of what was committed under a name in an object store, in order."""
    stem, suffix = _named(path)
    form = re.compile(re.escape(stem) + r"-(\d{12})" + re.escape(suffix))
    found = [(match, name) for name in objects.below(path.parent) if (match := form.fullmatch(name))]
    return [(int(match[1]), path.parent / name) for match, name in found]


class _GrowingFile:
    def __init__(self, path: Path, keep: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.truncate(path, keep)
        self._stream: BinaryIO = path.open("ab")
        self.end = keep
        self.waiting = 0

    def append(self, content: bytes) -> None:
        self._stream.write(content)
        self._stream.flush()
        self.end += len(content)

    def commit(self) -> None:
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        self._stream.close()


class _GrowingPieces:
    def __init__(self, path: Path, keep: int) -> None:
        self._path = path
        for start, piece in pieces(path):
            if start >= keep:
                objects.remove(piece)
        self._begun = keep
        self._waits = bytearray()

    @property
    def end(self) -> int:
        return self._begun + len(self._waits)

    @property
    def waiting(self) -> int:
        return len(self._waits)

    def append(self, content: bytes) -> None:
        self._waits += content

    def commit(self) -> None:
        if self._waits:
            stem, suffix = _named(self._path)
            objects.create(self._path.parent / f"{stem}-{self._begun:012d}{suffix}", bytes(self._waits))
            self._begun = self.end
            self._waits.clear()

    def close(self) -> None:
        self._waits.clear()


def _file_reader(path: Path) -> ReadRange:
    def read(offset: int, length: int) -> bytes:
        with path.open("rb") as stream:
            stream.seek(offset)
            return stream.read(length)

    return read


def _piece_reader(path: Path) -> ReadRange:
    found = pieces(path)
    starts = [start for start, _ in found]
    held: dict[int, bytes] = {}

    def read(offset: int, length: int) -> bytes:
        number = bisect_right(starts, offset) - 1
        if number not in held:
            held.clear()
            held[number] = objects.read(found[number][1])
        inside = offset - starts[number]
        return held[number][inside : inside + length]

    return read


def _named(path: Path) -> tuple[str, str]:
    match = _NAME.fullmatch(path.name)
    if match is None:
        raise ValueError(f"{path.name}: has no suffix, so that its pieces could not be told from others'")
    return match["stem"], match["suffix"]
