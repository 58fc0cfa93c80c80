"""What the table `quality` says: verdicts by day, and what failed on the last day judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.report.scope import Scope

_LISTED_DAYS = 31
_LISTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A value out of its expected range, with a row to look at."""

    publisher: str
    measure: str
    value: float
    low: float
    high: float
    sample: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """Of the last days judged, oldest first: verdict → checks. `failed` is of the very last; some may be left out."""

    days: Mapping[date, Mapping[str, int]]
    failed: Sequence[Failed]


_DAYS = """
SELECT published_date, verdict, count(*) FROM quality
WHERE published_date IN (SELECT DISTINCT published_date FROM quality ORDER BY 1 DESC LIMIT $most)
GROUP BY ALL ORDER BY ALL
"""
_FAILED = """
SELECT publisher, measure, value, expected_low, expected_high, sample FROM quality
WHERE verdict = 'fail' AND published_date = $day ORDER BY publisher, measure LIMIT $most
"""


def verdicts_of(scope: Scope) -> Verdicts:
    """Reads the verdicts of the scope; none where no day was ever judged."""
    days: defaultdict[date, dict[str, int]] = defaultdict(dict)
    for day, verdict, count in scope.rows(_DAYS, most=_LISTED_DAYS):
        days[day][verdict] = count
    found = scope.rows(_FAILED, day=max(days), most=_LISTED) if days else []
    names = ("publisher", "measure", "value", "low", "high", "sample")
    return Verdicts(days=dict(days), failed=[Failed(**dict(zip(names, row, strict=True))) for row in found])
