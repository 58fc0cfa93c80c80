"""The shapes of citations, over lower-cased text except where capitals tell (symbols)."""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.document_values import abbreviations, table
from transforms.annotate.event_names import TERM

# A symbol's first part has two capitals or is a unit like C46: "NĐ-CP", "TTg-CN", "UBND-TKBT", "QH15", "C46-P12"
_MARK = r"(?:[A-ZĐƯ]{2}[\w&.]*|[A-ZĐƯ]\w*\d)"
# "168/2024/NĐ-CP", "50- QĐ/TW", "19-2017/NQ-CP", "388"
NUMBER = re.compile(
    rf"""
    (?P<number>\d{{1,6}}[a-zA-Z]?)(?![\d%])
    (?P<symbol>
      (?:\s?[-–/.]\s?(?:19|20)\d\d(?!\d)(?!\s?[-–]\s?(?:19|20)\d\d))?
      (?:\s?[-–/]\s?{_MARK}(?:\s?[-–/]\s?(?:[A-ZĐƯ][\w&.]*|\d{{1,2}}(?![\d/]))){{0,4}})?
    )
    """,
    re.VERBOSE,
)
# "ngày 25-10-2021", ", ngày 20 tháng 11 năm 2023", "năm 2023", "(ngày 3/2/2010)"
ISSUED = re.compile(
    r"""
    ,?\s (?P<open>\()? (?:ban\shành\s|ký\s)?
    (?: ngày\s(?P<day>\d{1,2})(?:\s?[-–/.]\s?|\stháng\s)(?P<month>\d{1,2})(?:\s?[-–/.]\s?|,?\snăm\s)(?P<year>(?:19|20)\d\d)
      | năm\s(?P<only_year>(?:19|20)\d\d) )
    (?!\d) (?(open)\))
    """,
    re.VERBOSE,
)
BARE_YEAR = re.compile(r"\s(?:\((?=\d{4}\)))?(?P<only_year>(?:19|20)\d\d)(?![\w/%])(?!\s?[-–]\s?\d)\)?")
IN_TERM = re.compile(rf",?\s(?P<open>\()?{TERM}(?(open)\))")
OF = re.compile(r",?\s(?:do\s(?=\w+\s\w)|của\s)")
ISSUERS = re.compile(
    r"""
    bộ\schính\strị (?:\strung\sương(?:\sđảng)?)?
    | ban\sbí\sthư (?:\strung\sương(?:\sđảng)?)?
    | (?:ban\schấp\shành\s)?trung\sương (?:\sđảng(?:\scộng\ssản\sviệt\snam)?)?
    | (?:bch|bct|bbt)\s?(?:trung\sương|t\.?ư|tw)(?:\sđảng)?
    | (?:ủy|uỷ)\sban\sthường\svụ\squốc\shội | ubtvqh | quốc\shội
    | thủ\stướng(?:\schính\sphủ)? | chính\sphủ | chủ\stịch\snước
    | (?:ubnd|hđnd|ủy\sban\snhân\sdân|hội\sđồng\snhân\sdân)\s(?:tỉnh|thành\sphố|tp\.?\s?hcm|tp)(?!\w)
    | (?:tỉnh|thành|quận|huyện|đảng)\sủy
    """,
    re.VERBOSE,
)
CITED_PART = re.compile(
    r"""
    (?P<part>
      (?:(?:các\s)?điểm\s[a-zđ0-9](?:(?:,\s|\svà\s)[a-zđ0-9](?!\w)){0,5},?\s(?:của\s)?)?
      (?:(?:các\s)?khoản\s\d{1,2}[a-zđ]?(?:(?:,\s|\svà\s)\d{1,2}(?!\d)){0,5},?\s(?:của\s)?)?
      (?:(?:các\s)?điều\s\d{1,3}[a-zđ]?(?:(?:,\s|\svà\s)(?:điều\s)?\d{1,3}(?!\d)){0,5}|chương\s[ivx\d]{1,5})
    )
    ,?\s (?:của\s)?(?:dự\sthảo\s)? \Z
    """,
    re.VERBOSE,
)
CITED_REACH = 70  # characters before a citation where its cited article may begin
WORTH_LOOKING = re.compile(r"điều|chương")


@cache
def numbered_type() -> re.Pattern[str]:
    """A kind of document, perhaps with the body it is shared by, up to its number."""
    names = "|".join(re.escape(t) for t in sorted(abbreviations(), key=lambda t: (-len(t), t)))
    return re.compile(
        rf"(?P<type>{names})(?P<said>\s(?:này\s)?(?:mang\s)?số\s?:?\s?)?(?(said)|\s)(?=\d)",
    )


@cache
def weak_types() -> frozenset[str]:
    """Kinds that a bare number does not cite."""
    return frozenset(row[0] for row in table("document_types.tsv") if row[2] == "weak")
