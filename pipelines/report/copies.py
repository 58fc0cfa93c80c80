"""Who prints whom: copies by kind, the largest clusters, the busiest ways from one publisher to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.report.scope import Scope

_LISTED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """An original and its copies. `title`, `url` and `publisher` are the original's, where it is in the scope."""

    title: str | None
    url: str | None
    publisher: str | None
    copies: int
    publishers: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """All copies of the scope.

    relations  kind of copy → rows, most first
    ways       (original's publisher, copy's publisher, copies), most first; a publisher's own copies too
    """

    relations: Sequence[tuple[str, int]]
    clusters: Sequence[Cluster]
    ways: Sequence[tuple[str | None, str | None, int]]


_RELATIONS = "SELECT relation, count(*) AS n FROM articles WHERE relation IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1"
_CLUSTERS = """
WITH largest AS (
    SELECT cluster_id, count(DISTINCT article_id) AS copies, count(DISTINCT publisher) AS publishers,
           min(published_date) AS first_day, max(published_date) AS last_day
    FROM articles WHERE duplicate_of IS NOT NULL GROUP BY cluster_id ORDER BY copies DESC, cluster_id LIMIT $most
), originals AS (
    SELECT article_id AS cluster_id, arg_max((title, url, publisher, published_date), revision) AS one
    FROM articles WHERE article_id IN (SELECT cluster_id FROM largest) GROUP BY article_id
)
SELECT one[1], one[2], one[3], copies, publishers, least(first_day, coalesce(one[4], first_day)),
       greatest(last_day, coalesce(one[4], last_day))
FROM largest LEFT JOIN originals USING (cluster_id) ORDER BY copies DESC, cluster_id
"""
_WAYS = """
SELECT original.publisher, copy.publisher, count(*) AS n
FROM articles AS copy JOIN articles AS original ON original.article_id = copy.duplicate_of AND original.revision = 1
GROUP BY ALL ORDER BY n DESC, 1, 2 LIMIT $most
"""


def copies_of(scope: Scope) -> Copies:
    """Counts the copies in the scope."""
    names = ("title", "url", "publisher", "copies", "publishers", "first_day", "last_day")
    return Copies(
        relations=[(name, count) for name, count in scope.rows(_RELATIONS)],
        clusters=[Cluster(**dict(zip(names, row, strict=True))) for row in scope.rows(_CLUSTERS, most=_LISTED)],
        ways=[(source, target, count) for source, target, count in scope.rows(_WAYS, most=_LISTED)],
    )
