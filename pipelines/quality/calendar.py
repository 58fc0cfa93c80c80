"""Which days are like each other: newsrooms publish less at weekends, on holidays and around Tết."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import holidays


class DayKind(StrEnum):
    """Days that are compared with each other."""

    WORKDAY = "workday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    TET = "tet"


# Around the first day of the lunar year: offices close a day or two before the leave and fill up a week after.
_TET_BEFORE, _TET_AFTER = 3, 7
# A weekday's habit changes with the year; eight of each weekday are enough for a median.
_ORDINARY_DAYS = 56
# Holidays are compared with those of the two years before.
_FESTIVE_DAYS = 800
_FESTIVE = (DayKind.TET, DayKind.HOLIDAY)


def day_kind(day: date) -> DayKind:
    """The kind of a day in Vietnam. Lunar calendar and public holidays: the package `holidays`."""
    named = _holidays(day.year)
    if any(-_TET_BEFORE <= (day - new_year).days <= _TET_AFTER for new_year in _new_years(day.year)):
        return DayKind.TET
    if day in named:
        return DayKind.HOLIDAY
    return {5: DayKind.SATURDAY, 6: DayKind.SUNDAY}.get(day.weekday(), DayKind.WORKDAY)


def comparable_days(day: date) -> Iterator[date]:
    """The days before `day` that may tell what is usual on it, oldest first: all of the last weeks, or its like."""
    kind = day_kind(day)
    festive = kind in _FESTIVE
    for back in range(_FESTIVE_DAYS if festive else _ORDINARY_DAYS, 0, -1):
        earlier = day - timedelta(days=back)
        if day_kind(earlier) is kind or not (festive or day_kind(earlier) in _FESTIVE):
            yield earlier


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("VN", years=year, language="en_US"))


@cache
def _new_years(year: int) -> tuple[date, ...]:
    named = holidays.country_holidays("VN", years=year, language="en_US")
    return tuple(day for day, name in named.items() if "Lunar New Year" in name.split("; "))
