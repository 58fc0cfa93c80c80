"""Writing committed rows again, without some of them or together with others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq

from transforms.store.partitions import day_of
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import Row
from transforms.store.schemas import TABLES


def read_rows(root: Path, part: Part) -> list[Row]:
    """All rows of a part."""
    rows: list[Row] = pq.ParquetFile(root / part.path).read().to_pylist()
    return rows


def without_runs(root: Path, staging: Path, part: Part, runs: Collection[str]) -> Iterator[Part]:
    """Stages a part's rows without those of some runs; nothing where none is left."""
    rows = [row for row in read_rows(root, part) if row["run_id"] not in runs]
    return stage_parts(staging, TABLES[part.table], day_of(PurePosixPath(part.path)), rows)
