"""The clean room on Beam: pages in, articles, dead letters and settled outcomes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import apache_beam as beam
from apache_beam import pvalue

from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.clean.sandbox import KillableExtractor
from transforms.domain.articles import Article
from transforms.domain.pages import Page
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, split, try_one


@dataclass
class CleanPages(beam.PTransform):
    """In: `Page`. Out: `Tried` of `Article`; pages that are no article are settled, not refused.

    Each Beam worker thread drives one worker process of its own, so that no page outlives `limits`: it becomes a
    dead letter, and the bundle goes on. A retry cleans the same pages again.
    """

    options: CleanOptions = field(default_factory=CleanOptions)
    limits: SandboxLimits = field(default_factory=SandboxLimits)

    def expand(self, pages: beam.PCollection) -> Tried:
        """One fallible call a page."""
        cleaning = beam.ParDo(_CleanFn(self.options, self.limits))
        return split(pages | "Clean each page" >> cleaning.with_outputs(DEAD_LETTERS, SETTLED, main=RESULTS))


class _CleanFn(beam.DoFn):
    def __init__(self, options: CleanOptions, limits: SandboxLimits) -> None:
        self._options = options
        self._limits = limits

    def setup(self) -> None:
        self._extractor = KillableExtractor(limits=self._limits, options=self._options)

    def process(self, page: Page) -> Iterator[Article | pvalue.TaggedOutput]:
        yield from try_one(page, self._extractor.clean, "clean")

    def teardown(self) -> None:
        self._extractor.close()
