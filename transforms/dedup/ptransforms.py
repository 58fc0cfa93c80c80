"""The dedup room on Beam (batch): annotated articles in, judged articles and unchanged inputs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue

from transforms.dedup import bands
from transforms.dedup.changes import describe_changes
from transforms.dedup.copies import mark_exact_copies
from transforms.dedup.election import Election, apply_election, elect
from transforms.dedup.options import DedupOptions
from transforms.dedup.resemblance import Likeness, Question, answers, questions
from transforms.dedup.revisions import number_revisions
from transforms.dedup.signing import sign
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle, Version
from transforms.domain.outcomes import Outcome
from transforms.domain.signatures import Signature

_UNCHANGED, _REVISED = "unchanged", "revised"
_TODAY, _KNOWN = "today", "known"
_PAIRS, _SIGNATURES = "pairs", "signatures"
# A block of so many signatures has some 150 elements: 0.3 for each signature instead of 33.
_BLOCK = 512


class Judged(NamedTuple):
    """Both halves: articles that get a row, and the ledger's rows of inputs that brought nothing new."""

    articles: beam.PCollection
    unchanged: beam.PCollection


@dataclass
class JudgeArticles(beam.PTransform):
    """Numbers revisions, says what they changed, and marks exact and near copies.

    In: `AnnotatedArticle`, bounded. `known`: a PCollection of `Version`, what earlier runs committed. `signatures`:
    looks up, signed `JudgedArticle`s in, the committed `Signature`s to compare them with.
    Out: `Judged`, every article signed. Deterministic whatever the order of arrival; safe to retry.
    """

    known: beam.PCollection
    signatures: beam.PTransform
    options: DedupOptions = field(default_factory=DedupOptions)

    def expand(self, articles: beam.PCollection) -> Judged:
        """Groups by article, then by text, then by likeness."""
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
        signed = copies | "Sign" >> beam.Map(sign)
        known = signed | "Look up signatures" >> self.signatures
        signatures = (signed | "Take signatures" >> beam.Map(_signature), known) | "All signatures" >> beam.Flatten()
        described = (signed, signatures) | "Describe changes" >> DescribeChanges(self.options)
        election = signatures | "Find near copies" >> FindNearCopies(self.options)
        settled = described | "Apply election" >> beam.Map(apply_election, pvalue.AsSingleton(election))
        return Judged(settled, by_article[_UNCHANGED])


@dataclass
class FindNearCopies(beam.PTransform):
    """In: `Signature`s of this run and committed ones, bounded. Out: one `Election`.

    The keys of every shuffle are few and fixed (`DedupOptions.join_groups`); candidates are shuffled as arrays.
    """

    options: DedupOptions

    def expand(self, signatures: beam.PCollection) -> beam.PCollection:
        """Bands → candidate pairs → verified pairs → election."""
        compared = signatures | "Leave out exact copies" >> beam.Filter(lambda one: not one.exact_copy)
        groups = self.options.join_groups
        keyed = compared | "Key by group" >> beam.Map(_by_group, groups)
        pairs = (
            compared
            | "Make blocks" >> beam.BatchElements(min_batch_size=_BLOCK, max_batch_size=_BLOCK)
            | "Split into bands" >> beam.FlatMap(bands.band_blocks)
            | "Group by band" >> beam.GroupByKey()
            | "Pair up" >> beam.FlatMap(_pair_up, groups)
        )
        asked = (
            {_PAIRS: pairs, _SIGNATURES: keyed}
            | "Join first of pair" >> beam.CoGroupByKey()
            | "Ask" >> beam.FlatMap(_ask, groups)
        )
        likenesses = (
            {_PAIRS: asked, _SIGNATURES: keyed}
            | "Join second of pair" >> beam.CoGroupByKey()
            | "Verify" >> beam.FlatMap(_verify, self.options)
        )
        once = signatures.pipeline | "Once a run" >> beam.Create([None])
        return once | "Elect" >> beam.Map(_elect, pvalue.AsIter(likenesses))


@dataclass
class DescribeChanges(beam.PTransform):
    """In: (signed `JudgedArticle`s, `Signature`s). Out: the same articles, revisions with what they changed."""

    options: DedupOptions

    def expand(self, halves: tuple[beam.PCollection, beam.PCollection]) -> beam.PCollection:
        """Only revisions go through the shuffle."""
        articles, signatures = halves
        groups = self.options.join_groups
        split = articles | "Set revisions aside" >> beam.Map(_tag_revision).with_outputs(_REVISED, main="first")
        described = (
            {
                _TODAY: split[_REVISED] | "Key" >> beam.Map(_judged_by_group, groups),
                _SIGNATURES: signatures | beam.Map(_by_group, groups),
            }
            | "Join revision before" >> beam.CoGroupByKey()
            | "Compare" >> beam.FlatMapTuple(_describe)
        )
        return (split.first, described) | "All articles" >> beam.Flatten()


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


def _signature(judged: JudgedArticle) -> Signature | None:
    return judged.signature


def _by_group(signature: Signature, groups: int) -> tuple[int, Signature]:
    return bands.group_of(bands.ref(signature), groups), signature


def _judged_by_group(judged: JudgedArticle, groups: int) -> tuple[int, JudgedArticle]:
    assert judged.signature  # noqa: S101 -- signed just before
    return _by_group(judged.signature, groups)[0], judged


def _tag_revision(judged: JudgedArticle) -> JudgedArticle | pvalue.TaggedOutput:
    return pvalue.TaggedOutput(_REVISED, judged) if judged.revision > 1 else judged


def _describe(_group: int, joined: Mapping[str, Iterable[JudgedArticle | Signature]]) -> Iterator[JudgedArticle]:
    revised: list[JudgedArticle] = list(joined[_TODAY])  # type: ignore[arg-type]
    if revised:
        yield from describe_changes(revised, joined[_SIGNATURES])  # type: ignore[arg-type]


def _pair_up(of_band: tuple[tuple[int, int], Iterable[bands.Block]], groups: int) -> Iterator[tuple[int, bands.Pairs]]:
    _band, blocks = of_band
    yield from bands.grouped(bands.candidate_pairs(blocks), groups)


def _ask(
    joined: tuple[int, Mapping[str, Iterable[bands.Pairs | Signature]]], groups: int
) -> Iterator[tuple[int, Question]]:
    _group, sides = joined
    pairs: list[bands.Pairs] = list(sides[_PAIRS])  # type: ignore[arg-type]
    for question in questions(pairs, sides[_SIGNATURES]):  # type: ignore[arg-type]
        for group, candidates in bands.split_by_group(question.candidates, groups):
            yield group, question._replace(candidates=candidates)


def _verify(
    joined: tuple[int, Mapping[str, Iterable[Question | Signature]]], options: DedupOptions
) -> Iterator[Likeness]:
    _group, sides = joined
    asked: list[Question] = list(sides[_PAIRS])  # type: ignore[arg-type]
    if asked:
        yield from answers(asked, sides[_SIGNATURES], options)  # type: ignore[arg-type]


def _elect(_once: None, likenesses: Iterable[Likeness]) -> Election:
    return elect(likenesses)
