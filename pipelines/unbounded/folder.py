"""A watched folder as an input without an end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import apache_beam as beam
from apache_beam.coders import Coder, PickleCoder, TimestampCoder
from apache_beam.io.watch import PollFn, PollResult, TerminationCondition, Watch
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Timestamp

from pipelines.clock import utc_now
from transforms.read.inputs import InputFile, InputNotFoundError, find_inputs
from transforms.read.options import ReadOptions
from transforms.read.ptransforms import ReadPages

# Written to within this time, a file may not be whole yet.
_SETTLE = timedelta(seconds=1)


@dataclass
class WatchFolders(beam.PTransform):
    """In: a pipeline. Out: `Page`s and `DeadLetter`s of files old and new, at their files' modification times.

    The watermark follows the clock: a file that appears with an old modification time is late. A file that changes
    arrives again. idle_exit: the input ends when no file has come for so many seconds; None: never.
    """

    patterns: tuple[str, ...]
    options: ReadOptions
    poll_seconds: float = 5.0
    idle_exit: float | None = None

    def expand(self, pipeline: beam.Pipeline) -> beam.PCollection:
        """Polls; remembers which files it gave; reads those."""
        files = (
            pipeline
            | "Folders" >> beam.Create(self.patterns)
            | "Watch"
            >> Watch(
                LookForFiles(utc_now),
                poll_interval=self.poll_seconds,
                termination=None if self.idle_exit is None else AfterQuiet(self.idle_exit),
                output_key_fn=_arrival_of,
            )
            | "Take files" >> beam.Values()
        )
        read = files | "Read pages" >> ReadPages(self.options)
        return (read.pages, read.dead_letters) | "Pages and letters" >> beam.Flatten()


@dataclass
class LookForFiles(PollFn):
    """One look at a pattern: all its settled files, oldest first."""

    now: Callable[[], datetime]

    def __call__(self, pattern: str) -> PollResult:
        """The files; from now on no older one is expected."""
        settled = self.now() - _SETTLE
        try:
            found = [file for file in find_inputs([pattern]) if file.modified_at <= settled]
        except InputNotFoundError:
            found = []  # an empty folder may fill
        found.sort(key=lambda file: (file.modified_at, file.key))
        outputs = tuple(TimestampedValue(file, _timestamp(file.modified_at)) for file in found)
        return PollResult(outputs, watermark=_timestamp(settled))

    def default_output_coder(self) -> Coder:
        """`InputFile` is a plain noun."""
        return PickleCoder()


@dataclass
class AfterQuiet(TerminationCondition):
    """Ends the watch when nothing new was seen for so many seconds."""

    seconds: float

    def for_new_input(self, now: Any, element: object) -> Timestamp:
        """The state: when something new was last seen."""
        return Timestamp.of(now)

    def on_seen_new_output(self, now: Any, state: Timestamp) -> Timestamp:
        """Something new."""
        return Timestamp.of(now)

    def can_stop_polling(self, now: Any, state: Timestamp) -> bool:
        """Quiet for long enough?"""
        return bool(Timestamp.of(now) - state > self.seconds)

    def state_coder(self) -> Coder:
        """An instant."""
        return TimestampCoder()


def _arrival_of(file: InputFile) -> str:
    return f"{file.key}\t{file.modified_at.isoformat()}\t{file.size}"


def _timestamp(moment: datetime) -> Timestamp:
    return Timestamp.from_utc_datetime(moment.astimezone(UTC))
