"""The frontier in an object store: a log of Parquet files, one for each transaction.

    00000001.parquet, 00000002.parquet …   what a transaction changed; put only where nobody has put one: the commit
    00000032-all.parquet                   all rows as of that transaction; those before it are no longer needed

Columns: `table`, `removed`, and those of all tables; a row fills the columns of its table. A removed row names a run:
all of that table's rows of the run are gone.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.wiring import objects
from transforms.wiring.errors import StoreBusy, StoreError

# Each start reads what was put since the last file of all rows; a call of `fetch` puts some five.
MERGED_AFTER = 32
_BATCH_ROWS = 20_000
_TYPES = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64(), "blob": pa.binary()}


class Change(NamedTuple):
    """A row that was put into a table, whole; or, `removed`, the `run_id` of rows that were taken out of it."""

    table: str
    row: Mapping[str, Any]
    removed: bool = False


class FrontierBroken(StoreError):
    """A transaction is missing from the log of a frontier; the message names it."""


class Segments:
    """The log below a prefix. columns: table → column → type of SQLite."""

    def __init__(self, folder: Path, columns: Mapping[str, Mapping[str, str]]) -> None:
        self._folder = folder
        self._columns = columns
        self._last = 0
        self._unmerged = 0

    def read(self) -> Iterator[list[Change]]:
        """All that is to be done, in its order, to have the tables as of the last transaction."""
        whole, numbers = self._found()
        expected = range(whole + 1, whole + 1 + len(numbers))
        if list(expected) != numbers:
            missing = next(number for number in expected if number not in numbers)
            raise FrontierBroken(f"{self._segment(missing)}: missing, later ones are there; restore it from a backup")
        if whole:
            yield from self._changes(self._all(whole))
        for number in numbers:
            yield from self._changes(self._segment(number))
        self._last, self._unmerged = whole + len(numbers), len(numbers)

    def put(self, changes: Sequence[Change]) -> None:
        """Commits a transaction, if it changed anything; raises `StoreBusy` where another process was first."""
        if not changes:
            return
        place = self._segment(self._last + 1)
        objects.create(place, _parquet([self._table(changes)]))
        # A place may be free again because others went on and merged what stood there.
        if self._found()[0] > self._last:
            raise StoreBusy(f"{place}: another process went on meanwhile; run again")
        self._last += 1

    def is_long(self) -> bool:
        """Whether it is time to merge."""
        return self._unmerged >= MERGED_AFTER

    def merge(self, rows: Iterable[Change]) -> None:
        """Puts all rows as of now into one file and removes what it replaces; others may do the same at once."""
        objects.put(self._all(self._last), _parquet(map(self._table, _batches(rows))))
        for name in objects.below(self._folder):
            number = int(name[:8])
            if number < self._last or name == self._segment(self._last).name:
                objects.remove(self._folder / name)

    def _found(self) -> tuple[int, list[int]]:
        """The newest file of all rows (0: none), and the transactions after it."""
        names = objects.below(self._folder)
        whole = max((int(name[:8]) for name in names if name.endswith("-all.parquet")), default=0)
        numbers = [int(name[:8]) for name in names if not name.endswith("-all.parquet")]
        return whole, [number for number in numbers if number > whole]

    def _segment(self, number: int) -> Path:
        return self._folder / f"{number:08d}.parquet"

    def _all(self, number: int) -> Path:
        return self._folder / f"{number:08d}-all.parquet"

    def _table(self, changes: Sequence[Change]) -> pa.Table:
        types = {name: _TYPES[told] for columns in self._columns.values() for name, told in columns.items()}
        filled = {name: pa.array([one.row.get(name) for one in changes], told) for name, told in types.items()}
        tables = pa.array([one.table for one in changes], pa.string())
        return pa.table({"table": tables, "removed": pa.array([one.removed for one in changes]), **filled})

    def _changes(self, place: Path) -> Iterator[list[Change]]:
        """The changes of a file; a list holds those of one table that follow one another."""
        for batch in pq.ParquetFile(io.BytesIO(objects.read(place))).iter_batches(_BATCH_ROWS):
            told = zip(batch["table"].to_pylist(), batch["removed"].to_pylist(), strict=True)
            kinds = [(str(table), bool(removed)) for table, removed in told]
            start = 0
            for (table, removed), alike in itertools.groupby(kinds):
                count = sum(1 for _ in alike)
                names = [name for name in self._columns[table] if name in batch.schema.names]
                rows = batch.select(["run_id"] if removed else names).slice(start, count).to_pylist()
                yield [Change(table, row, removed) for row in rows]
                start += count


def _batches(rows: Iterable[Change]) -> Iterator[list[Change]]:
    left = iter(rows)
    while batch := list(itertools.islice(left, _BATCH_ROWS)):
        yield batch


def _parquet(tables: Iterable[pa.Table]) -> bytes:
    sink = io.BytesIO()
    writer: pq.ParquetWriter | None = None
    for table in tables:
        writer = writer or pq.ParquetWriter(sink, table.schema, compression="zstd")
        writer.write_table(table)
    if writer is not None:
        writer.close()
    return sink.getvalue()
