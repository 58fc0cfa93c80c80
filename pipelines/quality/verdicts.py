"""Verdicts on a day: each value against what was usual on comparable days. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from pipelines.quality.calendar import DayKind, day_kind
from pipelines.quality.expectation import Expected, Past, Scale, expected
from pipelines.quality.measures import EVERYBODY, INPUTS, UNKNOWN, Day, Measured, scale_of, side_of, width_of


class Verdict(StrEnum):
    """What a check says; `unjudged` where the day is still open or its history too short."""

    PASS = "pass"
    FAIL = "fail"
    UNJUDGED = "unjudged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One value of one day, what was expected, and the verdict: a row of the table `quality`."""

    day: date
    day_kind: DayKind
    publisher: str
    measure: str
    measured: Measured
    expected: Expected | None
    verdict: Verdict

    def told(self) -> str:
        """One line that names publisher, measure, expected range and a sample row."""
        value = f"{self.day} {self.publisher}: {self.measure} is {_number(self.measured.value)}"
        if self.expected is None:
            return f"{value} of {self.measured.base} row(s); no expectation"
        usual = f"expected {_number(self.expected.low)}–{_number(self.expected.high)}"
        days = f"median {_number(self.expected.median)} of {self.expected.days} comparable days ({self.day_kind})"
        sample = f"; see {self.measured.sample}" if self.measured.sample else ""
        return f"{value}, {usual}, {days}{sample}"


def judge(day: date, today: Day, history: Mapping[date, Day], *, closed: bool) -> list[Check]:
    """A check for every publisher and measure of the day, and for those that its history has and the day lacks.

    history  comparable days that the data set holds, by day
    closed   whether all of the day's data is in: volumes of an open day are not judged
    """
    names = set(today).union(*history.values())
    return [check for name in sorted(names) for check in _check(day, name, today, history, closed)]


def _check(day: date, name: tuple[str, str], today: Day, history: Mapping[date, Day], closed: bool) -> Iterator[Check]:
    publisher, measure = name
    counted = scale_of(measure) is Scale.COUNT
    measured = _value(name, today, counted)
    if measured is None:
        return
    if name not in today:
        measured = replace(measured, sample=_last_seen(name, history))
    past = _past(day, name, history, counted)
    usual = expected(past, measured.base, scale=scale_of(measure), width=width_of(measure))
    if usual is None or (counted and not closed):
        verdict = Verdict.UNJUDGED
    else:
        verdict = Verdict.PASS if usual.admits(measured.value, side_of(measure)) else Verdict.FAIL
    yield Check(
        day=day,
        day_kind=day_kind(day),
        publisher=publisher,
        measure=measure,
        measured=measured,
        expected=usual,
        verdict=verdict,
    )


def _past(day: date, name: tuple[str, str], history: Mapping[date, Day], counted: bool) -> list[Past]:
    """The values of comparable days: for counts those of the same weekday where there are enough, else of its kind."""
    known = _known_since(name[0], history)
    days = [one for one in sorted(history) if one >= known] if known else []
    if counted:
        kind = [one for one in days if day_kind(one) is day_kind(day)]
        weekday = [one for one in kind if one.weekday() == day.weekday()]
        days = weekday if len(weekday) >= _ENOUGH_WEEKDAYS else kind
    found = (_value(name, history[one], counted) for one in days)
    return [Past(value=one.value, base=one.base) for one in found if one is not None]


def _value(name: tuple[str, str], values: Day, counted: bool) -> Measured | None:
    """A day's value; nothing where it is a share or a mean of no rows. What did not happen happened zero times."""
    inputs = values.get((EVERYBODY, INPUTS))
    if name not in values and counted:
        return Measured(value=0, base=0)
    if name not in values and name[0] == EVERYBODY and inputs is not None:
        return Measured(value=0, base=inputs.base)
    return values.get(name)


_ENOUGH_WEEKDAYS = 5


def _known_since(publisher: str, history: Mapping[date, Day]) -> date | None:
    """The first day on which the data set heard of a publisher: before it, nothing was not zero."""
    if publisher in (EVERYBODY, UNKNOWN):
        return min(history, default=None)
    return min((day for day, values in history.items() if any(name == publisher for name, _ in values)), default=None)


def _last_seen(name: tuple[str, str], history: Mapping[date, Day]) -> str | None:
    sample = next((history[day][name].sample for day in sorted(history, reverse=True) if name in history[day]), None)
    return f"the last one: {sample}" if sample else None


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value < 100 else f"{value:.0f}"
