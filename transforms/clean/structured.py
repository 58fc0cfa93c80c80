"""What a page says of itself to machines: meta elements and JSON-LD, gathered once."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from transforms.clean.layout import Element, collapse

_LARGEST_SCRIPT = 400_000  # characters of JSON-LD worth reading
_ARTICLE_TYPES = frozenset({
    "article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "blogposting",
    "backgroundnewsarticle", "liveblogposting", "reviewnewsarticle", "techarticle", "scholarlyarticle",
    "socialmediaposting", "medicalscholarlyarticle",
})  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


@dataclass(slots=True)
class Structured:
    """Statements of the page about itself.

    meta     lower-cased name, property or itemprop → contents in page order
    article  the JSON-LD object that describes the article, or an empty dict
    types    all lower-cased JSON-LD types of the page
    section_trail  names of a JSON-LD breadcrumb list, outermost first
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    article: dict[str, Any] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    section_trail: list[str] = field(default_factory=list)
    document_title: str = ""
    canonical: str | None = None
    language: str | None = None

    def first(self, *names: str) -> str | None:
        """The first non-empty content among `names`, in the order given."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None


def read_structured(root: Element) -> Structured:
    """Gathers meta elements, the document title, the canonical link and JSON-LD of a parsed page."""
    found = Structured(language=root.get("lang"))
    for element in root.iter("meta", "title", "link", "script"):
        tag = element.tag
        if tag == "meta":
            _read_meta(found, element)
        elif tag == "title" and not found.document_title and _in_head(element):
            found.document_title = collapse(element.text or "")
        elif tag == "link":
            _read_link(found, element)
        elif "ld+json" in (element.get("type") or "").lower():
            _read_json_ld(found, element.text or "")
    return found


def _in_head(element: Element) -> bool:
    parent = element.getparent()
    return parent is None or parent.tag != "svg"


def _read_meta(found: Structured, element: Element) -> None:
    content = element.get("content")
    if content is None:
        return
    for attribute in ("property", "name", "itemprop"):
        name = element.get(attribute)
        if name:
            found.meta.setdefault(name.strip().lower(), []).append(collapse(content))


def _read_link(found: Structured, element: Element) -> None:
    if (element.get("rel") or "").lower().strip() == "canonical" and found.canonical is None:
        found.canonical = (element.get("href") or "").strip() or None


def _read_json_ld(found: Structured, text: str) -> None:
    for node in _nodes(_loads(text)):
        kinds = {kind.lower() for kind in _strings(node.get("@type"))}
        found.types |= kinds
        if kinds & _ARTICLE_TYPES and not found.article:
            found.article = node
        if "breadcrumblist" in kinds and not found.section_trail:
            found.section_trail = _trail(node)


def _loads(text: str) -> Any:
    if not text or len(text) > _LARGEST_SCRIPT:
        return None
    cleaned = _CONTROL.sub(" ", text).strip().removeprefix("<!--").removesuffix("-->")
    for candidate in (cleaned, _TRAILING_COMMA.sub(r"\1", cleaned.rstrip("; "))):
        try:
            return json.loads(candidate)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for entry in value[:200]:
            yield from _nodes(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(key), depth + 1)


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def _trail(node: dict[str, Any]) -> list[str]:
    names = []
    entries = node.get("itemListElement")
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict):
            target = entry.get("item")
            name = entry.get("name") or (target.get("name") if isinstance(target, dict) else None)
            if isinstance(name, str) and name.strip():
                names.append(plain(name))
    return names


def plain(text: str) -> str:
    """Entities decoded (twice: some systems escape twice), tags away, white space collapsed."""
    return collapse(re.sub(r"<[^>]{1,200}>", " ", html.unescape(html.unescape(text))))


def article_string(found: Structured, *names: str) -> str | None:
    """The first non-empty string of the article's JSON-LD among `names`; a list gives its first entry."""
    for name in names:
        for value in _strings(found.article.get(name)):
            text = plain(value)
            if text:
                return text
    return None


def article_authors(found: Structured) -> list[str]:
    """Names of the JSON-LD authors that are not organisations."""
    value = found.article.get("author")
    names = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            names.append(plain(entry))
        elif isinstance(entry, dict) and "Organization" not in _strings(entry.get("@type")):
            names.extend(plain(name) for name in _strings(entry.get("name")))
    return [name for name in names if name]
