"""A local run of any size in the memory of a small one: wave after wave is staged, and one commit ends them all.

Beam's local runner keeps in memory whatever it groups. So the driver reads the inputs, spools some thousand at a
time to disk, and hands each such wave to a pipeline of its own, which stages files and leaves a receipt. A wave
is judged by what earlier waves staged as by what earlier runs committed. Where it breaks off, nothing is committed.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import apache_beam as beam

from pipelines.assembly import Arrivals, ProcessArrivals
from pipelines.config import PipelineConfig
from pipelines.known.files import read_known
from pipelines.known.index import Memory
from pipelines.known.lookup import look_up_known
from pipelines.known.lookups import Known, both
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
from transforms.store.receipts import Receipt, commit_receipts, read_receipt
from transforms.wiring.collector import give_back_memory

logger = logging.getLogger(__name__)


def ingest_in_waves(
    run: OpenRun, files: Iterable[InputFile], settings: PipelineConfig, new_pipeline: Callable[[], beam.Pipeline]
) -> Manifest:
    """Reads the files in their order, `settings.read.wave_inputs` at a time, and commits once.

    The same files, settings and history give the same bytes. Raises as `ingest`.
    """
    outcomes = _outcomes(files, settings.read.options())
    receipts: list[Receipt] = []
    earlier = read_known(run, settings.dedup.window_days)
    with workers_kept(), closing(Memory(run.staging / "known.sqlite")) as memory:
        known = earlier
        while spooled := spool(outcomes, _spool_folder(run), settings.read.wave_inputs):
            logger.info("wave %d: some %d inputs", len(receipts) + 1, settings.read.wave_inputs)
            if receipts:
                memory.add(run.staging, receipts[-1].parts)
                known = both(earlier, look_up_known(memory.path, settings.dedup.window_days))
            receipts.append(_stage_wave(run, len(receipts) + 1, spooled, settings, known, new_pipeline()))
            shutil.rmtree(_spool_folder(run))
            give_back_memory()
    return commit_receipts(run, receipts)


def _stage_wave(
    run: OpenRun, wave: int, spooled: Iterable[Path], settings: PipelineConfig, known: Known, pipeline: beam.Pipeline
) -> Receipt:
    read = pipeline | "List spool" >> beam.Create([str(path) for path in spooled]) | "Read pages" >> ReadSpool()
    staged = Arrivals(read.pages, read.dead_letters) | ProcessArrivals(
        run=run, settings=settings, known=known, join_groups=FEW_GROUPS
    )
    staged | LeaveReceipt(run, wave)
    pipeline.run().wait_until_finish()
    return read_receipt(run, wave)


def _outcomes(files: Iterable[InputFile], options: ReadOptions) -> Iterator[Page | DeadLetter]:
    for file in files:
        yield from read_input(file, options)


def _spool_folder(run: OpenRun) -> Path:
    return run.staging / "spool"
