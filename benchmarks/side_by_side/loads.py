"""The load: real pages, multiplied without copying them.

A page keeps its markup (a template); its running paragraphs, headline, description and address are exchanged for
those of another text. The first use of a text is verbatim, later ones mix the sentences of many, so that a load of any
size has about the share of copies that a crawl has: one page in ten is a reprint with small edits.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REPRINT_EVERY = 10

_PARAGRAPH = re.compile(r"<p\b[^>]*>(?P<text>.*?)</p>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ỹ])")
_HEADLINE = re.compile(r"<h1\b[^>]*>\s*(?:<[^>]*>\s*)*([^<]{15,})", re.IGNORECASE)
_DESCRIPTION = re.compile(
    r"<meta\b[^>]*(?:og:description|name=\"description\")[^>]*content=\"([^\"]{30,})\"", re.IGNORECASE
)
_CANONICAL = re.compile(r"<link\b[^>]*rel=[\"']canonical[\"'][^>]*href=[\"']([^\"']+)", re.IGNORECASE)
_RUNNING = 80  # characters: shorter paragraphs are captions, links, bylines
_SLOTS = 4  # a page with fewer running paragraphs is no template


class LoadedPage(NamedTuple):
    """One page of the load."""

    url: str
    body: bytes


class Text(NamedTuple):
    """A text to fill pages with."""

    title: str
    sapo: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Template:
    """The markup of a page, cut at its running paragraphs; what else is exchanged stands in it as found."""

    pieces: list[str]
    headline: str | None
    description: str | None
    canonical: str | None

    def filled(self, text: Text, number: int) -> LoadedPage:
        url = _numbered(self.canonical or "https://bench.example/story.html", number)
        slots = len(self.pieces) - 1
        paragraphs = [" ".join(text.sentences[i : i + 3]) for i in range(0, len(text.sentences), 3)]
        paragraphs = [*paragraphs[: slots - 1], "</p>\n<p>".join(paragraphs[slots - 1 :])]
        paragraphs += [""] * (slots - len(paragraphs))
        page = "".join(a + b for a, b in zip(self.pieces, [*paragraphs, ""], strict=True))
        for old, new in ((self.headline, text.title), (self.description, text.sapo), (self.canonical, url)):
            page = page.replace(old, new) if old else page
        return LoadedPage(url, page.encode())


def multiplied(count: int, shared: Path = SHARED, *, light: bool = False) -> Iterator[LoadedPage]:
    """`count` pages, the same whenever it is asked. light: with the bundled samples' little markup."""
    markups = [path.read_bytes().decode("utf-8", "replace") for path in (_bundled() if light else sources(shared))]
    templates = [one for one in map(template, markups) if one]
    texts = _texts(shared) or [text for markup in markups if (text := _own_text(markup))]
    for number in range(count):
        text = _edited(texts, number - 3) if number % REPRINT_EVERY == REPRINT_EVERY - 1 else _mixed(texts, number)
        yield templates[number % len(templates)].filled(text, number)


def sources(shared: Path = SHARED) -> list[Path]:
    """The real pages where they are, else the bundled ones."""
    folders = [shared / "pages", shared / "gold" / "html" / "dev_pages"]
    found = sorted(path for folder in folders for path in folder.rglob("article*.html"))
    return found or _bundled()


def _bundled() -> list[Path]:
    return sorted((ROOT / "samples" / "inputs" / "pages").glob("*.html"))


def template(markup: str) -> Template | None:
    """The template of a page; None where it has too few running paragraphs."""
    slots = [
        match.span("text") for match in _PARAGRAPH.finditer(markup) if len(_TAG.sub("", match["text"])) >= _RUNNING
    ]
    if len(slots) < _SLOTS:
        return None
    ends = [0, *(end for _, end in slots)]
    starts = [*(start for start, _ in slots), len(markup)]
    pieces = [markup[end:start] for end, start in zip(ends, starts, strict=True)]
    return Template(pieces, _first(_HEADLINE, markup), _first(_DESCRIPTION, markup), _first(_CANONICAL, markup))


def _texts(shared: Path) -> list[Text]:
    path = shared / "text" / "baomoi_2017_sample.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [Text(one["title"], one["sapo"], SENTENCE_END.split(one["body"])) for one in records if one["body"]]


def _own_text(markup: str) -> Text | None:
    running = [_TAG.sub("", match["text"]).strip() for match in _PARAGRAPH.finditer(markup)]
    sentences = [one for paragraph in running if len(paragraph) >= _RUNNING for one in SENTENCE_END.split(paragraph)]
    return Text(_first(_HEADLINE, markup) or sentences[0], sentences[0], sentences) if sentences else None


def _mixed(texts: list[Text], number: int) -> Text:
    """A text verbatim at its first use; afterwards as long a one, of sentences of others."""
    use, place = divmod(number, len(texts))
    text = texts[place]
    if not use:
        return text
    others = (
        texts[(place + 1 + use * 7 + at * (use * 2 + 11)) % len(texts)].sentences for at in range(len(text.sentences))
    )
    return Text(f"{text.title} ({number})", text.sapo, [one[at * 5 % len(one)] for at, one in enumerate(others)])


def _edited(texts: list[Text], number: int) -> Text:
    """A reprint of the text of page `number`: a sentence less, another headline."""
    text = _mixed(texts, max(number, 0))
    dropped = number % max(len(text.sentences), 1)
    kept = [one for at, one in enumerate(text.sentences) if at != dropped] or text.sentences
    return Text(f"{text.title} - {number}", text.sapo, kept)


def _numbered(url: str, number: int) -> str:
    head, dot, suffix = url.rpartition(".")
    return f"{head}-{number}.{suffix}" if dot and "/" not in suffix else f"{url.rstrip('/')}/{number}.html"


def _first(pattern: re.Pattern[str], markup: str) -> str | None:
    found = pattern.search(markup)
    return found[1].strip() if found else None
