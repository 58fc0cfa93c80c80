"""The step of the graph that asks the memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue

from pipelines.assembly import Known
from pipelines.stream.memory import signatures_of, versions_of
from transforms.dedup.signing import sketch_of
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.identity import text_hash
from transforms.domain.judgements import Version
from transforms.domain.signatures import Signature
from transforms.store.partitions import partition_of_article

_VERSIONS, _SIGNATURES = "versions", "signatures"


class _Question(NamedTuple):
    text_hash: str
    day: date
    sketch: Signature


@dataclass
class LookUpKnown(beam.PTransform):
    """In: `AnnotatedArticle`s, one batch. Out: `Known`: all of it that can change what is judged of this batch.

    index  the file of a `Memory` that has followed the history to the run before this one
    """

    index: Path
    window_days: int

    def expand(self, annotated: beam.PCollection) -> Known:
        """The whole batch asks at once: one look-up, few transactions."""
        found = (
            annotated
            | "Make questions" >> beam.Map(_question)
            | "Gather questions" >> beam.GroupByKey()
            | "Look up"
            >> beam.FlatMap(_look_up, self.index, self.window_days).with_outputs(_SIGNATURES, main=_VERSIONS)
        )
        return Known(found[_VERSIONS], found[_SIGNATURES])


def _question(annotated: AnnotatedArticle) -> tuple[None, _Question]:
    article = annotated.article
    day = partition_of_article(article).day
    return None, _Question(text_hash(article.text), day, sketch_of(article.article_id, article.text))


def _look_up(
    gathered: tuple[None, Iterable[_Question]], index: Path, window_days: int
) -> Iterator[Version | pvalue.TaggedOutput]:
    asked = list(gathered[1])
    sketches = [one.sketch for one in asked]
    yield from versions_of(index, (one.article_id for one in sketches), (one.text_hash for one in asked))
    for signature in signatures_of(index, sketches, sorted({one.day for one in asked}), window_days):
        yield pvalue.TaggedOutput(_SIGNATURES, signature)
