"""The store room on Beam: judged articles, dead letters and outcomes in, one committed manifest out."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue

from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.store.commit import OpenRun, commit_run, rows_by_table
from transforms.store.errors import RowsLost
from transforms.store.known import known_parts, read_versions
from transforms.store.known_signatures import is_within, read_signatures, signature_parts
from transforms.store.manifest import Manifest
from transforms.store.partitions import arrival_day, partition_of_article
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import (
    Row,
    article_row,
    dead_letter_row,
    ledger_row,
    mention_rows,
    office_rows,
    signature_row,
)
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES, SIGNATURES, Table
from transforms.store.settle import Settled
from transforms.wiring.late import Late, resolved, then

logger = logging.getLogger(__name__)


class Bucket(NamedTuple):
    """Where a row goes: one bucket becomes the files of one (table, day, shard)."""

    table: str
    day: str
    shard: int


@dataclass
class ReadKnownVersions(beam.PTransform):
    """In: a pipeline. Out: the `Version`s that earlier runs committed, bounded."""

    run: OpenRun

    def expand(self, pipeline: beam.Pipeline) -> beam.PCollection:
        """One element an article file, read where it is cheapest."""
        return (
            pipeline
            | "List committed files" >> beam.Create(known_parts(self.run))
            | "Read versions" >> beam.FlatMap(read_versions, self.run.earlier)
        )


@dataclass
class ReadKnownSignatures(beam.PTransform):
    """In: `AnnotatedArticle`s, bounded. Out: the `Signature`s that earlier runs committed around their days.

    window_days  how many days before and after a day of the batch; other partitions are not opened
    """

    run: OpenRun
    window_days: int

    def expand(self, articles: beam.PCollection) -> beam.PCollection:
        """One element a signature file of a day that matters."""
        days = articles | "Take days" >> beam.Map(_article_day) | "Distinct days" >> beam.Distinct()
        return (
            articles.pipeline
            | "List signature files" >> beam.Create(signature_parts(self.run))
            | "Keep days that matter" >> beam.FlatMap(_within, pvalue.AsList(days), self.window_days)
            | "Read signatures" >> beam.FlatMap(read_signatures, self.run.earlier)
        )


@dataclass
class CommitTables(beam.PTransform):
    """Stages all rows and commits them at once.

    In: (articles of `JudgedArticle`, `DeadLetter`s, `Outcome`s, inputs: one int, how many inputs were read).
    Out: the one `Manifest` that was committed.
    Raises `RowsLost`, and commits nothing, unless every row that entered left in a file and every input has
    an outcome. A retry stages the same files and commits the same manifest.
    """

    run: OpenRun | Late[OpenRun]
    shards: int = 1
    settled: Settled = frozenset()

    def expand(self, halves: tuple[beam.PCollection, ...]) -> beam.PCollection:
        """Buckets → staged parts → one manifest."""
        articles, dead_letters, outcomes, inputs = halves
        buckets = (
            articles | "Bucket articles" >> beam.Map(_bucket_article, self.shards),
            dead_letters | "Bucket dead letters" >> beam.Map(_bucket_dead_letter),
            outcomes | "Bucket outcomes" >> beam.Map(_bucket_outcome),
        ) | "Flatten buckets" >> beam.Flatten()
        parts = (
            buckets
            | "Group rows of a file" >> beam.GroupByKey()
            | "Stage files" >> beam.FlatMap(_stage, then(self.run, _place_of))
        )
        entered = buckets | "Count what enters" >> beam.FlatMapTuple(_entered) | "Add up" >> beam.CombinePerKey(sum)
        return (
            articles.pipeline
            | "Once a run" >> beam.Create([None])
            | "Commit"
            >> beam.Map(
                _commit,
                self.run,
                self.settled,
                pvalue.AsIter(parts),
                pvalue.AsDict(entered),
                pvalue.AsSingleton(inputs),
            )
        )


def _article_day(annotated: AnnotatedArticle) -> str:
    return partition_of_article(annotated.article).day.isoformat()


def _within(file: tuple[date, str], days: list[str], window_days: int) -> list[str]:
    day, path = file
    return [path] if is_within(day, map(date.fromisoformat, days), window_days) else []


def _bucket_article(judged: JudgedArticle, shards: int) -> tuple[Bucket, JudgedArticle]:
    day = partition_of_article(judged.article).day
    shard = int(judged.article.article_id[:8], 16) % shards
    return Bucket(ARTICLES.name, day.isoformat(), shard), judged


def _bucket_dead_letter(letter: DeadLetter) -> tuple[Bucket, DeadLetter]:
    return Bucket(DEAD_LETTERS.name, arrival_day(letter.arrived_at).isoformat(), 0), letter


def _bucket_outcome(outcome: Outcome) -> tuple[Bucket, Outcome]:
    return Bucket(LEDGER.name, arrival_day(outcome.arrived_at).isoformat(), 0), outcome


def _entered(bucket: Bucket, noun: JudgedArticle | DeadLetter | Outcome) -> Iterator[tuple[str, int]]:
    yield bucket.table, 1
    if isinstance(noun, JudgedArticle):
        yield MENTIONS.name, len(noun.annotated.annotations.mentions)
        yield OFFICES.name, len(noun.annotated.annotations.offices)
        yield SIGNATURES.name, 1 if noun.signature else 0
    elif isinstance(noun, Outcome):
        yield f"outcome:{noun.kind.value}" + (f":{noun.reason}" if noun.reason else ""), 1


def _rows(bucket: Bucket, nouns: Iterable[JudgedArticle | DeadLetter | Outcome], run_id: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {table: [] for table in _TABLES_OF_BUCKET[bucket.table]}
    for noun in nouns:
        if isinstance(noun, JudgedArticle):
            rows[ARTICLES.name].append(article_row(noun, run_id))
            rows[MENTIONS.name] += mention_rows(noun, run_id)
            rows[OFFICES.name] += office_rows(noun, run_id)
            rows[SIGNATURES.name] += [signature_row(noun.signature, run_id)] if noun.signature else []
        elif isinstance(noun, DeadLetter):
            rows[DEAD_LETTERS.name].append(dead_letter_row(noun, run_id))
        else:
            rows[LEDGER.name].append(ledger_row(noun, run_id))
    return rows


class _Place(NamedTuple):
    staging: Path
    run_id: str


def _place_of(run: OpenRun) -> _Place:
    return _Place(run.staging, run.run_id)


def _stage(
    group: tuple[Bucket, Iterable[JudgedArticle | DeadLetter | Outcome]], place: _Place | Late[_Place]
) -> list[Part]:
    bucket, nouns = group
    staging, run_id = resolved(place)
    day = date.fromisoformat(bucket.day)
    rows = _rows(bucket, nouns, run_id)
    tables = _TABLES_OF_BUCKET[bucket.table]
    return [part for name, table in tables.items() for part in stage_parts(staging, table, day, rows[name])]


def _commit(
    _once: None,
    open_run: OpenRun | Late[OpenRun],
    settled: Settled,
    parts: Iterable[Part],
    entered: dict[str, int],
    inputs: int,
) -> Manifest:
    run, staged = resolved(open_run), list(parts)
    outcomes = {name.removeprefix("outcome:"): n for name, n in entered.items() if name.startswith("outcome:")}
    _assert_nothing_lost(run.run_id, staged, entered, inputs)
    manifest = commit_run(run, staged, inputs=inputs, outcomes=outcomes, settled=settled)
    logger.info("committed run %s: %s", run.run_id, manifest.rows[run.run_id])
    return manifest


def _assert_nothing_lost(run_id: str, staged: list[Part], entered: dict[str, int], inputs: int) -> None:
    left = Counter(rows_by_table(staged))
    came = Counter({name: n for name, n in entered.items() if not name.startswith("outcome:")})
    if left != +came:
        raise RowsLost(f"run {run_id}: rows entered {dict(came)}, rows in files {dict(left)}; not committed")
    if inputs != came[LEDGER.name]:
        raise RowsLost(f"run {run_id}: {inputs} inputs, {came[LEDGER.name]} outcomes; not committed")


_TABLES_OF_BUCKET: dict[str, dict[str, Table]] = {
    ARTICLES.name: {table.name: table for table in (ARTICLES, MENTIONS, OFFICES, SIGNATURES)},
    DEAD_LETTERS.name: {DEAD_LETTERS.name: DEAD_LETTERS},
    LEDGER.name: {LEDGER.name: LEDGER},
}
