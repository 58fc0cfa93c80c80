"""Layouts: pages of many content systems, each a template filled with one of a few stories.

A file of `tests/golden/layouts` holds several, each headed `=== name {expected as JSON}`. In a template `{{t}}` is the
story's title, `{{s}}` its sapo, `{{1}}`…`{{5}}` its paragraphs, `{{c}}` the text of its picture; `{{body <p>|</p>}}` is
all paragraphs, each between these tags. What stands in `[[…]]` is the text to be found, a line for each.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from transforms.domain.pages import Medium, Page

LAYOUTS = Path(__file__).parents[1] / "golden" / "layouts"
FETCHED = datetime(2026, 10, 1, 3, tzinfo=UTC)
_HEAD = re.compile(r"^=== (\S+) (\{.*\})$", re.MULTILINE)
_BODY = re.compile(r"\{\{body (.*?)\|(.*?)\}\}")
_GOLD = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class LayoutCase:
    name: str
    page: Page
    expected: dict[str, Any]


@cache
def _stories() -> list[dict[str, str]]:
    stories = []
    for part in (LAYOUTS / "stories.txt").read_text("utf-8").strip().split("\n\n"):
        lines = [line for line in part.splitlines() if not line.startswith("#")]
        title, sapo, *paragraphs, caption = lines
        story = {"t": title, "s": sapo, "c": caption.removeprefix("c: ")}
        stories.append(story | {str(n): text for n, text in enumerate(paragraphs, 1)})
    return stories


def _filled(template: str, story: dict[str, str]) -> str:
    def body(match: re.Match[str]) -> str:
        return "\n".join(f"{match[1]}[[{story[str(n)]}]]{match[2]}" for n in range(1, 6))

    return re.sub(r"\{\{(\w)\}\}", lambda match: story[match[1]], _BODY.sub(body, template))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def _case(name: str, expected: dict[str, Any], template: str) -> LayoutCase:
    story = _stories()[expected.pop("story", 1) - 1]
    filled = _filled(template, story)
    expected.setdefault("title", story["t"])
    expected.setdefault("text", [_plain(text) for text in _GOLD.findall(filled)])
    markup = filled.replace("[[", "").replace("]]", "")
    url = expected.pop("url", f"https://bao.example.vn/{name}.html")
    page = Page(
        input_key=f"layout/{name}",
        medium=Medium.HTML,
        body=markup.encode(),
        fetched_at=FETCHED,
        url=url,
    )
    return LayoutCase(name, page, expected)


@cache
def layout_cases() -> tuple[LayoutCase, ...]:
    """All layouts, in the order of the files."""
    cases = []
    for path in sorted(LAYOUTS.glob("*.html")):
        pieces = _HEAD.split(path.read_text("utf-8"))
        for name, expected, template in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            cases.append(_case(name, json.loads(expected), template))
    return tuple(cases)
