"""How much is there: totals, articles by day and publisher, by weekday and hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.report.periods import Axis, axis_of
from pipelines.report.scope import Scope
from transforms.store.partitions import UNKNOWN_DAY

# Colours that can still be told apart; the rest is one more.
DRAWN_PUBLISHERS = 6
LISTED_PUBLISHERS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Of the whole scope: `rows` are those of `articles`, revisions included; `undated` have no known day."""

    rows: int
    revisions: int
    copies: int
    publishers: int
    mentions: int
    undated: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherVolume:
    """Articles of one publisher, in all and by step of the axis. None is the unknown publisher."""

    publisher: str | None
    rows: int
    newest: date | None
    steps: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Articles over time.

    publishers  those with most rows, most first
    drawn       how many of them have a colour of their own in the chart
    others      by step: articles of all publishers without a colour
    hours       7 weekdays (Monday first) of 24 hours in Vietnam: articles published then, where the minute is known
    """

    totals: Totals
    axis: Axis | None
    publishers: Sequence[PublisherVolume]
    drawn: int
    others: Sequence[int]
    hours: Sequence[Sequence[int]]

    @property
    def unlisted(self) -> int:
        """How many publishers the list leaves out."""
        return self.totals.publishers - len(self.publishers)


_TOTALS = """
SELECT count(*), count(*) FILTER (revision > 1), count(duplicate_of),
       count(DISTINCT coalesce(publisher, '')), (SELECT count(*) FROM mentions),
       count(*) FILTER (published_date = $unknown),
       min(published_date) FILTER (published_date <> $unknown), max(published_date) FILTER (published_date <> $unknown)
FROM articles
"""
_TYPICAL_FIRST = "SELECT quantile_disc(published_date, 0.01) FROM articles WHERE published_date <> $unknown"
_PUBLISHERS = """
SELECT publisher, count(*) AS rows, max(published_date) FILTER (published_date <> $unknown)
FROM articles GROUP BY publisher ORDER BY rows DESC, publisher NULLS LAST LIMIT $most
"""
_DAYS = """
SELECT coalesce(publisher, ''), published_date, count(*) FROM articles WHERE published_date <> $unknown
GROUP BY ALL ORDER BY ALL
"""
# Vietnam is UTC+7; 1970-01-01 was a Thursday.
_HOURS = """
SELECT (epoch_ms(published_at) // 86400000 + 3 + CASE WHEN hour >= 17 THEN 1 ELSE 0 END) % 7, (hour + 7) % 24, count(*)
FROM (SELECT published_at, (epoch_ms(published_at) // 3600000) % 24 AS hour FROM articles
      WHERE published_precision IN ('second', 'minute') AND epoch_ms(published_at) > 0)
GROUP BY ALL
"""


def volume_of(scope: Scope) -> Volume:
    """Counts all articles of the scope."""
    totals = Totals(**dict(zip(Totals.__slots__, scope.rows(_TOTALS, unknown=UNKNOWN_DAY)[0], strict=True)))
    axis = _axis(scope, totals)
    days: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for publisher, day, rows in scope.rows(_DAYS, unknown=UNKNOWN_DAY) if axis else ():
        days[publisher].append((day, rows))
    listed = scope.rows(_PUBLISHERS, unknown=UNKNOWN_DAY, most=LISTED_PUBLISHERS)
    publishers = [
        PublisherVolume(publisher=name, rows=rows, newest=newest, steps=_steps(axis, days[name or ""]))
        for name, rows, newest in listed
    ]
    drawn = len(publishers) if len(publishers) <= DRAWN_PUBLISHERS + 1 else DRAWN_PUBLISHERS
    return Volume(
        totals=totals,
        axis=axis,
        publishers=publishers,
        drawn=drawn,
        others=_others(axis, days, {one.publisher or "" for one in publishers[:drawn]}),
        hours=_hours(scope),
    )


def _axis(scope: Scope, totals: Totals) -> Axis | None:
    if totals.first_day is None or totals.last_day is None:
        return None
    typical = scope.rows(_TYPICAL_FIRST, unknown=UNKNOWN_DAY)[0][0]
    return axis_of(totals.first_day, typical, totals.last_day)


def _steps(axis: Axis | None, days: list[tuple[date, int]]) -> list[int]:
    return axis.counted(days) if axis else []


def _others(axis: Axis | None, days: Mapping[str, list[tuple[date, int]]], drawn: set[str]) -> list[int]:
    return _steps(axis, [one for publisher, found in days.items() if publisher not in drawn for one in found])


def _hours(scope: Scope) -> list[list[int]]:
    table = [[0] * 24 for _ in range(7)]
    for weekday, hour, count in scope.rows(_HOURS):
        table[weekday][hour] = count
    return table
