"""From bytes to text: which charset a page is in, told by its bytes first and by what it claims second."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from transforms.domain.errors import UndecodableText
from transforms.vietnamese.charsets import LEGACY_CHARSETS, from_legacy, undo_double_encoding
from transforms.vietnamese.spelling import valid_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_TONED = re.compile("[\u1ea0-\u1ef9]")
_TWICE = re.compile("\u00e1[\u00ba\u00bb][\u0080-\u2122]")  # Vietnamese letters encoded twice
_TAG = re.compile(r"<[^<>]*>")  # scripts may stay: what is plain ASCII is not judged
_LATIN_ENTITY = re.compile(r"&(?:#(?:1[6-9]\d|2[0-4]\d|25[0-5]|8[2-9]\d\d)|[A-Za-z]{3,6});")
_ALIASES = {"tcvn": "tcvn3", "tcvn-5712": "tcvn3", "tcvn5712": "tcvn3", "x-viet-tcvn5712": "tcvn3", "abc": "tcvn3",
            "x-viet-vni": "vni", "vni": "vni", "x-viet-vps": "vps", "viscii": "viscii", "csviscii": "viscii",
            "x-viscii": "viscii"}  # fmt: skip
_SAMPLE = 300_000  # characters in which plausibility is measured
_WINDOW = 10_000  # characters
_FEWEST_WORDS = 5
_ENOUGH_WORDS = 100  # with letters beyond ASCII
_ENOUGH_LETTERS = 30  # that no misreading gives, in three windows
_MANY_LETTERS = 300  # the same in a whole page
_PLAUSIBLE = 0.7  # share of accented words that are Vietnamese syllables; right text has .99, wrong tables .0–.4
_BETTER = 0.3  # how much a repair must gain
_FEW_BAD_BYTES = 0.02  # of the non-ASCII bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, the charset it was decoded from, and flags (`charset:tcvn3`) where that was not what it claimed."""

    text: str
    charset: str
    flags: tuple[str, ...] = ()


def decode(body: bytes, header: str | None = None) -> Decoded:
    """Text of a page: BOM, then valid UTF-8, then header and meta, then the most plausible charset; then repairs.

    Raises UndecodableText where too many bytes have no reading.
    """
    for bom, charset in _BOMS:
        if body.startswith(bom):
            return Decoded(text=body[len(bom) :].decode(charset, "replace"), charset=charset)
    claimed = _claimed(body, header)
    if claimed in ("utf-16", "utf-16-le", "utf-16-be") or _looks_utf_16(body):
        return _utf_16(body, claimed)
    text, charset = _read(body, claimed)
    return _repair(text, charset, claimed)


def _claimed(body: bytes, header: str | None) -> str | None:
    names = [header] if header else []
    head = body[:4096]
    names += [match[1].decode("ascii", "ignore") for match in (_META.search(head), _XML.match(head)) if match]
    for name in names:
        known = _codec(name)
        if known:
            return known
    return None


def _codec(name: str) -> str | None:
    lowered = name.strip().lower()
    if lowered in _ALIASES:
        return _ALIASES[lowered]
    try:
        return codecs.lookup(lowered).name
    except (LookupError, ValueError):
        return None


def _looks_utf_16(body: bytes) -> bool:
    head = body[:400]
    return len(head) >= 20 and head[::2].count(0) + head[1::2].count(0) > 0.4 * len(head) and b"\0\0\0" not in head


def _utf_16(body: bytes, claimed: str | None) -> Decoded:
    little = body[1:400:2].count(0) >= body[0:400:2].count(0)
    if not _looks_utf_16(body):
        return _repair(*_read(body, None), claimed)
    charset = "utf-16-le" if little else "utf-16-be"
    return Decoded(text=body.decode(charset, "replace"), charset=charset)


def _read(body: bytes, claimed: str | None) -> tuple[str, str]:
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    damaged = body.decode("utf-8", "replace")
    high = len(body) - len(body.translate(None, bytes(range(0x80, 0x100))))
    if damaged.count("\ufffd") <= max(2, _FEW_BAD_BYTES * high) and high > 3 * damaged.count("\ufffd"):
        return damaged, "utf-8"
    if claimed and claimed not in ("utf-8", "ascii", *_ALIASES.values()):
        return _strictly_known(body, claimed)
    return _latin(body), "cp1252"


def _strictly_known(body: bytes, claimed: str) -> tuple[str, str]:
    """The claimed charset, or Windows-1258 where a Latin-1 claim hides it; East Asian and Cyrillic claims stand."""
    if claimed in ("iso8859-1", "cp1252", "latin_1"):
        return _latin(body), "cp1252"
    try:
        text = body.decode(claimed, "replace")
    except (LookupError, UnicodeError, AssertionError) as error:
        raise UndecodableText(f"claimed charset {claimed}: {error}") from error
    if text.count("\ufffd") > 0.1 * max(1, len(text)):
        return _latin(body), "cp1252"
    return text, claimed


def _latin(body: bytes) -> str:
    """Windows-1252 with its five undefined bytes as Latin-1 controls: nothing is lost, every table starts here."""
    pieces = re.split(rb"([\x81\x8d\x8f\x90\x9d]+)", body)
    return "".join(piece.decode("latin-1" if i % 2 else "cp1252") for i, piece in enumerate(pieces))


def _sample(text: str) -> str:
    """The words of a page's markup: three windows of a long page, or much of it where those hold too few words."""
    step = len(text) // 4
    if len(text) > 4 * _WINDOW:
        windows = _TAG.sub(" ", " ".join(text[at : at + _WINDOW] for at in (step, 2 * step, 3 * step)))
        if _words(windows) >= _ENOUGH_WORDS:
            return windows
    return _TAG.sub(" ", text[:_SAMPLE])


def _surely_vietnamese(text: str) -> bool:
    """Whether three windows hold many letters that no misreading of Vietnamese gives, or the whole very many."""
    step = len(text) // 4
    windows = "".join(text[at : at + _WINDOW] for at in (step, 2 * step, 3 * step))
    toned = sum(1 for _ in islice(_TONED.finditer(windows), _ENOUGH_LETTERS))
    if toned == _ENOUGH_LETTERS and not _TWICE.search(windows):
        return True
    whole = text.encode("utf-8", "replace")  # two counts of bytes see more than a sample, at the price of it
    toned = whole.count(b"\xe1\xba") + whole.count(b"\xe1\xbb")
    return toned >= _MANY_LETTERS and b"\xc3\xa1\xc2\xba" not in whole and b"\xc3\xa1\xc2\xbb" not in whole


def _words(sample: str) -> int:
    return sum(1 for word in sample.split() if not word.isascii())


def _repair(text: str, charset: str, claimed: str | None) -> Decoded:
    """Undoes what was misread, where that makes the text far more plausible as Vietnamese."""
    if _surely_vietnamese(text):
        return _plain(text, charset, claimed)
    sample = _sample(text)
    score = valid_share(sample, accented_only=True)
    words = _words(sample)
    entities = len(_LATIN_ENTITY.findall(sample)) if words < 200 or score < _PLAUSIBLE else 0
    if score >= _PLAUSIBLE or max(words, entities) < _FEWEST_WORDS:
        return _plain(text, charset, claimed)
    unescaped = _unescape(sample) if entities else sample
    best, name = max((valid_share(repair(unescaped), accented_only=True), name) for name, repair in _REPAIRS.items())
    if best < _PLAUSIBLE or best < score + _BETTER:
        return _plain(text, charset, claimed)
    whole = _unescape(text) if entities else text
    return Decoded(text=_REPAIRS[name](whole), charset=name, flags=(f"charset:{name}",))


def _plain(text: str, charset: str, claimed: str | None) -> Decoded:
    flags = ("charset:damaged",) if "\ufffd" in text and charset == "utf-8" else ()
    if claimed and claimed != charset and charset == "utf-8" and not text.isascii() and claimed != "ascii":
        flags = (*flags, "charset:mislabelled")
    return Decoded(text=text, charset=charset, flags=flags)


def _unescape(text: str) -> str:
    """Latin-1 character references as characters; markup characters stay escaped."""
    return _LATIN_ENTITY.sub(lambda match: _one(match[0]), text)


def _one(reference: str) -> str:
    char = html.unescape(reference)
    return char if len(char) == 1 and ord(char) >= 0xA0 else reference


def _from_windows_1258(text: str) -> str:
    """Text misread as Windows-1252 that was Windows-1258: five letters and five combining tones differ."""
    return text.translate(_WINDOWS_1258)


_WINDOWS_1258 = {
    ord(bytes([byte]).decode("cp1252")): bytes([byte]).decode("cp1258")
    for byte in range(0xA0, 0x100)
    if bytes([byte]).decode("cp1252") != bytes([byte]).decode("cp1258", "replace") != "\ufffd"
}
_REPAIRS: dict[str, Callable[[str], str]] = {
    "windows-1258": _from_windows_1258,
    "double-utf-8": undo_double_encoding,
    **{name: partial(from_legacy, charset=name) for name in LEGACY_CHARSETS},
}
