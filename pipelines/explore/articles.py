"""Articles as pages need them, read from the Parquet files of their days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pipelines.explore.dataset import DataSet, Row
from pipelines.explore.index_read import Doc
from transforms.domain.articles import VIETNAM_TIME

Name = tuple[str, int]  # article_id and revision

WANTED = "(article_id, revision) IN (SELECT unnest($ids), unnest($revisions)) AND article_id IN (SELECT unnest($ids))"

_CARDS = f"""
SELECT article_id, revision, published_date AS day, publisher, section, title, sapo, text, byline, relation,
       duplicate_of, cluster_id, epoch_ms(published_at) AS published, published_precision
FROM read_parquet($articles, hive_partitioning = true) WHERE {WANTED}
"""  # noqa: S608 - constants

_ARTICLE = """
SELECT * EXCLUDE (published_at, updated_at, fetched_at, date_candidates, published_date),
       published_date AS day, epoch_ms(published_at) AS published, epoch_ms(updated_at) AS updated,
       epoch_ms(fetched_at) AS fetched,
       list_transform(date_candidates, lambda c: {'at': epoch_ms(c."at"), 'precision': c.precision,
                                                  'source': c.source}) AS candidates
FROM read_parquet($articles, hive_partitioning = true) WHERE article_id = $id AND revision = $revision
"""

_MENTIONS = """
SELECT * EXCLUDE (published_date) FROM read_parquet($mentions, hive_partitioning = true)
WHERE article_id = $id AND revision = $revision ORDER BY start, "end" DESC, label
"""

_OFFICES = """
SELECT person_key, position_name, organisation_key, as_of, holder, position, organisation
FROM read_parquet($offices) WHERE article_id = $id AND revision = $revision ORDER BY holder.start, position.start
"""

_PASSAGES = f"""
SELECT article_id, revision, min(start) AS start, arg_min("end", start) AS stop, count(*) AS mentions,
       arg_min(surface, start) AS surface, arg_min(value, start) AS value
FROM read_parquet($mentions) WHERE entity_key IN (SELECT unnest($keys)) AND {WANTED}
GROUP BY ALL
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One revision with what was found in its text."""

    article: Row
    mentions: list[Row]
    offices: list[Row]


def cards(dataset: DataSet, docs: Sequence[Doc]) -> list[Row]:
    """The articles of a list with their texts, in the order of `docs`; what is gone is left out."""
    found = _by_name(dataset.rows(_CARDS, lambda now: {"articles": now.of("articles", _days(docs))}, **_names(docs)))
    return [found[name] for one in docs if (name := (one.article_id, one.revision)) in found]


def article_page(dataset: DataSet, doc: Doc) -> ArticlePage | None:
    """One revision; None where its file does not hold it (any more)."""
    values = {"id": doc.article_id, "revision": doc.revision}
    articles = dataset.rows(_ARTICLE, lambda now: {"articles": now.of("articles", [doc.day])}, **values)
    if not articles:
        return None
    return ArticlePage(
        article=articles[0],
        mentions=dataset.rows(_MENTIONS, lambda now: {"mentions": now.of("mentions", [doc.day])}, **values),
        offices=dataset.rows(_OFFICES, lambda now: {"offices": now.of("offices", [doc.day])}, **values),
    )


def passages(dataset: DataSet, docs: Sequence[Doc], keys: Sequence[str]) -> Mapping[Name, Row]:
    """Where articles first name one of some entities: `start`, `stop`, `surface`, `value`, and how often."""
    days = _days(docs)
    return _by_name(
        dataset.rows(_PASSAGES, lambda now: {"mentions": now.of("mentions", days)}, keys=list(keys), **_names(docs))
    )


def instant(milliseconds: int | None) -> datetime | None:
    """An instant of the files in Vietnam's time."""
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(VIETNAM_TIME)


def _by_name(rows: Iterable[Row]) -> dict[Name, Row]:
    return {(row["article_id"], row["revision"]): row for row in rows}


def _days(docs: Sequence[Doc]) -> set[Any]:
    return {one.day for one in docs}


def _names(docs: Sequence[Doc]) -> dict[str, list[Any]]:
    return {"ids": [one.article_id for one in docs], "revisions": [one.revision for one in docs]}
