"""The graph of `dongtin ingest`, built once and run for every batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import apache_beam as beam

from pipelines.assembly import Arrivals, ProcessArrivals
from pipelines.config import PipelineConfig
from pipelines.known.index import Memory
from pipelines.known.lookup import look_up_known
from pipelines.known.lookups import Known
from pipelines.rerunning import RerunningRunner, run_again
from pipelines.runners import OptionsReadOnce
from transforms.dedup.options import ONE_GROUP
from transforms.domain.pages import Page
from transforms.read.inputs import InputFile
from transforms.read.ptransforms import ReadPages
from transforms.store.commit import OpenRun, open_run
from transforms.store.history import read_history
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import CommitReceipt
from transforms.store.summary import committed
from transforms.wiring.collector import give_back_memory
from transforms.wiring.late import Late, given

Source = InputFile | Page

# A collection takes 30 ms; a run leaves some 10,000 objects, about as many as 20 files do.
_FILES_A_COLLECTION, _RUN_AS_FILES = 200, 20

_RUN: Late[OpenRun] = Late("run")
_FILES: Late[Sequence[InputFile]] = Late("files")


class StandingGraph:
    """Reads, processes and commits one batch after the other, in this process, on Beam's FnApiRunner.

    It learns each batch's run and files as `Late` values.
    """

    def __init__(self, out: Path, settings: PipelineConfig, memory: Memory, *, cleaners: int) -> None:
        self._out = out
        self._since_collection = 0
        self._memory = memory
        self._pipeline = beam.Pipeline(runner=RerunningRunner(), options=OptionsReadOnce([]))
        read = (
            self._pipeline
            | "Once a batch" >> beam.Create([None])
            | "List files" >> beam.FlatMap(_listed, _FILES)
            | "Read pages" >> ReadPages(settings.read.options())
        )
        self._known = look_up_known(memory.path, settings.dedup.window_days)
        staged = Arrivals(read.pages, read.dead_letters) | ProcessArrivals(
            run=_RUN, settings=settings, known=self._known, cleaners=cleaners, join_groups=ONE_GROUP
        )
        staged | CommitReceipt(_RUN)

    def known(self, run: OpenRun) -> Known:
        """What looks up the articles of earlier runs, also for a run of another graph."""
        self._memory.follow(run)
        return self._known

    def commit(self, run_id: str, files: Sequence[InputFile]) -> Manifest:
        """Runs one batch to its commit.

        Raises the `StoreError`s where the data set cannot be written, and whatever a bug raises; in every case the
        data set is as the last commit left it. A run that was committed is not repeated: its id names its inputs.
        """
        with open_run(self._out, run_id) as run:
            done = read_history(self._out).latest(run_id)
            if done is not None:
                return done
            self._memory.follow(run)
            with given(_RUN, run), given(_FILES, files):
                run_again(self._pipeline)
            self._collect(len(files))
            return committed(self._out, run_id)

    def _collect(self, files: int) -> None:
        """Beam leaves a batch's objects in cycles; left to itself the collector would wait for millions of them."""
        self._since_collection += _RUN_AS_FILES + files
        if self._since_collection >= _FILES_A_COLLECTION:
            self._since_collection = 0
            give_back_memory()


def _listed(_once: None, files: Late[Sequence[InputFile]]) -> Iterator[InputFile]:
    yield from files.get()
