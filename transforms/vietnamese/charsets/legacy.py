"""Tables of TCVN3, VISCII and VNI, and the undoing of UTF-8 that was encoded twice.

All functions take text whose bytes were read as Latin-1 or Windows-1252 and leave characters they do not know alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

LEGACY_CHARSETS = ("tcvn3", "vni", "viscii")

# Windows-1252 gives the bytes 80–9F other characters than Latin-1; both readings of such a byte are undone.
_WINDOWS_1252 = {
    ord(bytes([byte]).decode("cp1252")): byte
    for byte in range(0x80, 0xA0)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}  # fmt: skip
_CONTINUATION = "\u0080-\u00bf" + "".join(re.escape(chr(code)) for code in _WINDOWS_1252)
_TWICE = re.compile(
    rf"[\u00c2-\u00df][{_CONTINUATION}]|[\u00e0-\u00ef][{_CONTINUATION}]{{2}}|[\u00f0-\u00f4][{_CONTINUATION}]{{3}}"
)


@lru_cache(maxsize=4)
def _table(charset: str) -> dict[str, str]:
    rows = files("transforms.vietnamese.charsets").joinpath(f"{charset}.tsv").read_text("utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if row and not row.startswith("#")]
    if charset == "vni":
        return {row[0]: row[1] for row in pairs}
    return {chr(int(byte, 16)): letter for byte, letter in pairs}


@lru_cache(maxsize=4)
def _pattern(charset: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(written) for written in sorted(_table(charset), key=len, reverse=True)))


def as_latin_1(text: str) -> str:
    """Characters of Windows-1252 back to the bytes they were, as Latin-1 characters: `†` → U+0086."""
    return text.translate(_WINDOWS_1252)


def from_legacy(text: str, charset: str) -> str:
    """Text in one of `LEGACY_CHARSETS`, misread as Latin-1 or Windows-1252, as Vietnamese in NFC."""
    table = _table(charset)
    if charset == "vni":
        plain = _pattern(charset).sub(lambda match: table[match[0]], text)
    else:
        plain = as_latin_1(text).translate({ord(written): letter for written, letter in table.items()})
    return unicodedata.normalize("NFC", plain)


def undo_double_encoding(text: str) -> str:
    """UTF-8 that was read as Windows-1252 and encoded again: `Viá»‡t Nam` → `Việt Nam`; other text is left alone."""
    return _TWICE.sub(_decode, text)


def _decode(match: re.Match[str]) -> str:
    try:
        return as_latin_1(match[0]).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return match[0]
