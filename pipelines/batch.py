"""One bounded run: input files in, one committed manifest out."""

from __future__ import annotations

import json
from collections.abc import Iterable

import apache_beam as beam

from pipelines.assembly import Arrivals, ProcessArrivals
from pipelines.config import PipelineConfig
from pipelines.options import IngestOptions
from pipelines.rerunning import RerunningRunner
from pipelines.runners import engine
from pipelines.waves import ingest_in_waves
from transforms.domain.identity import digest
from transforms.read.inputs import InputFile, find_inputs
from transforms.read.ptransforms import ReadPages
from transforms.store.commit import OpenRun, open_run
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import CommitReceipt
from transforms.store.summary import committed


def plan(options: IngestOptions) -> tuple[list[InputFile], str]:
    """The files to read and the run's id.

    Without an id of its own a run is named by its inputs and settings, so that the same command over the same
    files replaces its rows instead of adding them again. Raises InputNotFoundError where a pattern matches nothing.
    """
    files = find_inputs(options.inputs)
    return files, options.run_id or f"ingest-{_fingerprint(options, files)[:16]}"


def ingest(options: IngestOptions, files: list[InputFile], run_id: str) -> Manifest:
    """Runs the pipeline to its commit.

    Raises the `StoreError`s where the data set cannot be written, and whatever a bug raises; in every case the
    data set is as the last commit left it. Repeating the call repeats the same bytes.
    """
    settings = options.settings()
    runner, beam_options = engine(options.runner, options.beam_args)
    with open_run(options.out, run_id) as run:
        if isinstance(runner, RerunningRunner):
            return ingest_in_waves(run, files, settings, options.workers, beam_options)
        _ingest_at_once(run, files, settings, beam.Pipeline(runner=runner, options=beam_options))
        return committed(options.out, run_id)


def _ingest_at_once(
    run: OpenRun, files: Iterable[InputFile], settings: PipelineConfig, pipeline: beam.Pipeline
) -> None:
    read = pipeline | "List files" >> beam.Create(files) | "Read pages" >> ReadPages(settings.read.options())
    staged = Arrivals(read.pages, read.dead_letters) | ProcessArrivals(run=run, settings=settings)
    staged | CommitReceipt(run)
    pipeline.run().wait_until_finish()


def _fingerprint(options: IngestOptions, files: Iterable[InputFile]) -> str:
    seen = [f"{file.key}\t{file.size}\t{file.modified_at.isoformat()}" for file in files]
    settings = options.settings().model_dump(mode="json", exclude={"fetch"})  # reading files fetches nothing
    return digest(json.dumps(settings, sort_keys=True), *seen)


def progress_total(files: list[InputFile]) -> int | None:
    """How many inputs the files hold, where each file is one; None where an archive may hold any number."""
    single = {"html", "text", "unsupported", "unreadable"}
    return len(files) if all(file.kind in single for file in files) else None
