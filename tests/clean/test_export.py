"""Records and the view of roles."""

from __future__ import annotations

import json

from tests.clean.golden_pages import golden_page
from transforms.clean.export import page_record, pages_to_html, read_blocks


def test_record_of_an_article() -> None:
    record = page_record(golden_page("lede-outside-article").page, "a/b.html")
    assert json.loads(json.dumps(record)) == record
    assert record["page"] == "a/b.html"
    assert record["is_article"] is True
    assert record["published"] == "2024-05-14T15:42:00+07:00"
    assert record["text"].split("\n") == [record["sapo"], *record["paragraphs"]]


def test_record_of_no_article_and_of_a_refusal() -> None:
    assert page_record(golden_page("forum-thread").page, "f") == {
        "page": "f",
        "is_article": False,
        "page_type": "forum",
    }
    refused = page_record(golden_page("binary-pdf").page, "p")
    assert (refused["is_article"], refused["refused"]) == (False, "binary_content")
    assert refused["detail"]


def test_view_shows_every_block_with_its_role_and_escapes_it() -> None:
    shown = [read_blocks(golden_page(name).page, f"<{name}>") for name in ("interview", "binary-pdf")]
    view = pages_to_html(shown)
    assert "&lt;interview&gt;" in view
    assert "<interview>" not in view
    assert 'title="sapo"' in view
    assert all(text in view.replace("&#x27;", "'") for role, text in shown[0].blocks if role == "body")
    assert shown[1].blocks == ()
