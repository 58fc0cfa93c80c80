"""Which stored signatures this run has a use for: all others are let go as they are read, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from transforms.dedup import bands
from transforms.domain.signatures import Signature


class Sieve(NamedTuple):
    """What the signatures of this run have: the keys of all their bands, and the articles they are versions of.

    Both ascending, each once.
    """

    keys: NDArray[np.uint64]
    articles: NDArray[np.uint64]


def sieve_of(signatures: Sequence[Signature]) -> Sieve:
    """The sieve of some signatures of this run."""
    keys, _owners = bands.keys_and_owners(signatures)
    return Sieve(np.unique(keys), np.unique(_articles(signatures)))


def joined(sieves: Iterable[Sieve]) -> Sieve:
    """One sieve that lets through what any of these would."""
    keys, articles = zip(*sieves, Sieve(_NOTHING, _NOTHING), strict=True)
    return Sieve(np.unique(np.concatenate(keys)), np.unique(np.concatenate(articles)))


def sifted(signatures: Sequence[Signature], sieve: Sieve) -> Iterator[Signature]:
    """Those that make a candidate pair with one of this run, or are a version of one of its articles; order kept."""
    keys, owners = bands.keys_and_owners(signatures)
    kept = np.isin(_articles(signatures), sieve.articles)
    kept[owners[np.isin(keys, sieve.keys)]] = True
    return (signature for signature, keep in zip(signatures, kept, strict=True) if keep)


def _articles(signatures: Sequence[Signature]) -> NDArray[np.uint64]:
    return np.array([bands.ref(one) >> 8 for one in signatures], np.uint64)


_NOTHING = np.zeros(0, np.uint64)
