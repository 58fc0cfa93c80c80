"""Drawings as numbers: where bars and dots stand. Templates write them as SVG, without a script or a style."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipelines.explore.index_read import SOURCES, Held

WIDTH = 720
_UNKNOWN = date(1970, 1, 1)
_MOST_BARS = 60
_MOST_MARKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time with a number; x, width and height in the drawing, day and until in the calendar."""

    x: float
    width: float
    height: float
    day: date
    until: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One office of one person as the articles tell it.

    first, last  between these days it is told as held; None where no evidence has a day
    ended        told as former at the end; None where nobody has worked that out (`dongtin offices`)
    sources      some of the evidence
    x, width     in the drawing
    """

    person_key: str
    position: str
    organisation_key: str | None
    first: date | None
    last: date | None
    ended: bool | None
    articles: int
    sources: list[Held]
    x: float = 0.0
    width: float = 0.0


def bars(days: Sequence[tuple[date, int]], height: int) -> list[Bar]:
    """Counts by day as at most some sixty bars of equal time: days, weeks, months or years."""
    known = [(day, count) for day, count in days if day != _UNKNOWN]
    if not known:
        return []
    first, last = known[0][0], known[-1][0]
    step = _step(first, last)
    counts: Counter[int] = Counter()
    for day, count in known:
        counts[(day - first).days // step] += count
    most, width = max(counts.values()), _slot_width(first, last, step)
    return [
        Bar(
            x=round(slot * width, 1),
            width=round(max(width - 1.5, 1), 1),
            height=round(max(height * count / most, 1.5), 1),
            day=date.fromordinal(first.toordinal() + slot * step),
            until=min(date.fromordinal(first.toordinal() + (slot + 1) * step - 1), last),
            count=count,
        )
        for slot, count in sorted(counts.items())
    ]


def place_of(day: date, days: Sequence[tuple[date, int]]) -> float | None:
    """Where a day stands among the bars of `days`; None where it is not between the first and the last."""
    known = [one for one, _ in days if one != _UNKNOWN]
    if not known or not known[0] < day <= known[-1]:
        return None
    step = _step(known[0], known[-1])
    return round((day - known[0]).days / step * _slot_width(known[0], known[-1], step), 1)


def _step(first: date, last: date) -> int:
    return next((step for step in (1, 7, 30, 91, 365) if (last - first).days // step < _MOST_BARS), 1826)


def _slot_width(first: date, last: date, step: int) -> float:
    return min(WIDTH / ((last - first).days // step + 1), 48)


def terms(evidence: Iterable[Held], settled: Sequence[dict[str, Any]]) -> list[Term]:
    """The offices of evidence, the earliest first, placed on one scale.

    settled  rows of `office_terms`, which know more: they replace what the evidence alone tells
    """
    groups: defaultdict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for one in evidence:
        groups[one.person_key, one.position_name.casefold(), one.organisation_key or ""].append(one)
    by_name = {
        (row["person_key"], row["position_name"].casefold(), row["organisation_key"] or ""): row for row in settled
    }
    made = [_term(told, by_name.get(name)) for name, told in groups.items()]
    return _placed(sorted(made, key=lambda term: (term.first or date.max, term.last or date.max, term.position)))


def marks(placed: Sequence[Term]) -> list[tuple[float, str]]:
    """Where years (months, where all of it is short) begin on the scale of the terms, as (x, name): ten or so."""
    first, last = _bounds(placed)
    if first is None or last is None:
        return []
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / step <= _MOST_MARKS)
    starts = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    days = [date(y, m, 1) for y, m in starts if ((y * 12 + m - 1) % step) == 0 and first <= date(y, m, 1) <= last]
    return [(_x(day, first, last), str(day.year) if step >= 12 else f"{day.month}/{day.year}") for day in days]


def _term(told: list[Held], settled: dict[str, Any] | None) -> Term:
    names = {one.position_name: one for one in told}.values()  # spellings that differ in capitals only
    return Term(
        person_key=told[0].person_key,
        position=told[0].position_name,
        organisation_key=told[0].organisation_key,
        first=settled["first_seen"] if settled else min((one.first for one in names if one.first), default=None),
        last=_last(settled) if settled else max((one.last for one in names if one.last), default=None),
        ended=settled["ended"] if settled else None,
        articles=sum(one.articles for one in names),
        sources=list({one.doc.article_id: one for one in told}.values())[:SOURCES],
    )


def _last(settled: dict[str, Any]) -> date | None:
    day: date | None = settled["ended_by"] or settled["last_seen"]
    return day


def _placed(made: list[Term]) -> list[Term]:
    first, last = _bounds(made)
    if first is None or last is None:
        return made
    placed: list[Term] = []
    for term in made:
        begin, end = term.first or term.last, term.last or term.first
        x = _x(begin, first, last) if begin else 0.0
        width = _x(end, first, last) - x if begin and end else 0.0
        placed.append(_at(term, round(x, 1), round(max(width, 6.0), 1)))
    return placed


def _at(term: Term, x: float, width: float) -> Term:
    return replace(term, x=min(x, WIDTH - width), width=width)


def _bounds(made: Sequence[Term]) -> tuple[date | None, date | None]:
    days = [day for term in made for day in (term.first, term.last) if day]
    return min(days, default=None), max(days, default=None)


def _x(day: date, first: date, last: date) -> float:
    return WIDTH * (day - first).days / max((last - first).days, 1)
