"""What is known of the articles: how many have a title, a date, a byline, a sapo, a section; and whence the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.report.scope import Scope
from pipelines.report.volume import LISTED_PUBLISHERS

FIELDS = ("title", "published_at", "byline", "sapo", "section")
_LISTED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Of how many rows of a publisher each of `FIELDS` is filled."""

    publisher: str | None
    rows: int
    counts: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Of all articles, and of each publisher's, how many have which field.

    everybody  all publishers together; `publisher` means nothing there
    date_sources, languages, flags  name → rows, most first
    """

    everybody: Filled
    publishers: Sequence[Filled]
    date_sources: Sequence[tuple[str | None, int]]
    languages: Sequence[tuple[str | None, int]]
    flags: Sequence[tuple[str | None, int]]


_FILLED = """
SELECT publisher, count(*) AS rows, count(title), count(published_at), count(byline), count(sapo), count(section)
FROM articles GROUP BY publisher ORDER BY rows DESC, publisher NULLS LAST
"""
_SOURCES = "SELECT published_source, count(*) AS n FROM articles GROUP BY 1 ORDER BY n DESC, 1 LIMIT $most"
_LANGUAGES = "SELECT language, count(*) AS n FROM articles GROUP BY 1 ORDER BY n DESC, 1 LIMIT $most"
_FLAGS = "SELECT flag, count(*) AS n FROM articles, unnest(flags) AS f(flag) GROUP BY 1 ORDER BY n DESC, 1 LIMIT $most"


def completeness_of(scope: Scope) -> Completeness:
    """Counts what is filled in all articles of the scope."""
    found = [Filled(publisher=row[0], rows=row[1], counts=row[2:]) for row in scope.rows(_FILLED)]
    totals = [sum(one.counts[place] for one in found) for place in range(len(FIELDS))]
    return Completeness(
        everybody=Filled(publisher=None, rows=sum(one.rows for one in found), counts=totals),
        publishers=found[:LISTED_PUBLISHERS],
        date_sources=_pairs(scope, _SOURCES),
        languages=_pairs(scope, _LANGUAGES),
        flags=_pairs(scope, _FLAGS),
    )


def _pairs(scope: Scope, query: str) -> list[tuple[str | None, int]]:
    return [(name, count) for name, count in scope.rows(query, most=_LISTED)]
