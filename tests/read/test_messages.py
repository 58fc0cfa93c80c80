"""One message, one page or one dead letter."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Medium, Page
from transforms.read.messages import Message, read_message
from transforms.read.options import ReadOptions

_ARRIVED = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def read(value: bytes, options: ReadOptions | None = None, **headers: str) -> Page | DeadLetter:
    message = Message(key="kafka:t/0@7", value=value, headers=headers, arrived_at=_ARRIVED)
    return read_message(message, options or ReadOptions())


def test_a_raw_page_with_headers() -> None:
    headers: dict[str, Any] = {"url": "https://bao.example/1", "fetched_at": "2026-03-01T08:30:00+07:00"}
    one = read(b"<html>", content_type="text/html; charset=utf-8", publisher="bao", charset="utf-8", **headers)
    assert isinstance(one, Page)
    assert (one.input_key, one.medium, one.body, one.publisher) == ("kafka:t/0@7", Medium.HTML, b"<html>", "bao")
    assert (one.fetched_at, one.hints.charset) == (datetime(2026, 3, 1, 1, 30, tzinfo=UTC), "utf-8")


def test_a_record_as_in_a_dump() -> None:
    one = read(json.dumps({"title": "Tin", "body": "Mưa lớn."}).encode())
    assert isinstance(one, Page)
    assert (one.medium, one.hints.title, one.fetched_at) == (Medium.TEXT, "Tin", _ARRIVED)


@pytest.mark.parametrize(
    ("value", "headers", "reason"),
    [
        (b"  ", {}, "empty_input"),
        (b"{", {}, "malformed_record"),
        (b"[1]", {"content_type": "application/json"}, "malformed_record"),
        (b"<p>", {"fetched_at": "hôm qua"}, "malformed_record"),
        (b"<p>", {"fetched_at": "2026-03-01T08:30:00"}, "malformed_record"),
        (b"x" * 11, {}, "page_too_large"),
    ],
)
def test_what_is_no_page_is_a_dead_letter_with_its_bytes(value: bytes, headers: dict[str, str], reason: str) -> None:
    letter = read(value, ReadOptions(max_page_bytes=10), **headers)
    assert isinstance(letter, DeadLetter)
    assert (letter.reason, letter.payload, letter.arrived_at, letter.key) == (reason, value, _ARRIVED, "kafka:t/0@7")
