"""One name for a story, however it was linked to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.domain.urls import canonical_url


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.vn/tin/cau-moi-123.html",
        "http://bao.vn/tin/cau-moi-123.html",
        "https://www.bao.vn/tin/cau-moi-123.html#comments",
        "https://m.bao.vn/tin/cau-moi-123.html?utm_source=zalo&fbclid=x",
        "https://amp.bao.vn/tin/cau-moi-123.html",
        "https://bao.vn/amp/tin/cau-moi-123.html",
        "https://BAO.vn:443/tin//cau-moi-123.html",
        "https://bao.vn/tin/cau-moi-123.html?gidzl=abc&zarsrc=30",
    ],
)
def test_one_story_one_name(url: str) -> None:
    assert canonical_url(url) == "https://bao.vn/tin/cau-moi-123.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bao.vn/tin.aspx?id=2&p=1", "https://bao.vn/tin.aspx?id=2&p=1"),
        ("https://bao.vn/tin.aspx?p=1&id=2", "https://bao.vn/tin.aspx?id=2&p=1"),
        ("https://suckhoe.bao.vn/tin/", "https://suckhoe.bao.vn/tin"),
        ("https://bao.vn/", "https://bao.vn/"),
        ("https://bao.vn:8080/tin", "https://bao.vn:8080/tin"),
        ("ftp://bao.vn/tin", None),
        ("mailto:a@bao.vn", None),
        ("https://[::1", None),
        (None, None),
    ],
)
def test_what_tells_stories_apart_stays(url: str | None, expected: str | None) -> None:
    assert canonical_url(url) == expected


def test_declared_address_is_believed_on_the_same_site_only() -> None:
    found = "https://m.bao.vn/x.html?id=3"
    assert canonical_url(found, "https://bao.vn/cau-moi-123.html") == "https://bao.vn/cau-moi-123.html"
    assert canonical_url(found, "/cau-moi-123.html") == "https://bao.vn/cau-moi-123.html"
    assert canonical_url(found, "https://khac.vn/cau-moi-123.html") == "https://bao.vn/x.html?id=3"
    assert canonical_url(found, "https://bao.vn/") == "https://bao.vn/x.html?id=3"
    assert canonical_url(None, "https://bao.vn/cau-moi-123.html") == "https://bao.vn/cau-moi-123.html"


@given(st.text(max_size=60), st.text(max_size=30))
def test_naming_twice_is_naming_once(path: str, query: str) -> None:
    once = canonical_url(f"https://bao.vn/{path}?{query}")
    assert once is None or canonical_url(once) == once
