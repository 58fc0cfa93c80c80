"""One fetch: visits in, one committed manifest out, and the frontier told of it."""

from __future__ import annotations

from collections.abc import Callable

import apache_beam as beam

from pipelines.assembly import ProcessArrivals
from pipelines.known.lookups import Known
from pipelines.planning import FetchPlan, Planner
from pipelines.requests import FetchRequest
from pipelines.runners import engine, join_groups
from transforms.fetch.clock import Clock
from transforms.fetch.ptransforms import FetchPages
from transforms.fetch.visits import Folders
from transforms.store.commit import OpenRun, open_run
from transforms.store.manifest import Manifest
from transforms.store.ptransforms import CommitReceipt
from transforms.store.settle import Settled
from transforms.store.summary import committed

# What looks up the articles of earlier runs for a run.
KnownOf = Callable[[OpenRun], Known]


def fetch(
    request: FetchRequest, plan: FetchPlan, planner: Planner, clock: Clock, settled: Settled = frozenset()
) -> Manifest:
    """Carries out a plan to its commit, then tells the frontier.

    settled  dead letters of earlier runs that this one answers: they go in the same commit

    Raises the `StoreError`s where the data set cannot be written, and whatever a bug raises; the plan is then still
    there, and carrying it out again asks for nothing that was settled.
    """
    manifest = commit_visits(request, plan, planner.folders, clock, settled=settled)
    planner.finish(plan)
    return manifest


def commit_visits(
    request: FetchRequest,
    plan: FetchPlan,
    folders: Folders,
    clock: Clock,
    known: KnownOf | None = None,
    settled: Settled = frozenset(),
) -> Manifest:
    """Makes the visits of a plan, as far as their journals have not settled them, and commits what they brought.

    known  what looks up the articles of earlier runs, in place of reading their files
    """
    settings = request.settings()
    with open_run(request.out, plan.run.run_id) as run:
        runner, beam_options = engine(request.runner, request.beam_args)
        pipeline = beam.Pipeline(runner=runner, options=beam_options)
        fetched = (
            pipeline
            | "List visits" >> beam.Create(plan.visits)
            | "Fetch pages"
            >> FetchPages(options=settings.fetch.options(), folders=folders, clock=clock, lanes=request.workers)
        )
        looked_up = known(run) if known else None
        staged = fetched | ProcessArrivals(
            run=run,
            settings=settings,
            known=looked_up,
            cleaners=request.workers,
            join_groups=join_groups(request.runner),
        )
        staged | CommitReceipt(run, settled)
        pipeline.run().wait_until_finish()
        return committed(request.out, plan.run.run_id)
