"""The dedup room on Beam (batch): annotated articles in, judged articles and unchanged inputs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue

from transforms.dedup.copies import mark_exact_copies
from transforms.dedup.revisions import number_revisions
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle, Version
from transforms.domain.outcomes import Outcome

_UNCHANGED = "unchanged"
_TODAY, _KNOWN = "today", "known"


class Judged(NamedTuple):
    """Both halves: articles that get a row, and the ledger's rows of inputs that brought nothing new."""

    articles: beam.PCollection
    unchanged: beam.PCollection


@dataclass
class JudgeArticles(beam.PTransform):
    """Numbers revisions and marks exact copies.

    In: `AnnotatedArticle`, bounded. `known`: a PCollection of `Version`, what earlier runs committed.
    Out: `Judged`. Deterministic whatever the order of arrival; safe to retry.
    """

    known: beam.PCollection

    def expand(self, articles: beam.PCollection) -> Judged:
        """Groups by article, then by text."""
        by_article = (
            {
                _TODAY: articles | "Key by article" >> beam.Map(lambda one: (one.article.article_id, one)),
                _KNOWN: self.known | "Key known by article" >> beam.Map(lambda version: (version.article_id, version)),
            }
            | "Group by article" >> beam.CoGroupByKey()
            | "Number revisions" >> beam.FlatMapTuple(_number).with_outputs(_UNCHANGED, main="numbered")
        )
        copies = (
            {
                _TODAY: by_article.numbered | "Key by text" >> beam.Map(lambda judged: (judged.text_hash, judged)),
                _KNOWN: self.known | "Key known by text" >> beam.Map(lambda version: (version.text_hash, version)),
            }
            | "Group by text" >> beam.CoGroupByKey()
            | "Mark exact copies" >> beam.FlatMapTuple(_mark)
        )
        return Judged(copies, by_article[_UNCHANGED])


def _number(
    _article_id: str, group: Mapping[str, Iterable[AnnotatedArticle | Version]]
) -> Iterator[JudgedArticle | pvalue.TaggedOutput]:
    numbered = number_revisions(group[_TODAY], group[_KNOWN])  # type: ignore[arg-type]
    yield from numbered.judged
    outcomes: list[Outcome] = numbered.unchanged
    for outcome in outcomes:
        yield pvalue.TaggedOutput(_UNCHANGED, outcome)


def _mark(_text_hash: str, group: Mapping[str, Iterable[JudgedArticle | Version]]) -> list[JudgedArticle]:
    today: list[JudgedArticle] = list(group[_TODAY])  # type: ignore[arg-type]
    return mark_exact_copies(today, group[_KNOWN]) if today else []  # type: ignore[arg-type]
