"""The commit: one writer, one point in time at which a run's rows are there.

    open      take the lock, finish or undo what a crash left half done, learn the run's place in history
    (write)   parts are staged where no reader looks
    commit    write the manifest — from here on the run is committed — then move its parts to where readers look,
              and remove what it supersedes

A crash before the manifest leaves the last committed state; a crash after it is finished by the next `open`.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from transforms.store.errors import StoreBusy, StoreUnwritable
from transforms.store.files import files_below, publish, remove
from transforms.store.layout import lock_path, staging_folder, staging_root
from transforms.store.manifest import CommitKind, History, Manifest, read_history, write_manifest
from transforms.store.parts import Part
from transforms.store.rewrite import without_rows
from transforms.store.schemas import SCHEMA_VERSION, TABLES
from transforms.store.settle import Settled, holding_settled, is_settled, rows_without

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRun:
    """A run that may write.

    earlier  the runs that stand before it in the history: with `staged` all that it may know of the data set
    live     the committed files, of whatever run
    staged   the files that earlier waves of this run have staged
    """

    root: Path
    run_id: str
    earlier: frozenset[str]
    live: tuple[Part, ...]
    staged: tuple[Part, ...] = ()

    @property
    def staging(self) -> Path:
        """Where its parts lie before the commit."""
        return staging_folder(self.root, self.run_id)


@contextmanager
def open_run(root: Path, run_id: str) -> Iterator[OpenRun]:
    """Opens a data set for one run, creating it where it does not exist.

    Raises `StoreBusy` where another process writes it, `StoreUnwritable` where the system refuses. A run that was
    committed before keeps its place and sees only the runs before it, so that repeating it repeats its rows.
    """
    with only_writer(root):
        recover(root)
        history = read_history(root)
        place = history.place_of(run_id)
        earlier = frozenset(one.run_id for one in history.manifests if one.sequence < place)
        yield OpenRun(root=root, run_id=run_id, earlier=earlier, live=tuple(history.live.values()))


@contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Holds the lock of the one writer; raises `StoreBusy` or `StoreUnwritable` where it cannot be had."""
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
    added = sorted(staged, key=lambda part: part.path)
    own = [part for part in history.live.values() if run.run_id in part.runs]
    latest = history.latest(run.run_id)
    if latest is not None and {part.path for part in own} == {part.path for part in added}:
        _sweep(run.root, history)
        return latest
    superseded = [*own, *holding_settled(history, settled)]
    left = list(_rewritten(run, superseded, settled))
    manifest = Manifest(
        sequence=history.next_sequence,
        run_id=run.run_id,
        kind=CommitKind.REPLAY if settled else CommitKind.INGEST,
        schema_version=SCHEMA_VERSION,
        inputs=inputs,
        outcomes=dict(sorted(outcomes.items())),
        added=tuple(sorted([*added, *left], key=lambda part: part.path)),
        removed=tuple(sorted({part.path for part in superseded} - {part.path for part in added})),
        rows={run.run_id: rows_by_table(added), **rows_without(history, settled)},
    )
    commit(run.root, manifest)
    logger.info("committed run %s: %s", run.run_id, manifest.rows[run.run_id])
    return manifest


def _rewritten(run: OpenRun, parts: Iterable[Part], settled: Settled) -> Iterator[Part]:
    """What is left of parts that a commit supersedes: the rows of other runs that are not settled."""
    for part in parts:
        if part.runs != (run.run_id,):
            yield from without_rows(
                run.root, run.staging, part, lambda row: row["run_id"] == run.run_id or is_settled(row, settled)
            )


def commit(root: Path, manifest: Manifest) -> None:
    """Writes a manifest whose added parts are all staged, and makes the files what the history now says."""
    write_manifest(root, manifest)
    _sweep(root, read_history(root))


def recover(root: Path) -> None:
    """Finishes the commit that a crash left half done, and removes what was never committed."""
    _sweep(root, read_history(root))


def rows_by_table(parts: Iterable[Part]) -> dict[str, int]:
    """Rows a table."""
    counts: Counter[str] = Counter()
    for part in parts:
        counts[part.table] += part.rows
    return dict(sorted(counts.items()))


def _sweep(root: Path, history: History) -> None:
    """Publishes live parts that are still staged, removes visible parts that are not live, empties the staging."""
    for staged in files_below(staging_root(root), "part-*.parquet"):
        path = staged.relative_to(staging_root(root))
        final = path.relative_to(path.parts[0])  # without the run's folder
        if final.as_posix() in history.live:
            publish(staged, root / final)
    for table in TABLES:
        for path in files_below(root / table, "part-*.parquet"):
            if path.relative_to(root).as_posix() not in history.live:
                remove(path, below=root)
    if staging_root(root).exists():
        shutil.rmtree(staging_root(root))
