"""Every golden page gives its expected article, or its expected refusal."""

from __future__ import annotations

import pytest

from tests.clean.golden_pages import as_told, golden_names, golden_page
from transforms.clean.page import clean_page
from transforms.domain.errors import ArticleError


@pytest.mark.parametrize("name", golden_names())
def test_golden_page(name: str) -> None:
    golden = golden_page(name)
    if golden.refusal is not None:
        with pytest.raises(ArticleError) as refusal:
            clean_page(golden.page)
        assert refusal.value.reason == golden.refusal["reason"]
        assert golden.refusal.get("detail") in (None, refusal.value.detail)
        return
    assert golden.expected is not None
    expected = {"flags": [], **golden.expected}
    assert as_told(clean_page(golden.page), set(expected)) == expected


def test_there_are_at_least_forty() -> None:
    assert len(golden_names()) >= 40


@pytest.mark.parametrize("name", golden_names()[::5])
def test_same_page_same_article(name: str) -> None:
    golden = golden_page(name)
    if golden.refusal is None:
        assert clean_page(golden.page) == clean_page(golden.page)
