"""The shapes of calendar expressions, as verbose patterns over lower-cased normalised text.

Every quantifier is bounded, so that a match is short and the scan linear. Names of groups are the fields they fill.
"""

from __future__ import annotations

import re

D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
M = r"(?:1[0-2]|0?[1-9])(?!\d)"
Y = r"(?:1[4-9]|20)\d\d(?!\d)"
ROMAN_QUARTER = r"(?:iv|i{1,3}|0?[1-4])(?!\w)"
SEP = r"\ ?[-–/.]\ ?"
AND = r"(?:,\ ?(?:và\ )?|\ (?:và|hoặc|hay|&)\ )"
TO = r"(?:\ ?[-–]\ ?|\ (?:đến|tới)\ )"
PART = r"""(?:rạng\ sáng|sáng\ sớm|(?:đầu|cuối)\ giờ\ (?:sáng|chiều)|sáng|giữa\ trưa|trưa|chiều\ tối|chiều|tối\ muộn|tối
    |nửa\ đêm|đêm|khuya)"""
WEEKDAY = r"(?:thứ\ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\ nhật|cn)(?!\w)"
MONTH_WORD = r"(?:một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười\ (?:một|hai)|mười)(?!\w)"
SAID_YEAR = r"(?:nay|ngoái|tới|sau|trước)(?!\w)"

MONTHS_BY_WORD = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip

# "14h30", "14 giờ 30 phút", "8:00"
CLOCK = r"""(?P<hour>2[0-4]|[01]?\d)\ ?(?:h|g(?:iờ)?|:)\ ?(?:(?P<minute>[0-5]\d)(?!\d)\ ?(?:phút|'|p\b)?)?"""

# what may come before the day: part of the day, weekday, "ngày"; a clock time before it is no part of the date
LEAD = rf"""
    (?:(?:(?P<part0>{PART})(?:\ và\ |,\ |\ đến\ ))?(?P<part>{PART})(?:\ của)?,?\ )?
    (?:(?P<weekday>{WEEKDAY}),?\ )?
    (?:(?P<word>(?:ngày\ )?hôm\ |ngày\ )(?:{WEEKDAY},?\ )?)?
    (?P<open>\((?:ngày\ )?)?
"""

DAY_LEAD = re.compile(LEAD, re.VERBOSE)

# "26/7/2022", "30-9", "20 tháng 11 năm 2023", "8, 12 và 21/4", "1 đến 5/6"
DAY_CORE = re.compile(
    rf"""
    (?P<days>
        {D}(?:{AND}{D}){{0,6}}(?:{AND}|\ (?:đến|tới)\ ){D}(?=\ ?[-–/.]\ ?\d|,?\ tháng\ )
      | {D}(?:{AND}{D}){{0,6}}(?:{AND}|{TO}){D}(?=\ ?[/.]|\ ?[-–]\ ?{M}[-–]{Y}|,?\ tháng\ )
      | {D} )
    (?: (?P<sep>{SEP})(?P<month>{M}) (?: (?P<sep2>{SEP})(?P<year>{Y}|\d\d(?![\d%])(?=\D)) )?
      | ,?\ ?tháng\ (?:(?P<month_n>{M})|(?P<month_w>{MONTH_WORD})) (?: {SEP}(?P<year3>{Y}) )?
    )
    (?: ,?\ ?năm\ (?:(?P<year2>{Y})|(?P<said>{SAID_YEAR})) )?
    """,
    re.VERBOSE,
)
DAY_TAIL = re.compile(rf",?\ (?:lúc\ )?{CLOCK}(?::(?P<second>[0-5]\d))?(?![\w])", re.VERBOSE)
DAY_ALONE = re.compile(rf"{D}(?![\w%])(?!\ ?[/.,:–-]\ ?\d)", re.VERBOSE)
ISO_DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>0\d|1[0-2])(?:-(?P<day>0\d|[12]\d|3[01]))?(?![\w-])", re.VERBOSE
)

YEAR_TAIL = rf"(?:{SEP}(?P<year>{Y})|,?\ (?:của\ )?năm\ (?:(?P<year2>{Y})|(?P<said>{SAID_YEAR})))"
# "tháng 3", "tháng 3-4/2017", "tháng 1, 2 và 3 năm 2016"
MONTH = re.compile(
    rf"""
    tháng[ ]
    (?: (?P<months>{M}(?:(?:{AND}|{TO}){M}){{1,11}}(?!\ ?[/-]\ ?{M}(?!\d)|\ tháng)|{M})
      | (?P<month_w>{MONTH_WORD})(?!\ (?:lần|triệu|ngày|người|nghìn|trăm|k[ỳì]|buổi|bữa|tỷ|tuổi)) )
    {YEAR_TAIL}?
    """,
    re.VERBOSE,
)
MONTH_YEAR = re.compile(rf"(?P<months>{M})\ ?/\ ?(?P<year>{Y})(?![/\w])(?!-\w)", re.VERBOSE)
# "quý III-2021", "quý 1, 2/2022", "quý IV năm ngoái"
QUARTER = re.compile(
    rf"qu[ýí]\ (?P<quarters>{ROMAN_QUARTER}(?:(?:{AND}|{TO}){ROMAN_QUARTER}){{0,3}}){YEAR_TAIL}?",
    re.VERBOSE,
)
# "Q4/2016"
SHORT_QUARTER = re.compile(rf"q(?P<number>[1-4]){SEP}(?P<year>{Y})(?!\w)", re.VERBOSE)
# "6 tháng đầu năm 2023", "nửa cuối năm nay", "9 tháng năm 2021", "những tháng đầu năm 2022"
PART_OF_YEAR = re.compile(
    rf"""
    (?: (?:(?P<count>1[01]|0?\d|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười\ một)\ tháng|(?P<half>nửa))
      | (?P<some>những\ tháng|những\ ngày|các\ tháng|(?P<count_q>\d|hai|ba)\ quý)|(?P<quarter>quý)|(?P<one>tháng) )
    \ (?:(?P<side>đầu(?:\ tiên)?|cuối(?:\ cùng)?)\ )? (?:của\ )?
    năm (?:\ năm|\ mới)? (?:\ (?:(?P<year>{Y})|(?P<said>{SAID_YEAR})))?
    (?![\w-])
    """,
    re.VERBOSE,
)
# "năm 2021", "năm 2015, 2016 và 2017", "năm 2016-2020", "năm học 2016-2017", "năm mới 2017"
YEAR = re.compile(
    rf"""
    (?P<word>(?:\d{1, 2}\ |những\ |các\ )?năm(?:\ (?:mới|học|tài\ chính|tài\ khóa|ngân\ sách))?|niên\ (?:kh[oó][aá]|vụ)
      |(?P<period>giai\ đoạn|nhiệm\ k[ỳì]|thời\ k[ỳì]|niên\ hạn|khoảng\ thời\ gian|mùa\ (?:giải|bóng|xuân|hè|thu|đông)))
    (?:\ (?:từ\ )?(?:năm\ )?)
    (?P<years>{Y}(?:(?:{AND}|{TO}){Y}){{0,8}}(?P<short>\ ?[-–/]\ ?\d\d(?![\d/]))?)
    (?![/\w]) (?!-\w)
    """,
    re.VERBOSE,
)
YEAR_SPAN = re.compile(rf"(?P<years>{Y}\ ?[-–]\ ?{Y})(?![\w/])(?!\ ?[-–]\ ?\d)", re.VERBOSE)
BARE_YEAR = re.compile(rf"{Y}(?![\w/%])(?!\ ?[-–]\ ?\d)(?![.,:]\d)", re.VERBOSE)
# "những năm 1990", "thập niên 90", "thập kỷ 1980", "những năm 60 của thế kỷ trước"
DECADE = re.compile(
    r"""
    (?: (?:những\ )?(?:thập\ (?:niên|k[ỷỉ])) (?:\ năm)? | những\ năm(?:\ thập\ (?:niên|k[ỷỉ]))? | năm )
    \ (?P<decade>(?:1[4-9]|20)?\d0)(?![\w%/]|[.,:]\d|\ ?[-–]\ ?\d)
    (?:\ của)?(?P<century>\ thế\ k[ỷỉ]\ (?:trước|(?:thứ\ )?(?:20|xx|19|xix)))?
    """,
    re.VERBOSE,
)
# "cuối năm 2022", "đầu tháng 3", "giữa tháng 2/2017", "cuối ngày 7/2", "tuần đầu tháng 2", "trung tuần tháng 3"
EDGE = re.compile(
    r"(?:nửa\ |(?:những|mấy)\ (?:ngày|tháng|năm)\ |(?:ngày|tuần)\ (?=đầu|cuối))?"
    r"(?P<edge>(?<!khởi\ )(?<!bắt\ )(?<!mở\ )(?<!dẫn\ )đầu"
    r"|giữa|cuối|(?:thượng|trung|hạ)\ tuần(?=\ tháng))(?:(?:\ tiên|\ cùng)?\ của(?=\ tháng))?"
    r"\ (?=năm|tháng|tuần|qu[ýí]|thập|những|ngày\ \d|(?:19|20)\d\d(?![\d/:-]|\.\d))",
    re.VERBOSE,
)
# "mùa thu | năm ngoái"
SEASON = re.compile(r"mùa\ (?:xuân|hè|thu|đông)\ (?=năm\ )")
# "từ đầu năm", "đến cuối năm", "so với đầu năm": the year that runs
EDGE_OF_THIS_YEAR = re.compile(
    r"(?P<edge>đầu|giữa|cuối)\ năm(?!\w)(?!\ (?:mới|học|thứ|trước|sau|kia|đó|ấy|âm|đinh|\d))"
)
BEFORE_EDGE = re.compile(r"(?:từ|đến|tới|vào|hồi|với|trong|dịp|trước|sau|khoảng|là|ngay)\ \Z")
# "sáng nay (9/2)", "hôm qua, ngày 5.2": the day named again
NAMED_AGAIN = re.compile(r"(?P<open>\ \()?(?(open)|,?\ )(?:ngày\ )?(?=\d{1,2}\ ?[-–/.]\ ?\d)")
# "mùng 10/1 âm lịch", "rằm tháng giêng", "23 tháng chạp", "mùng 4 tết"
SOLAR_AGAIN = re.compile(r"\ \((?:ngày\ )?(?=\d{1,2}\ ?[-–/.]\ ?\d)", re.VERBOSE)
STEM_AND_BRANCH = r"""
    (?:\ (?:năm|nguyên\ đán))?\ (?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)
    \ (?:tý|tí|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)(?!\w)
"""
LUNAR_MONTH = r"(?:giêng|chạp|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|\d{1,2}(?!\d))"
LUNAR = re.compile(
    rf"""
    (?: (?:{PART}\ )?(?:ngày\ |hôm\ )?(?:(?:mùng|mồng)\ (?:{D}|{LUNAR_MONTH}(?!\w))|rằm)
        (?: (?:\ ?[/-]\ ?|\ tháng\ ){LUNAR_MONTH} | \ tết(?:\ nguyên\ đán)? )? (?:\ năm\ {Y}|{STEM_AND_BRANCH})?
      | (?:{PART}\ )?(?:ngày\ )?{D}\ (?:tháng\ (?:giêng|chạp)|tết(?:\ nguyên\ đán)?)(?:{STEM_AND_BRANCH})?
      | tháng\ (?:giêng|chạp)(?:{STEM_AND_BRANCH})? )
    (?:\ (?:\((?:âm\ lịch|âl)\)|(?:âm\ lịch|âl)))? (?!\w)
    """,
    re.VERBOSE,
)
LUNAR_MARK = re.compile(r"\ ?(?:\((?:âm\ lịch|âl)\)|(?:âm\ lịch|âl)(?!\w))", re.VERBOSE)
LUNAR_AGAIN = re.compile(rf"\ \((?:{LUNAR.pattern})\)", re.VERBOSE)
