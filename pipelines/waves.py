"""A local run of any size in the memory of a small one: wave after wave is staged, and one commit ends them all.

Beam's local runner keeps in memory whatever it groups. So the driver reads the inputs and spools some thousand at a
time to disk. Each such wave goes through two graphs: one annotates its articles, which other processes do, and spools
them; the other judges them and stages files, in this process. Three waves are at hand at once, one being read, one
annotated, one judged, so that the processes that annotate wait for neither. A wave is judged by what earlier waves
staged as by what earlier runs committed. Where it breaks off, nothing is committed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.pvalue import TaggedOutput

from pipelines.assembly import AnnotateArrivals, Annotated, Arrivals, ReportArrivals, StageAnnotated, progress_of
from pipelines.config import PipelineConfig
from pipelines.known.files import read_known
from pipelines.known.index import Memory
from pipelines.known.lookup import look_up_known
from pipelines.known.lookups import both
from pipelines.rerunning import RerunningRunner, run_again
from transforms.clean.keeping import workers_kept
from transforms.dedup.options import ONE_GROUP
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.domain.pages import Page
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.ptransforms import ReadSpool
from transforms.read.reader import read_input
from transforms.store.commit import OpenRun
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import LeaveReceipt
from transforms.store.receipts import Receipt, commit_receipts, take_receipt
from transforms.wiring.collector import give_back_memory
from transforms.wiring.late import Late, given
from transforms.wiring.spool import Spool, empty, read_spool, spool, spool_files

logger = logging.getLogger(__name__)

_INPUTS: Late[int] = Late("inputs of a wave")


def ingest_in_waves(
    run: OpenRun, files: Iterable[InputFile], settings: PipelineConfig, workers: int, options: PipelineOptions
) -> Manifest:
    """Reads the files in their order, `settings.read.wave_inputs` at a time, and commits once.

    workers  processes that clean and annotate
    options  Beam's, for the local runner

    The same files, settings and history give the same bytes. Raises as `ingest`.
    """
    outcomes = _outcomes(files, settings.read.options())
    pages, annotated, judged = (run.staging / name for name in ("spool", "annotated", "judged"))
    index = run.staging / "known.sqlite"
    annotating = _annotating(pages, annotated, run, settings, workers, options)
    judging = _judging(judged, run, settings, index, options)
    receipts: list[Receipt] = []
    with workers_kept(), ThreadPoolExecutor(max_workers=2) as beside:
        wave: Future[None] | None = None
        for inputs in _read_ahead(outcomes, pages, settings.read.wave_inputs, beside):
            logger.info("a wave of %d inputs", inputs)
            empty(annotated)
            run_again(annotating)
            if wave:
                wave.result()
            annotated.replace(empty(judged))
            wave = beside.submit(_stage_wave, judging, inputs, run, index, receipts)
        if wave:
            wave.result()
    return commit_receipts(run, receipts)


def _read_ahead(
    outcomes: Iterator[Page | DeadLetter], pages: Path, most: int, beside: ThreadPoolExecutor
) -> Iterator[int]:
    """How many inputs lie in `pages`, wave after wave; the next wave is spooled while one is at hand."""
    ahead = pages.with_name("ahead")
    reading = beside.submit(spool, outcomes, ahead, most)
    while inputs := reading.result():
        ahead.replace(empty(pages))
        reading = beside.submit(spool, outcomes, ahead, most)
        yield inputs


def _annotating(
    pages: Path, annotated: Path, run: OpenRun, settings: PipelineConfig, workers: int, options: PipelineOptions
) -> beam.Pipeline:
    """The graph that makes of what is spooled in one folder articles, dead letters and outcomes in the other."""
    pipeline = beam.Pipeline(runner=RerunningRunner(), options=options)
    read = pipeline | "Pages" >> beam.Create([pages]) | "Read pages" >> ReadSpool()
    arrivals = Arrivals(read.pages, read.dead_letters)
    arrivals | "Report arrivals" >> ReportArrivals(progress_of(run))
    done = arrivals | "Annotate arrivals" >> AnnotateArrivals(settings, workers)
    for kind, things in done._asdict().items():
        things | f"Spool {kind}" >> Spool(annotated)
    return pipeline


def _judging(
    judged: Path, run: OpenRun, settings: PipelineConfig, index: Path, options: PipelineOptions
) -> beam.Pipeline:
    """The graph that judges a wave by earlier runs and by what the index holds now, and leaves a receipt."""
    pipeline = beam.Pipeline(runner=RerunningRunner(), options=options)
    window = settings.dedup.window_days
    known = both(read_known(run, window), look_up_known(index, window))
    once = pipeline | "Once a wave" >> beam.Create([judged])
    read = once | "Read annotated" >> beam.FlatMap(_annotated).with_outputs(*Annotated._fields)
    inputs = once | "How many inputs" >> beam.Map(lambda _: _INPUTS.get())
    staged = (Annotated(*(read[kind] for kind in Annotated._fields)), inputs) | "Stage" >> StageAnnotated(
        run, settings, known, ONE_GROUP
    )
    staged | LeaveReceipt(run)
    return pipeline


def _annotated(folder: Path) -> Iterator[TaggedOutput]:
    for file in spool_files(folder):
        for one in read_spool(file):
            match one:
                case AnnotatedArticle():
                    yield TaggedOutput("articles", one)
                case DeadLetter():
                    yield TaggedOutput("dead_letters", one)
                case Outcome():
                    yield TaggedOutput("settled", one)


def _stage_wave(judging: beam.Pipeline, inputs: int, run: OpenRun, index: Path, receipts: list[Receipt]) -> None:
    if receipts:
        with closing(Memory(index)) as memory:
            memory.add(run.staging, receipts[-1].parts)
    with given(_INPUTS, inputs):
        run_again(judging)
    receipts.append(take_receipt(run))
    give_back_memory()


def _outcomes(files: Iterable[InputFile], options: ReadOptions) -> Iterator[Page | DeadLetter]:
    for file in files:
        yield from read_input(file, options)
