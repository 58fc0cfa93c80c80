"""The clean room on Beam: pages in, articles, dead letters and settled outcomes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.transforms.window import BoundedWindow
from apache_beam.utils.timestamp import Timestamp
from apache_beam.utils.windowed_value import WindowedValue

from transforms.clean.keeping import borrow, give_back
from transforms.clean.lines.history import RECURS, countable_keys_of
from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.clean.sandbox import KillableExtractor, first_to_end
from transforms.domain.pages import Medium, Page
from transforms.wiring.collector import settle_collector
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, split, try_one

PublisherLine = tuple[str, str]


@dataclass
class CleanPages(beam.PTransform):
    """In: `Page`. Out: `Tried` of `Article`, or of what `then` makes of it; no article is settled, not refused.

    Each Beam worker thread drives worker processes of its own, so that no page outlives `limits`: it becomes a
    dead letter, and the bundle goes on. A retry cleans the same pages again.

    lanes         worker processes of one Beam worker thread
    then          what the worker does with each article before it gives it back, as in `KillableExtractor`
    line_history  count first which lines recur in a publisher's flattened texts, and take them for its furniture.
                  Bounded input only, and every page is held until all are counted.
    """

    options: CleanOptions = field(default_factory=CleanOptions)
    limits: SandboxLimits = field(default_factory=SandboxLimits)
    line_history: bool = False
    lanes: int = 1
    then: str | None = None

    def expand(self, pages: beam.PCollection) -> Tried:
        """One fallible call a page."""
        counts = pvalue.AsDict(pages | "Count recurring lines" >> CountRecurringLines()) if self.line_history else {}
        cleaning = beam.ParDo(_CleanFn(self.options, self.limits, self.lanes, self.then), counts)
        return split(pages | "Clean each page" >> cleaning.with_outputs(DEAD_LETTERS, SETTLED, main=RESULTS))


class CountRecurringLines(beam.PTransform):
    """In: `Page`. Out: ((publisher, line key), in how many of its flattened texts), for lines that recur."""

    def expand(self, pages: beam.PCollection) -> beam.PCollection:
        """Pages without a publisher have no history."""
        return (
            pages
            | "Take the lines of texts" >> beam.FlatMap(_lines_of)
            | "Count each line" >> beam.combiners.Count.PerElement()
            | "Keep lines that recur" >> beam.Filter(_recurs)
        )


def _lines_of(page: Page) -> Iterator[PublisherLine]:
    if page.medium is Medium.TEXT and page.publisher:
        for key in sorted(countable_keys_of(page)):
            yield page.publisher, key


def _recurs(counted: tuple[PublisherLine, int]) -> bool:
    return counted[1] >= RECURS


class _Begun(NamedTuple):
    page: Page
    timestamp: Timestamp
    window: BoundedWindow
    extractor: KillableExtractor


class _CleanFn(beam.DoFn):
    """While worker processes clean a page each, this process goes on with those that are done."""

    def __init__(self, options: CleanOptions, limits: SandboxLimits, lanes: int, then: str | None) -> None:
        self._options = options
        self._limits = limits
        self._lanes = lanes
        self._then = then

    def setup(self) -> None:
        self._idle = [borrow(self._limits, self._options, self._then) for _ in range(self._lanes)]
        settle_collector()

    def start_bundle(self) -> None:
        self._begun: list[_Begun] = []

    def process(
        self,
        page: Page,
        counts: Mapping[PublisherLine, int],
        timestamp: Timestamp = beam.DoFn.TimestampParam,
        window: BoundedWindow = beam.DoFn.WindowParam,
    ) -> Iterator[WindowedValue | pvalue.TaggedOutput]:
        ended = [] if self._idle else self._end_one()
        extractor = self._idle.pop()
        extractor.begin(page, _history_of(page, counts))
        self._begun.append(_Begun(page, timestamp, window, extractor))
        yield from ended

    def finish_bundle(self) -> Iterator[WindowedValue | pvalue.TaggedOutput]:
        while self._begun:
            yield from self._end_one()

    def teardown(self) -> None:
        for extractor in self._idle:
            give_back(extractor)

    def _end_one(self) -> list[WindowedValue | pvalue.TaggedOutput]:
        first = first_to_end([one.extractor for one in self._begun])
        place = next(place for place, one in enumerate(self._begun) if one.extractor is first)
        page, timestamp, window, extractor = self._begun.pop(place)
        outcomes = list(try_one(page, lambda _: extractor.result(), "clean"))
        self._idle.append(extractor)
        return [_at(outcome, timestamp, window) for outcome in outcomes]


def _at(outcome: object, timestamp: Timestamp, window: BoundedWindow) -> WindowedValue | pvalue.TaggedOutput:
    """The outcome in the time and window of its own page, whichever page is at hand."""
    if isinstance(outcome, pvalue.TaggedOutput):
        return pvalue.TaggedOutput(outcome.tag, WindowedValue(outcome.value, timestamp, (window,)))
    return WindowedValue(outcome, timestamp, (window,))


def _history_of(page: Page, counts: Mapping[PublisherLine, int]) -> dict[str, int] | None:
    """The counts of this page's own lines: all that its cleaning can ask for."""
    if not counts:
        return None
    return {key: counts[publisher, key] for publisher, key in _lines_of(page) if (publisher, key) in counts}
