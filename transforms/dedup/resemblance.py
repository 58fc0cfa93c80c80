"""Verification: how much two texts really have in common, and what that makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from transforms.dedup.bands import Pairs, Refs, merged, ref
from transforms.dedup.fingerprints import hashes_of
from transforms.dedup.options import DedupOptions
from transforms.dedup.signing import without_fingerprint
from transforms.domain.judgements import Relation
from transforms.domain.signatures import Signature


class Likeness(NamedTuple):
    """A verified pair. Of an excerpt, `one` is the shorter text; otherwise both ways are open.

    similarity  Jaccard similarity of the shingle sets; of an excerpt, the share of it found in `other`
    """

    one: Signature
    other: Signature
    similarity: float
    relation: Relation


class Question(NamedTuple):
    """A signature of this run, and the names of those it is to be compared with."""

    signature: Signature
    candidates: Refs


def likeness(one: Signature, other: Signature, options: DedupOptions) -> Likeness | None:
    """What two texts have in common; None where that is not enough for a relation, or they are one article's."""
    if one.article_id == other.article_id:
        return None
    left, right = hashes_of(one.shingles), hashes_of(other.shingles)
    common = len(np.intersect1d(left, right, assume_unique=True))
    jaccard = common / (len(left) + len(right) - common)
    if jaccard >= options.edited:
        relation = Relation.REPRINT if jaccard >= options.reprint else Relation.EDITED_REPRINT
        return Likeness(without_fingerprint(one), without_fingerprint(other), jaccard, relation)
    shorter, longer = (one, other) if len(left) < len(right) else (other, one)
    words = min(len(left), len(right))
    if words < options.excerpt_words or common < options.excerpt * words:
        return None
    return Likeness(without_fingerprint(shorter), without_fingerprint(longer), common / words, Relation.EXCERPT)


def questions(blocks: Sequence[Pairs], signatures: Iterable[Signature]) -> Iterator[Question]:
    """The candidates of each signature: pairs found in several bands are asked for once."""
    if not blocks:
        return
    pairs = merged(blocks)
    of = {ref(one): one for one in signatures}
    firsts, starts = np.unique(pairs.first, return_index=True)
    for first, candidates in zip(firsts, np.split(pairs.second, starts[1:]), strict=True):
        yield Question(of[int(first)], candidates)


def answers(asked: Iterable[Question], signatures: Iterable[Signature], options: DedupOptions) -> Iterator[Likeness]:
    """The verified pairs of the questions whose candidates are among the signatures."""
    of = {ref(one): one for one in signatures}
    for question in asked:
        for candidate in question.candidates:
            found = likeness(question.signature, of[int(candidate)], options)
            if found:
                yield found
