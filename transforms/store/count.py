"""Rows by run and table, counted in the files themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from transforms.store.parts import Part
from transforms.wiring.places import open_parquet


def rows_by_run(root: Path, parts: Iterable[Part]) -> Counter[tuple[str, str]]:
    """(run id, table) → rows; reads one column of the files that hold rows of several runs."""
    found: Counter[tuple[str, str]] = Counter()
    for part in parts:
        if len(part.runs) == 1:
            found[part.runs[0], part.table] += part.rows
        else:
            column = open_parquet(root / part.path).read(columns=["run_id"])["run_id"]
            values, counts = column.value_counts().flatten()
            for run_id, rows in zip(values.to_pylist(), counts.to_pylist(), strict=True):
                found[str(run_id), part.table] += int(rows or 0)
    return found
