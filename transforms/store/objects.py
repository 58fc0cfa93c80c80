"""The commit on an object store: no rename, no lock; one conditional put decides.

    _staging/<sequence>-<run>/<part>   parts are put here, where no reader looks, for one place in the history
    _manifests/<sequence>.json         put only if nobody has put it: the commit. Who comes second gets `StoreBusy`
    <table>/…/<part>                   then parts are copied to where readers look, and what they supersede is removed

A crash before the manifest leaves parts that the next commit removes, since their place in the history is taken then; a
crash after it is finished by the next `open`. Several may finish one commit at once: copies are equal, and a part's
name holds its place in the history, so no name ever comes back that somebody is still about to remove.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from transforms.store.errors import StoreBusy, StoreUnwritable

_STAGING = "_staging"


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


def upload(root: Path, staging: Path, part: str, sequence: int, run_id: str) -> str:
    """Puts a locally staged part under a name that holds its place in the history; gives that name."""
    local = PurePosixPath(part)
    named = str(local.with_name(f"{local.stem}-{sequence:08d}{local.suffix}"))
    put(root / _STAGING / f"{sequence:08d}-{run_id}" / named, (staging / part).read_bytes())
    return named


def staged(root: Path) -> list[str]:
    """What lies staged, relative to the staging prefix: `<sequence>-<run>/<part>`."""
    return below(root / _STAGING)


def publish(root: Path, names: list[str], live: Collection[str], last: int) -> None:
    """Copies live parts to where readers look, and removes staged parts whose place in the history is taken.

    names  what was staged before `live` was read: so a part that was committed in between is not taken for refuse
    """
    for name in names:
        folder, _, path = name.partition("/")
        if int(folder[:8]) <= last:
            source = root / _STAGING / name
            if path in live:
                _copy(source, root / path)
            remove(source)


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


def versions(folder: Path) -> list[tuple[Path, str, int]]:
    """The objects of a prefix, sorted, each with its version (ETag) and size."""
    remote: Any = folder
    with asking(folder):
        found: dict[str, dict[str, Any]] = remote.fs.find(remote.path, detail=True)
    return [
        (folder / PurePosixPath(name).name, str(one.get("ETag")), one["size"]) for name, one in sorted(found.items())
    ]


def _copy(source: Path, target: Path) -> None:
    remote: Any = source
    with asking(target):
        try:
            remote.fs.cp_file(remote.path, target.path)  # type: ignore[attr-defined]
        except FileNotFoundError:
            return  # another one has finished this commit
