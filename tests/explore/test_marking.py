"""Marks, snippets, folding, differences, drawings: the functions behind the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.explore.diffs import compare
from pipelines.explore.folding import exact, find_phrases, fold, words
from pipelines.explore.marking import Marked, Piece, marked_lines, snippet, with_hits
from pipelines.explore.payloads import preview
from pipelines.explore.timeline import WIDTH, bars, place_of


def plain(pieces: list[Piece]) -> str:
    return "".join(one if isinstance(one, str) else plain(one.inside) for one in pieces)


def mention(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end}


spans = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60)), max_size=15)


@given(st.text(alphabet="ab \nđế", max_size=60), spans)
def test_marking_loses_and_adds_no_character(text: str, ends: list[tuple[int, int]]) -> None:
    lines = marked_lines(text, [mention(*one) for one in ends])
    assert "\n".join(map(plain, lines)) == text


def test_marks_stand_inside_each_other() -> None:
    (line,) = marked_lines("Bí thư Tỉnh ủy", [mention(7, 14), mention(0, 14), mention(7, 11)])
    outer = line[0]
    assert isinstance(outer, Marked)
    assert outer.inside[0] == "Bí thư "
    inner = outer.inside[1]
    assert isinstance(inner, Marked)
    assert plain(inner.inside) == "Tỉnh ủy"
    assert isinstance(inner.inside[0], Marked)


@given(st.text(alphabet="aáeếđ d\u0301\u0323 .", max_size=80))
def test_folding_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert exact(exact(text)) == exact(text)


@pytest.mark.parametrize("text", ["Đảng ủy Hà Nội", "\u0110a\u0309ng u\u0309y Ha\u0300 No\u0323\u0302i"])
@pytest.mark.parametrize(("asked", "folded"), [("ha noi", True), ("hà nội", False)])
def test_a_phrase_is_found_in_either_unicode_form(text: str, asked: str, folded: bool) -> None:
    ((start, end),) = find_phrases(text, [words(asked)], folded=folded)
    assert exact(text[start : end + 2]).strip() == "hà nội"


def test_a_phrase_is_whole_words() -> None:
    assert find_phrases("anh an and", [["an"]], folded=True) == [(4, 6)]
    assert find_phrases("Hà, Nội", [["ha", "noi"]], folded=True) == [(0, 7)]


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 220), st.integers(0, 220)), max_size=5))
def test_hits_lose_no_character(text: str, hits: list[tuple[int, int]]) -> None:
    assert "".join(piece for piece, _ in with_hits(text, sorted(hits))) == text


@given(st.text(alphabet="ab ", max_size=900), st.integers(0, 880))
def test_a_snippet_holds_its_first_hit(text: str, start: int) -> None:
    hits = [(start, start + 3)] if start + 3 <= len(text) else []
    shown = snippet(text, hits)
    assert sum(len(piece) for piece, _ in shown) <= 300
    assert [piece for piece, hit in shown if hit] == [text[a:b] for a, b in hits]


lines = st.lists(st.sampled_from(["một hai ba", "một hai bốn", "năm sáu", "", "bảy"]), max_size=8)


@given(lines, lines)
def test_a_comparison_holds_both_texts(before: list[str], after: list[str]) -> None:
    left, right = "\n".join(before), "\n".join(after)
    pairs = compare(left, right)
    shown = ["".join(word for word, _ in side).strip() for pair in pairs if (side := pair.left) is not None]
    assert shown == [line.strip() for line in left.split("\n")]
    shown = ["".join(word for word, _ in side).strip() for pair in pairs if (side := pair.right) is not None]
    assert shown == [line.strip() for line in right.split("\n")]


days = st.lists(
    st.tuples(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(1, 9)),
    min_size=1,
    max_size=30,
    unique_by=lambda one: one[0],
)


@given(days)
def test_bars_count_everything_and_stay_inside(found: list[tuple[date, int]]) -> None:
    drawn = bars(sorted(found), 90)
    assert sum(bar.count for bar in drawn) == sum(count for _, count in found)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH + 1 and 0 < bar.height <= 90 for bar in drawn)
    assert len(drawn) <= 61


def test_the_reform_stands_between_the_bars() -> None:
    found = [(date(2025, 6, 1), 1), (date(2025, 8, 1), 1)]
    x = place_of(date(2025, 7, 1), found)
    first, last = bars(found, 90)
    assert x is not None
    assert first.x < x < last.x
    assert place_of(date(2025, 9, 1), found) is None


@given(st.binary(max_size=300))
def test_every_payload_can_be_shown(payload: bytes) -> None:
    shown = preview(payload)
    assert not [c for c in shown.text if ord(c) < 32 and c not in "\t\n"]
    assert shown.empty is (payload == b"")


def test_vietnamese_bytes_are_text_and_pictures_are_not() -> None:
    assert preview("Hội nghị".encode()).text == "Hội nghị"
    assert not preview(b"\x89PNG\r\n\x1a\n" + bytes(50)).is_text
