"""Messages of a queue: one message, one page. A raw page with headers, or a record as in a JSONL dump."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from transforms.domain.errors import ArticleError, EmptyInput, MalformedRecord, PageTooLarge
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Hints, Medium, Page
from transforms.read.inputs import InputFile, Kind
from transforms.read.options import ReadOptions
from transforms.read.records import page_from_record
from transforms.read.refusals import refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it came.

    key         names it for ever: `kafka:topic/partition@offset`
    headers     those known are `content_type`, `url`, `fetched_at` (ISO 8601), `publisher`, `charset`
    arrived_at  when the queue took it in; aware, UTC
    """

    key: str
    value: bytes
    headers: Mapping[str, str]
    arrived_at: datetime


def read_message(message: Message, options: ReadOptions) -> Page | DeadLetter:
    """The page of a message, or why it is none. `content_type` decides; without one, a brace begins a record."""
    try:
        if not message.value.strip():
            raise EmptyInput("the message is empty")
        if len(message.value) > options.max_page_bytes:
            raise PageTooLarge(f"a message of more than {options.max_page_bytes} bytes; raise max_page_bytes")
        return _page(message, _file(message), options)
    except ArticleError as refusal:
        return _refuse(message, options, refusal)


def read_address(message: Message, options: ReadOptions) -> str | DeadLetter:
    """The address that a message holds, to be fetched; or why it holds none."""
    try:
        address = message.value.decode("utf-8").strip()
        if not address:
            raise EmptyInput("the message is empty")
        if any(map(str.isspace, address)):
            raise MalformedRecord("is no address: it holds white space; send one address a message")
    except UnicodeDecodeError:
        return _refuse(message, options, MalformedRecord("is no address: it is no UTF-8 text"))
    except ArticleError as refusal:
        return _refuse(message, options, refusal)
    return address


def _page(message: Message, file: InputFile, options: ReadOptions) -> Page:
    told = message.headers.get("content_type", "").partition(";")[0].strip().lower()
    if told.endswith("json") or (not told and message.value.lstrip()[:1] == b"{"):
        return page_from_record(_parse(message.value), key=message.key, file=file, options=options)
    page = Page(
        input_key=message.key,
        medium=Medium.TEXT if told == "text/plain" else Medium.HTML,
        body=message.value,
        fetched_at=_fetched_at(message),
        url=message.headers.get("url"),
        publisher=options.publisher or message.headers.get("publisher"),
    )
    charset = message.headers.get("charset")
    return replace(page, hints=Hints(charset=charset)) if charset else page


def _refuse(message: Message, options: ReadOptions, refusal: ArticleError) -> DeadLetter:
    return refuse(_file(message), options, refusal, payload=message.value, url=message.headers.get("url"))


def _file(message: Message) -> InputFile:
    return InputFile(
        key=message.key, path=message.key, size=len(message.value), modified_at=message.arrived_at, kind=Kind.JSONL
    )


def _parse(value: bytes) -> object:
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as problem:
        raise MalformedRecord(f"is no JSON ({problem}); correct what sends it") from None


def _fetched_at(message: Message) -> datetime:
    told = message.headers.get("fetched_at")
    if told is None:
        return message.arrived_at
    try:
        parsed = datetime.fromisoformat(told)
    except ValueError:
        raise MalformedRecord("the header fetched_at is no ISO 8601 instant; correct what sends it") from None
    if parsed.tzinfo is None:
        raise MalformedRecord("the header fetched_at has no zone; end it with Z or +07:00")
    return parsed.astimezone(UTC)
