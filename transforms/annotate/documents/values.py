"""What a citation means: its type, number, symbol, year, issuer, event and term; and one key for one document."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from transforms.domain.annotations import DocumentValue
from transforms.vietnamese.tables import rows

CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"
_CENTRAL_PARTY = frozenset((CENTRAL_COMMITTEE, "Bộ Chính trị", "Ban Bí thư", "Trung ương Đảng"))
_SYMBOL_PARTS = re.compile(r"[-–/.\ ]+")
_YEAR_IN_SYMBOL = re.compile(r"(?:19|20)\d\d(?!\d)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def abbreviations() -> dict[str, str]:
    """Type in lower case → its abbreviation in symbols (`nghị quyết` → `NQ`)."""
    return {row[0]: row[1] for row in rows("document_types.tsv")}


@cache
def _issuers() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("document_issuers.tsv")}


def issuer_of_symbol(symbol: str) -> str | None:
    """Who issues under this symbol by custom: `2024/NĐ-CP` → Chính phủ; None where custom does not tell."""
    for part in reversed(_SYMBOL_PARTS.split(symbol)):
        known = _issuers().get(part) or _issuers().get(part.rstrip("0123456789"))
        if known:
            return known
    return None


def year_of_symbol(symbol: str | None) -> int | None:
    """`2024/NĐ-CP` → 2024."""
    found = _YEAR_IN_SYMBOL.search(symbol or "")
    return int(found[0]) if found else None


def document_key(value: DocumentValue) -> str:
    """One key for all citations of a document, of state or party: `doc:168-2024-nd-cp`, `doc:50-qd-tw`.

    A number without its symbol takes the type's abbreviation and, where the issuer is a central party body or the
    Government, its mark; documents without a number are known by type, name or event, and year.
    """
    if not value.number:
        return "doc:" + _slug("-".join(str(p) for p in (value.type, value.event, value.term, value.year) if p))
    symbol = _symbol_without_year(value.symbol) or _customary_symbol(value)
    year = value.year if symbol and "/" not in symbol.replace("/TW", "") and "tw" not in _slug(symbol) else None
    return "doc:" + _slug("-".join(str(p) for p in (value.number.lstrip("0"), year, symbol) if p))


def _symbol_without_year(symbol: str | None) -> str:
    return _YEAR_IN_SYMBOL.sub("", symbol or "").strip("-/ ")


def _customary_symbol(value: DocumentValue) -> str:
    short = abbreviations().get(value.type.lower(), value.type).replace("QĐi", "QĐ")
    if value.issuer in _CENTRAL_PARTY or (value.issuer or "").startswith("Ban Bí thư"):
        return f"{short}/TW"
    marks = {issuer: mark for mark, issuer in reversed(_issuers().items())}
    mark = marks.get(value.issuer or "")
    if mark is None and value.type == "Nghị định":
        mark = "CP"
    return f"{short}-{mark or value.issuer or ''}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _NOT_WORD.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
