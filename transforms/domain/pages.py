"""A page: one document as it came in, before anything was made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from transforms.domain.pickling import quickly_pickled


class Medium(StrEnum):
    """What the bytes of a page are."""

    HTML = "html"
    TEXT = "text"  # an article already flattened to lines, residue included


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the door (feed, sitemap, JSONL field, WARC header) says of the page; candidates, never the truth.

    `published` and `updated` are as written by the source; the clean room parses them.
    """

    title: str | None = None
    sapo: str | None = None
    section: str | None = None
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    charset: str | None = None
    feed_published: str | None = None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document as read or fetched.

    input_key   names the input for ever: a path as given, with `#L12` (line of a JSONL file), `#row12` (Parquet) or
                `#record-3` (WARC) behind it where one file holds many
    body        the bytes as they came, HTTP content encoding undone
    fetched_at  when the page arrived (aware, UTC): HTTP fetch, WARC date, or the file's modification time
    """

    input_key: str
    medium: Medium
    body: bytes
    fetched_at: datetime
    url: str | None = None
    publisher: str | None = None
    hints: Hints = Hints()
