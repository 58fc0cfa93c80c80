"""Is the data set what its manifests say it is?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from transforms.domain.outcomes import OutcomeKind
from transforms.store.check_history import Difference, check_history
from transforms.store.contract import unlike_its_version
from transforms.store.count import rows_by_run
from transforms.store.files import files_below
from transforms.store.history import History, whole_history
from transforms.store.layout import staging_root
from transforms.store.parts import Part
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, TABLES
from transforms.wiring.places import open_parquet


def check_dataset(root: Path) -> list[Difference]:
    """Compares every file with its manifest, every run's rows with its ledger, every checkpoint with the manifests.

    Empty where all agree.

    Raises `BrokenManifest` where a manifest cannot be read at all.
    """
    history = whole_history(root)
    if history.last is None:
        return [Difference(where=str(root), what="no manifest: not a data set, or nothing was ever committed")]
    unlike = list(check_history(root, history))
    broken = [difference for part in history.live.values() for difference in _check_part(root, part)]
    # Counting rows of files that are gone or damaged would only repeat what is said already.
    return [
        *unlike,
        *_uncommitted_files(root, history),
        *_unfinished_runs(root),
        *(broken or _check_counts(root, history)),
    ]


def _uncommitted_files(root: Path, history: History) -> Iterator[Difference]:
    for table in TABLES:
        for path in files_below(root / table, "*"):
            relative = str(path).removeprefix(f"{root}/")
            if relative not in history.live:
                yield Difference(where=relative, what="in no manifest: readers see rows that no run committed")


def _unfinished_runs(root: Path) -> Iterator[Difference]:
    if staging_root(root).exists():
        runs = ", ".join(sorted(folder.name for folder in staging_root(root).iterdir()))
        yield Difference(where="_staging", what=f"unfinished run ({runs}): run it again to finish or undo it")


def _check_part(root: Path, part: Part) -> Iterator[Difference]:
    path = root / part.path
    if not path.exists():
        yield Difference(where=part.path, what="missing")
        return
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != part.sha256:
        yield Difference(where=part.path, what=f"its bytes changed since the commit ({len(content)} of {part.bytes})")
        return
    footer = pq.read_metadata(pa.BufferReader(content))
    version = (footer.metadata or {}).get(b"dongtin.schema_version", b"none").decode()
    if unlike := unlike_its_version(part.table, version, footer.schema.to_arrow_schema()):
        yield Difference(where=part.path, what=unlike)
    if footer.num_rows != part.rows:
        yield Difference(where=part.path, what=f"{footer.num_rows} rows, {part.rows} in the manifest")


def _check_counts(root: Path, history: History) -> Iterator[Difference]:
    found = rows_by_run(root, history.live.values())
    for run_id, counts in history.rows.items():
        for table in TABLES:
            committed, rows = counts.get(table, 0), found[run_id, table]
            if rows != committed:
                yield _run_difference(run_id, f"{rows} rows of {table}, {committed} committed")
    yield from _check_ledger(root, history, found)


def _check_ledger(root: Path, history: History, found: Counter[tuple[str, str]]) -> Iterator[Difference]:
    """Every input has one outcome, and every outcome that promises a row has it."""
    ledgers = [root / part.path for part in history.live.values() if part.table == LEDGER.name]
    for (run_id, key), count in _told_twice(ledgers).items():
        yield _run_difference(run_id, f"{count} outcomes of one input: {key}")
    promised = _promised(ledgers)
    for run_id in sorted(history.rows.keys() - history.amended):
        inputs = _inputs_of(history, run_id)
        if inputs != found[run_id, LEDGER.name]:
            yield _run_difference(run_id, f"{inputs} inputs, {found[run_id, LEDGER.name]} outcomes in the ledger")
        for table in (ARTICLES.name, DEAD_LETTERS.name):
            if promised[run_id, table] != found[run_id, table]:
                told = f"{found[run_id, table]} rows of {table}, {promised[run_id, table]} in the ledger"
                yield _run_difference(run_id, told)


def _promised(ledgers: Iterable[Path]) -> Counter[tuple[str, str]]:
    """The rows that the ledger promises, by run and table."""
    promised: Counter[tuple[str, str]] = Counter()
    columns = ["run_id", "outcome", "reason"]
    for path in ledgers:
        counts = open_parquet(path).read(columns=columns).group_by(columns).aggregate([([], "count_all")])
        for row in counts.to_pylist():
            promised[row["run_id"], _table_promised(row["outcome"], row["reason"])] += row["count_all"]
    return promised


def _told_twice(ledgers: Collection[Path]) -> Counter[tuple[str, str]]:
    """Inputs with more than one outcome in a run. Holds eight bytes an outcome, and names of suspects only."""
    prints = np.frombuffer(b"".join(_print(*one) for path in ledgers for one in _inputs_in(path)), "<u8")
    distinct, counts = np.unique(prints, return_counts=True)
    suspects = set(distinct[counts > 1].astype("<u8").tolist())
    if not suspects:
        return Counter()
    named = (one for path in ledgers for one in _inputs_in(path) if int.from_bytes(_print(*one), "little") in suspects)
    return Counter({one: count for one, count in Counter(named).items() if count > 1})


def _inputs_in(ledger: Path) -> Iterator[tuple[str, str]]:
    columns = open_parquet(ledger).read(columns=["run_id", "input_key"])
    yield from zip(columns["run_id"].to_pylist(), columns["input_key"].to_pylist(), strict=True)


def _print(run_id: str, key: str) -> bytes:
    return hashlib.blake2b(f"{run_id}\x1f{key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _table_promised(outcome: str, reason: str | None) -> str:
    """The table in which an outcome has a row; none ("") for pages that are no article or bring nothing new."""
    if outcome == OutcomeKind.REFUSED:
        return DEAD_LETTERS.name
    return "" if outcome == OutcomeKind.NOT_AN_ARTICLE or reason == "unchanged" else ARTICLES.name


def _inputs_of(history: History, run_id: str) -> int:
    latest = history.latest(run_id)
    return latest.inputs if latest else 0


def _run_difference(run_id: str, what: str) -> Difference:
    return Difference(where=f"run {run_id}", what=what)
