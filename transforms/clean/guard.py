"""What a page must pass before it is parsed: no bytes that are no text, nothing that a parser cannot bear."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

from transforms.clean.charsets import Decoded, decode
from transforms.clean.options import CleanOptions
from transforms.domain.errors import BinaryContent, EmptyInput, PageTooLarge

_MAGIC = {
    b"%PDF-": "a PDF document", b"\x89PNG": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)", b"RIFF": "a picture or sound (RIFF)",
    b"PK\x03\x04": "an archive (ZIP, or an office document)",
    b"BZh": "an archive (bzip2)", b"\xfd7zXZ": "an archive (xz)", b"Rar!": "an archive (RAR)",
    b"7z\xbc\xaf": "an archive (7-Zip)", b"\x28\xb5\x2f\xfd": "compressed data (Zstandard)",
    b"\x7fELF": "a program (ELF)",
    b"MZ\x90": "a program (Windows)", b"OggS": "sound or video (Ogg)", b"ID3": "sound (MP3)",
    b"\x00\x00\x00\x18ftyp": "video (MP4)", b"\x00\x00\x00 ftyp": "video (MP4)", b"wOF": "a font (WOFF)",
    b"\xd0\xcf\x11\xe0": "an office document", b"SQLite format": "a database (SQLite)",
}  # fmt: skip
_GZIP = b"\x1f\x8b"
_CONTROLS = bytes(set(range(32)) - {0, 9, 10, 12, 13, 27})
_NEVER = bytes(set(range(32)) - {9, 10, 13} | {127})
_SCANNED = 65_536
_MARKS_OF_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_WIDE_SCANNED = 4096
_NUL_SHARE = 0.25  # of every other byte; Vietnamese in UTF-16 has .6 and more
_MOST_UNREADABLE = 0.02  # of the characters
_MOST_CONTROLS = 0.05  # of the first bytes; text has none, compressed data has a tenth
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")  # what no XML may hold
# The scheme in small letters, as everybody writes it: a literal is searched for in an eighth of the time.
_DATA_URI = re.compile(r"data:(?i:[\w.+/;=-]{0,100};base64,[A-Za-z0-9+/=%\s]{256,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedMarkup:
    """Markup that is safe to parse, the charset it came in, and flags about both."""

    text: str
    charset: str
    flags: tuple[str, ...]


def guard(body: bytes, header_charset: str | None, options: CleanOptions) -> GuardedMarkup:
    """Markup without control characters, data URIs and over-long tags.

    Raises EmptyInput, BinaryContent, UndecodableText and PageTooLarge (size, count of elements).
    """
    body, flags = _gunzipped(body, options)
    if len(body) > options.max_bytes:
        raise PageTooLarge(f"{len(body)} bytes, more than {options.max_bytes}")
    if not body or body.isspace():
        raise EmptyInput("the page has no byte, or only white space")
    controls = len(body.translate(None, _NEVER)) != len(body)  # bytes are counted in a fifth of a search's time
    decoded = _decoded(body, header_charset, controls)
    text = decoded.text
    flags += decoded.flags
    # Charsets other than UTF-8 may hold what their bytes do not.
    if (controls or decoded.charset != "utf-8" or "\ufffe" in text or "\uffff" in text) and _NO_TEXT.search(text):
        flags += ("nul_bytes",) if "\0" in text else ()
        text = _NO_TEXT.sub("", text)
    if "base64," in text:
        text = _DATA_URI.sub("data:,", text)
    text = _short_tags(text, options.max_tag_bytes)
    tags = text.count("<")
    if tags > options.max_elements and tags - text.count("</") > options.max_elements:
        raise PageTooLarge(f"about {tags - text.count('</')} elements, more than {options.max_elements}")
    return GuardedMarkup(text=text, charset=decoded.charset, flags=flags)


def _gunzipped(body: bytes, options: CleanOptions) -> tuple[bytes, tuple[str, ...]]:
    """Undoes one layer of gzip that a door left on, never beyond the size cap."""
    if not body.startswith(_GZIP):
        return body, ()
    try:
        plain = zlib.decompressobj(wbits=31).decompress(body, options.max_bytes + 1)
    except zlib.error as error:
        raise BinaryContent(f"the file begins like gzip, but cannot be unpacked: {error}") from error
    return plain, ("gzip",)


def _decoded(body: bytes, header_charset: str | None, controls: bool) -> Decoded:
    """UTF-16 and UTF-32 are told before bytes are counted: half of those of Vietnamese look like control characters."""
    for magic, kind in _MAGIC.items():
        if body.startswith(magic):
            raise BinaryContent(f"the file begins like {kind}, not like a page")
    wide = _wide(body)
    if controls:
        _refuse_controls(body if wide is None else wide.text[:_SCANNED].encode("utf-8", "replace"))
    return wide or decode(body, header_charset)


def _wide(body: bytes) -> Decoded | None:
    """Text of two or four bytes a character, told by its mark or by NUL in every other byte only."""
    for mark, charset in _MARKS_OF_WIDE:
        if body.startswith(mark):
            return Decoded(text=body[len(mark) :].decode(charset, "replace"), charset=charset)
    head = body[:_WIDE_SCANNED]
    even, odd = head[::2].count(0), head[1::2].count(0)
    for charset, most, least in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if most > _NUL_SHARE * len(head) / 2 and not least:
            text = body.decode(charset, "replace")
            fits = text.count("\ufffd") <= _MOST_UNREADABLE * len(text)
            return Decoded(text=text.removeprefix("\ufeff"), charset=charset) if fits else None
    return None


def _refuse_controls(body: bytes) -> None:
    head = body[:_SCANNED]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    nuls = head.count(0)
    if controls > _MOST_CONTROLS * len(head) or nuls > 0.6 * len(head):
        share = 100 * max(controls, nuls) // len(head)
        raise BinaryContent(f"{share} % of the first {len(head)} bytes are control characters: no text has so many")


def _has_long_gap(text: str, longest: int) -> bool:
    """Whether two `<` stand further apart than the cap; looks at few places, from back to front in each stretch."""
    at = 0
    while len(text) - at > longest:
        at = text.rfind("<", at, at + longest + 1) + 1
        if not at:
            return True
    return False


def _short_tags(text: str, longest: int) -> str:
    """Tags longer than the cap lose their attributes: a parser compares each attribute with all others."""
    if not _has_long_gap(text, longest):
        return text
    return re.sub(rf"(<[A-Za-z][\w:-]{{0,60}})[^<>]{{{longest},}}", r"\1", text)
