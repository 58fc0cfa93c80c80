"""The signatures that were stored before, of the days that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from transforms.domain.judgements import instant
from transforms.domain.signatures import Signature
from transforms.store.known import KnownFile
from transforms.wiring.places import open_parquet

# Some 1.5 MB at a time.
_BATCH_ROWS = 500
_HASHES = ("shingles", "minhash", "paragraphs")


def is_within(day: date, days: Iterable[date], window_days: int) -> bool:
    """Whether `day` is at most `window_days` before or after one of `days`."""
    return any(abs((day - one).days) <= window_days for one in days)


def read_signatures(file: KnownFile, later: Collection[str]) -> Iterator[Signature]:
    """The signatures of one file, a batch at a time; of one that is not whole, not those of the runs `later`."""
    for batch in signature_batches(file, later):
        yield from signatures_in(batch)


def signature_batches(file: KnownFile, later: Collection[str]) -> Iterator[pa.RecordBatch]:
    """The same as rows of the table `signatures`."""
    for batch in open_parquet(file.path).iter_batches(batch_size=_BATCH_ROWS):
        others = pc.invert(pc.is_in(batch["run_id"], value_set=pa.array(sorted(later), pa.string())))
        yield batch if file.whole else batch.filter(others)


def signatures_in(batch: pa.RecordBatch) -> Iterator[Signature]:
    """The signatures that the rows are."""
    shingles, minhash, paragraphs = (_bytes_of(batch.column(name)) for name in _HASHES)
    for place, row in enumerate(batch.drop_columns([*_HASHES, "run_id"]).to_pylist()):
        row["seen_at"] = instant(row["seen_at"])
        yield Signature(
            **row,
            shingles=shingles[place],
            minhash=minhash[place],
            paragraphs=paragraphs[place],
            committed=True,
        )


def _bytes_of(column: Any) -> list[bytes]:
    """The values of each list of a column of unsigned numbers, little-endian."""
    values = column.flatten().to_numpy(zero_copy_only=True)
    little = values.astype(values.dtype.newbyteorder("<"), copy=False)
    ends = [0, *column.value_lengths().to_numpy().cumsum()]
    return [little[start:end].tobytes() for start, end in pairwise(ends)]
