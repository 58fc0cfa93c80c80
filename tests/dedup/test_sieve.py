from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dedup.test_bands import pairs_of
from tests.dedup.texts import OTHER, STORY, edited, signature
from transforms.dedup.seniority import rank, ranks_of_committed
from transforms.dedup.sieve import Claims, chosen, claims, joined, most_senior, sieve_of
from transforms.dedup.stored import credited, seconds_seen
from transforms.domain.signatures import Signature
from transforms.store.known_signatures import signatures_in
from transforms.store.rows import signature_row
from transforms.store.schemas import SIGNATURES

STORED = [
    signature("copy", edited(STORY), committed=True),
    signature("other", OTHER, committed=True),
    signature("wordless", "", committed=True),
    signature("same", OTHER.replace("bưởi", "cam"), committed=True, revision=1),
]


def batches(stored: Sequence[Signature], size: int) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(stored), size):
        rows = [signature_row(one, "r") for one in stored[start : start + size]]
        yield pa.RecordBatch.from_pylist(rows, schema=SIGNATURES.schema)


def read(stored: Sequence[Signature], today: Sequence[Signature], size: int = 3, head: int = 32) -> list[Signature]:
    sieve = joined(sieve_of([one]) for one in today)
    seniors = most_senior((most_senior([claims(batch, sieve)], head) for batch in batches(stored, size)), head)
    return [one for batch in batches(stored, size) for one in signatures_in(chosen(batch, seniors))]


def kept(*todays: tuple[str, str]) -> list[str]:
    return [one.article_id for one in read(STORED, [signature(name, text) for name, text in todays])]


def test_what_resembles_a_text_of_today_passes() -> None:
    assert kept(("new", STORY)) == ["copy"]
    assert kept(("new", STORY), ("newer", OTHER)) == ["copy", "other", "same"]


def test_an_earlier_revision_passes_however_little_is_left_of_it() -> None:
    assert kept(("same", STORY)) == ["copy", "same"]
    exact = [replace(one, exact_copy=True) for one in STORED]
    assert [one.article_id for one in read(exact, [signature("same", STORY)])] == ["same"]


def test_one_shared_paragraph_is_enough() -> None:
    assert kept(("new", f"Một dòng không ai đăng bao giờ.\n{OTHER.splitlines()[1]}")) == ["other", "same"]


def test_nothing_of_today_lets_nothing_through() -> None:
    assert kept() == []
    assert kept(("wordless too", "")) == []


def test_what_passes_comes_back_as_it_was_stored() -> None:
    assert read(STORED, [signature("new", STORY), signature("newer", OTHER)]) == [STORED[0], STORED[1], STORED[3]]


def test_a_sketch_made_otherwise_is_made_again_and_other_shingles_are_left_out() -> None:
    resketched = replace(STORED[0], sketch="another/1", minhash=STORED[0].minhash[:64])
    assert read([resketched, STORED[1]], [signature("new", edited(STORY, 2))]) == [resketched]
    assert read([replace(STORED[0], shingling="words-9/1")], [signature("new", STORY)]) == []


def test_seniority_is_the_same_by_column_as_by_signature() -> None:
    moments = ["1954-05-07T10:30:00+00:00", "1970-01-01T00:00:00+00:00", "2026-03-01T02:00:09+00:00"]
    named = [None, "", "TTXVN"]
    stored = [signature(f"{a}{b}", seen_at=a, credit=b, committed=True) for a in moments for b in named]
    (batch,) = batches(stored, len(stored))
    assert ranks_of_committed(seconds_seen(batch), credited(batch)).tolist() == [rank(one) for one in stored]


@given(st.integers(0, 12), st.integers(1, 5), st.integers(1, 4), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_what_passes_makes_the_same_pairs_as_all_there_is(count: int, size: int, head: int, random) -> None:  # type: ignore[no-untyped-def]
    texts = [STORY, edited(STORY), edited(STORY, 3), OTHER]
    days = [f"2026-02-{random.randint(1, 28):02}T00:00:00+00:00" for _ in range(count)]
    stored = [
        signature(f"s{n}", random.choice(texts), seen_at=day, credit=random.choice([None, "TTXVN"]), committed=True)
        for n, day in enumerate(days)
    ]
    today = [signature(f"new{n}", text) for n, text in enumerate(texts[:3])]
    assert pairs_of([*read(stored, today, size, head), *today], head=head) == pairs_of([*stored, *today], head=head)


def test_claims_of_nothing_are_none() -> None:
    nothing = np.zeros(0, np.uint64)
    assert [len(column) for column in most_senior([])] == [0, 0, 0, 0]
    assert [len(column) for column in most_senior([Claims(nothing, nothing, nothing, nothing)])] == [0, 0, 0, 0]
