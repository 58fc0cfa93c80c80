"""Parquet: a record a row, streamed by row group."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.domain.errors import ArticleError, MalformedRecord, TruncatedInput
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.bytestreams import open_binary
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.records import page_from_record
from transforms.read.refusals import refuse

_BATCH_ROWS = 256  # articles are some kilobytes each: a batch stays around a megabyte
_MAGIC = b"PAR1"
# What pyarrow raises for damaged bytes; names and texts that are no UTF-8 are a ValueError.
_DAMAGE = (pa.ArrowException, OSError, ValueError, OverflowError)


def read_parquet(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    """One outcome for each row, keyed `path#row12` (rows count from 1); a damaged row group is one dead letter."""
    with open_binary(file.path) as stream:
        start = stream.read(len(_MAGIC))
        stream.seek(0)
        if not start:
            return
        try:
            table = pq.ParquetFile(stream, pre_buffer=False, page_checksum_verification=True)
        except _DAMAGE as problem:
            raise _refusal(start, problem) from None
        yield from _rows(table, file, options)


def _refusal(start: bytes, problem: Exception) -> ArticleError:
    if start == _MAGIC and "magic bytes" in str(problem):
        return TruncatedInput("the Parquet file has no footer: its end is missing; copy it again")
    return MalformedRecord("is no valid Parquet file; write it again")


def _rows(table: pq.ParquetFile, file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    columns = [name for name in table.schema_arrow.names if name in options.fields.roots()]
    first = 1
    for group in range(table.num_row_groups):
        count = table.metadata.row_group(group).num_rows
        number = first
        try:
            for record in _records(table, group, columns):
                yield _outcome(record, f"{file.key}#row{number}", file, options)
                number += 1
        except MalformedRecord:
            detail = f"rows {number} to {first + count - 1} are damaged; write the file again"
            yield refuse(file, options, MalformedRecord(detail), key=f"{file.key}#row{number}")
        first += count


def _records(table: pq.ParquetFile, group: int, columns: list[str]) -> Iterator[object]:
    batches = table.iter_batches(_BATCH_ROWS, row_groups=[group], columns=columns)
    while True:
        try:
            batch = next(batches, None)
            rows = None if batch is None else batch.to_pylist()
        except _DAMAGE:
            raise MalformedRecord("a row group is damaged") from None
        if rows is None:
            return
        yield from rows


def _outcome(record: object, key: str, file: InputFile, options: ReadOptions) -> Page | DeadLetter:
    try:
        return page_from_record(record, key=key, file=file, options=options)
    except ArticleError as refusal:
        return refuse(file, options, refusal, key=key)
