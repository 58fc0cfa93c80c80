"""The store room on Beam: judged articles, dead letters and outcomes in, one committed manifest out."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
import pyarrow as pa
from apache_beam import pvalue
from apache_beam.transforms.combiners import ToListCombineFn

from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.store.commit import OpenRun, commit_run, rows_by_table
from transforms.store.errors import RowsLost
from transforms.store.known import Sought, known_files, read_versions
from transforms.store.manifest import Manifest
from transforms.store.partitions import arrival_day, partition_of_article
from transforms.store.parts import Packed, Part, pack, stage_packed
from transforms.store.receipts import Receipt, write_receipt
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

# Rows of an article are some 80 kB of Python objects.
_NOUNS_AT_ONCE = 100


class Bucket(NamedTuple):
    """Where a row goes: one bucket becomes the files of one (table, day, shard)."""

    table: str
    day: str
    shard: int


@dataclass
class ReadKnownVersions(beam.PTransform):
    """In: `AnnotatedArticle`s, bounded. Out: the `Version`s stored before of the same articles and the same texts."""

    run: OpenRun

    def expand(self, articles: beam.PCollection) -> beam.PCollection:
        """One element an article file, read where it is cheapest."""
        sought = (
            articles
            | "Take id and text" >> beam.Map(_id_and_text)
            | "Gather" >> beam.CombineGlobally(ToListCombineFn())
            | "Seek" >> beam.Map(_sought)
        )
        return (
            articles.pipeline
            | "List article files" >> beam.Create(known_files(self.run, ARTICLES))
            | "Read versions" >> beam.FlatMap(read_versions, pvalue.AsSingleton(sought), self.run.later)
        )


@dataclass
class StageTables(beam.PTransform):
    """Stages all rows, where no reader looks.

    In: (articles of `JudgedArticle`, `DeadLetter`s, `Outcome`s, inputs: one int, how many inputs were read).
    Out: the one `Receipt`.
    Raises `RowsLost` unless every row that entered left in a file and every input has an outcome. A retry stages
    the same files.
    """

    run: OpenRun | Late[OpenRun]
    shards: int = 1

    def expand(self, halves: tuple[beam.PCollection, ...]) -> beam.PCollection:
        """Buckets → staged parts → one receipt."""
        articles, dead_letters, outcomes, inputs = halves
        # Each kind is grouped by itself: a Flatten before the grouping would make every article cross one more shuffle.
        kinds = {
            "articles": articles | "Bucket articles" >> beam.Map(_bucket_article, self.shards),
            "dead letters": dead_letters | "Bucket dead letters" >> beam.Map(_bucket_dead_letter),
            "outcomes": outcomes | "Bucket outcomes" >> beam.Map(_bucket_outcome),
        }
        parts = [
            buckets
            | f"Pickle {kind}" >> beam.MapTuple(_pickled)
            | f"Group {kind} of a file" >> beam.GroupByKey()
            | f"Stage files of {kind}" >> beam.FlatMap(_stage, then(self.run, _place_of))
            for kind, buckets in kinds.items()
        ] | "All parts" >> beam.Flatten()
        entered = [
            buckets | f"Count {kind} that enter" >> beam.FlatMapTuple(_entered) for kind, buckets in kinds.items()
        ] | "All counts" >> beam.Flatten()
        added_up = entered | "Add up" >> beam.CombinePerKey(sum)
        return (
            articles.pipeline
            | "Once a run" >> beam.Create([then(self.run, _place_of)])
            | "Write receipt"
            >> beam.Map(_receipt, pvalue.AsIter(parts), pvalue.AsDict(added_up), pvalue.AsSingleton(inputs))
        )


@dataclass
class CommitReceipt(beam.PTransform):
    """In: the one `Receipt` of a run. Out: the one `Manifest` that was committed. A retry commits the same.

    settled  dead letters of earlier runs that this one answers: they go in the same commit
    """

    run: OpenRun | Late[OpenRun]
    settled: Settled = frozenset()

    def expand(self, receipts: beam.PCollection) -> beam.PCollection:
        """The commit."""
        return receipts | "Commit" >> beam.Map(_commit, self.run, self.settled)


@dataclass
class LeaveReceipt(beam.PTransform):
    """In: the one `Receipt` of a wave. Out: nothing; it lies in the run's staging folder for the driver to commit."""

    run: OpenRun

    def expand(self, receipts: beam.PCollection) -> beam.PCollection:
        """Written once; a retry writes the same."""
        return receipts | "Leave receipt" >> beam.Map(lambda receipt: write_receipt(self.run, receipt))


def _id_and_text(annotated: AnnotatedArticle) -> tuple[str, str]:
    return annotated.article.article_id, annotated.text_hash


def _sought(pairs: list[tuple[str, str]]) -> Sought:
    ids, hashes = (sorted({pair[place] for pair in pairs}) for place in (0, 1))
    return Sought(pa.array(ids, pa.string()), pa.array(hashes, pa.string()))


def _bucket_article(judged: JudgedArticle, shards: int) -> tuple[Bucket, JudgedArticle]:
    day = partition_of_article(judged.article).day
    shard = int(judged.article.article_id[:8], 16) % shards
    return Bucket(ARTICLES.name, day.isoformat(), shard), judged


def _bucket_dead_letter(letter: DeadLetter) -> tuple[Bucket, DeadLetter]:
    return Bucket(DEAD_LETTERS.name, arrival_day(letter.arrived_at).isoformat(), 0), letter


def _bucket_outcome(outcome: Outcome) -> tuple[Bucket, Outcome]:
    return Bucket(LEDGER.name, arrival_day(outcome.arrived_at).isoformat(), 0), outcome


def _pickled(bucket: Bucket, noun: JudgedArticle | DeadLetter | Outcome) -> tuple[Bucket, bytes]:
    """Beam decodes a whole group before it hands it on; of bytes, a day's articles take a tenth of the memory."""
    return bucket, pickle.dumps(noun, pickle.HIGHEST_PROTOCOL)


def _entered(bucket: Bucket, noun: JudgedArticle | DeadLetter | Outcome) -> Iterator[tuple[str, int]]:
    yield bucket.table, 1
    if isinstance(noun, JudgedArticle):
        yield MENTIONS.name, noun.annotated.mention_count
        yield OFFICES.name, noun.annotated.office_count
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


def _stage(group: tuple[Bucket, Iterable[bytes]], place: _Place | Late[_Place]) -> list[Part]:
    bucket, pickled = group
    staging, run_id = resolved(place)
    day = date.fromisoformat(bucket.day)
    tables = _TABLES_OF_BUCKET[bucket.table]
    packed: dict[str, list[Packed]] = {name: [] for name in tables}
    left = map(pickle.loads, pickled)  # by `_pickled`, in this run
    while some := list(islice(left, _NOUNS_AT_ONCE)):
        for name, rows in _rows(bucket, some, run_id).items():
            packed[name].append(pack(tables[name], rows))
    return [part for name, table in tables.items() for part in stage_packed(staging, table, day, packed[name])]


def _receipt(place: _Place | Late[_Place], parts: Iterable[Part], entered: dict[str, int], inputs: int) -> Receipt:
    run_id, staged = resolved(place).run_id, tuple(parts)
    outcomes = {name.removeprefix("outcome:"): n for name, n in entered.items() if name.startswith("outcome:")}
    _assert_nothing_lost(run_id, staged, entered, inputs)
    return Receipt(parts=staged, inputs=inputs, outcomes=outcomes)


def _assert_nothing_lost(run_id: str, staged: Iterable[Part], entered: dict[str, int], inputs: int) -> None:
    left = Counter(rows_by_table(staged))
    came = Counter({name: n for name, n in entered.items() if not name.startswith("outcome:")})
    if left != +came:
        raise RowsLost(f"run {run_id}: rows entered {dict(came)}, rows in files {dict(left)}; not committed")
    if inputs != came[LEDGER.name]:
        raise RowsLost(f"run {run_id}: {inputs} inputs, {came[LEDGER.name]} outcomes; not committed")


def _commit(receipt: Receipt, run: OpenRun | Late[OpenRun], settled: Settled) -> Manifest:
    return commit_run(resolved(run), receipt.parts, inputs=receipt.inputs, outcomes=receipt.outcomes, settled=settled)


_TABLES_OF_BUCKET: dict[str, dict[str, Table]] = {
    ARTICLES.name: {table.name: table for table in (ARTICLES, MENTIONS, OFFICES, SIGNATURES)},
    DEAD_LETTERS.name: {DEAD_LETTERS.name: DEAD_LETTERS},
    LEDGER.name: {LEDGER.name: LEDGER},
}
