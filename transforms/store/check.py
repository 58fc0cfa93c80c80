"""Is the data set what its manifests say it is?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.domain.outcomes import OutcomeKind
from transforms.store.files import files_below
from transforms.store.layout import staging_root
from transforms.store.manifest import Manifest, read_manifests
from transforms.store.parts import Part
from transforms.store.schemas import SCHEMA_VERSION, TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as the manifests say: where, and what a person should know of it."""

    where: str
    what: str


def check_dataset(root: Path) -> list[Difference]:
    """Compares every file with its manifest and every run's rows with its ledger; empty where all agree.

    Raises `BrokenManifest` where a manifest cannot be read at all.
    """
    manifests = read_manifests(root)
    if not manifests:
        return [Difference(where=str(root), what="no manifest: not a data set, or nothing was ever committed")]
    differences = [*_uncommitted_files(root, manifests), *_unfinished_runs(root)]
    for manifest in manifests:
        broken = [difference for part in manifest.parts for difference in _check_part(root, part)]
        # Counting rows of files that are gone or damaged would only repeat what is said already.
        differences += broken or list(_check_counts(root, manifest))
    return differences


def _uncommitted_files(root: Path, manifests: list[Manifest]) -> Iterator[Difference]:
    committed = {part.path for manifest in manifests for part in manifest.parts}
    for table in TABLES:
        for path in files_below(root / table, "*"):
            relative = path.relative_to(root).as_posix()
            if relative not in committed:
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
    if version != SCHEMA_VERSION:
        yield Difference(where=part.path, what=f"schema version {version}, this code reads {SCHEMA_VERSION}")
    if footer.num_rows != part.rows:
        yield Difference(where=part.path, what=f"{footer.num_rows} rows, {part.rows} in the manifest")


def _check_counts(root: Path, manifest: Manifest) -> Iterator[Difference]:
    ledger = _columns(root, manifest, "ledger", ["input_key", "outcome", "reason"])
    keys = Counter(row["input_key"] for row in ledger)
    twice = sorted(str(key) for key, count in keys.items() if count > 1)
    if twice:
        yield _run_difference(manifest, f"inputs with more than one outcome: {', '.join(twice[:3])}")
    if len(ledger) != manifest.inputs:
        yield _run_difference(manifest, f"{manifest.inputs} inputs, {len(ledger)} outcomes in the ledger")
    with_row = sum(row["outcome"] in _KINDS_WITH_ROW and row["reason"] != "unchanged" for row in ledger)
    refused = sum(row["outcome"] == OutcomeKind.REFUSED for row in ledger)
    rows = manifest.rows()
    for table, expected in (("articles", with_row), ("dead_letters", refused)):
        if rows.get(table, 0) != expected:
            yield _run_difference(manifest, f"{rows.get(table, 0)} rows of {table}, {expected} in the ledger")


_KINDS_WITH_ROW = {OutcomeKind.ARTICLE, OutcomeKind.REVISION, OutcomeKind.DUPLICATE}


def _columns(root: Path, manifest: Manifest, table: str, columns: list[str]) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = []
    for part in manifest.parts:
        if part.table == table:
            rows += pq.ParquetFile(root / part.path).read(columns=columns).to_pylist()
    return rows


def _run_difference(manifest: Manifest, what: str) -> Difference:
    return Difference(where=f"run {manifest.run_id}", what=what)
