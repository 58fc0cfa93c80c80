"""File operations that survive a crash: a file is there whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from transforms.store.errors import StoreBusy, StoreUnwritable
from transforms.wiring import objects
from transforms.wiring.places import is_local


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the operating system refuses (full disk, no right, read-only) into `StoreUnwritable` that names it."""
    try:
        yield
    except OSError as error:
        # Removing a tree names what it removes relative to its folder.
        where = error.filename if os.sep in str(error.filename) else path
        advice = "the last commit stands; free space or mend rights, then run again"
        raise StoreUnwritable(f"{where}: cannot be written ({error.strerror}); {advice}") from error


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


def versions(folder: Path, pattern: str) -> Iterator[tuple[Path, str, int]]:
    """The files of a folder whose names match, in a stable order, each with its size and what tells its version."""
    if not is_local(folder):
        yield from (found for found in objects.versions(folder) if fnmatch(found[0].name, pattern))
        return
    for path in sorted(folder.glob(pattern)):
        told = path.stat()
        yield path, str(told.st_mtime_ns), told.st_size


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
