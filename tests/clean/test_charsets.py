"""The charset ladder: what a page is in, told by its bytes; what it claims comes second."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.charsets import decode
from transforms.vietnamese.charsets import LEGACY_CHARSETS, from_legacy, undo_double_encoding

TEXT = "Ủy ban nhân dân huyện họp bàn về việc nạo vét kênh mương trước mùa lũ, nông dân mong sớm có nước tưới"


@pytest.mark.parametrize(
    ("body", "charset", "flags"),
    [
        (TEXT.encode(), "utf-8", ()),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", ()),
        (TEXT.encode("utf-16"), "utf-16-le", ()),
        (TEXT.encode("utf-16-be"), "utf-16-be", ()),
        (b"<meta charset=iso-8859-1>" + TEXT.encode(), "utf-8", ("charset:mislabelled",)),
    ],
)
def test_told_by_bytes(body: bytes, charset: str, flags: tuple[str, ...]) -> None:
    decoded = decode(body)
    assert decoded.text.endswith(TEXT)
    assert (decoded.charset, decoded.flags) == (charset, flags)


def test_one_bad_byte_does_not_change_the_charset() -> None:
    decoded = decode(TEXT.encode() * 3 + b"\xff" + TEXT.encode())
    assert decoded.charset == "utf-8"
    assert decoded.flags == ("charset:damaged",)
    assert decoded.text.count("\ufffd") == 1


def test_header_is_heard_where_the_bytes_are_no_utf_8() -> None:
    assert decode("Привет, мир".encode("koi8-r"), "koi8-r").text == "Привет, мир"


def test_french_is_not_repaired() -> None:
    text = "Le président a été réélu à l'unanimité; l'été dernier, la fête a été annulée après la tempête à Orléans."
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.flags) == (text, ())


def test_latin_references_are_repaired_too() -> None:
    misread = "Thñ t­íng ChÝnh phñ ®· yªu cÇu c¸c bé, ngµnh ®Èy nhanh tiÕn ®é gi¶i ng©n vèn ®Çu t­ c«ng"
    body = "".join(c if c.isascii() else f"&#{ord(c)};" for c in misread).encode()
    decoded = decode(body)
    assert decoded.flags == ("charset:tcvn3",)
    assert "yêu cầu các bộ, ngành đẩy nhanh tiến độ" in decoded.text


def test_double_encoding_is_undone_and_other_text_left_alone() -> None:
    twice = TEXT.encode().decode("latin-1")
    assert undo_double_encoding(twice) == TEXT
    assert undo_double_encoding(TEXT) == TEXT


@given(st.text(alphabet=st.characters(max_codepoint=0x7F), max_size=60), st.sampled_from(LEGACY_CHARSETS))
def test_legacy_tables_leave_printable_ascii_alone(text: str, charset: str) -> None:
    printable = "".join(c for c in text if c.isprintable())
    assert from_legacy(printable, charset) == printable


@given(st.binary(max_size=400))
def test_any_bytes_have_a_text(body: bytes) -> None:
    assert isinstance(decode(body).text, str)
