"""RSS 0.9x, 1.0 and 2.0, and Atom: what a feed announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree, html

from transforms.fetch.candidates import Candidate, candidate
from transforms.fetch.feed_dates import feed_date
from transforms.fetch.xml import child_text, children, local_name, parse_xml, text_of

_PUBLISHED = ("pubdate", "published", "issued", "created", "date")
_UPDATED = ("updated", "modified", "lastmodified")
_SUMMARY = ("description", "summary", "abstract")
_MARKUP = re.compile(r"<[a-z!/][^>]*>", re.IGNORECASE)
# Titles that sites give to a feed's channel before the name of its section.
_NO_SECTION = frozenset(
    ("tin mới nhất", "tin mới", "tin nóng", "mới nhất", "trang chủ", "tin tức", "home", "rss", "tất cả")
)
_SITE_NAME = re.compile(r"\s*(?:[-–|»]|::)\s*(?=[^-–|»]*$)|^\s*(?:RSS|tin)\s*(?:[:|»-])\s*", re.IGNORECASE)


def read_feed(content: bytes, url: str, max_bytes: int) -> list[Candidate]:
    """The stories that a feed announces, in its order; raises BrokenAnswer where it is no feed, AnswerTooLarge."""
    root = parse_xml(content, max_bytes)
    section = _section(root)
    return [found for entry in _entries(root) if (found := _candidate(entry, url, section))]


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter():
        if local_name(element) in ("item", "entry"):
            yield element


def _candidate(entry: etree._Element, url: str, section: str | None) -> Candidate | None:
    link = _link(entry)
    found = candidate(urljoin(url, link), url) if link else None
    if found is None:
        return None
    return Candidate(
        url=found.url,
        canonical=found.canonical,
        source=url,
        title=plain(child_text(entry, "title")),
        summary=plain(child_text(entry, *_SUMMARY)),
        section=plain(_category(entry)) or section,
        byline=plain(_author(entry)),
        published=feed_date(child_text(entry, *_PUBLISHED)),
        updated=feed_date(child_text(entry, *_UPDATED)),
    )


def _link(entry: etree._Element) -> str | None:
    """RSS: text of `link`; Atom: its `href`; else a `guid` that is an address."""
    for link in children(entry, "link", "origlink"):
        href = link.get("href")
        if href and link.get("rel", "alternate") == "alternate":
            return href.strip()
        if not href and (text := text_of(link)):
            return text
    return next(
        (
            text
            for guid in children(entry, "guid", "id")
            if guid.get("isPermaLink") != "false"
            and (text := text_of(guid))
            and text.startswith(("http://", "https://"))
        ),
        None,
    )


def _category(entry: etree._Element) -> str | None:
    for category in children(entry, "category", "subject"):
        told = text_of(category) or category.get("label") or category.get("term")
        if told:
            return told
    return None


def _author(entry: etree._Element) -> str | None:
    for author in children(entry, "creator", "author"):
        told = child_text(author, "name") or text_of(author)
        # RSS wants an e-mail address here, with the name in brackets behind it
        match = re.search(r"\(([^()]+)\)\s*$", told or "")
        if told and ("@" not in told or match):
            return match[1] if match and "@" in told else told
    return None


def _section(root: etree._Element) -> str | None:
    """The section that a channel's title names: `Thời sự - Báo Ví Dụ RSS` → `Thời sự`; None where it is the site's."""
    for channel in (*children(root, "channel"), root):
        title = child_text(channel, "title")
        if title:
            parts = [part.strip() for part in _SITE_NAME.split(title) if part.strip()]
            named = len(parts) > 1 and len(parts[0].split()) <= 5 and parts[0].lower() not in _NO_SECTION
            return parts[0] if named else None
    return None


def plain(text: str | None) -> str | None:
    """The text without markup, white space folded; None where nothing is left (a picture alone, say)."""
    if not text:
        return None
    if not _MARKUP.search(text) and "&" not in text:
        return text
    try:
        fragment = html.fromstring(f"<div>{text}</div>")
    except (etree.ParserError, ValueError):
        return None
    return " ".join("".join(str(part) for part in fragment.itertext()).split()) or None
