"""Locality-sensitive hashing: which pairs of signatures are worth comparing.

Everything goes in blocks of arrays, because a shuffle pays by the element: one signature has 32 bands and a key for
each longer paragraph, but a block of a thousand signatures has only `BANDS + 1` times `PARTS` elements.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from transforms.dedup.fingerprints import BANDS, ROWS
from transforms.dedup.seniority import rank
from transforms.domain.signatures import Signature

Refs = NDArray[np.uint64]

# A band is split over this many groups, so that one group of a million signatures is some ten megabytes.
PARTS = 4
# Of the signatures with one key, each is compared with the most senior so many; of a thousand reprints of one story
# every one meets its original, without half a million comparisons.
HEAD = 32
_MIX = np.uint64(0x9E3779B97F4A7C15)
_MARKS = np.arange(BANDS + 1, dtype=np.uint64) * _MIX
_NO_SKETCH, _NO_KEYS = np.zeros(BANDS * ROWS, np.uint32), np.zeros(0, np.uint64)


class Block(NamedTuple):
    """Signatures in one part of one band, one a place of each array.

    keys   what must be equal to make a candidate pair
    refs   names of the signatures (`ref`)
    ranks  their seniority: the lower, the more senior
    open   whether the signature is of this run: pairs of committed ones are settled already
    """

    keys: NDArray[np.uint64]
    refs: Refs
    ranks: NDArray[np.uint64]
    open: NDArray[np.bool_]


class Sketches(NamedTuple):
    """What some signatures are looked for by.

    places      of the signatures that have a word, ascending
    minhash     a row for each of them
    paragraphs  hashes of their lines
    owners      for each paragraph the place of its signature
    """

    places: NDArray[np.int64]
    minhash: NDArray[np.uint32]
    paragraphs: NDArray[np.uint64]
    owners: NDArray[np.int64]


class Pairs(NamedTuple):
    """Candidate pairs, one a place of both arrays; `first` is of this run."""

    first: Refs
    second: Refs


def ref(signature: Signature) -> int:
    """A 64-bit name of a version: 56 bits of its article and 8 of its revision.

    Two versions share one by chance once in 70,000 data sets of a million articles; then one of them is not compared.
    """
    return ref_of(signature.article_id, signature.revision)


def ref_of(article_id: str, revision: int) -> int:
    """`ref` of the version that these name."""
    name = hashlib.blake2b(article_id.encode(), digest_size=7).digest()
    return int.from_bytes(name, "big") << 8 | revision & 0xFF


def group_of(ref_: int, groups: int) -> int:
    """Which of so many groups the signatures of an article go to."""
    return (ref_ >> 8) % groups


def band_blocks(signatures: Sequence[Signature]) -> Iterator[tuple[tuple[int, int], Block]]:
    """((band, part), block) for every band of these signatures; those without a word have none.

    Paragraphs are a 33rd band: an excerpt resembles its original too little for the others.
    """
    refs = np.array([ref(one) for one in signatures], np.uint64)
    ranks = np.array([rank(one) for one in signatures], np.uint64)
    is_open = np.array([not one.committed for one in signatures], np.bool_)
    for band, (keys, owners) in enumerate(_bands(sketches_of(signatures))):
        yield from _split(band, keys, owners, refs, ranks, is_open)


def sketches_of(signatures: Sequence[Signature]) -> Sketches:
    """The sketches of those that have a word."""
    places = np.array([place for place, one in enumerate(signatures) if one.shingles], np.int64)
    worded = [signatures[place] for place in places]
    paragraphs = [np.unique(np.frombuffer(one.paragraphs, "<u8")) for one in worded]
    return Sketches(
        places,
        np.stack([_NO_SKETCH, *(np.frombuffer(one.minhash, "<u4") for one in worded)])[1:],
        np.concatenate([_NO_KEYS, *paragraphs]).astype(np.uint64),
        np.repeat(places, [len(one) for one in paragraphs]),
    )


def keys_and_owners(sketches: Sketches) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys of all bands, no two bands sharing one but by chance, and for each the place of its signature."""
    marked = [(keys ^ mark, owners) for mark, (keys, owners) in zip(_MARKS, _bands(sketches), strict=True)]
    keys, owners = zip(*marked, strict=True)
    return np.concatenate(keys), np.concatenate(owners)


def _bands(sketches: Sketches) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
    """Band by band, the paragraphs last: keys, and the places of the signatures that have them."""
    rows = sketches.minhash.astype(np.uint64)
    for band in range(BANDS):
        yield _fold_rows(rows[:, band * ROWS : (band + 1) * ROWS]), sketches.places
    yield sketches.paragraphs, sketches.owners


def candidate_pairs(blocks: Iterable[Block], head: int = HEAD) -> Pairs:
    """The distinct pairs of equal keys in one part of one band, at least one of them of this run, ascending.

    Of more than `head` signatures with one key, each is paired with the `head` most senior only.
    """
    parts = list(blocks)
    keys, refs, ranks, is_open = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((refs, ranks, keys))
    keys, refs, is_open = keys[order], refs[order], is_open[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    first, second = [], []
    for start, end in zip(starts, np.r_[starts[1:], len(keys)], strict=True):
        if end - start > 1 and is_open[start:end].any():
            left, right = _pairs_of_one_key(refs[start:end], is_open[start:end], head)
            first.append(left)
            second.append(right)
    none = np.zeros(0, np.uint64)
    return distinct(Pairs(np.concatenate([none, *first]), np.concatenate([none, *second])))


def distinct(pairs: Pairs) -> Pairs:
    """The same pairs, each once, ascending."""
    order = np.lexsort((pairs.second, pairs.first))
    first, second = pairs.first[order], pairs.second[order]
    if not len(first):
        return pairs
    new = np.r_[True, (first[1:] != first[:-1]) | (second[1:] != second[:-1])]
    return Pairs(first[new], second[new])


def grouped(pairs: Pairs, groups: int) -> Iterator[tuple[int, Pairs]]:
    """The pairs by the group of their first, ascending."""
    of = (pairs.first >> np.uint64(8)) % np.uint64(groups)
    for group in np.unique(of):
        yield int(group), Pairs(pairs.first[of == group], pairs.second[of == group])


def split_by_group(refs: Refs, groups: int) -> Iterator[tuple[int, Refs]]:
    """Names by their group, ascending."""
    for group, pairs in grouped(Pairs(refs, refs), groups):
        yield group, pairs.first


def merged(pairs: Iterable[Pairs]) -> Pairs:
    """All pairs, each once, ascending; there is at least one block."""
    first, second = zip(*pairs, strict=True)
    return distinct(Pairs(np.concatenate(first), np.concatenate(second)))


def _split(
    band: int,
    keys: NDArray[np.uint64],
    owners: NDArray[np.int64],
    refs: Refs,
    ranks: NDArray[np.uint64],
    is_open: NDArray[np.bool_],
) -> Iterator[tuple[tuple[int, int], Block]]:
    part_of = (keys >> np.uint64(32)) % np.uint64(PARTS)
    for part in range(PARTS):
        here = part_of == part
        if here.any():
            of = owners[here]
            yield (band, part), Block(keys[here], refs[of], ranks[of], is_open[of])


def _fold_rows(rows: NDArray[np.uint64]) -> NDArray[np.uint64]:
    keys = np.zeros(len(rows), np.uint64)
    for column in range(rows.shape[1]):
        keys = (keys + rows[:, column]) * _MIX
        keys ^= keys >> np.uint64(29)
    return keys


def _pairs_of_one_key(refs: Refs, is_open: NDArray[np.bool_], head: int) -> tuple[Refs, Refs]:
    """Pairs of the members with the most senior ones; the one of this run first, of two such the smaller name."""
    junior, senior = np.meshgrid(np.arange(len(refs)), np.arange(min(len(refs), head)), indexing="ij")
    wanted = (senior < junior) & (is_open[senior] | is_open[junior])
    junior, senior = junior[wanted], senior[wanted]
    left, right = refs[junior], refs[senior]
    swap = ~is_open[junior] | (is_open[senior] & (right < left))
    return np.where(swap, right, left), np.where(swap, left, right)
