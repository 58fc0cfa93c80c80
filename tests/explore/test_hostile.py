"""Scripts stored in any field are shown as text, on every page."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.explore.hostile import hostile_addresses, write_hostile
from tests.explore.news import client
from tests.explore.payloads import PAYLOADS

# All that our templates write; whatever else a page has came from a text.
_ELEMENTS = frozenset(
    "html head meta title link body a header div nav ul li main p form label input button section h1 h2 h3 span footer "
    "code table caption thead tbody tr th td article aside mark b i br details summary dl dt dd time select option "
    "datalist svg line rect text pre ins del".split()
)
_ATTRIBUTES = frozenset(
    "lang charset name content rel href class id tabindex action role for type maxlength value placeholder scope "
    "aria-label aria-labelledby aria-describedby aria-current datetime form list autocomplete selected checked colspan "
    "viewbox x x1 x2 y y1 y2 width height rx text-anchor download open".split()
)


class Page(HTMLParser):
    """What a browser's parser would see."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.strange: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _ELEMENTS:
            self.strange.append(tag)
        for name, value in attrs:
            if name not in _ATTRIBUTES:
                self.strange.append(f"{tag} {name}")
            if name in ("href", "action"):
                self.links.append(value or "")

    def handle_comment(self, data: str) -> None:
        self.strange.append("comment")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    root = tmp_path_factory.mktemp("explore") / "hostile"
    write_hostile(root)
    return client(root)


def test_there_are_more_than_thirty() -> None:
    assert len(set(PAYLOADS)) >= 30


def test_nothing_that_is_stored_or_asked_becomes_markup(hostile: TestClient) -> None:
    asked = hostile_addresses()
    assert len(asked) > 1000
    for address in asked:
        answer = hostile.get(address)
        assert answer.status_code in (200, 400, 404), address
        page = Page(answer.text)
        assert page.strange == [], address
        strange = [one for one in page.links if not one.startswith(("/", "https://x.example/", "#"))]
        assert strange == [], address
        assert "49{%" not in answer.text


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_it_is_shown_as_it_was_written(hostile: TestClient, number: int) -> None:
    payload = PAYLOADS[number]
    if "\0" in payload:
        pytest.skip("a browser shows no NUL")
    text = hostile.get(f"/article?id=hostile{number}").text
    assert html.escape(payload).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in text


def test_an_address_that_is_no_web_address_is_no_link(hostile: TestClient) -> None:
    number = PAYLOADS.index("javascript:alert(1)")
    page = Page(hostile.get(f"/article?id=hostile{number}").text)
    assert not [one for one in page.links if "javascript" in one.lower() and not one.startswith("/")]
    assert "javascript:alert(1)" in hostile.get(f"/article?id=hostile{number}").text


def test_the_downloads_are_attachments(hostile: TestClient) -> None:
    for path in ("/export.csv", "/export.parquet", "/export.sql"):
        answer = hostile.get(path)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_command_to_replay_can_be_pasted(hostile: TestClient, tmp_path: Path) -> None:
    import shlex

    from pipelines.explore.pages_upkeep import replay_command

    for payload in (*PAYLOADS, "$(touch x)", "`id`", "a'; rm -rf ~; '", "--reason"):
        words = shlex.split(replay_command("/tmp/a b", payload, payload))
        assert words == ["dongtin", "replay", "/tmp/a b", f"--reason={payload}", f"--stage={payload}"]
