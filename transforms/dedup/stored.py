"""Stored signatures as columns, named as the fields of `Signature`: what has to be known of each of thousands.

A Python object takes 30 µs a signature, its sketch 20 more; a column, all together, some three.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from transforms.dedup.bands import Refs, Sketches, ref_of
from transforms.dedup.fingerprints import BANDS, ROWS, SHINGLING, SKETCH, hashes_of, minhash

_MICROSECONDS = 1_000_000


def refs_of(batch: pa.RecordBatch) -> Refs:
    """The name of each (`bands.ref`)."""
    named = zip(batch["article_id"].to_pylist(), batch["revision"].to_pylist(), strict=True)
    return np.array([ref_of(*one) for one in named], np.uint64)


def seconds_seen(batch: pa.RecordBatch) -> NDArray[np.int64]:
    """`seen_at` in seconds since 1970, as `domain.judgements.instant` cuts them."""
    moments = batch["seen_at"].cast(pa.timestamp("us", "UTC")).cast(pa.int64())
    return moments.to_numpy(zero_copy_only=False) // _MICROSECONDS


def credited(batch: pa.RecordBatch) -> NDArray[np.bool_]:
    """Whether each names a source."""
    named = pc.greater(pc.utf8_length(batch["credit"]), 0).fill_null(False)
    return named.to_numpy(zero_copy_only=False)


def stored_sketches(batch: pa.RecordBatch) -> Sketches:
    """The sketches of those that have a word and whose shingles were made as this code makes them.

    A sketch made in another way is made again from the shingles.
    """
    comparable = pc.and_(
        pc.equal(batch["shingling"], SHINGLING), pc.greater(pc.list_value_length(batch["shingles"]), 0)
    )
    places = np.flatnonzero(comparable.to_numpy(zero_copy_only=False))
    rows = batch.take(pa.array(places))
    lines = rows["paragraphs"]
    return Sketches(
        places,
        _minhash_rows(rows),
        _values(lines).astype(np.uint64),
        np.repeat(places, pc.list_value_length(lines).to_numpy(zero_copy_only=False)),
    )


def _minhash_rows(rows: pa.RecordBatch) -> NDArray[np.uint32]:
    if pc.all(pc.equal(rows["sketch"], SKETCH), min_count=0).as_py():
        return _values(rows["minhash"]).reshape(-1, BANDS * ROWS)
    made = [
        row["minhash"] if row["sketch"] == SKETCH else hashes_of(minhash(np.array(row["shingles"], np.uint32)))
        for row in rows.select(["sketch", "minhash", "shingles"]).to_pylist()
    ]
    return np.array(made, np.uint32)


def _values(column: Any) -> NDArray[Any]:
    values: NDArray[Any] = column.flatten().to_numpy(zero_copy_only=True)
    return values
