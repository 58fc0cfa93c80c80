"""What a calendar expression means: its fields as written → ISO value and the days it spans.

Values: `2022`, `2022-07`, `2022-07-26`, `2022-07-26TMO`, `2022-07-26T14:30`, `2022-Q3`, `2022-H1`, `2016/2021`,
`2022~start`, and several joined by `;`. Where the year is unknown and nothing tells it: `--07-26` (ISO 8601), no days.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from transforms.domain.annotations import DateValue

UNRESOLVED = DateValue(value=None, first_day=None, last_day=None)
MAX_DAYS_AHEAD = 92  # a day or month without its year is rather past than further ahead than this (guideline)
MAX_RANGE_AHEAD = 183  # "từ … đến …" is told of what is planned as often as of what was: simply the nearest
MAX_QUARTER_AHEAD = 92  # plans name the next quarter


class Unit(StrEnum):
    """The size of what is named."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    MONTHS = "months"  # `number` months from `month` on
    YEAR = "year"
    YEARS = "years"  # `year` to `until`
    LUNAR = "lunar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A calendar expression's fields as written; what is not written is None.

    number  which quarter or half; of MONTHS how many
    time    suffix of the value (`TMO`, `T14:30`); edge `start`, `mid` or `end`
    ahead   the text says that it is still to come ("tới"); reach: how many days ahead it may lie if it does not
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int = 0
    until: int | None = None
    time: str = ""
    edge: str = ""
    ahead: bool = False
    reach: int = MAX_DAYS_AHEAD


def is_possible(moment: Moment) -> bool:
    """Whether the calendar has such a day; 29/2 without a year is possible."""
    if moment.unit is not Unit.DAY or not moment.month or not moment.day:
        return True
    return moment.day <= calendar.monthrange(moment.year or 2000, moment.month)[1]


def value_of(moment: Moment, reference: date | None) -> DateValue:
    """The value of one expression; a missing year is the nearest to the reference date."""
    if moment.unit is Unit.LUNAR:
        return UNRESOLVED
    complete = replace(moment, year=moment.year or _nearest_year(moment, reference))
    if complete.year is None:
        return DateValue(value=_text(complete), first_day=None, last_day=None)
    days = _days(complete)
    return DateValue(value=_text(complete), first_day=days[0], last_day=days[1]) if days else UNRESOLVED


def range_of(first: DateValue, last: DateValue) -> DateValue:
    """From the one to the other."""
    if first.value is None or last.value is None:
        return UNRESOLVED
    return DateValue(value=f"{first.value}/{last.value}", first_day=first.first_day, last_day=last.last_day)


def list_of(values: list[DateValue]) -> DateValue:
    """Several dates named together, in their order; the days reach from the earliest to the latest."""
    if any(v.value is None for v in values):
        return UNRESOLVED
    firsts = [v.first_day for v in values if v.first_day]
    lasts = [v.last_day for v in values if v.last_day]
    text = ";".join(v.value or "" for v in values)
    return DateValue(value=text, first_day=min(firsts, default=None), last_day=max(lasts, default=None))


def days_value(first: date, last: date) -> DateValue:
    """The interval of two days: a day, else `first/last`."""
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return DateValue(value=value, first_day=first, last_day=last)


def _nearest_year(moment: Moment, reference: date | None) -> int | None:
    if reference is None:
        return None
    if moment.unit in (Unit.HALF, Unit.MONTHS, Unit.YEAR):
        return reference.year
    if moment.unit is Unit.QUARTER:
        return _nearest(moment.number * 3 - 2, 1, reference, MAX_QUARTER_AHEAD, moment.ahead)
    return _nearest(moment.month or 1, moment.day or 1, reference, moment.reach, moment.ahead)


def _nearest(month: int, day: int, reference: date, limit: int, ahead: bool) -> int:
    best, least = reference.year, 10**6
    for year in (reference.year - 1, reference.year, reference.year + 1):
        last = calendar.monthrange(year, month)[1]
        if day > last and day != 29:
            continue
        delta = (date(year, month, min(day, last)) - reference).days
        allowed = delta >= -MAX_DAYS_AHEAD if ahead else delta <= limit
        if allowed and abs(delta) < least:
            best, least = year, abs(delta)
    return best


def _text(moment: Moment) -> str:
    year = f"{moment.year:04}" if moment.year is not None else "-"
    return _body(moment, year) + (f"~{moment.edge}" if moment.edge else "")


def _body(moment: Moment, year: str) -> str:
    match moment.unit:
        case Unit.DAY:
            return f"{year}-{moment.month or 0:02}-{moment.day or 0:02}{moment.time}"
        case Unit.MONTH:
            return f"{year}-{moment.month or 0:02}"
        case Unit.QUARTER:
            return f"{year}-Q{moment.number}"
        case Unit.HALF:
            return f"{year}-H{moment.number}"
        case Unit.MONTHS:
            first = moment.month or 1
            return f"{year}-{first:02}/{year}-{first + moment.number - 1:02}"
        case Unit.YEARS:
            return f"{year}/{moment.until}"
        case _:
            return year


def _days(moment: Moment) -> tuple[date, date] | None:
    year, month = moment.year or 1, moment.month or 1
    match moment.unit:
        case Unit.DAY:
            day = moment.day or 1
            return (date(year, month, day),) * 2 if day <= calendar.monthrange(year, month)[1] else None
        case Unit.MONTH:
            return _months(year, month, 1)
        case Unit.QUARTER:
            return _months(year, moment.number * 3 - 2, 3)
        case Unit.HALF:
            return _months(year, moment.number * 6 - 5, 6)
        case Unit.MONTHS:
            return _months(year, month, moment.number)
        case _:
            return date(year, 1, 1), date(moment.until or year, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last = month + count - 1
    return date(year, month, 1), date(year, last, calendar.monthrange(year, last)[1])


def week_of(day: date, shift: int) -> DateValue:
    """Monday to Sunday of the week that lies `shift` weeks from that of the day."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return days_value(monday, monday + timedelta(days=6))


def weekend_of(week: DateValue) -> DateValue:
    """Saturday and Sunday of a week."""
    return days_value(week.last_day - timedelta(days=1), week.last_day) if week.last_day else UNRESOLVED
