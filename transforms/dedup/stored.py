"""Stored signatures as columns, named as the fields of `Signature`: what has to be known of each of thousands.

A Python object takes 30 µs a signature, its keys 25 more; by the column both together take some 15.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from transforms.dedup.bands import Refs, Sketches, ref_of
from transforms.dedup.fingerprints import BANDS, ROWS, SHINGLING, SKETCH, hashes_of, minhash

_MICROSECONDS = 1_000_000


def refs_of(batch: pa.RecordBatch) -> Refs:
    """The name of each (`bands.ref`)."""
    named = zip(column(batch, "article_id"), column(batch, "revision"), strict=True)
    return np.array([ref_of(article_id, int(revision)) for article_id, revision in named], np.uint64)


def seconds_seen(batch: pa.RecordBatch) -> NDArray[np.int64]:
    """`seen_at` in seconds since 1970, cut as `domain.judgements.instant` cuts it."""
    return column(batch, "seen_at").astype("datetime64[us]").astype(np.int64) // _MICROSECONDS


def credited(batch: pa.RecordBatch) -> NDArray[np.bool_]:
    """Whether each names a source."""
    return column(batch, "credit").astype(np.bool_)


def stored_sketches(batch: pa.RecordBatch) -> Sketches:
    """The sketches of those that have a word and whose shingles were made as this code makes them.

    A sketch made in another way is made again from the shingles.
    """
    places = np.flatnonzero((column(batch, "shingling") == SHINGLING) & (_lengths(batch, "shingles") > 0))
    rows = batch if len(places) == batch.num_rows else batch.take(places)
    owners = np.repeat(places, _lengths(rows, "paragraphs"))
    return Sketches(places, _minhash_rows(rows), _values(rows, "paragraphs"), owners)


def column(batch: pa.RecordBatch, name: str) -> NDArray[Any]:
    """One column; texts as Python strings, None where there is none."""
    values: NDArray[Any] = batch.column(name).to_numpy(zero_copy_only=False)
    return values


def _minhash_rows(rows: pa.RecordBatch) -> NDArray[np.uint32]:
    if (column(rows, "sketch") == SKETCH).all():
        return _values(rows, "minhash").reshape(-1, BANDS * ROWS)
    made = [
        row["minhash"] if row["sketch"] == SKETCH else hashes_of(minhash(np.array(row["shingles"], np.uint32)))
        for row in rows.select(["sketch", "minhash", "shingles"]).to_pylist()
    ]
    return np.array(made, np.uint32)


def _values(batch: pa.RecordBatch, name: str) -> NDArray[Any]:
    lists: Any = batch.column(name)
    values: NDArray[Any] = lists.flatten().to_numpy(zero_copy_only=True)
    return values


def _lengths(batch: pa.RecordBatch, name: str) -> NDArray[np.int32]:
    lists: Any = batch.column(name)
    lengths: NDArray[np.int32] = lists.value_lengths().to_numpy(zero_copy_only=False)
    return lengths
