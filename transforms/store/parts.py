"""Parquet files named by their content, staged where no reader looks."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.store.files import write_durably
from transforms.store.partitions import day_of, folder_of
from transforms.store.rows import Row
from transforms.store.schemas import Table

# About 150 MB of articles uncompressed; below the size at which readers want more than one file a day.
MAX_ROWS_PER_PART = 50_000
# A reader that wants one day's headlines skips the rest by row group; 5,000 articles are about 4 MB compressed.
ROW_GROUP_ROWS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One Parquet file of a run.

    path  relative to the data set, POSIX
    runs  whose rows it holds, sorted
    """

    table: str
    path: str
    rows: int
    bytes: int
    sha256: str
    runs: tuple[str, ...]

    @property
    def day(self) -> date:
        """The partition day that it lies in."""
        return day_of(PurePosixPath(self.path))


def part_of(fields: Mapping[str, Any]) -> Part:
    """A part as JSON keeps it; raises KeyError or TypeError where a field is missing or unknown."""
    return Part(**{**fields, "runs": tuple(fields["runs"])})


def by_partition(parts: Iterable[Part]) -> dict[tuple[str, date], list[Part]]:
    """(Table, day) → its parts, in the order given."""
    found: dict[tuple[str, date], list[Part]] = {}
    for part in parts:
        found.setdefault((part.table, part.day), []).append(part)
    return found


def stage_parts(staging: Path, table: Table, day: date, rows: Sequence[Row]) -> Iterator[Part]:
    """Writes the rows of one (table, day, shard) into staged files, in the table's order.

    staging  the run's folder, where no reader looks

    The same rows in any order give the same files under the same names, so a retry only overwrites them. Raises
    pyarrow's errors where a row breaks the schema.
    """
    if rows:
        ordered = sorted(rows, key=lambda row: _order(row, table.sort_key))
        yield from stage_table(staging, table, day, pa.Table.from_pylist(ordered, schema=table.schema))


def stage_table(staging: Path, table: Table, day: date, arrow: pa.Table) -> Iterator[Part]:
    """Writes rows of one table and day into staged files, in the order given; nothing where there is none."""
    for start in range(0, arrow.num_rows, MAX_ROWS_PER_PART):
        yield _stage_part(staging, table, day, arrow.slice(start, MAX_ROWS_PER_PART))


def _stage_part(staging: Path, table: Table, day: date, arrow: pa.Table) -> Part:
    content = _parquet_bytes(arrow)
    digest = hashlib.sha256(content).hexdigest()
    path = folder_of(table.name, day) / f"part-{digest[:24]}.parquet"
    write_durably(staging / path, content, by_way_of=staging)
    runs = tuple(sorted(map(str, arrow["run_id"].unique().to_pylist())))
    return Part(table=table.name, path=str(path), rows=arrow.num_rows, bytes=len(content), sha256=digest, runs=runs)


def _parquet_bytes(arrow: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(arrow, sink, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    return sink.getvalue()


def _order(row: Row, sort_key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(tuple(value.values()) if isinstance(value, dict) else value for value in map(row.get, sort_key))
