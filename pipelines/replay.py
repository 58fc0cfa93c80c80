"""Dead letters again, with today's code: what can be read now gets its rows, and its dead letter goes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import apache_beam as beam

from pipelines.assembly import Arrivals, ProcessArrivals
from pipelines.config import PipelineConfig
from pipelines.runners import LOCAL_RUNNER, engine
from transforms.domain.identity import digest
from transforms.domain.pages import Page
from transforms.read.inputs import InputFile, Kind, describe
from transforms.read.ptransforms import ReadPages
from transforms.store.commit import open_run
from transforms.store.letters import StoredLetter, page_of, read_letters
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import CommitReceipt
from transforms.store.settle import Settled
from transforms.store.summary import committed


class Retry(NamedTuple):
    """What can be tried again: pages whose bytes were kept, files to read anew, and the dead letters these answer."""

    pages: list[Page]
    files: dict[str | None, list[InputFile]]  # by the publisher that the first run was told
    settled: Settled


def plan_replay(out: Path, *, reason: str | None, stage: str | None) -> Retry:
    """Sorts the standing dead letters by how they can be tried again.

    A page that was refused is in its dead letter. What was refused by the read room, or was too large to keep, is
    read anew where its file is still there; a letter that cannot be tried again is left as it is.
    """
    pages: list[Page] = []
    files: dict[tuple[str | None, str], InputFile] = {}
    settled: set[tuple[str, str]] = set()
    for stored in read_letters(out, reason=reason, stage=stage):
        page, file = page_of(stored.letter), _file_of(stored)
        if page is not None:
            pages.append(page)
        elif file is not None:
            files[stored.letter.publisher, file.key] = file
        else:
            continue
        settled.add((stored.run_id, stored.letter.key))
    by_publisher: dict[str | None, list[InputFile]] = {}
    for (publisher, _), file in files.items():
        by_publisher.setdefault(publisher, []).append(file)
    return Retry(pages, by_publisher, frozenset(settled))


def replay(out: Path, retry: Retry, settings: PipelineConfig) -> Manifest:
    """Runs the letters of a plan through the rooms and commits: new outcomes in, answered letters out, at once.

    An input that is refused again gets a new dead letter in place of the old one. Raises as `ingest`.
    """
    run_id = f"replay-{digest(*(f'{run}/{key}' for run, key in sorted(retry.settled)))[:16]}"
    with open_run(out, run_id) as run:
        runner, beam_options = engine(LOCAL_RUNNER, 1, ())
        pipeline = beam.Pipeline(runner=runner, options=beam_options)
        kept = pipeline | "List kept pages" >> beam.Create(retry.pages)
        read = [
            pipeline
            | f"List files of {publisher}" >> beam.Create(files)
            | f"Read anew of {publisher}" >> ReadPages(_told(settings, publisher).read.options())
            for publisher, files in retry.files.items()
        ]
        pages = (kept, *(one.pages for one in read)) | "All pages" >> beam.Flatten()
        unread = tuple(one.dead_letters for one in read) | "All unread" >> beam.Flatten(pipeline=pipeline)
        staged = Arrivals(pages, unread) | ProcessArrivals(run=run, settings=settings)
        staged | CommitReceipt(run, retry.settled)
        pipeline.run().wait_until_finish()
        return committed(out, run_id)


def _told(settings: PipelineConfig, publisher: str | None) -> PipelineConfig:
    return settings.for_publisher(publisher) if publisher else settings


def _file_of(stored: StoredLetter) -> InputFile | None:
    path = stored.letter.key.partition("#")[0]
    file = describe(path)
    return file if file.kind not in (Kind.UNREADABLE, Kind.UNSUPPORTED) else None
