"""Pages of two and four bytes a character: half the bytes of Vietnamese look like control characters there."""

from __future__ import annotations

import pytest

from tests.clean_lines.test_article import FETCHED_AT, cleaned
from tests.clean_lines.test_roles import FIRST, SECOND, THIRD, TITLE
from transforms.clean.guard import guard
from transforms.clean.options import CleanOptions
from transforms.clean.page import clean_page
from transforms.domain.errors import BinaryContent
from transforms.domain.pages import Medium, Page

HTML = (
    f'<html><head><meta charset="utf-16"><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>'
    f"{''.join(f'<p>{text}</p>' for text in (FIRST, SECOND, THIRD))}</article></body></html>"
)


@pytest.mark.parametrize("header", [None, "utf-16", "utf-8"])
@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_mark_tells_the_charset(charset: str, header: str | None) -> None:
    guarded = guard(("\ufeff" + HTML).encode(charset), header, CleanOptions())
    assert (guarded.text, guarded.charset) == (HTML, charset)


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_nul_in_every_other_byte_tells_it_too(charset: str) -> None:
    guarded = guard(HTML.encode(charset), None, CleanOptions())
    assert (guarded.text, guarded.charset) == (HTML, charset)
    assert cleaned(TITLE, FIRST, SECOND, encoding=charset).paragraphs == (FIRST, SECOND)


def test_an_article_in_utf_16_is_an_article() -> None:
    body = HTML.encode("utf-16")
    page = Page(input_key="tin/a.html", medium=Medium.HTML, body=body, fetched_at=FETCHED_AT)
    assert clean_page(page).paragraphs == (FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    "body",
    [
        bytes(range(32)) * 50,
        b"\xff\xfe" + bytes([1, 0, 2, 0, 5, 0, 6, 0]) * 200,
        b"\x01\x00\x02\x00\x05\x00\x06\x00" * 200,
        bytes(4000),
        b"\x89PNG\r\n" + "ghe".encode("utf-16-le") * 100,
    ],
)
def test_bytes_that_are_no_text_stay_refused(body: bytes) -> None:
    with pytest.raises(BinaryContent):
        guard(body, None, CleanOptions())
