"""The commit: one writer, one point in time at which a run's rows are there.

    open      take the lock, finish or undo what a crash left half done, learn the run's place in history
    (write)   parts are staged where no reader looks
    commit    write the manifest — from here on the run is committed — then move its parts to where readers look,
              and remove what it supersedes

A crash before the manifest leaves the last committed state; a crash after it is finished by the next `open`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from transforms.store import objects
from transforms.store.errors import StoreBusy
from transforms.store.files import files_below, publish, remove, remove_folder
from transforms.store.history import History, next_manifest, read_history
from transforms.store.layout import lock_path, staging_folder, staging_root
from transforms.store.manifest import CommitKind, Manifest, write_manifest
from transforms.store.merging import keep_short
from transforms.store.parts import Part
from transforms.store.rewrite import without_rows
from transforms.store.schemas import TABLES
from transforms.store.settle import Settled, holding_settled, is_settled, rows_without
from transforms.wiring.errors import writing
from transforms.wiring.objects import asking
from transforms.wiring.places import is_local, work_folder

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRun:
    """A run that may write.

    later    itself and the runs that stand behind it in the history: it knows what all others committed
    live     the committed files, of whatever run
    sequence the place in the history that it commits to
    """

    root: Path
    run_id: str
    later: frozenset[str]
    live: tuple[Part, ...]
    sequence: int

    @property
    def staging(self) -> Path:
        """Where its parts lie before the commit."""
        return staging_folder(self.root, self.run_id)


@contextmanager
def open_run(root: Path, run_id: str, *, wait_seconds: float = 0) -> Iterator[OpenRun]:
    """Opens a data set for one run, creating it where it does not exist.

    wait_seconds  how long another writer is waited for

    Raises `StoreBusy` where another process writes it, `StoreUnwritable` where the system refuses. A run that was
    committed before keeps its place and sees only the runs before it, so that repeating it repeats its rows.
    """
    with only_writer(root, wait_seconds=wait_seconds):
        history = recover(root)
        yield OpenRun(
            root=root,
            run_id=run_id,
            later=history.not_before(run_id),
            live=tuple(history.live.values()),
            sequence=history.next_sequence,
        )


@contextmanager
def only_writer(root: Path, *, wait_seconds: float = 0) -> Iterator[None]:
    """Holds the lock of the one writer; raises `StoreBusy` or `StoreUnwritable` where it cannot be had."""
    folder = work_folder(root)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_path(root))
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            busy = "another process is writing this data set; wait for it, or choose another --out"
            raise StoreBusy(f"{root}: {busy}") from None
    try:
        # Of an object store reading is refused as easily as writing.
        with nullcontext() if is_local(root) else asking(root):
            yield
    finally:
        lock.release()


def commit_run(
    run: OpenRun,
    staged: Iterable[Part],
    *,
    inputs: int,
    outcomes: Mapping[str, int],
    settled: Settled = frozenset(),
) -> Manifest:
    """Commits the staged parts as all that the run holds; what it held before goes.

    settled  dead letters of other runs that this run has answered: they go, with their rows of the ledger

    Repeating a run with the same rows changes nothing and adds nothing to the history.
    """
    history = read_history(run.root)
    if not is_local(run.root) and history.next_sequence != run.sequence:
        raise StoreBusy(f"{run.root}: another writer committed since this run began; run again")
    latest = history.latest(run.run_id)
    # Merged files hold the rows of a day's runs: not to be looked through for one that is new.
    own = [part for part in history.live.values() if run.run_id in part.runs] if latest else []
    added = sorted((_as_committed(part, own) for part in staged), key=lambda part: part.path)
    if latest is not None and {part.path for part in own} == {part.path for part in added}:
        _finish(run.root)
        return latest
    superseded = [*own, *holding_settled(history, settled)]
    left = [_as_committed(part, superseded) for part in _rewritten(run, superseded, settled)]
    manifest = commit(
        run.root,
        next_manifest(
            history,
            run.run_id,
            CommitKind.REPLAY if settled else CommitKind.INGEST,
            added=[*added, *left],
            removed=superseded,
            rows={run.run_id: rows_by_table(added), **rows_without(history, settled)},
            inputs=inputs,
            outcomes=outcomes,
        ),
    )
    logger.info("committed run %s: %s", run.run_id, manifest.rows[run.run_id])
    return manifest


def _rewritten(run: OpenRun, parts: Iterable[Part], settled: Settled) -> Iterator[Part]:
    """What is left of parts that a commit supersedes: the rows of other runs that are not settled."""
    for part in parts:
        if part.runs != (run.run_id,):
            yield from without_rows(
                run.root, run.staging, part, lambda row: row["run_id"] == run.run_id or is_settled(row, settled)
            )


def _as_committed(part: Part, live: Iterable[Part]) -> Part:
    """The part under the name that it has already where its bytes are committed: object stores name by place, too."""
    folder = PurePosixPath(part.path).parent
    same = (one for one in live if one.sha256 == part.sha256 and PurePosixPath(one.path).parent == folder)
    return next(same, part)


def commit(root: Path, manifest: Manifest) -> Manifest:
    """Writes a manifest whose added parts are all staged, and makes the files what the history now says.

    Gives the manifest as it was written: in an object store parts are named by their place in the history, too.
    """
    if not is_local(root):
        manifest = _uploaded(root, manifest)
    write_manifest(root, manifest)
    _finish(root)
    return manifest


def recover(root: Path) -> History:
    """Finishes the commit that a crash left half done, removes what was never committed; gives the history."""
    return _finish(root)


def _uploaded(root: Path, manifest: Manifest) -> Manifest:
    live, staging = read_history(root).live, staging_folder(root, manifest.run_id)
    added = [
        part
        if part.path in live
        else replace(part, path=objects.upload(root, staging, part.path, manifest.sequence, manifest.run_id))
        for part in manifest.added
    ]
    return replace(manifest, added=tuple(sorted(added, key=lambda part: part.path)))


def rows_by_table(parts: Iterable[Part]) -> dict[str, int]:
    """Rows a table."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts[part.table] += part.rows
    return dict(sorted(counts.items()))


def remove_strays(root: Path) -> None:
    """Finishes what a crash left, and removes every visible part that is not part of the data set."""
    recover(root)
    # Listed before the history is read: in an object store others may commit meanwhile.
    visible = [path for table in TABLES for path in files_below(root / table, "part-*.parquet")]
    live = read_history(root).live
    for path in visible:
        if str(path).removeprefix(f"{root}/") not in live:
            remove(path, below=root)


def _finish(root: Path) -> History:
    """Publishes live parts that are still staged, removes what the last commit superseded, empties the staging.

    Only the last commit can be unfinished: whoever writes the next one has finished it first. So the cost is that of
    one commit, however many files there are.
    """
    # In an object store others may commit meanwhile: what lies staged is listed before the history is read.
    names = [] if is_local(root) else objects.staged(root)
    history = read_history(root)
    if is_local(root):
        _publish(root, history)
    else:
        objects.publish(root, names, history.live, history.next_sequence - 1)
    for gone in history.last.removed if history.last else ():
        remove(root / gone, below=root)
    keep_short(root, history)
    remove_folder(staging_root(root))
    return history


def _publish(root: Path, history: History) -> None:
    for staged in files_below(staging_root(root), "part-*.parquet"):
        path = staged.relative_to(staging_root(root))
        final = path.relative_to(path.parts[0])  # without the run's folder
        if final.as_posix() in history.live:
            publish(staged, root / final)
