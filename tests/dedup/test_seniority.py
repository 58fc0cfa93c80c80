from __future__ import annotations

from itertools import permutations

import pytest

from tests.dedup.texts import signature
from transforms.dedup.seniority import credited_among, credits, rank, seniority

EARLY, LATE = "2026-03-01T01:00:00+00:00", "2026-03-01T09:00:00+00:00"


def test_the_order_of_the_rules() -> None:
    ordered = [
        signature("e", seen_at=LATE, credit="TTXVN", committed=True),
        signature("a", seen_at=LATE),
        signature("b", seen_at=LATE),
        signature("c", seen_at=EARLY, credit="TTXVN"),
    ]
    for order in permutations(ordered):
        assert sorted(order, key=seniority) == ordered
    assert seniority(ordered[3], credited=True) < seniority(ordered[1])
    assert [rank(one) for one in ordered] == sorted(rank(one) for one in ordered)


def test_time_decides_between_articles_that_claim_the_text() -> None:
    assert seniority(signature("z", seen_at=EARLY)) < seniority(signature("a", seen_at=LATE))


@pytest.mark.parametrize(
    ("credit", "publisher", "told"),
    [
        ("Báo Ví Dụ", "baovidu.example", True),
        ("TinNhanhMẫu", "tinnhanhmau.example", True),
        ("Ví Dụ Online", "Báo Ví Dụ", True),
        ("TTXVN", "baovidu.example", False),
        ("Ví Dụ", "nguoividu.example", False),
        (None, "baovidu.example", False),
        ("Báo Ví Dụ", None, False),
    ],
)
def test_a_credit_is_matched_with_a_publisher(credit: str | None, publisher: str | None, told: bool) -> None:
    copy, other = signature("a", credit=credit, publisher="trangkhac.example"), signature("b", publisher=publisher)
    assert credits(copy, other) is told
    assert credited_among([copy, other]) == (frozenset({"b"}) if told else frozenset())
