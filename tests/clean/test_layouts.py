"""Every layout gives what is expected of it; the rest of its page stays out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.clean.layouts import LayoutCase, layout_cases
from transforms.clean.page import clean_page
from transforms.domain.articles import Article
from transforms.domain.errors import ArticleError


def _told(article: Article, wanted: dict[str, object]) -> dict[str, object]:
    told = {
        "title": article.title,
        "text": [line.replace("\t", " ") for line in (article.sapo, *article.paragraphs) if line],
        "byline": article.byline,
        "published": article.published.local_iso() if article.published else None,
        "updated": article.updated.local_iso() if article.updated else None,
        "section": article.section,
        "source": article.source_agency,
    }
    for name in ("published", "updated"):  # to the minute
        told[name] = (told[name] or "")[: len(str(wanted.get(name) or ""))] or None
    return {name: told[name] for name in wanted}


@pytest.mark.parametrize("case", layout_cases(), ids=lambda case: case.name)
def test_layout(case: LayoutCase) -> None:
    if "refusal" in case.expected:
        with pytest.raises(ArticleError) as refusal:
            clean_page(case.page)
        assert refusal.value.reason == case.expected["refusal"]
    else:
        assert _told(clean_page(case.page), case.expected) == case.expected


def test_the_host_does_not_matter() -> None:
    case = layout_cases()[0]
    elsewhere = replace(case.page, url="https://khac.example.vn/tin-1.html")
    assert _told(clean_page(elsewhere), case.expected) == case.expected
