"""The read room on Beam: input files in, pages and dead letters out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.metrics import Metrics

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.reader import read_input
from transforms.wiring.spool import read_spool, spool_files

_PAGES, _DEAD_LETTERS = "pages", "dead_letters"


class Read(NamedTuple):
    """Both halves: pages, and inputs that could not be read."""

    pages: beam.PCollection
    dead_letters: beam.PCollection


@dataclass
class ReadPages(beam.PTransform):
    """In: `InputFile`, each at least one outcome. Out: `Read`. A retry reads the same file to the same pages."""

    options: ReadOptions

    def expand(self, files: beam.PCollection) -> Read:
        """Streams each file; `Reshuffle` lets other workers take files of their own."""
        read = (
            files
            | "Spread files over workers" >> beam.Reshuffle()
            | "Read each file" >> beam.FlatMap(_read, self.options).with_outputs(_DEAD_LETTERS, main=_PAGES)
        )
        return Read(read[_PAGES], read[_DEAD_LETTERS])


@dataclass
class ReadSpool(beam.PTransform):
    """In: one folder of spool files. Out: `Read`: what lies there when the graph runs."""

    def expand(self, folder: beam.PCollection) -> Read:
        """One element a file, so that workers share the outcomes of one large archive."""
        read = (
            folder
            | "List spool" >> beam.FlatMap(spool_files)
            | "Spread spool over workers" >> beam.Reshuffle()
            | "Read spool" >> beam.FlatMap(_unspool).with_outputs(_DEAD_LETTERS, main=_PAGES)
        )
        return Read(read[_PAGES], read[_DEAD_LETTERS])


def _read(file: InputFile, options: ReadOptions) -> Iterator[Page | pvalue.TaggedOutput]:
    return _sorted_out(read_input(file, options))


def _unspool(path: Path) -> Iterator[Page | pvalue.TaggedOutput]:
    return _sorted_out(read_spool(path))


def _sorted_out(outcomes: Iterable[Page | DeadLetter]) -> Iterator[Page | pvalue.TaggedOutput]:
    for one in outcomes:
        if isinstance(one, DeadLetter):
            Metrics.counter("read", one.reason).inc()
            yield pvalue.TaggedOutput(_DEAD_LETTERS, one)
        else:
            yield one
