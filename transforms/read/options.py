"""How inputs are read: limits, and which field of a record means what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFields:
    """For JSONL, JSON and Parquet: the names to try, in order, for each thing known of an article.

    A name with dots reaches into nested records (`source.name`). A record with `html` becomes an HTML page, else
    `text` becomes a text page, else `sapo` is taken as the text (a feed item); the rest are hints.
    url_template makes a URL from the record's id where it has none: `https://bao.example/tin-{id}.htm`.
    """

    url: tuple[str, ...] = ("url", "link", "canonical_url", "permalink", "href", "loc")
    html: tuple[str, ...] = ("html", "raw_html", "page_html", "content_html")
    text: tuple[str, ...] = ("text", "body", "content", "article_body", "articleBody", "full_text", "noi_dung")
    title: tuple[str, ...] = ("title", "headline", "tieu_de")
    sapo: tuple[str, ...] = ("sapo", "lead", "lede", "description", "summary", "abstract", "excerpt", "mo_ta")
    section: tuple[str, ...] = ("section", "category", "topic", "chuyen_muc")
    byline: tuple[str, ...] = ("byline", "author", "authors", "creator", "tac_gia")
    published: tuple[str, ...] = (
        "published",
        "published_at",
        "publish_date",
        "published_date",
        "publishedAt",
        "datePublished",
        "pub_date",
        "pubDate",
        "date",
        "ngay_dang",
    )
    updated: tuple[str, ...] = ("updated", "updated_at", "modified", "modified_at", "dateModified")
    fetched_at: tuple[str, ...] = ("fetched_at", "fetched", "crawled_at", "crawl_date", "scraped_at")
    publisher: tuple[str, ...] = ("publisher", "source", "site", "domain", "nguon")
    id: tuple[str, ...] = ("id", "article_id", "guid")
    url_template: str | None = None

    def roots(self) -> frozenset[str]:
        """Every top-level field name that a record may be asked for, dotted names by themselves and by their head."""
        names = [name for one in fields(self) if one.name != "url_template" for name in getattr(self, one.name)]
        return frozenset(names) | frozenset(name.split(".", 1)[0] for name in names)


def record_fields(mapping: Mapping[str, str | Sequence[str] | None]) -> RecordFields:
    """The default mapping with what a config says put in its place: `{"text": "body", "url": ["link", "url"]}`.

    A value of None means that the records have no such field. Raises ValueError naming an unknown key.
    """
    known = {one.name for one in fields(RecordFields)}
    unknown = sorted(set(mapping) - known)
    if unknown:
        raise ValueError(f"unknown record field {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    names = {key: _names(value) for key, value in mapping.items() if key != "url_template"}
    template = mapping.get("url_template")
    if template is not None and (not isinstance(template, str) or "{id}" not in template):
        raise ValueError("url_template must be one text with {id} in it")
    return RecordFields(**names, url_template=template)


def _names(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read.

    publisher       given to every page, before what a record says of itself
    fields          which field of a record means what
    max_page_bytes  a single page, record or line beyond this is refused unread (`PageTooLarge`): bounds memory
    payload_cap     bytes of a refused input kept in its dead letter; a longer one is kept by its key only
    """

    publisher: str | None = None
    fields: RecordFields = field(default_factory=RecordFields)
    max_page_bytes: int = 64 * MEBIBYTE
    payload_cap: int = MEBIBYTE
