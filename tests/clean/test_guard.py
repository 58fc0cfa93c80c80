"""What passes the guard, and what it refuses."""

from __future__ import annotations

import gzip

import pytest

from transforms.clean.guard import guard
from transforms.clean.options import CleanOptions
from transforms.clean.tree import parse
from transforms.clean.walk import read_layout
from transforms.domain.errors import ArticleError, BinaryContent, EmptyInput, PageTooLarge

SMALL = CleanOptions(max_bytes=10_000, max_elements=100, max_tag_bytes=1_000)


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", EmptyInput),
        (b" \n\t ", EmptyInput),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), BinaryContent),
        (bytes(range(1, 32)) * 40, BinaryContent),
        (b"a" * 10_001, PageTooLarge),
        (b"<p>" * 101, PageTooLarge),
        (gzip.compress(b"a" * 1_000_000, mtime=0), PageTooLarge),
        (gzip.compress(b"a" * 100, mtime=0)[:8] + b"\xff" * 40, BinaryContent),
    ],
)
def test_refused_by_name(body: bytes, refusal: type[ArticleError]) -> None:
    with pytest.raises(refusal) as raised:
        guard(body, None, SMALL)
    assert raised.value.detail


def test_data_uri_of_12_mb_is_no_reason_to_lose_the_text() -> None:
    body = b'<p>A</p><img src="data:image/png;base64,' + b"A" * 12_000_000 + b'"><p>B</p>'
    guarded = guard(body, None, CleanOptions())
    assert len(guarded.text) < 100
    assert [block.text for block in read_layout(parse(guarded.text, CleanOptions())).blocks] == ["A", "B"]


def test_over_long_tag_loses_its_attributes_only() -> None:
    body = b"<div " + b" ".join(b'a%d="1"' % i for i in range(400)) + b"><p>text</p></div>"
    assert guard(body, None, SMALL).text == "<div><p>text</p></div>"


def test_nul_bytes_are_taken_out_and_told() -> None:
    guarded = guard(b"<p>a\0b</p>", None, SMALL)
    assert (guarded.text, guarded.flags) == ("<p>ab</p>", ("nul_bytes",))


def test_one_layer_of_gzip_is_undone() -> None:
    guarded = guard(gzip.compress(b"<p>a</p>"), None, SMALL)
    assert (guarded.text, guarded.flags) == ("<p>a</p>", ("gzip",))


def test_nesting_that_ends_the_parse_is_refused() -> None:
    with pytest.raises(PageTooLarge):
        parse("<div>" * 3_000 + "text", CleanOptions())


def test_caps_must_be_positive() -> None:
    with pytest.raises(ValueError, match="max_bytes"):
        CleanOptions(max_bytes=0)
