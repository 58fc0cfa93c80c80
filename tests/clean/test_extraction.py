"""Trafilatura and the roles: what is restored, what is dropped, and what is said where they differ."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from transforms.clean.completeness import complete
from transforms.clean.extraction import reconcile, trafilatura_lines
from transforms.clean.options import CleanOptions
from transforms.clean.page import clean_page
from transforms.clean.reading import Reading, read_page
from transforms.clean.tree import parse
from transforms.domain.pages import Medium, Page

OPTIONS = CleanOptions()
PARAGRAPHS = [
    f"Đoạn văn thứ {name} kể rằng người dân trong vùng đã cùng nhau sửa lại con đê cũ trước khi mùa lũ năm nay về tới."
    for name in ("nhất", "hai", "ba", "tư", "năm")
]
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TITLE = "Người dân cùng nhau sửa đê trước mùa lũ"


def page(markup: str) -> Page:
    return Page(input_key="x", medium=Medium.HTML, body=markup.encode(), fetched_at=datetime(2026, 1, 1, tzinfo=UTC))


def reading(markup: str) -> Reading:
    return read_page(page(markup), parse(markup, OPTIONS), OPTIONS)


def test_the_text_passes_through_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def lines(root: object) -> list[str]:
        asked.append("".join(root.itertext()))  # type: ignore[attr-defined]
        return trafilatura_lines(root)  # type: ignore[arg-type]

    monkeypatch.setattr("transforms.clean.extraction.trafilatura_lines", lines)
    article = clean_page(page(f"<title>{TITLE}</title><h1>{TITLE}</h1><div class=body>{BODY}</div>"))
    assert list(article.paragraphs) == PARAGRAPHS
    assert len(asked) == 1
    assert all(text in asked[0] for text in PARAGRAPHS)


def test_a_short_line_that_trafilatura_leaves_out_as_well_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = f"<h1>{TITLE}</h1><div class=body>{BODY}<div>Gian hàng số 7</div></div>"
    read = reading(markup)
    assert "Gian hàng số 7" in read.paragraphs
    monkeypatch.setattr("transforms.clean.extraction.trafilatura_lines", lambda root: PARAGRAPHS[1:])
    assert list(reconcile(read).paragraphs) == PARAGRAPHS  # the first, prose, is restored


def test_dispute_is_told_and_nothing_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    read = reading(f"<h1>{TITLE}</h1><div class=body>{BODY}</div>")
    monkeypatch.setattr("transforms.clean.extraction.trafilatura_lines", lambda root: [])
    disputed = reconcile(read)
    assert list(disputed.paragraphs) == PARAGRAPHS
    assert disputed.flags == ("text:disputed",)


def test_two_others_that_agree_on_more_text_are_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = [f"Phần hai, đoạn {text}" for text in PARAGRAPHS * 2]
    markup = f"<h1>{TITLE}</h1><div class=body>{BODY}</div>"
    read = reading(markup)
    disputed = reconcile(read)
    monkeypatch.setattr("transforms.clean.completeness._resiliparse", lambda markup: PARAGRAPHS + hidden)
    monkeypatch.setattr("transforms.clean.completeness.page_lines", lambda root: PARAGRAPHS + hidden)
    monkeypatch.setattr("transforms.clean.completeness._keeps_enough", lambda reading: False)
    completed = complete(disputed, parse(markup, OPTIONS), markup)
    assert list(completed.paragraphs) == PARAGRAPHS + hidden
    assert "text:trafilatura" in completed.flags
    monkeypatch.setattr("transforms.clean.completeness.page_lines", lambda root: PARAGRAPHS)
    doubtful = complete(disputed, parse(markup, OPTIONS), markup)
    assert list(doubtful.paragraphs) == PARAGRAPHS
    assert "completeness:doubtful" in doubtful.flags


def test_the_same_page_a_thousand_times_gives_the_same_text() -> None:
    root = parse(f"<h1>{TITLE}</h1><div class=body>{BODY}</div>", OPTIONS)
    read = read_page(page(""), root, OPTIONS)
    assert {reconcile(read).paragraphs for _ in range(30)} == {tuple(PARAGRAPHS)}
