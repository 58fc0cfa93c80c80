"""Rows by run and table, counted in the files themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from transforms.store.parts import Part


def rows_by_run(root: Path, parts: Iterable[Part]) -> Counter[tuple[str, str]]:
    """(run id, table) → rows; reads one column of the files that hold rows of several runs."""
    found: Counter[tuple[str, str]] = Counter()
    for part in parts:
        if len(part.runs) == 1:
            found[part.runs[0], part.table] += part.rows
        else:
            column = pq.ParquetFile(root / part.path).read(columns=["run_id"])["run_id"]
            for one in column.value_counts().to_pylist():
                found[one["values"], part.table] += one["counts"]
    return found
