"""Pages for people: the record that `dongtin clean` prints, and a view of the blocks coloured by role."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from transforms.clean.guard import guard
from transforms.clean.options import CleanOptions
from transforms.clean.page import clean_page
from transforms.clean.reading import Reading, read_page
from transforms.clean.role import Role
from transforms.clean.tree import parse
from transforms.domain.articles import Article, DatedInstant
from transforms.domain.errors import ArticleError, NotAnArticle
from transforms.domain.pages import Page

_COLOURS = {
    Role.TITLE: "#cfe3ff", Role.SAPO: "#d8f5d0", Role.BODY: "#f1fbee", Role.SUBHEAD: "#e2f2da", Role.CAPTION: "#fff3c4",
    Role.BYLINE: "#eadcff", Role.SOURCE: "#f3e8ff", Role.CREDIT: "#f6efff", Role.STAMP: "#d5f3f3",
    Role.RELATED: "#ffe0d6", Role.FURNITURE: "#f2d7d7", Role.COMMENT: "#f7d9ec", Role.OUTSIDE: "#eeeeee",
}  # fmt: skip
_LONGEST_OUTSIDE = 160  # characters shown of a block outside the story


def page_record(page: Page, name: str, options: CleanOptions | None = None) -> dict[str, Any]:
    """JSON-ready record of one page, called `name`.

    An article: `{"page", "is_article": true, "title", "sapo", "byline", "published", "text", …}`, where `text` is sapo
    and paragraphs, a line each, and dates are local ISO time cut to their precision (`article_record` has all fields).
    No article: `{"page", "is_article": false, "page_type"}`. Refused: `{"page", "is_article": false, "refused",
    "detail"}`.
    Raises no ArticleError.
    """
    try:
        article = clean_page(page, options)
    except NotAnArticle as refusal:
        return {"page": name, "is_article": False, "page_type": refusal.detail}
    except ArticleError as refusal:
        return {"page": name, "is_article": False, "refused": refusal.reason, "detail": refusal.detail}
    return article_record(article, name)


def article_record(article: Article, name: str) -> dict[str, Any]:
    """The record of an article; see `page_record`."""
    return {
        "page": name,
        "is_article": True,
        "title": article.title,
        "sapo": article.sapo,
        "byline": article.byline,
        "source_agency": article.source_agency,
        "published": _local(article.published),
        "published_source": article.published.source if article.published else None,
        "updated": _local(article.updated),
        "section": article.section,
        "text": article.text,
        "paragraphs": list(article.paragraphs),
        "captions": [caption.text for caption in article.captions],
        "language": article.language,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "flags": list(article.flags),
        "date_candidates": [[found.source, found.local_iso()] for found in article.date_candidates],
        "extractor": article.extractor,
    }


def _local(instant: DatedInstant | None) -> str | None:
    return instant.local_iso() if instant else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBlocks:
    """A page as it was read, for the eye: its record, and each block with its role."""

    record: dict[str, Any]
    blocks: tuple[tuple[Role, str], ...]


def read_blocks(page: Page, name: str, options: CleanOptions | None = None) -> ReadBlocks:
    """The record of a page with its blocks; no blocks where the page was refused before it could be read."""
    options = options or CleanOptions()
    record = page_record(page, name, options)
    try:
        guarded = guard(page.body, page.hints.charset, options)
        reading = read_page(page, parse(guarded.text, options), options)
    except ArticleError:
        return ReadBlocks(record=record, blocks=())
    return ReadBlocks(record=record, blocks=_blocks(reading))


def _blocks(reading: Reading) -> tuple[tuple[Role, str], ...]:
    return tuple((role, block.text) for block, role in zip(reading.layout.blocks, reading.roles, strict=True))


def pages_to_html(pages: Iterable[ReadBlocks]) -> str:
    """One HTML document that shows pages one under the other, every block coloured by its role."""
    legend = " ".join(f'<span style="background:{colour}">{role}</span>' for role, colour in _COLOURS.items())
    sections = "\n".join(_section(page) for page in pages)
    return (
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Pages by role</title><style>'
        "body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto}p{margin:2px 0;padding:2px 6px}"
        "span{padding:2px 6px}small{color:#555}h2{margin-top:2em;border-top:1px solid #999}</style></head>\n"
        f"<body><p>{legend}</p>\n{sections}\n</body></html>\n"
    )


def _section(page: ReadBlocks) -> str:
    record = page.record
    shown = (
        "title",
        "byline",
        "source_agency",
        "published",
        "updated",
        "section",
        "page_type",
        "refused",
        "detail",
        "flags",
    )
    facts = " · ".join(f"{key}: {html.escape(str(record[key]))}" for key in shown if record.get(key))
    lines = "\n".join(_line(role, text) for role, text in page.blocks)
    return f"<h2>{html.escape(record['page'])}</h2><p><small>{facts}</small></p>\n{lines}"


def _line(role: Role, text: str) -> str:
    if role is Role.OUTSIDE and len(text) > _LONGEST_OUTSIDE:
        text = text[:_LONGEST_OUTSIDE] + "…"
    return f'<p style="background:{_COLOURS[role]}" title="{role}">{html.escape(text)}</p>'
