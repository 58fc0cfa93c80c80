"""The written parts of a publication stamp: dates, clocks, zones, labels, weekdays."""

from __future__ import annotations

import re
from typing import NamedTuple

_MONTHS = (
    "một|giêng",
    "hai",
    "ba",
    "tư|bốn",
    "năm",
    "sáu",
    "bảy|bẩy",
    "tám",
    "chín",
    "mười",
    "mười một",
    "mười hai|chạp",
)
_MONTH_NUMBER = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = "|".join(sorted(_MONTH_NUMBER, key=lambda name: (-len(name), name)))
_ENGLISH_WORD = rf"(?:{'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?"
_SEP = r"\s?[-/.]\s?"

_YEAR = r"(?:19|20)\d\d"
_DATE_FORMS = (
    rf"(?P<y1>{_YEAR})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})(?!\d)",
    rf"(?P<d2>\d{{1,2}}){_SEP}(?P<m2>\d{{1,2}}){_SEP}(?P<y2>{_YEAR}|\d\d)(?![\d/%]|[.,]\d)",
    rf"(?P<d3>\d{{1,2}})\s+tháng\s+(?P<m3>\d{{1,2}}|{_MONTH_WORD})\s*(?:,|năm|/|-)?\s*(?P<y3>{_YEAR})(?!\d)",
    rf"tháng\s+(?P<m4>\d{{1,2}}|{_MONTH_WORD})\s+(?P<d4>\d{{1,2}}),?\s+(?P<y4>{_YEAR})(?!\d)",
    rf"(?P<m5>{_ENGLISH_WORD})\s+(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y5>{_YEAR})(?!\d)",
    rf"(?P<d6>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<m6>{_ENGLISH_WORD}),?[\s-](?P<y6>{_YEAR})(?!\d)",
    rf"(?:tháng\s+)?(?P<m7>\d{{1,2}})(?:{_SEP}|\s+năm\s+|,\s)(?P<y7>{_YEAR})(?![\d/.-])",
    rf"(?P<y8>{_YEAR})-(?P<m8>\d\d)(?![\d/.-])",
    rf"(?:năm\s+)?(?P<y9>{_YEAR})(?![\d/.:-]|\s?[/-]\s?\d)",
)
DATE = re.compile(rf"(?<![\d/.,-])(?:{'|'.join(_DATE_FORMS)})", re.IGNORECASE)
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])\s?(?::|h|g|giờ)\s?"
    r"(?:(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?)?(?:\s?phút|['’′p](?!\w))?"
    r"(?:\s*(?P<half>[AP]\.?M\.?|SA|CH|sáng|chiều|tối|trưa)(?!\w))?"
)
_WEEKDAY = (
    r"(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|t[2-7]|cn|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_JOIN = r"[\s,;|•·/()\[\]–—-]*"
ZONE = re.compile(
    r"\s*\(?\s*(?:(?:GMT|UTC)\s*(?P<zone>[+-]\s?\d{1,2}(?::?\d\d)?)?|(?P<iso>Z(?!\w)|[+-]\d\d:?\d\d(?!\d)))\s*\)?"
)
ZONE_ANYWHERE = re.compile(r"\(?\s*\b(?:GMT|UTC)\s*(?:[+-]\s?\d{1,2}(?::?\d\d)?)?\s*\)?")
WEEKDAY = re.compile(rf"(?<!\w){_WEEKDAY}(?!\w)", re.IGNORECASE)
BEFORE_DATE = re.compile(
    rf"(?:(?<![\w:.,/]){_CLOCK}{_JOIN}(?:\(?(?:GMT|UTC)[+-]\d{{1,2}}\)?{_JOIN})?)?"
    rf"(?:(?<!\w){_WEEKDAY}(?!\w){_JOIN})?(?:(?<!\w)(?:ngày|on)[\s:]*)?$",
    re.IGNORECASE,
)
CLOCK_BEHIND = re.compile(rf"(?:T|{_JOIN}(?:(?:lúc|vào|at)[\s:]*)?){_CLOCK}(?!(?!Z\b)[\w%])", re.IGNORECASE)

_LABEL_END = r"(?:\s+(?:lần\s+cuối|mới\s+nhất|cuối|gần\s+nhất|on|at))?(?:\s+(?:vào|lúc|ngày|hồi|date|time))*[\s:|,–-]*$"
UPDATED_LABEL = re.compile(
    r"(?<!\w)\(?(?:(?:ngày|thời gian|giờ|lần|last|date)\s+)?"
    r"(?:cập\s+nhật|chỉnh\s+sửa|sửa\s+đổi|sửa|(?:last[\s-]+)?updated?|modified)" + _LABEL_END,
    re.IGNORECASE,
)
PUBLISHED_LABEL = re.compile(
    r"(?<!\w)\(?(?:(?:ngày|thời gian|giờ|tin|bài)\s+)?"
    r"(?:(?:được\s+)?(?:đăng(?:\s+(?:tải|bài|tin))?|xuất\s+bản|phát\s+hành)"
    r"|ra\s+ngày|publish(?:ed)?|post(?:ed)?|created?|date|ngày\s+tạo|ngày\s+gửi|gửi\s+lúc)" + _LABEL_END,
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"(?:(?:đăng|cập nhật)\s+)?(?:khoảng\s+)?\d{1,3}\s*(?:giây|phút|giờ|tiếng|ngày|tuần|tháng|năm)\s+trước"
    r"|vừa\s+xong|(?:hôm qua|hôm nay)\s*,?\s*(?:lúc\s*)?\d{1,2}[:h]\d\d",
    re.IGNORECASE,
)
YEARLESS = re.compile(
    rf"(?:{_WEEKDAY}{_JOIN})?(?:\d{{1,2}}[:h]\d\d{_JOIN}(?:ngày\s+)?\d{{1,2}}[/-]\d{{1,2}}|\d{{1,2}}[/-]\d{{1,2}}{_JOIN}\d{{1,2}}[:h]\d\d)",
    re.IGNORECASE,
)
COUNTER = re.compile(
    r"(?:(?:số\s+)?lượt\s+(?:xem|đọc)|đã\s+xem|lượt\s+truy\s+cập|views?|hits)\s*:?\s*[\d.,]+|[\d.,]+\s*(?:lượt\s+(?:xem|đọc)|views?|hits"
    r"|bình\s+luận|phản\s+hồi|nhận\s+xét|ý\s+kiến|trả\s+lời|chia\s+sẻ|thích|comments?|shares?|likes?|liên\s+quan"
    r"|phút\s+đọc|(?:minutes?|mins?)\s+read)|(?:cỡ\s+chữ|in\s+bài|chia\s+sẻ|google\s+news)",
    re.IGNORECASE,
)
NAME_LABEL = re.compile(
    r"^(?:tác giả|phóng viên|pv|ctv|bài|tin|ảnh|bài(?: và|,) ảnh|tin(?: và|,) ảnh|"
    r"người đăng|(?:được\s+)?(?:đăng|viết|gửi) bởi|bởi|theo|nguồn|(?:posted |written )?by)\s*:?\s+",
    re.IGNORECASE,
)
PART_BORDER = re.compile(r"::|[|•·»>/–—]+|\s-\s|^\s*-|-\s*$|,\s")
_FARTHEST = 14 * 60  # minutes; no zone of the world is farther from Greenwich


class Day(NamedTuple):
    """A date as far as it is told; `certain` when it cannot be taken for a score, a version or a bare number."""

    year: int
    month: int | None
    day: int | None
    certain: bool


class Clock(NamedTuple):
    """Hour, minute, and second where told, on the 24-hour clock."""

    hour: int
    minute: int
    second: int | None


def read_date(match: re.Match[str]) -> Day | None:
    """What a match of DATE says; None where no such day can be."""
    form = next(n for n in range(1, 10) if match[f"y{n}"])
    year_text = match[f"y{form}"]
    year = int(year_text) + (2000 if len(year_text) == 2 else 0)
    month = _month(match[f"m{form}"]) if form < 9 else None
    day = int(match[f"d{form}"]) if form < 7 else None
    if form == 2 and month is not None and day is not None and day <= 12 < month:
        month, day = day, month  # 4/17/2021, as servers set to English print it
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return Day(year, month, day, certain=form < 7 and len(year_text) == 4)


def _month(text: str) -> int:
    name = text.lower()
    if name.isdigit():
        return int(name)
    return _MONTH_NUMBER.get(name) or _ENGLISH.index(name[:3]) + 1


def read_clock(match: re.Match[str]) -> Clock | None:
    """The clock time of a match, None where it has none; SA/CH and AM/PM brought to 24 hours."""
    if match["hour"] is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").upper().replace(".", "")
    if half in ("PM", "CH", "CHIỀU", "TỐI") and hour < 12:
        hour += 12
    if half in ("AM", "SA") and hour == 12:
        hour = 0
    return Clock(hour, int(match["minute"] or 0), int(match["second"]) if match["second"] else None)


def read_zone(match: re.Match[str] | None) -> int | None:
    """Minutes east of Greenwich; None where no zone with a number, or an impossible one, is printed."""
    written = match and (match["zone"] or match["iso"])
    if not written:
        return None
    if written == "Z":
        return 0
    digits = re.sub(r"[^\d]", "", written)
    hours, minutes = (int(digits[:2]), int(digits[2:] or 0)) if len(digits) > 2 else (int(digits), 0)
    offset = hours * 60 + minutes
    return None if offset > _FARTHEST else (-1 if written[0] == "-" else 1) * offset
