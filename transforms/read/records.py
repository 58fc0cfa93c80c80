"""From one record of a dump (a JSON object, a Parquet row) to a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from transforms.domain.articles import VIETNAM_TIME
from transforms.domain.errors import MalformedRecord, PageTooLarge
from transforms.domain.pages import Hints, Medium, Page
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions

# A text field that holds markup: a closing block tag or a line break tag, which prose never has.
_MARKUP = re.compile(r"</(?:p|div|span|article|body|table|ul|ol|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_MILLISECONDS_FROM = 1e11  # as seconds this is the year 5138, as milliseconds 1973
_SAME_INSTANT_SECONDS = 60  # a crawler stamps the items of a feed while it parses them
_LONGEST_NAME = 80  # characters; a list with a longer text in it is a list of paragraphs
_NESTED_NAMES = ("name", "title", "value", "text", "#text")


def page_from_record(record: object, *, key: str, file: InputFile, options: ReadOptions) -> Page:
    """The page that a record stands for; raises MalformedRecord or PageTooLarge."""
    if not isinstance(record, Mapping):
        raise MalformedRecord("is no record with named fields; write one JSON object for each article")
    names = options.fields
    found = {one: _first(record, getattr(names, one)) for one in names.__dataclass_fields__ if one != "url_template"}
    medium, body, sapo = _content(found, options)
    return Page(
        input_key=key,
        medium=medium,
        body=body,
        fetched_at=_instant(found["fetched_at"]) or file.modified_at,
        url=_url(found, names.url_template),
        publisher=options.publisher or found["publisher"],
        hints=Hints(
            title=found["title"],
            sapo=sapo,
            section=found["section"],
            byline=found["byline"],
            published=None if _is_arrival(found["published"], found["fetched_at"]) else found["published"],
            updated=found["updated"],
            charset="utf-8",
        ),
    )


def _content(found: Mapping[str, str | None], options: ReadOptions) -> tuple[Medium, bytes, str | None]:
    """Medium, body and what remains as a hint for the sapo."""
    text = found["html"] or found["text"] or found["sapo"]
    if text is None:
        raise MalformedRecord("has neither html, text nor sapo; name the fields in the config (fields: text: …)")
    body = text.encode()
    if len(body) > options.max_page_bytes:
        raise PageTooLarge(f"a record of more than {options.max_page_bytes} bytes; raise max_page_bytes")
    sapo = found["sapo"] if found["html"] or found["text"] else None
    return (Medium.HTML if found["html"] or _MARKUP.search(text) else Medium.TEXT), body, sapo


def _url(found: Mapping[str, str | None], template: str | None) -> str | None:
    if found["url"] or not template or not found["id"]:
        return found["url"]
    return template.replace("{id}", found["id"])


def _first(record: Mapping[object, object], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := as_text(_value(record, name)))), None)


def _value(record: Mapping[object, object], name: str) -> object:
    if name in record or "." not in name:
        return record.get(name)
    value: object = record
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def as_text(value: object) -> str | None:
    """A field's value as text; None where it says nothing.

    Of a nested record its name counts; lists are joined (paragraphs by lines, names by commas), one level deep.
    """
    match value:
        case Mapping():
            return next((text for name in _NESTED_NAMES if (text := _scalar(value.get(name)))), None)
        case list() | tuple():
            texts = [text for one in value if (text := _scalar(_name_of(one)))]
            return ("\n" if any(len(text) > _LONGEST_NAME for text in texts) else ", ").join(texts) or None
    return _scalar(value)


def _name_of(value: object) -> object:
    return next((value[name] for name in _NESTED_NAMES if name in value), None) if isinstance(value, Mapping) else value


def _scalar(value: object) -> str | None:
    match value:
        case str():
            # a lone surrogate (half an emoji) can be written into no file
            return value.encode("utf-8", "replace").decode().strip() or None
        case bytes():
            return value.decode("utf-8", "replace").strip() or None
        case datetime() | date():
            return value.isoformat()
        case bool() | None:
            return None
        case int() | float():
            return str(value)
    return None


def _instant(text: str | None) -> datetime | None:
    """An instant from ISO 8601 or seconds or milliseconds since 1970; without a zone it is Vietnam time."""
    if text is None:
        return None
    try:
        seconds = float(text)
    except ValueError:
        return _iso_instant(text)
    try:
        return datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS_FROM else seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _is_arrival(published: str | None, fetched_at: str | None) -> bool:
    """Whether a crawler wrote its own clock where the feed told no date: fractions of a second, at arrival."""
    told, arrived = _instant(published), _instant(fetched_at)
    if told is None or arrived is None or not told.microsecond:
        return False
    return abs((arrived - told).total_seconds()) < _SAME_INSTANT_SECONDS


def _iso_instant(text: str) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(text)
        aware = parsed if parsed.tzinfo else datetime.combine(parsed.date(), parsed.time() or time(), VIETNAM_TIME)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
