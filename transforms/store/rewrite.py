"""Writing committed rows again, without some of them or together with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from transforms.store.errors import IncompatibleSchema
from transforms.store.parts import Part, stage_table
from transforms.store.rows import Row
from transforms.store.schemas import TABLES
from transforms.wiring.places import open_parquet


def read_rows(root: Path, part: Part) -> list[Row]:
    """All rows of a part."""
    rows: list[Row] = open_parquet(root / part.path).read().to_pylist()
    return rows


def without_rows(root: Path, staging: Path, part: Part, goes: Callable[[Row], bool]) -> Iterator[Part]:
    """Stages a part again without the rows that go, in its order; nothing where none is left, itself where none goes.

    goes  is told the run and the key of a row only
    """
    arrow, table = read_arrow(root, part), TABLES[part.table]
    keys = [name for name in ("run_id", "key", "input_key") if name in table.schema.names]
    stays = [not goes(row) for row in arrow.select(keys).to_pylist()]
    if all(stays):
        return iter([part])
    return stage_table(staging, table, part.day, arrow.filter(pa.array(stays, pa.bool_())))


def merged(root: Path, staging: Path, parts: Iterable[Part]) -> Iterator[Part]:
    """Stages the rows of several parts of one table and day as few files, clustered for readers that filter."""
    some = sorted(parts, key=lambda part: part.path)
    table, day = TABLES[some[0].table], some[0].day
    together = pa.concat_tables([read_arrow(root, part) for part in some])
    # Arrow's sort is stable, so rows with equal keys keep the order of their files: the same parts, the same bytes.
    clustered = together.sort_by([(column, "ascending") for column in table.cluster_key])
    return stage_table(staging, table, day, clustered)


def read_arrow(root: Path, part: Part) -> pa.Table:
    """A part in today's schema; raises as `conformed`."""
    path = root / part.path
    return conformed(open_parquet(path).read(), TABLES[part.table].schema, path)


def conformed(arrow: pa.Table, schema: pa.Schema, path: Path) -> pa.Table:
    """Rows of a file in today's schema: null where its version had no such column.

    Raises `IncompatibleSchema` where it has a column that this code does not know: writing it again would lose it.
    """
    unknown = [name for name in arrow.column_names if name not in schema.names]
    missing = [field.name for field in schema if not field.nullable and field.name not in arrow.column_names]
    if unknown or missing:
        names = ", ".join(unknown or missing)
        raise IncompatibleSchema(f"{path}: columns of another version of dongtin ({names}); use that one")
    columns = [
        arrow[field.name].cast(field.type)
        if field.name in arrow.column_names
        else pa.chunked_array([pa.nulls(arrow.num_rows, field.type)])
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)
