"""Dead letters again, with today's code: what can be read now gets its rows, and its dead letter goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import apache_beam as beam

from pipelines.assembly import Arrivals, ProcessArrivals
from pipelines.config import PipelineConfig
from pipelines.runners import LOCAL_RUNNER, engine
from transforms.dedup.options import ONE_GROUP
from transforms.domain.identity import digest
from transforms.domain.outcomes import DeadLetter, input_key_of
from transforms.domain.pages import Page
from transforms.read.inputs import InputFile, Kind, describe
from transforms.read.ptransforms import Read, ReadPages
from transforms.store.commit import open_run
from transforms.store.letters import StoredLetter, page_of, read_letters
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import CommitReceipt
from transforms.store.settle import Settled
from transforms.store.summary import committed

_READ, _UNREAD = "read", "unread"
_LETTER, _SAID = "letter", "said"


class Retry(NamedTuple):
    """What can be tried again: pages whose bytes were kept, files to read anew, and the dead letters these answer."""

    pages: list[Page]
    files: dict[str | None, list[InputFile]]  # by the publisher that the first run was told
    unread: dict[str, DeadLetter]  # the letters for which files are read anew, by key
    settled: Settled


def plan_replay(out: Path, *, reason: str | None, stage: str | None) -> Retry:
    """Sorts the standing dead letters by how they can be tried again.

    A page that was refused is in its dead letter. What was refused by the read room, or was too large to keep, is
    read anew where its file is still there; a letter that cannot be tried again is left as it is.
    """
    pages: list[Page] = []
    unread: dict[str, DeadLetter] = {}
    files: dict[tuple[str | None, str], InputFile] = {}
    settled: set[tuple[str, str]] = set()
    for stored in read_letters(out, reason=reason, stage=stage):
        page, file = page_of(stored.letter), _file_of(stored)
        if page is not None:
            pages.append(page)
        elif file is not None:
            files[stored.letter.publisher, file.key] = file
            unread[stored.letter.key] = stored.letter
        else:
            continue
        settled.add((stored.run_id, stored.letter.key))
    by_publisher: dict[str | None, list[InputFile]] = {}
    for (publisher, _), file in files.items():
        by_publisher.setdefault(publisher, []).append(file)
    return Retry(pages, by_publisher, unread, frozenset(settled))


def replay(out: Path, retry: Retry, settings: PipelineConfig) -> Manifest:
    """Runs the letters of a plan through the rooms and commits: new outcomes in, answered letters out, at once.

    An input that is refused again gets a new dead letter in place of the old one. Of an archive only the records are
    tried of which a letter speaks. Raises as `ingest`.
    """
    run_id = f"replay-{digest(*(f'{run}/{key}' for run, key in sorted(retry.settled)))[:16]}"
    with open_run(out, run_id) as run:
        runner, beam_options = engine(LOCAL_RUNNER, ())
        pipeline = beam.Pipeline(runner=runner, options=beam_options)
        kept = pipeline | "List kept pages" >> beam.Create(retry.pages)
        read = pipeline | "Read anew" >> _ReadAnew(retry, settings)
        pages = (kept, read.pages) | "All pages" >> beam.Flatten()
        staged = Arrivals(pages, read.dead_letters) | ProcessArrivals(run=run, settings=settings, join_groups=ONE_GROUP)
        staged | CommitReceipt(run, retry.settled)
        pipeline.run().wait_until_finish()
        return committed(out, run_id)


@dataclass
class _ReadAnew(beam.PTransform):
    """Out: `Read`: what the files now say of each letter; one of whose record they say nothing stands as it was."""

    retry: Retry
    settings: PipelineConfig

    def expand(self, begin: beam.pvalue.PBegin) -> Read:
        unread = self.retry.unread
        files = [
            begin
            | f"List files of {publisher}" >> beam.Create(files)
            | f"Read files of {publisher}" >> ReadPages(_told(self.settings, publisher).read.options())
            for publisher, files in self.retry.files.items()
        ]
        said = (
            [half for read in files for half in read]
            | "All said" >> beam.Flatten(pipeline=begin.pipeline)
            | beam.FlatMap(_by_letter, frozenset(unread))
        )
        letters = begin | "List letters" >> beam.Create(sorted(unread.items()))
        answers = (
            {_LETTER: letters, _SAID: said}
            | "Answer each letter" >> beam.CoGroupByKey()
            | beam.FlatMapTuple(_answers).with_outputs(_UNREAD, main=_READ)
        )
        return Read(answers[_READ], answers[_UNREAD])


def _by_letter(said: Page | DeadLetter, letters: frozenset[str]) -> Iterator[tuple[str, Page | DeadLetter]]:
    """Under the letter that it answers: of the record itself, or of the whole file."""
    key = input_key_of(said)
    asked = next((name for name in (key, _container(key)) if name in letters), None)
    if asked is not None:
        yield asked, said


def _answers(_key: str, group: Mapping[str, Iterable[Any]]) -> Iterator[Page | beam.pvalue.TaggedOutput]:
    for said in list(group[_SAID]) or group[_LETTER]:
        yield beam.pvalue.TaggedOutput(_UNREAD, said) if isinstance(said, DeadLetter) else said


def _told(settings: PipelineConfig, publisher: str | None) -> PipelineConfig:
    return settings.for_publisher(publisher) if publisher else settings


def _container(key: str) -> str:
    """The file that a record is in: a key names it before the last `#`."""
    return key.rpartition("#")[0]


def _file_of(stored: StoredLetter) -> InputFile | None:
    for path in (stored.letter.key, _container(stored.letter.key)):
        file = describe(path) if path else None
        if file is not None and file.kind not in (Kind.UNREADABLE, Kind.UNSUPPORTED):
            return file
    return None
