"""A local run of any size in the memory of a small one: wave after wave is staged, and one commit ends them all.

Beam's local runner keeps in memory whatever it groups. So the driver reads the inputs, spools some thousand at a
time to disk, and runs one graph for each such wave, which stages files and leaves a receipt. A wave
is judged by what earlier waves staged as by what earlier runs committed. Where it breaks off, nothing is committed.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import apache_beam as beam

from pipelines.assembly import Arrivals, ProcessArrivals
from pipelines.config import PipelineConfig
from pipelines.known.files import read_known
from pipelines.known.index import Memory
from pipelines.known.lookup import look_up_known
from pipelines.known.lookups import both
from pipelines.rerunning import run_again
from transforms.clean.keeping import workers_kept
from transforms.dedup.options import FEW_GROUPS
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.ptransforms import ReadSpool
from transforms.read.reader import read_input
from transforms.read.spool import spool
from transforms.store.commit import OpenRun
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import LeaveReceipt
from transforms.store.receipts import Receipt, commit_receipts, take_receipt
from transforms.wiring.collector import give_back_memory

logger = logging.getLogger(__name__)


def ingest_in_waves(
    run: OpenRun,
    files: Iterable[InputFile],
    settings: PipelineConfig,
    workers: int,
    pipeline: beam.Pipeline,
) -> Manifest:
    """Reads the files in their order, `settings.read.wave_inputs` at a time, and commits once.

    workers   processes that clean and annotate
    pipeline  empty, on a `RerunningRunner`

    The same files, settings and history give the same bytes. Raises as `ingest`.
    """
    outcomes = _outcomes(files, settings.read.options())
    receipts: list[Receipt] = []
    spooled, index = run.staging / "spool", run.staging / "known.sqlite"
    with workers_kept():
        _stage_wave(pipeline, spooled, run, settings, workers, index)
        while spool(outcomes, spooled, settings.read.wave_inputs):
            logger.info("wave %d: some %d inputs", len(receipts) + 1, settings.read.wave_inputs)
            if receipts:
                _remember(index, run, receipts[-1])
            run_again(pipeline)
            receipts.append(take_receipt(run))
            give_back_memory()
    return commit_receipts(run, receipts)


def _stage_wave(
    pipeline: beam.Pipeline, spooled: Path, run: OpenRun, settings: PipelineConfig, workers: int, index: Path
) -> None:
    """The graph of every wave: what is spooled now, judged by earlier runs and by what the index holds now."""
    window = settings.dedup.window_days
    known = both(read_known(run, window), look_up_known(index, window))
    read = pipeline | "Spool" >> beam.Create([spooled]) | "Read pages" >> ReadSpool()
    staged = Arrivals(read.pages, read.dead_letters) | ProcessArrivals(
        run=run, settings=settings, known=known, cleaners=workers, join_groups=FEW_GROUPS
    )
    staged | LeaveReceipt(run)


def _remember(index: Path, run: OpenRun, receipt: Receipt) -> None:
    with closing(Memory(index)) as memory:
        memory.add(run.staging, receipt.parts)


def _outcomes(files: Iterable[InputFile], options: ReadOptions) -> Iterator[Page | DeadLetter]:
    for file in files:
        yield from read_input(file, options)
