"""How far a run is: a file that grows by one byte for each input that went through.

Appending one byte is atomic on every local file system, so any number of worker processes may report to one file,
and whoever watches it needs no more than its size.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import apache_beam as beam

from transforms.wiring.late import Late, resolved

T = TypeVar("T")


@dataclass
class ReportProgress(beam.PTransform):
    """In and out: the same elements. Side effect: `path` grows by one byte an element (again on a retry)."""

    path: Path | Late[Path]

    def expand(self, elements: beam.PCollection) -> beam.PCollection:
        """Passes elements through."""
        return elements | "Report each element" >> beam.ParDo(_ReportFn(self.path))


class _ReportFn(beam.DoFn):
    def __init__(self, path: Path | Late[Path]) -> None:
        self._path = path

    def setup(self) -> None:
        self._file = resolved(self._path)

    def process(self, element: T) -> Iterator[T]:
        yield element
        # A full disk is told by the store, with what to do; progress is only for the eye.
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab", buffering=0) as stream:
                stream.write(b".")
