"""Writing committed rows again, without some of them or together with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.store.partitions import day_of
from transforms.store.parts import Part, stage_parts, stage_table
from transforms.store.rows import Row
from transforms.store.schemas import TABLES


def read_rows(root: Path, part: Part) -> list[Row]:
    """All rows of a part."""
    rows: list[Row] = pq.ParquetFile(root / part.path).read().to_pylist()
    return rows


def without_rows(root: Path, staging: Path, part: Part, goes: Callable[[Row], bool]) -> Iterator[Part]:
    """Stages a part again without the rows that go; nothing where none is left."""
    rows = [row for row in read_rows(root, part) if not goes(row)]
    return stage_parts(staging, TABLES[part.table], day_of(PurePosixPath(part.path)), rows)


def merged(root: Path, staging: Path, parts: Iterable[Part]) -> Iterator[Part]:
    """Stages the rows of several parts of one table and day as few files, clustered for readers that filter."""
    some = sorted(parts, key=lambda part: part.path)
    table, day = TABLES[some[0].table], day_of(PurePosixPath(some[0].path))
    together = pa.concat_tables([_read_table(root, part).cast(table.schema) for part in some])
    # Arrow's sort is stable, so rows with equal keys keep the order of their files: the same parts, the same bytes.
    clustered = together.sort_by([(column, "ascending") for column in table.cluster_key])
    return stage_table(staging, table, day, clustered)


def _read_table(root: Path, part: Part) -> pa.Table:
    return pq.ParquetFile(root / part.path).read()
