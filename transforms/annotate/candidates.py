"""A possible mention, and the choice among possible mentions that overlap.

Every grammar gives candidates on the normalised text. Where candidates overlap, the higher priority stays; a span may
lie inside another where the guideline has such nesting (`MAY_HOLD`), and spans never cross.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.domain.annotations import DateValue, DocumentValue, Label

# Stated once for all grammars; a rule may stray from it by a few points where it is surer or less sure than its kind.
PRIORITY = {
    Label.DOC: 90,
    Label.EVENT: 80,
    Label.POSITION: 70,
    Label.DATE: 60,
    Label.ORG: 50,
    Label.PER: 45,
    Label.LOC: 40,
}

# outer → what may lie inside it (at any depth). An ORG never holds an ORG: only the maximal one counts.
MAY_HOLD: dict[Label, frozenset[Label]] = {
    Label.DOC: frozenset({Label.ORG, Label.DATE, Label.EVENT, Label.DOC, Label.LOC, Label.POSITION}),
    Label.EVENT: frozenset({Label.ORG, Label.DATE, Label.DOC, Label.LOC, Label.EVENT, Label.POSITION, Label.PER}),
    Label.POSITION: frozenset({Label.ORG, Label.LOC}),
    Label.ORG: frozenset({Label.LOC}),
    Label.LOC: frozenset({Label.ORG}),
    Label.PER: frozenset(),
    Label.DATE: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible mention on offsets of the normalised text.

    method      the rule or table that found it
    priority    the higher stays where two cannot both stand
    value       what a DATE or DOC means
    canonical   the full name where the rule knows it; else the surface stands for it
    entity_key  stable across articles where the rule knows it (`loc:tinh-dong-thap`)
    role        `byline`, `source` or None
    """

    start: int
    end: int
    label: Label
    method: str
    priority: int
    value: DateValue | DocumentValue | None = None
    canonical: str | None = None
    entity_key: str | None = None
    role: str | None = None


def resolve_overlaps(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand together, by start, then longest first; deterministic.

    Linear beside the sort, as long as groups of overlapping candidates stay small.
    """
    chosen: list[Candidate] = []
    for group in _overlapping_groups(candidates):
        chosen += group if len(group) == 1 else _choose(group)
    return sorted(chosen, key=_reading_order)


def _reading_order(candidate: Candidate) -> tuple[int, int, str, str]:
    return candidate.start, -candidate.end, candidate.label, candidate.method


def _rank(candidate: Candidate) -> tuple[int, int, int, str, str]:
    return -candidate.priority, candidate.start - candidate.end, candidate.start, candidate.label, candidate.method


def _overlapping_groups(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    group: list[Candidate] = []
    reach = 0
    for candidate in sorted(candidates, key=_reading_order):
        if group and candidate.start >= reach:
            yield group
            group = []
        group.append(candidate)
        reach = max(reach, candidate.end) if len(group) > 1 else candidate.end
    if group:
        yield group


def _choose(group: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(group, key=_rank):
        if all(_stand_together(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def _stand_together(one: Candidate, other: Candidate) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return True
    if (one.start, one.end) == (other.start, other.end):
        return False
    if one.start <= other.start and other.end <= one.end:
        return other.label in MAY_HOLD[one.label]
    if other.start <= one.start and one.end <= other.end:
        return one.label in MAY_HOLD[other.label]
    return False
