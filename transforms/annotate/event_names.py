"""Names of congresses, plenums and sessions: shapes shared by the grammars of EVENT and DOC (lower-cased text)."""

from __future__ import annotations

import re

ROMAN = r"[ivxl]{1,7}(?!\w)"
WORD_ORDINAL = r"(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\s(?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)(?!\w)"
ORDINAL = rf"(?:\d{{1,3}}(?![\w%])(?!\.\d)|{ROMAN}|{WORD_ORDINAL})"
COUNT = rf"(?:\d{{1,2}}(?![\w%])(?!\.\d)|{ROMAN})"
COUNTS = rf"{COUNT}(?:(?:,\s?|\svà\s|,\svà\s){COUNT}){{0,6}}"
TERM = rf"kh[oó][aá]\s(?P<terms>{ROMAN}(?:(?:,\s?|\svà\s){ROMAN}){{0,4}})"
TERM_TAIL = rf"(?:,?\s(?:\({TERM}\)|{TERM}))?"
OFFICE_YEARS = r"(?:,?\s\(?nhiệm\sk[ỳì]\s\d{4}\s?[-–]\s?\d{4}\)?)?"
CENTRAL = r"(?:ban\schấp\shành\strung\sương|bch\s?(?:trung\sương|t\.?[ưw])|trung\sương|t\.?ư|tw)(?:\sđảng(?:\scộng\ssản\sviệt\snam)?)?"

# "Hội nghị Trung ương 5 khóa XIII", "Trung ương 4 (khóa XI, XII)", "hội nghị lần thứ tư, Ban Chấp hành Trung ương khóa XIII"
PLENUM = re.compile(
    rf"""
    (?:(?P<head>hội\snghị)\s(?:của\s)?)?
    (?: {CENTRAL}\s(?:lần\s(?:thứ\s)?)?(?P<numbers>{COUNTS}|(?<=thứ\s){ORDINAL})
      | (?:lần\s)?(?:thứ\s)?(?P<number>{ORDINAL}),?\s(?:của\s)?{CENTRAL} )
    {TERM_TAIL}
    """.replace("(?P<terms>", "(?P<terms1>", 1).replace("(?P<terms>", "(?P<terms2>", 1),
    re.VERBOSE,
)
# "Đại hội XIII của Đảng", "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Đại hội Đảng lần thứ VI"
CONGRESS = re.compile(
    rf"""
    đại\shội\s
    (?: (?:đảng\s)?(?:toàn\squốc\s)?(?P<roman>{ROMAN})
      | (?:đại\sbiểu\s)?(?:đảng\s)?(?:đại\sbiểu\s)?(?:toàn\squốc\s)?(?:của\sđảng\s)?(?:lần\s)?thứ\s(?P<ordinal>{ORDINAL}) )
    (?:\s(?:của\s)?đảng(?:\scộng\ssản\sviệt\snam)?(?!\s(?:bộ|ủy|viên))(?!\w))?
    {OFFICE_YEARS}
    """,
    re.VERBOSE,
)
# "Đại hội đại biểu Đảng bộ tỉnh X lần thứ XV, nhiệm kỳ 2020-2025": the body's name stands between head and number
BODY_CONGRESS = re.compile(
    rf"""
    đại\shội\s(?:đại\sbiểu\s)?
    (?P<body>[^\n.,;:!?()“”"]{{3,80}}?)\s
    (?: (?:lần\s)?thứ\s{ORDINAL} | kh[oó][aá]\s{ROMAN} | (?=\(?nhiệm\sk[ỳì]\s\d) )
    {TERM_TAIL.replace("(?P<terms>", "(?:")}
    {OFFICE_YEARS}
    """,
    re.VERBOSE,
)


def term_of(match: re.Match[str]) -> str | None:
    """The term ("khóa") of a plenum, in capitals: `XIII`, `XI, XII`."""
    written = match["terms1"] or match["terms2"]
    return written.upper() if written else None


def canonical_plenums(match: re.Match[str]) -> str:
    """The plenums' full names: `Hội nghị Trung ương 4 khóa XI; Hội nghị Trung ương 4 khóa XII`."""
    numbers = re.findall(r"[^\s,]+(?:\s(?!và)[^\s,]+)?", (match["numbers"] or match["number"]).replace(" và ", ", "))
    terms = (term_of(match) or "").replace(" VÀ ", ", ").split(", ")
    names = [f"Hội nghị Trung ương {_digits(n)}" + (f" khóa {t}" if t else "") for n in numbers for t in terms]
    return "; ".join(names)


_BY_WORD = {w: str(n) for n, w in enumerate("nhất hai ba tư năm sáu bảy tám chín mười".split(), 1)}
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


def _digits(ordinal: str) -> str:
    if ordinal.isdigit() or ordinal in _BY_WORD:
        return _BY_WORD.get(ordinal, ordinal)
    if ordinal.startswith("mười "):
        return "1" + {"lăm": "5", "bốn": "4", "một": "1"}.get(ordinal[5:], _BY_WORD.get(ordinal[5:], ""))
    values = [_ROMANS.get(c, 0) for c in ordinal]
    signed = [-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values)]
    return str(sum(signed)) if all(values) else ordinal
