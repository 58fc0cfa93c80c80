"""The commit on an object store: no rename, no lock; one conditional put decides.

    _staging/<sequence>-<run>/<part>   parts are put here, where no reader looks, for one place in the history
    _manifests/<sequence>.json         put only if nobody has put it: the commit. Who comes second gets `StoreBusy`
    <table>/…/<part>                   then parts are copied to where readers look, and what they supersede is removed

A crash before the manifest leaves parts that the next commit removes, since their place in the history is taken then; a
crash after it is finished by the next `open`. Several may finish one commit at once: copies are equal, and a part's
name holds its place in the history, so no name ever comes back that somebody is still about to remove.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from transforms.wiring.objects import below, copy, put, remove

_STAGING = "_staging"


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
                copy(source, root / path)
            remove(source)
