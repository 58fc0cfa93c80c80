"""The signatures that earlier runs committed, of the days that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import pyarrow.parquet as pq

from transforms.domain.signatures import Signature
from transforms.store.commit import OpenRun
from transforms.store.partitions import day_of
from transforms.store.schemas import SIGNATURES

# Some 5 MB at a time.
_BATCH_ROWS = 2_000
_HASHES = ("shingles", "minhash", "paragraphs")


def signature_parts(run: OpenRun) -> list[tuple[date, str]]:
    """The day and the path of each signature file that holds rows of earlier runs."""
    parts = (part for part in run.live if part.table == SIGNATURES.name)
    paths = sorted(part.path for part in parts if not run.earlier.isdisjoint(part.runs))
    return [(day_of(PurePosixPath(path)), str(run.root / path)) for path in paths]


def is_within(day: date, days: Iterable[date], window_days: int) -> bool:
    """Whether `day` is at most `window_days` before or after one of `days`."""
    return any(abs((day - one).days) <= window_days for one in days)


def read_signatures(path: str, runs: Collection[str]) -> Iterator[Signature]:
    """The signatures that some runs put in one file, a batch at a time."""
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH_ROWS):
        shingles, minhash, paragraphs = (_bytes_of(batch.column(name)) for name in _HASHES)
        rows = batch.drop_columns(list(_HASHES)).to_pylist()
        for place, row in enumerate(rows):
            if row.pop("run_id") not in runs:
                continue
            row["seen_at"] = row["seen_at"].astimezone(UTC).isoformat(timespec="seconds")
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
