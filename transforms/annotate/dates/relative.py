"""Calendar expressions told from the publication day: "hôm qua", "sáng nay", "tuần tới", "năm ngoái"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from transforms.annotate.dates.patterns import PART, WEEKDAY
from transforms.annotate.dates.values import UNRESOLVED, Moment, Unit, days_value, value_of, week_of
from transforms.domain.annotations import DateValue
from transforms.vietnamese.tables import rows

# TIMEX3's parts of the day
PARTS = (("sáng", "TMO"), ("trưa", "TMI"), ("tối", "TEV"), ("chiều", "TAF"), ("đêm", "TNI"), ("khuya", "TNI"))
_SAID_DAY = {
    "nay": 0,
    "hôm nay": 0,
    "ngày hôm nay": 0,
    "qua": -1,
    "hôm qua": -1,
    "ngày hôm qua": -1,
    "mai": 1,
    "ngày mai": 1,
    "hôm kia": -2,
}
_PART_OF_SAID_DAY = re.compile(
    rf"(?P<part>{PART})\ (?P<day>nay|mai|qua|hôm\ nay|hôm\ qua|ngày\ hôm\ nay|ngày\ hôm\ qua|ngày\ mai|hôm\ kia)(?!\w)",
    re.VERBOSE,
)
YEAR_ENDS_IN = 12  # in December "năm qua" is the year that ends, not the one before


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeDate:
    """A relative expression at [start, end) of the text, with its value; `time` is its part of the day."""

    start: int
    end: int
    value: DateValue
    is_day: bool = False
    time: str = ""


def time_of_part(part: str | None) -> str:
    """The value's suffix for a part of the day: `chiều tối` → `TEV`; nothing where there is none."""
    return next((suffix for word, suffix in PARTS if part and word in part), "")


def read_relative(low: str, position: int, reference: date | None) -> RelativeDate | None:
    """The relative expression that begins at `position` of the lower-cased text, if any."""
    part = _PART_OF_SAID_DAY.match(low, position)
    if part:
        time = time_of_part(part["part"])
        value = _day(reference, _SAID_DAY[part["day"]], time)
        return RelativeDate(start=position, end=part.end(), value=value, is_day=True, time=time)
    phrase = _phrases_pattern().match(low, position)
    if not phrase or _counts_back(low, position, phrase[0]) or _names_no_day(low, position):
        return None
    unit, shift = _phrases()[phrase[0]]
    if phrase[0] in ("năm qua", "năm vừa qua", "năm vừa rồi") and reference and reference.month == YEAR_ENDS_IN:
        shift = 0
    value = shifted(reference, unit, shift)
    return RelativeDate(start=position, end=phrase.end(), value=value, is_day=unit == "day")


# "thứ sáu tuần trước", "sáng chủ nhật tới"; not "kỳ họp thứ 2 vừa qua"
_SAID_WEEKDAY = re.compile(
    rf"""
    (?<!họp\ )(?<!phiên\ )(?<!lần\ )(?<!đợt\ )(?<!vòng\ )(?<!trận\ )
    (?:(?P<part>{PART})\ )?(?:hôm\ )?(?P<weekday>{WEEKDAY})
    \ (?:tuần\ (?P<week>này|trước|qua|rồi|tới|sau)|(?P<next>tới)(?!\ (?:nay|ngày))|(?P<last>vừa\ qua|vừa\ rồi))(?!\w)
    """,
    re.VERBOSE,
)
_WEEKS = {"này": 0, "trước": -1, "qua": -1, "rồi": -1, "tới": 1, "sau": 1}
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "nhật": 6, "cn": 6}


def read_said_weekday(low: str, position: int, reference: date | None) -> RelativeDate | None:
    """A weekday of a week told from the publication day: "thứ sáu tuần trước", "chủ nhật tới" (the next one)."""
    match = _SAID_WEEKDAY.match(low, position)
    if not match or reference is None:
        return None
    name = match["weekday"].split(" ")[-1]
    time = time_of_part(match["part"])
    weekday = int(name) - 2 if name.isdigit() else _WEEKDAYS[name]
    if match["next"]:
        shift = (weekday - reference.weekday() - 1) % 7 + 1
    elif match["last"]:
        shift = -((reference.weekday() - weekday - 1) % 7 + 1)
    else:
        shift = weekday - reference.weekday() + 7 * _WEEKS[match["week"]]
    return RelativeDate(start=position, end=match.end(), value=_day(reference, shift, time), is_day=True)


def shifted(reference: date | None, unit: str, shift: int) -> DateValue:
    """The day, week, month, quarter or year that lies `shift` of them from the reference date."""
    if reference is None:
        return UNRESOLVED
    if unit == "day":
        return _day(reference, shift, "")
    if unit == "week":
        return week_of(reference, shift)
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 + shift
        return value_of(Moment(unit=Unit.MONTH, year=months // 12, month=months % 12 + 1), reference)
    if unit == "quarter":
        quarters = reference.year * 4 + (reference.month - 1) // 3 + shift
        return value_of(Moment(unit=Unit.QUARTER, year=quarters // 4, number=quarters % 4 + 1), reference)
    return value_of(Moment(unit=Unit.YEAR, year=reference.year + shift), reference)


def _day(reference: date | None, shift: int, time: str) -> DateValue:
    if reference is None:
        return UNRESOLVED
    day = reference + timedelta(days=shift)
    named = days_value(day, day)
    return DateValue(value=f"{named.value}{time}", first_day=day, last_day=day)


# "3 năm trước", "nhiều tuần qua", "những năm tới": a span of time, no calendar unit
# "U-20 năm nay", "Cúp 2017 năm nay": no count, but a name or a year
_COUNTED = re.compile(
    r"(?:(?<![^\W\d_])(?<![^\W\d_]-)(?<!\d)(?:\d{1,3}|(?!(?:19|20)\d[1-9])\d{4})"
    r"|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|trăm|nghìn|vài|mấy|nhiều|những|các"
    r"|hàng|nửa|lâu|mươi|lăm|rưỡi|số|tỉ|tỷ|triệu|vạn|ngàn)\ $"
)


# "năm sau cao hơn năm trước": any year and the next
_YEAR_BY_YEAR = re.compile(
    r"năm\ (?:sau|trước)[^.;\n]{0,30}\ năm\ (?:trước|sau)(?!\w)"
    r"|(?<=cao\ hơn\ )năm\ trước(?!\w)|năm\ trước\ (?:đó|đây)(?!\w)"
)


_OUR_DAYS = re.compile(r"(?:như|có|thế hệ)\ \Z")  # "có được như hôm nay": our days, not this day


# "ngày đầu tuần sau Tết": after it, not the next
_AFTER_SOMETHING = re.compile(
    r"(?:tuần|tháng|quý|năm)\ sau\ (?:tết|khi|đó|kỳ|lễ|ngày|dịp|nghỉ|vụ|trận|cuộc|cú|chiến|tai|bầu)(?!\w)"
)


def _names_no_day(low: str, position: int) -> bool:
    if _AFTER_SOMETHING.match(low, position):
        return True
    return bool(_YEAR_BY_YEAR.match(low, position) or _OUR_DAYS.search(low, max(0, position - 7), position))


def _counts_back(low: str, position: int, phrase: str) -> bool:
    return not phrase.startswith(("hôm", "ngày hôm")) and bool(_COUNTED.search(low, max(0, position - 8), position))


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    return {phrase: (unit, int(shift)) for phrase, unit, shift in rows("relative_dates.tsv")}


@cache
def _phrases_pattern() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
