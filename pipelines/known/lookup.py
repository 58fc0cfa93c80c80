"""The steps of a graph that ask the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import apache_beam as beam

from pipelines.known.index import signatures_of, versions_of
from pipelines.known.lookups import Known
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle, Version
from transforms.domain.signatures import Signature
from transforms.store.partitions import partition_of_article


def look_up_known(index: Path, window_days: int) -> Known:
    """The whole batch asks at once: two look-ups, few transactions.

    index  the file of a `Memory` that holds all that was stored before
    """
    return Known(_LookUpVersions(index), _LookUpSignatures(index, window_days))


@dataclass
class _LookUpVersions(beam.PTransform):
    index: Path

    def expand(self, annotated: beam.PCollection) -> beam.PCollection:
        return (
            annotated
            | "Take id and text" >> beam.Map(_id_and_text)
            | "Gather ids" >> beam.GroupByKey()
            | "Look up versions" >> beam.FlatMap(_versions, self.index)
        )


@dataclass
class _LookUpSignatures(beam.PTransform):
    index: Path
    window_days: int

    def expand(self, signed: beam.PCollection) -> beam.PCollection:
        return (
            signed
            | "Take day and signature" >> beam.Map(_day_and_signature)
            | "Gather signatures" >> beam.GroupByKey()
            | "Look up signatures" >> beam.FlatMap(_signatures, self.index, self.window_days)
        )


def _id_and_text(annotated: AnnotatedArticle) -> tuple[None, tuple[str, str]]:
    return None, (annotated.article.article_id, annotated.text_hash)


def _versions(gathered: tuple[None, Iterable[tuple[str, str]]], index: Path) -> Iterator[Version]:
    ids, texts = zip(*gathered[1], strict=True)
    yield from versions_of(index, ids, texts)


def _day_and_signature(judged: JudgedArticle) -> tuple[None, tuple[date, Signature | None]]:
    return None, (partition_of_article(judged.article).day, judged.signature)


def _signatures(
    gathered: tuple[None, Iterable[tuple[date, Signature]]], index: Path, window_days: int
) -> Iterator[Signature]:
    days, sketches = zip(*gathered[1], strict=True)
    yield from signatures_of(index, sketches, sorted(set(days)), window_days)
