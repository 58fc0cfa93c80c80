"""Parquet files named by their content, staged where no reader looks."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

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

Place = tuple[Any, ...]


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


class Packed(NamedTuple):
    """Rows of one table as Arrow keeps them, a twentieth of their size as Python objects.

    places  of each row, by the table's `sort_key`
    """

    rows: pa.Table
    places: list[Place]


def pack(table: Table, rows: Sequence[Row]) -> Packed:
    """Packs rows in the order given; raises pyarrow's errors where one breaks the schema."""
    return Packed(pa.Table.from_pylist(rows, schema=table.schema), [_place(row, table.sort_key) for row in rows])


def stage_packed(staging: Path, table: Table, day: date, packed: Sequence[Packed]) -> Iterator[Part]:
    """Writes the rows of one (table, day, shard) into staged files, in the table's order; nothing where there is none.

    staging  the run's folder, where no reader looks

    The same rows in any order give the same files under the same names, so a retry only overwrites them.
    """
    places = [place for one in packed for place in one.places]
    if places:
        order = sorted(range(len(places)), key=places.__getitem__)
        together = pa.concat_tables([one.rows for one in packed]).combine_chunks()
        yield from stage_table(staging, table, day, together.take(pa.array(order, pa.int64())))


def stage_parts(staging: Path, table: Table, day: date, rows: Sequence[Row]) -> Iterator[Part]:
    """The same of rows that are few enough to be in memory; raises as `pack`."""
    yield from stage_packed(staging, table, day, [pack(table, rows)])


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


def _place(row: Row, sort_key: tuple[str, ...]) -> Place:
    return tuple(tuple(value.values()) if isinstance(value, dict) else value for value in map(row.get, sort_key))
