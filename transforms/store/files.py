"""File operations that survive a crash: a file is there whole, or not at all."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from transforms.store.errors import StoreBusy
from transforms.wiring import objects
from transforms.wiring.errors import writing
from transforms.wiring.places import is_local

_NUMBERED = re.compile(r"\d{8,}\.json")
# A number that is missing before others is a fault that must be seen, not the end.
_GAP = 32


class Numbered(NamedTuple):
    """A file that is named by a number, with what tells its version, and its size in bytes."""

    number: int
    version: str
    size: int


def write_durably(path: Path, content: bytes, *, by_way_of: Path) -> None:
    """Writes a file that appears under `path` only once its bytes are on disk; replaces an earlier one.

    by_way_of  the folder of the unfinished file, on the same file system: what a crash leaves there is swept
               with the folder
    """
    if not is_local(path):
        objects.put(path, content)
        return
    with writing(path):
        unfinished = _unfinished(path, content, by_way_of)
        unfinished.replace(path)
        _sync_folder(path.parent)


def create_durably(path: Path, content: bytes, *, by_way_of: Path) -> None:
    """The same, but never replaces: raises `StoreBusy` where `path` is there already. One of two writers wins."""
    if not is_local(path):
        objects.create(path, content)
        return
    with writing(path):
        unfinished = _unfinished(path, content, by_way_of)
        try:
            path.hardlink_to(unfinished)
        except FileExistsError:
            raise StoreBusy(f"{path}: another writer committed at the same time; run again") from None
        finally:
            unfinished.unlink()
        _sync_folder(path.parent)


def _unfinished(path: Path, content: bytes, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    # The process id keeps two attempts that run at once off each other's unfinished file.
    unfinished = folder / f".{path.name}.{os.getpid()}"
    with unfinished.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return unfinished


def publish(staged: Path, final: Path) -> None:
    """Moves a staged file to its final name; nothing to do where an earlier attempt has done it."""
    if not staged.exists() and final.exists():
        return
    with writing(final):
        final.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(final)
        _sync_folder(final.parent)


def remove(path: Path, *, below: Path) -> None:
    """Removes a file, and the folders above it that become empty, up to `below`."""
    if not is_local(path):
        objects.remove(path)
        return
    with writing(path):
        path.unlink(missing_ok=True)
        folder = path.parent
        while folder not in (below, folder.parent) and folder.exists() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def remove_folder(folder: Path) -> None:
    """Removes a folder with all that is in it; nothing to do where it is not there."""
    if folder.exists():
        with writing(folder):
            shutil.rmtree(folder)


def files_below(folder: Path, pattern: str) -> Iterator[Path]:
    """The files below a folder whose names match, in a stable order; none where it does not exist."""
    if not is_local(folder):
        yield from (folder / name for name in objects.below(folder) if fnmatch(PurePosixPath(name).name, pattern))
    elif folder.is_dir():
        yield from sorted(path for path in folder.rglob(pattern) if path.is_file())


def names(folder: Path) -> list[str]:
    """The names of what lies in a folder, sorted; none where it does not exist."""
    if not is_local(folder):
        return objects.below(folder)
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 -- names, not paths: asked at every look
    except FileNotFoundError:
        return []


def numbered(folder: Path, first: int | None = None) -> list[Numbered]:
    """`NNNNNNNN.json` of a folder by number, all of them or from one on.

    From one on the folder is not listed, since it may hold what years have left: numbers are tried, until some
    dozens in a row are missing.
    """
    if not is_local(folder):
        return [Numbered(*one) for one in objects.numbered(folder, first)]
    if first is None:
        told = ((int(name[:-5]), f"{folder}/{name}") for name in names(folder) if _NUMBERED.fullmatch(name))
        return [_version(number, os.stat(path)) for number, path in told]  # noqa: PTH116 -- hundreds at every look
    return list(_tried(str(folder), first))


def _tried(folder: str, first: int) -> Iterator[Numbered]:
    last_seen = first
    for number in itertools.count(first):
        if number > last_seen + _GAP:
            return
        try:
            told = os.stat(f"{folder}/{number:08d}.json")  # noqa: PTH116 -- hundreds at every look
        except FileNotFoundError:
            continue
        last_seen = number
        yield _version(number, told)


def _version(number: int, told: os.stat_result) -> Numbered:
    return Numbered(number, str(told.st_mtime_ns), told.st_size)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
