from __future__ import annotations

from tests.dedup.texts import OTHER, STORY, edited, signature
from transforms.dedup.sieve import joined, sieve_of, sifted

STORED = [
    signature("copy", edited(STORY), committed=True),
    signature("other", OTHER, committed=True),
    signature("wordless", "", committed=True),
    signature("same", OTHER.replace("bưởi", "cam"), committed=True, revision=1),
]


def kept(*todays: tuple[str, str]) -> list[str]:
    sieves = [sieve_of([signature(name, text)]) for name, text in todays]
    return [one.article_id for one in sifted(STORED, joined(sieves))]


def test_what_resembles_a_text_of_today_passes() -> None:
    assert kept(("new", STORY)) == ["copy"]
    assert kept(("new", STORY), ("newer", OTHER)) == ["copy", "other", "same"]


def test_an_earlier_revision_passes_however_little_is_left_of_it() -> None:
    assert kept(("same", STORY)) == ["copy", "same"]


def test_one_shared_paragraph_is_enough() -> None:
    assert kept(("new", f"Một dòng không ai đăng bao giờ.\n{OTHER.splitlines()[1]}")) == ["other", "same"]


def test_nothing_of_today_lets_nothing_through() -> None:
    assert kept() == []
    assert kept(("wordless too", "")) == []
