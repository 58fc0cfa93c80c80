"""Expressions that stand together: "từ X đến Y" and "X - Y" are one range, "X, Y và Z" one list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from transforms.annotate.dates.found import Found
from transforms.annotate.dates.values import Moment, Unit, value_of

_TO = re.compile(r"(?:\ ?[-–]\ ?|,?\ (?:đến|tới|cho\ đến|đến\ hết)\ )\Z")
_AND = re.compile(r"(?:,\ |\ (?:và|hoặc|hay|&)\ |,\ và\ )\Z")
_NIGHT_INTO_DAY = re.compile(r",?\ (?:và\ )?\Z")
_FROM = re.compile(r"từ\ \Z")
_TO_WORD = re.compile(r"\ (?:đến|tới)\ ")
_FROM_LENGTH = 3
_LONGEST_GAP = 10
_LONGEST_LIST = 12


def join(low: str, found: list[Found]) -> list[Found]:
    """Neighbours that form one range or list joined, their missing fields shared; unjoined halves dropped."""
    joined: list[Found] = []
    for current in found:
        together = _together(low, joined[-1], current) if joined else None
        if together:
            joined[-1] = together
            continue
        if joined:
            joined[-1] = _with_year_of_next(low, joined[-1], current)
        joined.append(current)
    return [_with_from(low, each) for each in joined if not each.partial]


def _together(low: str, one: Found, other: Found) -> Found | None:
    if one.value or other.value or other.start - one.end > _LONGEST_GAP or one.method == "lunar":
        return None
    gap = low[one.end : other.start]
    if one.partial and _NIGHT_INTO_DAY.match(gap) and _parts_of_days(one, other):
        return _list(one, replace(other, worded=False))
    if _TO.match(gap) and not one.is_range and len(one.moments) == len(other.moments) == 1:
        return _range(low, one, other)
    if _AND.match(gap) and not one.is_range and not other.is_range:
        return _list(one, other)
    return None


def _with_year_of_next(low: str, one: Found, other: Found) -> Found:
    """ "tháng 5 và tháng 6/2022": the year that only the second of two months or quarters tells."""
    if len(one.moments) != 1 or len(other.moments) != 1 or one.value or other.value:
        return one
    first, last = one.moments[0], other.moments[0]
    alike = first.unit is last.unit and first.unit in (Unit.MONTH, Unit.QUARTER)
    if not alike or first.year is not None or last.year is None or not _AND.match(low[one.end : other.start]):
        return one
    later = (first.month or 0, first.number) > (last.month or 0, last.number)  # "tháng 12 và tháng 1/2022"
    return replace(one, moments=(replace(first, year=last.year - later),))


def _parts_of_days(one: Found, other: Found) -> bool:
    """Whether a part of a day without its month stands before one with it: "đêm 5, rạng sáng 6/3"."""
    if len(one.moments) != 1 or len(other.moments) != 1:
        return False
    first, last = one.moments[0], other.moments[0]
    return first.month is None and last.month is not None and bool(first.time) and bool(last.time)


def _range(low: str, one: Found, other: Found) -> Found | None:
    first, last = one.moments[0], other.moments[0]
    has_from = _has_from(low, one)
    if first.unit is not last.unit and not has_from:
        return None
    if other.partial and not has_from and not one.worded:
        return None
    first, last = _shared(first, last), _shared(last, first)
    if first.unit is Unit.DAY and (first.month is None or last.month is None):
        return None
    return replace(one, end=other.end, moments=(first, last), is_range=True, partial=False)


def _shared(moment: Moment, other: Moment) -> Moment:
    if moment.year is not None and moment.month is not None:
        return moment
    month = moment.month
    if moment.unit is Unit.DAY and month is None:
        month = other.month
    return replace(moment, month=month, year=moment.year if moment.year is not None else other.year)


def _list(one: Found, other: Found) -> Found | None:
    first, last = one.moments[-1], other.moments[0]
    days = one.partial and not other.partial and first.unit is Unit.DAY  # "ngày 26 và ngày 27/6"
    if (other.worded and not days) or first.unit is not last.unit or first.unit is Unit.YEARS:
        return None
    if (not one.worded and other.partial) or len(one.moments) >= _LONGEST_LIST:
        return None
    year = last.year if first.year is None else first.year
    moments = tuple(replace(m, year=m.year or year, month=m.month or last.month) for m in one.moments)
    if first.unit is Unit.DAY and any(m.month is None for m in moments):
        return None
    return replace(one, end=other.end, moments=(*moments, *other.moments), partial=False)


def _has_from(low: str, found: Found) -> bool:
    return _FROM.search(low, max(0, found.start - _FROM_LENGTH), found.start) is not None


def _with_from(low: str, found: Found) -> Found:
    ranges = found.is_range or (len(found.moments) == 1 and found.moments[0].unit is Unit.YEARS)
    if ranges and _has_from(low, found) and _TO_WORD.search(low, found.start, found.end):
        return replace(found, start=found.start - _FROM_LENGTH)
    return found


def with_named_years(low: str, found: list[Found], reference: date | None) -> list[Found]:
    """ "năm trước", "năm sau" told from the year named before in the sentence, "so với tháng trước" from the month."""
    told: list[Found] = []
    named: Found | None = None
    month: Moment | None = None
    for each in found:
        compared = _COMPARED.search(low, max(0, each.start - 20), each.start) is not None
        if compared and month and low[each.start : each.end] == "tháng trước":
            told.append(replace(each, moments=(_month_before(month),), value=None))
            continue
        if not compared and each.moments and each.moments[-1].unit is Unit.MONTH and not each.is_range:
            month = _dated(each.moments[-1], reference)
        shift = _NEXT_YEARS.get(low[each.start : each.end])
        if shift and named and not _SENTENCE_END.search(low, named.end, each.start):
            year = Moment(unit=Unit.YEAR, year=(named.moments[-1].year or 0) + shift)
            told.append(replace(each, moments=(year,), value=None))
            continue
        if each.moments and each.moments[-1].year and not each.is_range and not (compared and month):
            named = each
        told.append(each)
    return told


_NEXT_YEARS = {"năm trước": -1, "năm sau": 1}
_SENTENCE_END = re.compile(r"[.!?]\ |\n")
_COMPARED = re.compile(r"so với (?:cùng kỳ )?\Z")


def _dated(month: Moment, reference: date | None) -> Moment | None:
    """A month with the year that it means on the reference day."""
    first = value_of(month, reference).first_day
    return replace(month, year=first.year) if first else None


def _month_before(month: Moment) -> Moment:
    """The month before one whose year is known."""
    year, number = month.year or 0, month.month or 1
    return replace(month, year=year - (number == 1), month=(number - 2) % 12 + 1, ahead=False)
