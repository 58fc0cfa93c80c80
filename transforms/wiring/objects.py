"""What an object store can do: put, put unless there, copy, list, remove; whole objects, seen at once by everybody.

Paths are `UPath`s, as `places.place` gives them; what the store refuses is a `StoreError` that names the object.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from transforms.wiring.errors import StoreBusy, StoreUnwritable


@contextmanager
def asking(path: Path) -> Iterator[None]:
    """Turns what the store refuses, or a connection that fails, into `StoreUnwritable` that names the object."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (OSError, TimeoutError, BotoCoreError, ClientError) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise StoreUnwritable(f"{path}: {said}; the last commit stands; mend it, then run again") from error


def put(path: Path, content: bytes) -> None:
    """Puts an object, whole; replaces an earlier one."""
    with asking(path):
        path.write_bytes(content)


def create(path: Path, content: bytes) -> None:
    """Puts an object unless one is there; raises `StoreBusy` where another one is."""
    remote: Any = path
    with asking(path):
        try:
            remote.fs.pipe_file(remote.path, content, mode="create")
        except FileExistsError:
            # A put whose answer was lost is sent again, and finds itself.
            if remote.read_bytes() != content:
                raise StoreBusy(f"{path}: another writer committed at the same time; run again") from None


def read(path: Path) -> bytes:
    """A whole object."""
    with asking(path):
        return path.read_bytes()


def remove(path: Path) -> None:
    """Removes an object; nothing to do where it is not there."""
    remote: Any = path
    with asking(path):
        try:
            remote.fs.rm_file(remote.path)
        except FileNotFoundError:
            return


def below(folder: Path) -> list[str]:
    """The names of all objects below a prefix, relative to it, sorted."""
    remote: Any = folder
    with asking(folder):
        found = remote.fs.find(remote.path)
    return sorted(name[len(remote.path.rstrip("/")) + 1 :] for name in found)


def numbered(folder: Path, first: int | None) -> Iterator[tuple[int, str, int]]:
    """`NNNNNNNN.json` right below a prefix, by number, each with its version (ETag) and size; all, or from one on.

    From one on, a thousand names are asked for at a time.
    """
    for prefix in [""] if first is None else (f"{thousand:05d}" for thousand in itertools.count(first // 1000)):
        found = _listed(folder, prefix)
        if not found:
            return
        for number, one in sorted(found.items()):
            if number >= (first or 0):
                yield number, str(one.get("ETag")), one["size"]


def _listed(folder: Path, prefix: str) -> dict[int, dict[str, Any]]:
    remote: Any = folder
    with asking(folder):
        found: dict[str, dict[str, Any]] = remote.fs.find(remote.path, detail=True, prefix=prefix)
    names = {name[len(remote.path.rstrip("/")) + 1 :]: one for name, one in found.items()}
    return {int(name[:-5]): one for name, one in names.items() if name.endswith(".json") and name[:-5].isdigit()}


def copy(source: Path, target: Path) -> None:
    """Copies an object within its store; nothing to do where another one has moved it already."""
    remote: Any = source
    with asking(target):
        try:
            remote.fs.cp_file(remote.path, target.path)  # type: ignore[attr-defined]
        except FileNotFoundError:
            return
