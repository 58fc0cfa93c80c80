"""Article text is hostile: whatever a page says of itself is shown as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from resiliparse.parse.html import HTMLTree, NodeType

from pipelines.report import charts
from pipelines.report.page import link
from pipelines.report.words import Language
from tests.report.dataset import at, commit, judged, letter, mention, page_of
from tests.report.payloads import ADDRESSES, PAYLOADS
from transforms.domain.annotations import Label, Office
from transforms.domain.articles import Caption
from transforms.domain.judgements import Relation

_ELEMENTS = set(
    "html head meta title style body header h1 h2 h3 p dl dt dd div nav ul li a main section article figure figcaption "
    "svg path text rect desc details summary table caption thead tbody tr th td bdi br span strong mark code "
    "footer".split()
)
_ATTRIBUTES = set(
    "lang charset http-equiv content name class id href rel aria-label aria-labelledby aria-hidden role tabindex scope "
    "title dir viewbox viewBox preserveAspectRatio preserveaspectratio x y width height rx d fill fill-opacity opacity "
    "stroke stroke-width stroke-opacity text-anchor".split()
)


def elements(page: str) -> list[Any]:
    """All elements as a browser's parser sees them."""
    return list(_below(HTMLTree.parse(page).document))


def _below(node: Any) -> Iterator[Any]:
    for child in node.child_nodes:
        if child.type == NodeType.ELEMENT:
            yield child
        yield from _below(child)


@pytest.fixture
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts take a second and hold no word of an article; their legends and tables stay."""
    monkeypatch.setattr(charts, "_drawn", lambda size, draw: charts.Drawing(size=size, body=""))


def hostile(payload: str) -> dict[str, Any]:
    fields = ("title", "sapo", "section", "byline", "publisher", "source_agency", "dateline", "language")
    return dict.fromkeys(fields, payload) | {
        "captions": (Caption(text=payload, credit=payload),),
        "flags": (payload,),
        "url": payload,
        "input_key": payload,
    }


def commit_hostile(root: Path, payload: str) -> None:
    text = f"Mở đầu {payload} kết thúc."
    named = [
        mention(text, payload, label, canonical=payload, entity_key=payload, method=payload)
        for label in (Label.PER, Label.ORG, Label.LOC, Label.DOC, Label.EVENT)
    ]
    span = (text.index(payload), text.index(payload) + len(payload))
    office = Office(
        holder=span,
        position=span,
        organisation=span,
        person_key=payload,
        position_name=payload,
        organisation_key=payload,
        as_of=None,
    )
    original = judged(text, named, [office], published=at("2026-03-01T08:00"), **hostile(payload))
    copy = judged(
        text + " Theo báo bạn.",
        relation=Relation.REPRINT,
        duplicate_of=original.article.article_id,
        cluster_id=original.cluster_id,
        **hostile(payload),
    )
    commit(root, [original, copy], [letter(payload, payload)])


@pytest.mark.usefixtures("_undrawn")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_articles_say_is_text(payload: str, tmp_path: Path) -> None:
    commit_hostile(tmp_path, payload)
    page = page_of(tmp_path)
    found = elements(page)
    assert {one.tag for one in found} <= _ELEMENTS
    assert {name for one in found for name in one.attrs} <= _ATTRIBUTES
    assert [one.getattr("href") for one in found if one.tag == "a" and not one.getattr("href").startswith("#")] == []
    bare = _plain(payload)
    assert any(_plain(one.text) == bare for one in found if one.tag == "h3")  # the sample's title, letter by letter
    assert any(bare in _plain(one.getattr("title") or "") for one in found if one.tag == "mark")
    assert "49" not in [one.text for one in found if one.tag == "bdi"]


def _plain(text: str) -> str:
    """The text without what an HTML parser may change: white space."""
    return " ".join(text.split())


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 30


@pytest.mark.usefixtures("_undrawn")
@pytest.mark.parametrize("address", ADDRESSES)
def test_only_web_addresses_become_links(address: str, tmp_path: Path) -> None:
    commit(tmp_path, [judged("một", url=address)])
    told = [one.getattr("href") for one in elements(page_of(tmp_path)) if one.tag == "a"]
    outside = [href for href in told if not href.startswith("#")]
    assert all(href.startswith("https://bao.example/") for href in outside)
    assert not any(name.startswith("on") for one in elements(page_of(tmp_path)) for name in one.attrs)


def test_a_web_address_is_a_link_that_tells_nobody(tmp_path: Path) -> None:
    commit(tmp_path, [judged("một", url="https://bao.example/a?b=1&c=2", title="Tin")])
    (one,) = (one for one in elements(page_of(tmp_path)) if one.tag == "a" and one.text.strip() == "Tin")
    assert one.getattr("href") == "https://bao.example/a?b=1&c=2"
    assert one.getattr("rel") == "noopener noreferrer nofollow"
    assert link("http://bao.example/") == "http://bao.example/"


@pytest.mark.parametrize("language", Language)
def test_the_page_asks_nobody_and_runs_nothing(language: Language, tmp_path: Path) -> None:
    commit_hostile(tmp_path, "Tin thường")
    page = page_of(tmp_path, language)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'none'", policy[1]
    )
    found = elements(page)
    assert not {"script", "link", "img", "iframe", "object", "base"} & {one.tag for one in found}
    assert not any("url(" in one.text or "@import" in one.text for one in found if one.tag == "style")
    ids = Counter(one.getattr("id") for one in found if one.getattr("id"))
    assert {name for name, count in ids.items() if count > 1} == set()
    named = {name for one in found for name in (one.getattr("aria-labelledby") or "").split()}
    linked = {one.getattr("href")[1:] for one in found if one.tag == "a" and one.getattr("href").startswith("#")}
    assert named | linked <= set(ids)
