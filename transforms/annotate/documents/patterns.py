"""The shapes of citations, over lower-cased text except where capitals tell (symbols)."""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.documents.values import abbreviations
from transforms.annotate.events.names import TERM
from transforms.vietnamese.tables import rows
from transforms.vietnamese.word_roles import any_of, words_of_role

# A symbol's first part has two capitals or is a unit like C46: "NĐ-CP", "TTg-CN", "UBND-TKBT", "QH15", "C46-P12"
_MARK = r"(?:[A-ZĐƯ]{2}(?:[\w&.]*\w)?|[A-ZĐƯ]\w*\d)"
# "168/2024/NĐ-CP", "50- QĐ/TW", "19-2017/NQ-CP", "388"
NUMBER = re.compile(
    rf"""
    (?P<number>\d{{1,6}}[a-zA-Z]?)(?![\d%])
    (?P<symbol>
      (?:\ ?[-–/.]\ ?(?:19|20)\d\d(?!\d)(?!\ ?[-–]\ ?(?:19|20)\d\d))?
      (?:\ ?[-–/]\ ?{_MARK}(?:\ ?[-–/]\ ?(?:[A-ZĐƯ](?:[\w&.]*\w)?|\d{{1,2}}(?![\d/]))){{0,8}})?
    )
    """,
    re.VERBOSE,
)
# "; 192/QĐ-UBND", " và 19-NQ/TW": further documents of the kind
FURTHER = re.compile(r"(?:[;,]\ |\ và\ )(?:số\ )?(?=\d{1,6}\ ?[-/])")
# ", 19 Hội nghị …": a further bare number, before the body or meeting that gave both
FURTHER_BARE = re.compile(r"(?:,\ |\ và\ )(?:số\ )?\d{1,3}(?=\ (?:của\ |hội\ nghị\ |\())")
# "ngày 25-10-2021", ", ngày 20 tháng 11 năm 2023", "năm 2023", "(ngày 3/2/2010)"
ISSUED = re.compile(
    r"""
    ,?\  (?P<open>\()?
    (?: ngày\ (?P<day>\d{1,2}) (?:\ ?[-–/.]\ ?|\ tháng\ )(?P<month>\d{1,2})
        (?:(?:\ ?[-–/.]\ ?|,?\ năm\ )(?P<year>(?:19|20)\d\d))?
      | năm\ (?P<only_year>(?:19|20)\d\d) )
    (?!\d) (?(open)\))
    """,
    re.VERBOSE,
)
BARE_YEAR = re.compile(r"\ (?:\((?=\d{4}\)))?(?P<only_year>(?:19|20)\d\d)(?![\w/%])(?!\ ?[-–]\ ?\d)\)?")
IN_TERM = re.compile(rf",?\ (?P<open>\()?{TERM}(?(open)\))")
OF = re.compile(r",?\ của\ ")
ISSUERS = re.compile(
    r"""
    bộ\ chính\ trị (?:\ trung\ ương(?:\ đảng)?)?
    | ban\ bí\ thư (?:\ trung\ ương(?:\ đảng)?)?
    | (?:ban\ chấp\ hành\ )?trung\ ương (?:\ đảng(?:\ cộng\ sản\ việt\ nam)?)?
    | (?:bch|bct|bbt)\ ?(?:trung\ ương|t\.?ư|tw)(?:\ đảng)?
    | (?:ủy|uỷ)\ ban\ thường\ vụ\ quốc\ hội | ubtvqh | quốc\ hội
    | thủ\ tướng(?:\ chính\ phủ)? | chính\ phủ | chủ\ tịch\ nước
    | (?:ubnd|hđnd|ủy\ ban\ nhân\ dân|hội\ đồng\ nhân\ dân)\ (?:tỉnh|thành\ phố|tp\.?\ ?hcm|tp)(?!\w)
    | (?:tỉnh|thành|quận|huyện|đảng)\ ủy
    """,
    re.VERBOSE,
)
# who signs for a body: "Chủ tịch [UBND tỉnh …]"
SIGNER = re.compile(
    r"(?:phó\ )?(?:chủ\ tịch|(?:tổng\ )?giám\ đốc|bộ\ trưởng|chánh\ án|viện\ trưởng|hiệu\ trưởng|thống\ đốc|chủ\ nhiệm"
    r"|tổng\ thanh\ tra|cục\ trưởng|tổng\ cục\ trưởng|trưởng\ ban)\ "
)
CITED_PART = re.compile(
    r"""
    (?P<part>
      (?:(?:các\ )?điểm\ [a-zđ0-9](?:(?:,\ |\ và\ )[a-zđ0-9](?!\w)){0,5},?\ (?:của\ )?)?
      (?:(?:các\ )?khoản\ \d{1,2}[a-zđ]?(?:(?:,\ |\ và\ )\d{1,2}(?!\d)){0,5},?\ (?:của\ )?)?
      (?:(?:các\ )?điều\ \d{1,3}[a-zđ]?(?:(?:,\ |\ và\ )(?:điều\ )?\d{1,3}(?!\d)){0,5}|chương\ [ivx\d]{1,5})
    )
    ,?\  (?:của\ )?(?:dự\ thảo\ )? \Z
    """,
    re.VERBOSE,
)
JOINT = re.compile(r",?\ (?:và\ )?|\ ?[-–]\ ?")  # between bodies that issue together
CITED_REACH = 70  # characters before a citation where its cited article may begin
WORTH_LOOKING = re.compile(r"điều|chương")


@cache
def numbered_type() -> re.Pattern[str]:
    """A kind of document, perhaps with what it does ("quyết định truy nã số"), up to its number."""
    never = any_of(words_of_role("document_words.tsv", "not-between"))
    names = "|".join(t.replace(" ", r"\ ") for t in sorted(abbreviations(), key=lambda t: (-len(t), t)))
    return re.compile(
        rf"""
        (?P<type>{names})
        (?P<what>(?:\ (?!(?:{never})\b)[^\W\d_]+){{0,6}}?)
        (?P<said>\ (?:mang\ )?số\ ?:?\ ?)? (?(said)|\ ) (?=\d)
        """,
        re.VERBOSE,
    )


@cache
def after_bare_number() -> re.Pattern[str]:
    """What may follow the bare number of a weak kind: a stop, or a word that does not count."""
    words = any_of(words_of_role("document_words.tsv", "after-number"))
    return re.compile(rf"[.,;:)”\"?!\n]|\Z|\ (?:{words})(?!\w)|\ \(")


@cache
def weak_types() -> frozenset[str]:
    """Kinds that a bare number does not cite."""
    return frozenset(row[0] for row in rows("document_types.tsv") if row[2] == "weak")
