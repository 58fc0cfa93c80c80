"""What waits on disk until its turn comes: a run over a large archive holds one wave of it in memory, not all.

Files of one process for its own steps and workers, gone with the run; nothing reads them later or elsewhere.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import apache_beam as beam

from transforms.wiring.errors import writing

T = TypeVar("T")

# Small enough that two workers end a wave of two thousand at about the same time.
_THINGS_PER_FILE = 25


def empty(folder: Path) -> Path:
    """The folder, without what lay there."""
    with writing(folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


def spool(things: Iterator[T], folder: Path, most: int) -> int:
    """Writes the next `most` things, or as many as there are, into files of `folder`, and says how many they were.

    What lay there goes. One thing is in memory at a time. Raises `StoreUnwritable`.
    """
    empty(folder)
    count = 0
    for thing in islice(things, most):
        file = folder / f"{count // _THINGS_PER_FILE:05d}.spool"
        with writing(file), file.open("ab") as stream:
            pickle.dump(thing, stream, pickle.HIGHEST_PROTOCOL)
        count += 1
    return count


def spool_files(folder: Path) -> list[Path]:
    """The files of a folder, in the order they were written in."""
    return sorted(folder.glob("*.spool"))


def read_spool(path: Path) -> Iterator[Any]:
    """What is in one file, in order."""
    with path.open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)  # noqa: S301 -- written by this run a moment ago


@dataclass
class Spool(beam.PTransform):
    """In: anything. Out: nothing; it lies in files of `folder`, which exists.

    On the local runner only: a retry would leave things twice. Raises `StoreUnwritable`.
    """

    folder: Path

    def expand(self, things: beam.PCollection) -> beam.PCollection:
        """A file a bundle."""
        return things | "Spool" >> beam.ParDo(_SpoolFn(self.folder))


class _SpoolFn(beam.DoFn):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def start_bundle(self) -> None:
        self._stream: BinaryIO | None = None

    def process(self, thing: object) -> None:
        with writing(self._folder):
            if self._stream is None:
                self._stream = (self._folder / f"{len(spool_files(self._folder)):05d}.spool").open("xb")
            pickle.dump(thing, self._stream, pickle.HIGHEST_PROTOCOL)

    def finish_bundle(self) -> None:
        if self._stream is not None:
            with writing(self._folder):
                self._stream.close()
