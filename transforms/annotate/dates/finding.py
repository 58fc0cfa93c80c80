"""DATE: calendar expressions of Vietnamese news, with their values.

One scan over the text stops at digits and at the words that open a calendar expression; the readers of that word try
their patterns there. What they give is joined into ranges and lists, then resolved against the reference date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.dates.context import is_year_of_noun
from transforms.annotate.dates.found import BARE_YEAR, Found
from transforms.annotate.dates.ranges import join, with_named_years
from transforms.annotate.dates.readers import ANCHOR, read_at
from transforms.annotate.dates.values import MAX_DAYS_AHEAD, MAX_RANGE_AHEAD, Moment, list_of, range_of, value_of
from transforms.domain.annotations import DateValue, Label
from transforms.vietnamese.casing import lower_in_place

_EVERY_YEAR = (" hàng năm", " hằng năm", " mỗi năm")


def find_dates(text: str, reference_date: date | None) -> list[Candidate]:
    """The calendar expressions of a normalised document text, in reading order, none overlapping.

    A missing year is the one nearest to `reference_date` that lies not more than 31 days ahead; without a reference
    date the value keeps the year out (`--07-26`) and has no days.
    """
    low = lower_in_place(text)
    joined = join(low, [_settled(text, found) for found in _scan(low, reference_date)])
    return [
        Candidate(
            start=found.start,
            end=found.end,
            label=Label.DATE,
            method=f"date:{found.method}",
            priority=PRIORITY[Label.DATE],
            value=_value(found, reference_date),
        )
        for found in with_named_years(low, joined, reference_date)
        if not _recurs(low, found)
    ]


def _scan(low: str, reference: date | None) -> Iterator[Found]:
    position = 0
    while anchor := ANCHOR.search(low, position):
        found = read_at(low, anchor.start(), anchor[0], reference)
        if found:
            yield found
        position = found.end if found else anchor.end()


def _recurs(low: str, found: Found) -> bool:
    """Whether a day or month of no one year is meant: "tháng 9 | hàng năm"."""
    return low.startswith(_EVERY_YEAR, found.end) and all(moment.year is None for moment in found.moments)


def _settled(text: str, found: Found) -> Found:
    """A year without its unit word settled by the case of the word before it."""
    if found.method == BARE_YEAR and found.partial and is_year_of_noun(text, found.start, found.end):
        return replace(found, partial=False)
    return found


def _value(found: Found, reference: date | None) -> DateValue:
    if found.value is not None:
        return found.value
    reach = MAX_RANGE_AHEAD if found.is_range else MAX_DAYS_AHEAD
    values = [value_of(replace(moment, reach=reach), reference) for moment in found.moments]
    if len(values) == 1:
        return values[0]
    if not found.is_range:
        return list_of(values)
    return range_of(values[0], _not_before(values[0], found.moments[-1], values[-1], reference))


def _not_before(first: DateValue, last: Moment, told: DateValue, reference: date | None) -> DateValue:
    """A range's end whose year was guessed, in the first year that does not put it before the range's beginning."""
    begins = first.first_day
    if last.year is not None or begins is None or told.last_day is None or told.last_day >= begins:
        return told
    same_year = value_of(replace(last, year=begins.year), reference)
    if same_year.last_day is not None and same_year.last_day >= begins:
        return same_year
    return value_of(replace(last, year=begins.year + 1), reference)
