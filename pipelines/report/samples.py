"""A few articles to look at, with their mentions: one of each of the largest publishers, by lot but always the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipelines.report.scope import Row, Scope
from transforms.annotate.report_page import Piece, pieces_of
from transforms.domain.annotations import Label, Mention

_SAMPLES = 6
# What of a text is shown: about a screen.
_CHARACTERS = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """An article, its text (its beginning where `cut`) in pieces, and the offices found in it: holder, office, body."""

    title: str | None
    url: str | None
    publisher: str | None
    section: str | None
    byline: str | None
    day: date
    pieces: Sequence[Piece]
    cut: bool
    offices: Sequence[tuple[str, str, str]]


# The lot is drawn by the digest of the id: it favours nobody, and the same rows give the same articles.
_DRAWN = """
WITH largest AS (SELECT publisher FROM articles GROUP BY 1 ORDER BY count(*) DESC, publisher NULLS LAST LIMIT $most)
SELECT article_id, revision, published_date FROM (
    SELECT publisher, article_id, revision, published_date,
           row_number() OVER (PARTITION BY publisher ORDER BY md5(article_id), revision DESC) AS place,
           count(*) OVER (PARTITION BY publisher) AS size
    FROM articles WHERE duplicate_of IS NULL AND EXISTS
        (SELECT 1 FROM largest WHERE largest.publisher IS NOT DISTINCT FROM articles.publisher)
) QUALIFY row_number() OVER (ORDER BY place, size DESC, md5(article_id)) <= $most
ORDER BY published_date DESC, article_id
"""
_ARTICLE = """
SELECT title, url, publisher, section, byline, text FROM articles
WHERE published_date = $day AND article_id = $article AND revision = $revision
"""
_MENTIONS = """
SELECT start, "end", surface, label, canonical, entity_key, method FROM mentions
WHERE published_date = $day AND article_id = $article AND revision = $revision ORDER BY start, "end" DESC, label
"""
_OFFICES = """
SELECT holder, position, organisation FROM offices
WHERE published_date = $day AND article_id = $article AND revision = $revision ORDER BY holder.start, position.start
"""


def samples_of(scope: Scope) -> list[Sample]:
    """Draws a few articles of the scope, the latest first."""
    return [_sample(scope, *drawn) for drawn in scope.rows(_DRAWN, most=_SAMPLES)]


def _sample(scope: Scope, article: str, revision: int, day: date) -> Sample:
    which = {"day": day, "article": article, "revision": revision}
    title, url, publisher, section, byline, text = scope.rows(_ARTICLE, **which)[0]
    mentions = _mentions(scope.rows(_MENTIONS, **which))
    end = _end(text, mentions)
    return Sample(
        title=title,
        url=url,
        publisher=publisher,
        section=section,
        byline=byline,
        day=day,
        pieces=pieces_of(text[:end], [one for one in mentions if one.end <= end]),
        cut=end < len(text),
        offices=[_office(text, *row) for row in scope.rows(_OFFICES, **which) if row[0]["start"] < end],
    )


def _mentions(rows: Iterable[Row]) -> list[Mention]:
    return [
        Mention(
            start=start,
            end=end,
            surface=surface,
            label=Label(label),
            canonical=canonical,
            entity_key=key,
            method=method,
        )
        for start, end, surface, label, canonical, key, method in rows
    ]


def _end(text: str, mentions: Iterable[Mention]) -> int:
    """Where the shown text ends: at the end of a line where one is near, and never inside a mention."""
    if len(text) <= _CHARACTERS:
        return len(text)
    line = text.rfind("\n", _CHARACTERS // 2, _CHARACTERS)
    end = line if line > 0 else _CHARACTERS
    return min((one.start for one in mentions if one.start < end < one.end), default=end)


def _office(
    text: str, holder: dict[str, int], position: dict[str, int], body: dict[str, int] | None
) -> tuple[str, str, str]:
    def words(span: dict[str, int] | None) -> str:
        return text[span["start"] : span["end"]] if span else ""

    return words(holder), words(position), words(body)
