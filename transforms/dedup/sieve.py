"""Which stored signatures this run has a use for: no others are read whole, so that memory stays flat.

Two passes over the stored ones. The first lets those through a sieve that share a key with this run, and keeps of each
key the most senior `HEAD`: no committed one behind them is compared with anything. The second reads these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from transforms.dedup import bands
from transforms.dedup.seniority import ranks_of_committed
from transforms.dedup.stored import column, credited, refs_of, seconds_seen, stored_sketches
from transforms.domain.signatures import Signature


class Sieve(NamedTuple):
    """What the signatures of this run have: the keys of all their bands, and the articles they are versions of.

    Both ascending, each once.
    """

    keys: NDArray[np.uint64]
    articles: NDArray[np.uint64]


class Claims(NamedTuple):
    """Stored signatures that went through the sieve.

    keys, ranks, refs  one place for each key that one shares with this run
    own                names of those that are versions of an article of this run
    """

    keys: NDArray[np.uint64]
    ranks: NDArray[np.uint64]
    refs: bands.Refs
    own: bands.Refs


def sieve_of(signatures: Sequence[Signature]) -> Sieve:
    """The sieve of some signatures of this run."""
    keys, _owners = bands.keys_and_owners(bands.sketches_of(signatures))
    articles = np.array([bands.ref(one) >> 8 for one in signatures], np.uint64)
    return Sieve(np.unique(keys), np.unique(articles))


def joined(sieves: Iterable[Sieve]) -> Sieve:
    """One sieve that lets through what any of these would."""
    keys, articles = zip(*sieves, Sieve(_NOTHING, _NOTHING), strict=True)
    return Sieve(np.unique(np.concatenate(keys)), np.unique(np.concatenate(articles)))


def claims(batch: pa.RecordBatch, sieve: Sieve) -> Claims:
    """What a batch of stored signatures has to do with this run; columns as the fields of `Signature`."""
    refs = refs_of(batch)
    keys, owners = bands.keys_and_owners(stored_sketches(batch))
    wanted = _among(keys, sieve.keys) & ~column(batch, "exact_copy")[owners]
    keys, owners = keys[wanted], owners[wanted]
    ranks = ranks_of_committed(seconds_seen(batch), credited(batch))
    return Claims(keys, ranks[owners], refs[owners], refs[_among(refs >> np.uint64(8), sieve.articles)])


def most_senior(some: Iterable[Claims], head: int = bands.HEAD) -> Claims:
    """Of all claims on a key those that a comparison would look at, as `bands.candidate_pairs` chooses them."""
    keys, ranks, refs, own = map(np.concatenate, zip(*some, _NO_CLAIMS, strict=True))
    order = np.lexsort((refs, ranks, keys))
    keys, ranks, refs = keys[order], ranks[order], refs[order]
    new = np.r_[True, (keys[1:] != keys[:-1]) | (refs[1:] != refs[:-1])][: len(keys)]
    keys, ranks, refs = keys[new], ranks[new], refs[new]
    standing = np.arange(len(keys)) - np.searchsorted(keys, keys)
    first = standing < head
    return Claims(keys[first], ranks[first], refs[first], own)


def chosen(batch: pa.RecordBatch, seniors: Claims) -> pa.RecordBatch:
    """The rows of a batch of stored signatures that this run needs whole; order kept."""
    return batch.filter(pa.array(np.isin(refs_of(batch), np.concatenate([seniors.refs, seniors.own]))))


def _among(names: NDArray[np.uint64], ascending: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """As `np.isin`, which would sort a large sieve again for every small batch."""
    if not len(ascending):
        return np.zeros(len(names), np.bool_)
    places = np.searchsorted(ascending, names)
    return np.equal(ascending[np.minimum(places, len(ascending) - 1)], names)


_NOTHING = np.zeros(0, np.uint64)
_NO_CLAIMS = Claims(_NOTHING, _NOTHING, _NOTHING, _NOTHING)
