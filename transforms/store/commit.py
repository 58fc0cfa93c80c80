"""The commit: one writer, one point in time at which a run's rows are there.

    open      take the lock, finish or undo what a crash left half done, learn the run's place in history
    (write)   parts are staged where no reader looks
    commit    write the manifest — from here on the run is committed — then move its parts to where readers look,
              and remove what it supersedes

A crash before the manifest leaves the last committed state; a crash after it is finished by the next `open`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from transforms.store.errors import StoreBusy, StoreUnwritable
from transforms.store.files import files_below, publish, remove
from transforms.store.layout import lock_path, manifest_path, staging_folder, staging_root
from transforms.store.manifest import Manifest, read_manifest, read_manifests, write_manifest
from transforms.store.schemas import TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRun:
    """A run that may write: its place in history, and what earlier runs committed."""

    root: Path
    run_id: str
    sequence: int
    earlier: tuple[Manifest, ...]


@contextmanager
def open_run(root: Path, run_id: str) -> Iterator[OpenRun]:
    """Opens a data set for one run, creating it where it does not exist.

    Raises `StoreBusy` where another process writes it, `StoreUnwritable` where the system refuses. A run that was
    committed before keeps its sequence and sees only the runs before it, so that repeating it repeats its rows.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_path(root))
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreBusy(
            f"{root}: another process is writing this data set; wait for it, or choose another --out"
        ) from None
    except OSError as error:
        raise StoreUnwritable(
            f"{root}: cannot be written ({error.strerror}); choose another --out or mend its rights"
        ) from error
    try:
        recover(root)
        yield _place_in_history(root, run_id)
    finally:
        lock.release()


def commit(run: OpenRun, manifest: Manifest) -> None:
    """Commits a run whose parts are all staged; safe to repeat."""
    write_manifest(run.root, manifest)
    _publish_parts(run.root, manifest)
    _remove_uncommitted(run.root, [*run.earlier, *_later(run), manifest])
    _remove_staging(run.root, run.run_id)


def recover(root: Path) -> None:
    """Finishes the commits that a crash left half done, and removes what was never committed."""
    manifests = read_manifests(root)
    for manifest in manifests:
        _publish_parts(root, manifest)
    _remove_uncommitted(root, manifests)
    if staging_root(root).exists():
        shutil.rmtree(staging_root(root))


def _place_in_history(root: Path, run_id: str) -> OpenRun:
    manifests = read_manifests(root)
    own = manifest_path(root, run_id)
    next_sequence = max((one.sequence for one in manifests), default=0) + 1
    sequence = read_manifest(own).sequence if own.exists() else next_sequence
    earlier = tuple(one for one in manifests if one.sequence < sequence)
    return OpenRun(root=root, run_id=run_id, sequence=sequence, earlier=earlier)


def _later(run: OpenRun) -> list[Manifest]:
    return [one for one in read_manifests(run.root) if one.sequence > run.sequence]


def _publish_parts(root: Path, manifest: Manifest) -> None:
    staging = staging_folder(root, manifest.run_id)
    for part in manifest.parts:
        staged, final = staging / part.path, root / part.path
        if staged.exists():
            publish(staged, final)


def _remove_uncommitted(root: Path, manifests: list[Manifest]) -> None:
    committed = {part.path for manifest in manifests for part in manifest.parts}
    for table in TABLES:
        for path in files_below(root / table, "part-*.parquet"):
            if str(PurePosixPath(path.relative_to(root))) not in committed:
                remove(path, below=root)


def _remove_staging(root: Path, run_id: str) -> None:
    shutil.rmtree(staging_folder(root, run_id), ignore_errors=True)
    if staging_root(root).exists() and not any(staging_root(root).iterdir()):
        staging_root(root).rmdir()
