"""The fetch room on Beam: visits in; pages, dead letters and settled outcomes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.metrics import Metrics

from transforms.domain.identity import digest
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.domain.pages import Page
from transforms.fetch.clock import Clock
from transforms.fetch.options import FetchOptions
from transforms.fetch.replay import replay
from transforms.fetch.targets import Visit
from transforms.fetch.visits import Folders, make_visit
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, split


@dataclass
class FetchPages(beam.PTransform):
    """In: `Visit`, no host in two of them. Out: `Tried` of `Page`; an unchanged page is settled.

    A visit is one element, so one worker asks its hosts however many workers there are. `lanes`: bundles of visits,
    one for each worker; the visits of a lane go on at once, in threads. A retry asks for nothing that a visit's
    journal has settled. The folders must be seen by every worker.
    """

    options: FetchOptions
    folders: Folders
    clock: Clock
    lanes: int = 1

    def expand(self, visits: beam.PCollection) -> Tried:
        """Lane by lane: first all requests, then the pages, read back one by one."""
        return split(
            visits
            | "Share out visits" >> beam.Map(_lane, self.lanes)
            | "Group a lane" >> beam.GroupByKey()
            | "Make visits"
            >> beam.FlatMap(_make_visits, self.options, self.folders, self.clock).with_outputs(
                DEAD_LETTERS, SETTLED, main=RESULTS
            )
        )


def _lane(visit: Visit, lanes: int) -> tuple[int, Visit]:
    return int(digest(visit.site)[:8], 16) % lanes, visit


def _make_visits(
    lane: tuple[int, Iterable[Visit]], options: FetchOptions, folders: Folders, clock: Clock
) -> Iterator[Page | pvalue.TaggedOutput]:
    ordered = sorted(lane[1], key=lambda visit: visit.site)
    with ThreadPoolExecutor(max_workers=options.threads) as threads:
        for _ in threads.map(lambda visit: make_visit(visit, options, clock, folders), ordered):
            pass  # a bug in one visit is raised here
    for visit in ordered:
        for outcome in replay(visit, folders, options.limits):
            yield _tagged(outcome)


def _tagged(outcome: Page | DeadLetter | Outcome) -> Page | pvalue.TaggedOutput:
    if isinstance(outcome, DeadLetter):
        Metrics.counter("fetch", outcome.reason).inc()
        return pvalue.TaggedOutput(DEAD_LETTERS, outcome)
    if isinstance(outcome, Outcome):
        Metrics.counter("fetch", outcome.reason or outcome.kind.value).inc()
        return pvalue.TaggedOutput(SETTLED, outcome)
    return outcome
