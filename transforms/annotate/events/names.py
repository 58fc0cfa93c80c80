"""Names of congresses, plenums and sessions: shapes shared by the grammars of EVENT and DOC (lower-cased text)."""

from __future__ import annotations

import re

ROMAN = r"[ivxl]{1,7}(?!\w)"
WORD_ORDINAL = r"(?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?:\ (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)(?!\w)"
ORDINAL = rf"(?:\d{{1,3}}(?![\w%])(?!\.\d)|{ROMAN}|{WORD_ORDINAL})"
COUNT = rf"(?:\d{{1,2}}(?![\w%])(?!\.\d)|{ROMAN})"
COUNTS = rf"{COUNT}(?:(?:,\ ?|\ và\ |,\ và\ ){COUNT}){{0,6}}"
TERM = rf"kh[oó][aá]\ (?P<terms>{ROMAN}(?:(?:,\ ?|\ và\ ){ROMAN}){{0,4}})"
TERM_TAIL = rf"(?:,?\ (?:\({TERM}\)|{TERM}))?"
OFFICE_YEARS = r"(?:,?\ \(?nhiệm\ k[ỳì]\ \d{4}\ ?[-–]\ ?\d{4}\)?)?"
_PARTY = r"đảng(?:\ cộng\ sản\ việt\ nam)?"
CENTRAL = rf"(?:ban\ chấp\ hành\ trung\ ương|bch\ ?(?:trung\ ương|t\.?[ưw])|trung\ ương|t\.?ư|tw)(?:\ {_PARTY})?"

# "Hội nghị Trung ương 5 khóa XIII", "Trung ương 4 (khóa XI, XII)",
# "hội nghị lần thứ tư, Ban Chấp hành Trung ương khóa XIII"
PLENUM = re.compile(
    rf"""
    (?:(?P<head>hội\ nghị)\ (?:của\ )?)?
    (?: {CENTRAL}\ (?:lần\ (?:thứ\ )?)?(?P<numbers>{COUNTS}|(?<=thứ\ ){ORDINAL})
      | (?:lần\ )?(?:thứ\ )?(?P<number>{ORDINAL}),?\ (?:của\ )?{CENTRAL} )
    {TERM_TAIL}
    """.replace("(?P<terms>", "(?P<terms1>", 1).replace("(?P<terms>", "(?P<terms2>", 1),
    re.VERBOSE,
)
# "Đại hội XIII của Đảng", "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Đại hội Đảng lần thứ VI"
CONGRESS = re.compile(
    rf"""
    đại\ hội[ ]
    (?: (?:đảng\ )?(?:toàn\ quốc\ )?(?P<roman>{ROMAN})
      | (?:đại\ biểu\ )?(?:đảng\ )?(?:đại\ biểu\ )?(?:toàn\ quốc\ )?(?:của\ đảng\ )?
        (?:lần\ )?thứ\ (?P<ordinal>{ORDINAL}) )
    (?:\ (?:của\ )?{_PARTY}(?!\ (?:bộ|ủy|viên))(?!\w))?
    {OFFICE_YEARS}
    """,
    re.VERBOSE,
)
# "Nghị quyết | XII của Đảng": the congress by its numeral alone
CONGRESS_NUMERAL = re.compile(rf"(?P<roman>{ROMAN})\ của\ {_PARTY}(?!\ (?:bộ|ủy|viên))(?!\w)", re.VERBOSE)
# "Đại hội đại biểu Đảng bộ tỉnh X lần thứ XV, nhiệm kỳ 2020-2025": the body's name stands between head and number
BODY_CONGRESS = re.compile(
    rf"""
    đại\ hội\ (?:đại\ biểu\ )?
    (?P<body>(?:(?<=\ q)\.\ ?|(?<=\ h)\.\ ?|(?<=\ p)\.\ ?|(?<=\ tp)\.\ ?|(?<=\ tx)\.\ ?|[^\n.,;:!?()“”"]){{3,80}}?)
    (?: \ (?:lần\ )?thứ\ {ORDINAL} | \ kh[oó][aá]\ {ROMAN} | (?=,?\ \(?nhiệm\ k[ỳì]\ \d) )
    {TERM_TAIL.replace("(?P<terms>", "(?:")}
    {OFFICE_YEARS}
    """,
    re.VERBOSE,
)
# "kỳ họp thứ 8, Quốc hội khóa XV", "Phiên họp thứ 6 của UBTVQH", "kỳ họp bất thường lần thứ 9"
SESSION = re.compile(
    rf"""
    (?:k[ỳì]\ họp|phiên\ họp|khóa\ họp)
    (?:\ (?:bất\ thường|chuyên\ đề|toàn\ thể|thường\ lệ|thường\ k[ỳì]|cuối\ năm|giữa\ năm))?
    (?: \ (?:lần\ )?thứ\ {ORDINAL} | \ lần\ \d{{1,3}}(?!\w) | \ \d{{1,3}}(?=,?\ (?:quốc\ hội|ủy\ ban|hđnd)) )
    (?:\ \((?:bất\ thường|chuyên\ đề)\))?
    """,
    re.VERBOSE,
)


SESSION_BODY = re.compile(
    r",?\ (?:của\ )?(?:ủy\ ban\ (?:liên\ chính\ phủ|hỗn\ hợp)(?:\ về\ hợp\ tác\ song\ phương)?"
    r"(?:\ việt\ nam\ ?[-–]\ ?\w+(?:\ (?:quốc|bản|độ|liên|lan|loan))?)?"
    r"|quốc\ hội|ubtvqh|(?:ủy|uỷ)\ ban\ thường\ vụ\ quốc\ hội|hđnd|hội\ đồng\ nhân\ dân)(?!\w)"
)
# "phiên họp Chính phủ thường kỳ tháng 7/2026"
CABINET_SESSION = re.compile(
    r"""
    phiên\ họp\ (?:thường\ k[ỳì]\ )?(?:của\ )?chính\ phủ(?:\ thường\ k[ỳì])?
    (?:\ với\ (?:các\ )?địa\ phương)?
    (?:\ tháng\ \d{1,2}(?:(?:/|-|\ năm\ )\d{4})?|\ (?P<topical>chuyên\ đề)) (?!\w)
    """,
    re.VERBOSE,
)
# "hội nghị lần thứ 14 …": whose it is must follow
NUMBERED_MEETING = re.compile(rf"hội\ nghị\ (?:lần\ )?thứ\ {ORDINAL}")


def term_of(match: re.Match[str]) -> str | None:
    """The term ("khóa") of a plenum, in capitals: `XIII`, `XI, XII`."""
    written = match["terms1"] or match["terms2"]
    return written.upper() if written else None


def canonical_plenums(match: re.Match[str]) -> str:
    """The plenums' full names: `Hội nghị Trung ương 4 khóa XI; Hội nghị Trung ương 4 khóa XII`."""
    numbers = re.findall(r"[^\ ,]+(?:\ (?!và)[^\ ,]+)?", (match["numbers"] or match["number"]).replace(" và ", ", "))
    terms = (term_of(match) or "").replace(" VÀ ", ", ").split(", ")
    names = [f"Hội nghị Trung ương {_digits(n)}" + (f" khóa {t}" if t else "") for n in numbers for t in terms]
    return "; ".join(names)


_BY_WORD = {w: str(n) for n, w in enumerate(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1)}
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


def _digits(ordinal: str) -> str:
    if ordinal.isdigit() or ordinal in _BY_WORD:
        return _BY_WORD.get(ordinal, ordinal)
    if ordinal.startswith("mười "):
        return "1" + {"lăm": "5", "bốn": "4", "một": "1"}.get(ordinal[5:], _BY_WORD.get(ordinal[5:], ""))
    values = [_ROMANS.get(c, 0) for c in ordinal]
    signed = [-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values)]
    return str(sum(signed)) if all(values) else ordinal
