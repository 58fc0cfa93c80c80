"""What became of the inputs: outcomes, by day of arrival too, and why some were refused."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from pipelines.report.periods import Axis, axis_of
from pipelines.report.scope import Scope
from transforms.domain.outcomes import OutcomeKind
from transforms.store.partitions import UNKNOWN_DAY

_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why inputs ended otherwise than as an article, and the first of them by key where it left a dead letter."""

    outcome: str
    reason: str
    count: int
    stage: str | None
    key: str | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What became of all inputs: `counts` by outcome, `steps` the same by step of `axis`, over days of arrival."""

    inputs: int
    counts: Mapping[str, int]
    axis: Axis | None
    steps: Mapping[str, Sequence[int]]
    reasons: Sequence[Reason]


_DAYS = "SELECT outcome, published_date, count(*) FROM ledger GROUP BY ALL ORDER BY ALL"
_REASONS = """
SELECT outcome, reason, count(*) AS n FROM ledger WHERE reason IS NOT NULL
GROUP BY ALL ORDER BY n DESC, outcome, reason LIMIT $most
"""
_EXAMPLES = """
SELECT reason, arg_min(stage, key || stage), min(key), arg_min(detail, key || stage) FROM dead_letters GROUP BY reason
"""


def outcomes_of(scope: Scope) -> Outcomes:
    """Counts the ledger of the scope."""
    days: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for outcome, day, count in scope.rows(_DAYS):
        days[outcome].append((day, count))
    counts = {kind.value: sum(count for _, count in days[kind.value]) for kind in OutcomeKind}
    axis = _axis([one for found in days.values() for one in found])
    examples = {reason: example for reason, *example in scope.rows(_EXAMPLES)}
    return Outcomes(
        inputs=sum(counts.values()),
        counts=counts,
        axis=axis,
        steps={kind.value: axis.counted(days[kind.value]) for kind in OutcomeKind} if axis else {},
        reasons=[
            _reason(outcome, reason, count, examples.get(reason) if outcome == OutcomeKind.REFUSED else None)
            for outcome, reason, count in scope.rows(_REASONS, most=_LISTED)
        ],
    )


def _reason(outcome: str, reason: str, count: int, example: list[str] | None) -> Reason:
    stage, key, detail = example or (None, None, None)
    return Reason(outcome=outcome, reason=reason, count=count, stage=stage, key=key, detail=detail)


def _axis(days: Sequence[tuple[date, int]]) -> Axis | None:
    known = sorted((day, count) for day, count in days if day != UNKNOWN_DAY)
    if not known:
        return None
    passed = list(accumulate(count for _, count in known))
    typical = bisect_left(passed, passed[-1] / 100)
    return axis_of(known[0][0], known[typical][0], known[-1][0])
