from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dedup.texts import OTHER, STORY, edited, signature
from transforms.dedup import bands
from transforms.domain.signatures import Signature


def pairs_of(signatures: Sequence[Signature], block: int = 512, head: int = bands.HEAD) -> set[frozenset[str]]:
    groups = defaultdict(list)
    for start in range(0, len(signatures), block):
        for key, part in bands.band_blocks(signatures[start : start + block]):
            groups[key].append(part)
    names = {bands.ref(one): one.article_id for one in signatures}
    found = bands.merged([bands.candidate_pairs(group, head) for group in groups.values()])
    return {frozenset((names[int(a)], names[int(b)])) for a, b in zip(*found, strict=True)}


def test_alike_texts_are_candidates_and_others_are_not() -> None:
    signatures = [signature("a"), signature("b", edited(STORY)), signature("c", OTHER)]
    assert pairs_of(signatures) == {frozenset("ab")}


def test_a_shared_paragraph_is_enough() -> None:
    line = STORY.split("\n")[3]
    assert pairs_of([signature("a"), signature("b", f"{OTHER}\n{line}")]) == {frozenset("ab")}


def test_committed_pairs_are_not_compared_again() -> None:
    old = [signature(name, committed=True) for name in "ab"]
    assert pairs_of([*old, signature("c")]) == {frozenset("ac"), frozenset("bc")}


def test_blocks_and_order_do_not_matter() -> None:
    signatures = [signature(name, edited(STORY, lines)) for lines, name in enumerate("abcd", 1)]
    expected = pairs_of(signatures)
    assert expected
    assert pairs_of(signatures[::-1], block=1) == pairs_of(signatures, block=3) == expected


@given(st.integers(2, 40), st.integers(1, 8), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_of_many_with_one_key_each_meets_the_most_senior(count: int, head: int, committed: int) -> None:
    keys = np.zeros(count, np.uint64)
    refs = np.arange(100, 100 + count, dtype=np.uint64)
    is_open = np.arange(count) >= committed
    block = bands.Block(keys, refs, np.arange(count, dtype=np.uint64), is_open)
    found = set(zip(*(side.tolist() for side in bands.candidate_pairs([block], head)), strict=True))
    wanted = {
        (100 + b, 100 + a) if a < committed else (100 + a, 100 + b)
        for a, b in combinations(range(count), 2)
        if a < head and b >= committed
    }
    assert found == wanted


def test_a_text_without_words_is_never_a_candidate() -> None:
    assert list(bands.band_blocks([signature("a", "…"), signature("b", "!!")])) == []


def test_groups_keep_all_pairs() -> None:
    pairs = bands.Pairs(np.arange(0, 9000, 7, dtype=np.uint64), np.arange(1, 9001, 7, dtype=np.uint64))
    groups = dict(bands.grouped(pairs, 5))
    assert sum(len(part.first) for part in groups.values()) == len(pairs.first)
    assert all(bands.group_of(int(one), 5) == group for group, part in groups.items() for one in part.first)


def test_revisions_of_an_article_go_to_one_group() -> None:
    first, second = signature("a"), signature("a", revision=2)
    assert bands.ref(first) != bands.ref(second)
    assert bands.group_of(bands.ref(first), 128) == bands.group_of(bands.ref(second), 128)
