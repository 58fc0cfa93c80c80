"""The time axis of a report: days, weeks, months or years, whichever a reader can take in. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# More steps than this are a blur on a phone.
_MOST_STEPS = 92


class Step(StrEnum):
    """How long one step of the axis is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The first day of each step, oldest first, without gaps."""

    step: Step
    starts: Sequence[date]

    def counted(self, days: Iterable[tuple[date, int]]) -> list[int]:
        """Counts by day added up by step; days before the first step are left out."""
        counts = [0] * len(self.starts)
        for day, count in days:
            place = bisect_right(self.starts, day) - 1
            if place >= 0:
                counts[place] += count
        return counts


def axis_between(first: date, last: date) -> Axis:
    """The finest axis over two days and all between them that has few enough steps; years where none has."""
    for step in Step:
        starts = _starts(step, first, last)
        if len(starts) <= _MOST_STEPS:
            break
    return Axis(step=step, starts=starts)


def axis_of(first: date, typical_first: date, last: date) -> Axis:
    """The axis from the first day, or, where a few early days would make it coarser, from the typical first one."""
    whole, typical = axis_between(first, last), axis_between(typical_first, last)
    return whole if whole.step is typical.step else typical


def _starts(step: Step, first: date, last: date) -> list[date]:
    starts = [_start_of(step, first)]
    while (following := _following(step, starts[-1])) <= last and len(starts) <= _MOST_STEPS:
        starts.append(following)
    return starts


def _start_of(step: Step, day: date) -> date:
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    if step is Step.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step is Step.YEAR else day


def _following(step: Step, start: date) -> date:
    if step is Step.YEAR:
        return start.replace(year=start.year + 1)
    if step is Step.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if step is Step.WEEK else 1)
