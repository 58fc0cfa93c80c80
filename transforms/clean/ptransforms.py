"""The clean room on Beam: pages in, articles, dead letters and settled outcomes out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.transforms.window import BoundedWindow, WindowedValue
from apache_beam.utils.timestamp import Timestamp

from transforms.clean.lanes import CleaningLanes
from transforms.clean.lines.history import RECURS, countable_keys_of
from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.domain.articles import Article
from transforms.domain.pages import Medium, Page
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, split, try_one

PublisherLine = tuple[str, str]

# So many pages are cleaned while the next steps work on one: enough for both lanes to have one at hand always.
_AHEAD = 4


@dataclass
class CleanPages(beam.PTransform):
    """In: `Page`. Out: `Tried` of `Article`; pages that are no article are settled, not refused.

    Each Beam worker thread drives worker processes of its own, so that no page outlives `limits`: it becomes a
    dead letter, and the bundle goes on. They clean ahead, while this process annotates what they have cleaned: one
    runner uses two cores. A retry cleans the same pages again.

    line_history  count first which lines recur in a publisher's flattened texts, and take them for its furniture.
                  Bounded input only, and every page is held until all are counted.
    """

    options: CleanOptions = field(default_factory=CleanOptions)
    limits: SandboxLimits = field(default_factory=SandboxLimits)
    line_history: bool = False

    def expand(self, pages: beam.PCollection) -> Tried:
        """One fallible call a page."""
        counts = pvalue.AsDict(pages | "Count recurring lines" >> CountRecurringLines()) if self.line_history else {}
        cleaning = beam.ParDo(_CleanFn(self.options, self.limits), counts)
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


class _Ahead(NamedTuple):
    """A page that is being cleaned, with its place in time."""

    page: Page
    article: Future[Article]
    timestamp: Timestamp
    window: BoundedWindow


class _CleanFn(beam.DoFn):
    """Pages leave in the order in which they came, each in its own window, `_AHEAD` later than they came."""

    def __init__(self, options: CleanOptions, limits: SandboxLimits) -> None:
        self._options = options
        self._limits = limits

    def setup(self) -> None:
        self._lanes = CleaningLanes(self._limits, self._options)

    def start_bundle(self) -> None:
        self._ahead: deque[_Ahead] = deque()

    def process(
        self,
        page: Page,
        counts: Mapping[PublisherLine, int],
        timestamp: Timestamp = beam.DoFn.TimestampParam,
        window: BoundedWindow = beam.DoFn.WindowParam,
    ) -> Iterator[WindowedValue | pvalue.TaggedOutput]:
        article = self._lanes.submit(page, _history_of(page, counts))
        self._ahead.append(_Ahead(page, article, timestamp, window))
        if len(self._ahead) > _AHEAD:
            yield from _cleaned(self._ahead.popleft())

    def finish_bundle(self) -> Iterator[WindowedValue | pvalue.TaggedOutput]:
        while self._ahead:
            yield from _cleaned(self._ahead.popleft())

    def teardown(self) -> None:
        self._lanes.close()


def _cleaned(one: _Ahead) -> Iterator[WindowedValue | pvalue.TaggedOutput]:
    for result in try_one(one.page, lambda _: one.article.result(), "clean"):
        if isinstance(result, pvalue.TaggedOutput):
            yield pvalue.TaggedOutput(result.tag, WindowedValue(result.value, one.timestamp, [one.window]))
        else:
            yield WindowedValue(result, one.timestamp, [one.window])


def _history_of(page: Page, counts: Mapping[PublisherLine, int]) -> dict[str, int] | None:
    """The counts of this page's own lines: all that its cleaning can ask for."""
    if not counts:
        return None
    return {key: counts[publisher, key] for publisher, key in _lines_of(page) if (publisher, key) in counts}
