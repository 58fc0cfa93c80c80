"""Who and what the news is about: the people, organisations, places, documents and offices named by most articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.report.periods import Axis
from pipelines.report.scope import Row, Scope
from transforms.domain.annotations import Label
from transforms.store.partitions import UNKNOWN_DAY

LABELS = (Label.PER, Label.ORG, Label.LOC, Label.DOC)
_LISTED = 12
# The most mentioned are counted exactly; beyond them nobody is named by as many articles as the last one listed.
_CANDIDATES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that articles name.

    beside  what it goes with: of an office its organisation
    people  of an office: how many held it, as articles tell
    steps   articles that name it, by step of the axis
    """

    name: str
    articles: int
    steps: Sequence[int]
    beside: str | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """What is named: `by_label` and `offices` by most articles, `mentions` counts all of a label."""

    by_label: Mapping[Label, Sequence[Named]]
    offices: Sequence[Named]
    mentions: Mapping[str, int]


_MENTIONS = "SELECT label, count(*) AS n FROM mentions GROUP BY 1 ORDER BY n DESC, 1"
# Reporters are no news.
_MOST_MENTIONED = """
CREATE OR REPLACE TEMP TABLE candidates AS
SELECT label, entity_key FROM (
    SELECT label, entity_key, count(*) AS n FROM mentions
    WHERE label IN ('PER', 'ORG', 'LOC', 'DOC') AND role IS NULL GROUP BY ALL
) QUALIFY row_number() OVER (PARTITION BY label ORDER BY n DESC, entity_key) <= $most
"""
_DAYS = """
SELECT label, entity_key, published_date, count(*) FROM (
    SELECT DISTINCT label, entity_key, published_date, hash(article_id)
    FROM mentions SEMI JOIN candidates USING (label, entity_key) WHERE role IS NULL
) GROUP BY ALL ORDER BY ALL
"""
_NAMES = """
SELECT entity_key, canonical FROM (
    SELECT entity_key, canonical, count(*) AS n FROM mentions WHERE list_contains($keys, entity_key) GROUP BY ALL
) QUALIFY row_number() OVER (PARTITION BY entity_key ORDER BY n DESC, canonical) = 1
"""
_OFFICES = """
SELECT lower(position_name), organisation_key, published_date, count(DISTINCT article_id), min(position_name)
FROM offices SEMI JOIN (
    SELECT lower(position_name) AS office, organisation_key AS body FROM offices
    GROUP BY ALL ORDER BY count(DISTINCT article_id) DESC, 1, 2 LIMIT $most
) ON office = lower(position_name) AND body IS NOT DISTINCT FROM organisation_key
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_HOLDERS = """
SELECT lower(position_name), organisation_key, count(DISTINCT person_key) FROM offices GROUP BY ALL
HAVING list_contains($offices, lower(position_name))
"""


def entities_of(scope: Scope, axis: Axis | None) -> Entities:
    """Counts the mentions of the scope; `axis` is that of the articles."""
    scope.rows(_MOST_MENTIONED, most=_CANDIDATES)
    days: defaultdict[tuple[str, str], list[tuple[date, int]]] = defaultdict(list)
    for label, key, day, articles in scope.rows(_DAYS):
        days[label, key].append((day, articles))
    top = {label: _top({key: found for (kind, key), found in days.items() if kind == label}) for label in LABELS}
    offices = _office_days(scope)
    keys = sorted({key for found in top.values() for key in found} | {body for _, body in offices if body})
    names: dict[str, str] = dict(scope.rows(_NAMES, keys=keys)) if keys else {}
    return Entities(
        by_label={
            label: [_named(names.get(key, key), found, axis) for key, found in top[label].items()] for label in LABELS
        },
        offices=_offices(scope, offices, names, axis),
        mentions=dict(scope.rows(_MENTIONS)),
    )


def _top(days: Mapping[str, list[tuple[date, int]]]) -> dict[str, list[tuple[date, int]]]:
    ordered = sorted(days.items(), key=lambda one: (-sum(count for _, count in one[1]), one[0]))
    return dict(ordered[:_LISTED])


def _named(name: str, days: list[tuple[date, int]], axis: Axis | None) -> Named:
    known = [(day, count) for day, count in days if day != UNKNOWN_DAY]
    return Named(name=name, articles=sum(count for _, count in days), steps=axis.counted(known) if axis else [])


def _office_days(scope: Scope) -> dict[tuple[str, str | None], list[Row]]:
    found: defaultdict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for office, body, day, articles, name in scope.rows(_OFFICES, most=_LISTED):
        found[office, body].append((day, articles, name))
    return found


def _offices(
    scope: Scope, found: Mapping[tuple[str, str | None], list[Row]], names: Mapping[str, str], axis: Axis | None
) -> list[Named]:
    wanted = sorted({office for office, _ in found})
    holders = {(office, body): people for office, body, people in scope.rows(_HOLDERS, offices=wanted)}
    offices = []
    for (office, body), rows in found.items():
        plain = _named(min(row[2] for row in rows), [(row[0], row[1]) for row in rows], axis)
        beside = names.get(body, body) if body else None
        people = holders[office, body]
        offices.append(Named(name=plain.name, articles=plain.articles, steps=plain.steps, beside=beside, people=people))
    return sorted(offices, key=lambda one: (-one.articles, one.name, one.beside or ""))
