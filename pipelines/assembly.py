"""The shared middle of every door: pages in, staged files and their receipt out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam.transforms.combiners import CountCombineFn

from pipelines.annotating import ANNOTATOR
from pipelines.config import PipelineConfig
from pipelines.known.files import read_known
from pipelines.known.lookups import Known
from transforms.annotate.ptransforms import TagArticles
from transforms.clean.ptransforms import CleanPages
from transforms.dedup.options import MANY_GROUPS
from transforms.dedup.ptransforms import JudgeArticles
from transforms.domain.judgements import outcome_of
from transforms.domain.outcomes import refusal
from transforms.store.commit import OpenRun
from transforms.store.layout import progress_path
from transforms.store.ptransforms import StageTables
from transforms.wiring.late import Late, then
from transforms.wiring.progress import ReportProgress
from transforms.wiring.try_map import Tried


class Arrivals(NamedTuple):
    """What a door brings: pages, and inputs it could not read."""

    pages: beam.PCollection
    dead_letters: beam.PCollection


class Annotated(NamedTuple):
    """What is ready to be judged: each input in exactly one of the three."""

    articles: beam.PCollection
    dead_letters: beam.PCollection
    settled: beam.PCollection


@dataclass
class ProcessArrivals(beam.PTransform):
    """Page → article → annotated article → judged article → rows → staged Parquet.

    In: `Arrivals`, or `Tried` pages of a door that settles some inputs itself. Out: the one `Receipt` of what was
    staged, to commit at once (`CommitReceipt`) or after other waves (`LeaveReceipt`).
    Every page, dead letter and outcome that comes in ends in exactly one row of the ledger, or there is no receipt.
    `known` looks up what earlier runs committed; None reads the data set's files.
    A graph that is to run many times gets its `run` late, and then a `known` that does so too.
    `cleaners`: processes that clean and annotate for one worker. `join_groups`: as `DedupOptions`.
    """

    run: OpenRun | Late[OpenRun]
    settings: PipelineConfig
    known: Known | None = None
    cleaners: int = 1
    join_groups: int = MANY_GROUPS

    def expand(self, arrivals: Arrivals | Tried) -> beam.PCollection:
        """First what each page needs of itself alone, then what it needs of all."""
        ticks = arrivals | "Report arrivals" >> ReportArrivals(then(self.run, progress_of))
        inputs = ticks | "Count inputs" >> beam.CombineGlobally(CountCombineFn())
        annotated = arrivals | "Annotate arrivals" >> AnnotateArrivals(self.settings, self.cleaners)
        return (annotated, inputs) | "Stage annotated" >> StageAnnotated(
            self.run, self.settings, self.known, self.join_groups
        )


@dataclass
class ReportArrivals(beam.PTransform):
    """In: `Arrivals` or `Tried` pages. Out: one 1 an input, after the file `progress` has grown by one byte."""

    progress: Path | Late[Path]

    def expand(self, arrivals: Arrivals | Tried) -> beam.PCollection:
        """Reported before the Flatten, which keeps its elements until the last of a wave is there."""
        return [
            one | f"Tick {number}" >> beam.Map(_tick) | f"Report progress {number}" >> ReportProgress(self.progress)
            for number, one in enumerate(arrivals)
        ] | "All inputs" >> beam.Flatten()


@dataclass
class AnnotateArrivals(beam.PTransform):
    """Page → article → annotated article, one by one, in processes of their own: articles cross no border between.

    In: `Arrivals` or `Tried` pages, with or without an end, in any window. Out: `Annotated` in the same windows.
    """

    settings: PipelineConfig
    cleaners: int = 1

    def expand(self, arrivals: Arrivals | Tried) -> Annotated:
        """Wires the rooms; the order is here and nowhere else."""
        pages, unread, *beside = arrivals
        cleaned = pages | "Clean pages" >> CleanPages(
            options=self.settings.clean.options(),
            limits=self.settings.clean.limits(),
            line_history=self.settings.clean.line_history,
            lanes=self.cleaners,
            then=ANNOTATOR,
        )
        dead_letters = (unread, cleaned.dead_letters) | "All dead letters" >> beam.Flatten()
        settled = (cleaned.settled, *beside) | "All settled" >> beam.Flatten()
        return Annotated(self._tagged(cleaned.results), dead_letters, settled)

    def _tagged(self, annotated: beam.PCollection) -> beam.PCollection:
        model = self.settings.annotate.transformer
        return annotated | "Tag" >> TagArticles(model.path, model.min_score) if model else annotated


@dataclass
class StageAnnotated(beam.PTransform):
    """Annotated article → judged article → rows → staged Parquet.

    In: (`Annotated`, inputs: one int, how many they were), all of one commit or wave. Out: the one `Receipt`.
    """

    run: OpenRun | Late[OpenRun]
    settings: PipelineConfig
    known: Known | None = None
    join_groups: int = MANY_GROUPS

    def expand(self, halves: tuple[Annotated, beam.PCollection]) -> beam.PCollection:
        """Wires the rooms; the order is here and nowhere else."""
        (articles, dead_letters, settled), inputs = halves
        known = self._known()
        options = replace(self.settings.dedup.options(), join_groups=self.join_groups)
        judged = articles | "Judge articles" >> JudgeArticles(
            known=articles | "Look up versions" >> known.versions, signatures=known.signatures, options=options
        )
        outcomes = (
            dead_letters | "Settle refusals" >> beam.Map(refusal),
            settled,
            judged.unchanged,
            judged.articles | "Settle articles" >> beam.Map(outcome_of),
        ) | "All outcomes" >> beam.Flatten()
        return (judged.articles, dead_letters, outcomes, inputs) | "Stage tables" >> StageTables(
            run=self.run, shards=self.settings.store.shards_per_day
        )

    def _known(self) -> Known:
        if self.known is not None:
            return self.known
        if isinstance(self.run, Late):
            raise TypeError("a graph that learns its run late needs a `known` that does so too")
        return read_known(self.run, self.settings.dedup.window_days)


def progress_of(run: OpenRun) -> Path:
    """The file that tells how far a run is."""
    return progress_path(run.root, run.run_id)


def _tick(_arrival: object) -> int:
    """What is counted in place of a page: a Flatten keeps its elements until all of them are there."""
    return 1
