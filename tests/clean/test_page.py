"""What holds for every page: it ends as an article or by name, and the same way each time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clean.golden_pages import golden_names, golden_page
from transforms.clean.page import clean_page
from transforms.domain.articles import Article
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Medium, Page

FETCHED = datetime(2026, 1, 1, tzinfo=UTC)
PARAGRAPH = (
    "<p>Người dân trong xã cho biết con đường mới giúp họ đi chợ nhanh hơn trước rất nhiều, nhất là mùa mưa.</p>"
)
MARKUP = st.sampled_from([
    "<p>", "</p>", "<div class='related'>", "</div>", "<table><tr><td>", "<br>", "<h1>", "<!--", "&#0;", "&#1;", "\0",
    "\x13", "<a href=x>", PARAGRAPH, "<figure><img><figcaption>", "<time datetime='9999-99-99'>", "2/2/2022",
    "<script type='application/ld+json'>[[", "<svg>",
])  # fmt: skip


def page(body: bytes, **changes: object) -> Page:
    fields = {"input_key": "x", "medium": Medium.HTML, "body": body, "fetched_at": FETCHED}
    return Page(**(fields | changes))  # type: ignore[arg-type]


def outcome(body: bytes) -> Article | str:
    try:
        return clean_page(page(body))
    except ArticleError as refusal:
        return refusal.reason


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(MARKUP, st.text(max_size=20)), max_size=30))
def test_any_markup_ends_as_article_or_by_name(pieces: list[str]) -> None:
    body = "".join(pieces).encode("utf-8", "surrogatepass")
    assert outcome(body) == outcome(body)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_end_as_article_or_by_name(body: bytes) -> None:
    outcome(body)


@pytest.mark.parametrize("name", ["relation-box-in-body", "price-table", "long-comments-same-class"])
def test_text_is_lede_and_paragraphs_and_nothing_twice(name: str) -> None:
    article = clean_page(golden_page(name).page)
    assert article.text.split("\n") == [article.sapo, *article.paragraphs]
    assert len(set(article.paragraphs)) == len(article.paragraphs)
    assert not set(article.paragraphs) & {caption.text for caption in article.captions}


@pytest.mark.parametrize("name", golden_names()[::6])
def test_no_date_is_later_than_a_day_after_the_fetch(name: str) -> None:
    golden = golden_page(name)
    if golden.refusal is None:
        article = clean_page(golden.page)
        dates = [article.published, article.updated, *article.date_candidates]
        assert all(found.at <= golden.page.fetched_at + timedelta(days=1) for found in dates if found)


def test_every_date_of_the_page_is_kept_as_a_candidate() -> None:
    article = clean_page(golden_page("lede-outside-article").page)
    assert {"json_ld", "stamp"} <= {found.source for found in article.date_candidates}
    assert list(article.date_candidates) == sorted(article.date_candidates, key=lambda d: (d.at, d.precision, d.source))


def test_credit_of_a_caption_is_data() -> None:
    (caption,) = clean_page(golden_page("lede-outside-article").page).captions
    assert caption.credit == "Hoài Thương"


def test_publisher_names_articles_without_an_address() -> None:
    body = golden_page("unicode-nfd").page.body
    first, second = (clean_page(page(body, publisher=name)).article_id for name in ("a", "b"))
    assert first != second


def test_flattened_text_goes_to_the_other_half_of_the_room() -> None:
    lines = "Cầu mới thông xe\nNgười dân trong xã cho biết con đường mới giúp họ đi chợ nhanh hơn trước rất nhiều.\n"
    assert clean_page(page(lines.encode() * 1, medium=Medium.TEXT)).title == "Cầu mới thông xe"
