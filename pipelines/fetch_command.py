"""`dongtin fetch`: from what publishers announce to the data set."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from pipelines.clock import SYSTEM_CLOCK
from pipelines.console import print_summary
from pipelines.errors import one_line_errors
from pipelines.requests import FetchRequest
from pipelines.visit_progress import show_visits
from transforms.wiring.places import place

if TYPE_CHECKING:
    from pipelines import planning

Names = Annotated[list[str] | None, typer.Option("--publisher", help="An id of the registry; may be repeated.")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Leave out what is older than this day.")]


def fetch(
    out: Annotated[
        Path,
        typer.Option(
            metavar="DIR",
            parser=place,
            help="The data set: a folder, made if it is not there, or s3://bucket/prefix.",
            show_default=False,
        ),
    ],
    publisher: Names = None,
    feed: Annotated[list[str] | None, typer.Option(help="An RSS or Atom feed, or a section page.")] = None,
    sitemap: Annotated[list[str] | None, typer.Option(help="A sitemap, or an index of them.")] = None,
    urls: Annotated[Path | None, typer.Option(help="A file of addresses, one a line.")] = None,
    raw: Annotated[
        Path | None, typer.Option(metavar="DIR", parser=place, help="The raw archive's place; OUT/_raw by default.")
    ] = None,
    since: Since = None,
    limit: Annotated[int | None, typer.Option(help="The newest so many; the rest waits for the next call.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask the feeds, show what would be fetched.")] = False,
    contact: Annotated[str | None, typer.Option(help="How you can be reached: mail or page. Requests say it.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
    registry: Annotated[Path | None, typer.Option(help="A folder of publishers in place of the shipped one.")] = None,
    runner: Annotated[str, typer.Option(help="DirectRunner: this machine, in process.")] = "DirectRunner",
    workers: Annotated[int, typer.Option(help="Processes of a local run that clean and annotate.")] = 1,
    beam_arg: Annotated[list[str] | None, typer.Option(help="Passed to Beam as it is; may be repeated.")] = None,
) -> None:
    """Fetches stories, archives every answer, and processes them as `ingest` does.

    What was fetched is not fetched again; a call that was killed is finished by the next one.
    Example: dongtin fetch --publisher baodanang --out news --contact you@example.org
    """
    with one_line_errors():
        request = FetchRequest(
            out=out,
            publishers=tuple(publisher or ()),
            feeds=tuple(feed or ()),
            sitemaps=tuple(sitemap or ()),
            urls=urls,
            raw=raw,
            since=since.date() if since else None,
            limit=limit,
            contact=contact,
            config=config,
            registry=registry,
            runner=runner,
            workers=workers,
            beam_args=tuple(beam_arg or ()),
        )
        carry_out(request, dry_run=dry_run)


def carry_out(request: FetchRequest, *, dry_run: bool = False) -> None:
    """One call of the command: finishes what an earlier call left, then plans and fetches anew, and says so.

    Raises `ConfigError` before anybody is asked, and what `fetching.fetch` raises.
    """
    request.check()
    from pipelines import planning  # Beam takes seconds to import: `--help` should not
    from transforms.fetch.frontier import open_frontier

    console = Console(stderr=True)
    with open_frontier(request.state, beat_seconds=request.settings().fetch.commit_seconds) as frontier:
        planner = planning.Planner(request, frontier, SYSTEM_CLOCK)
        left = planner.unfinished()
        if left is not None:
            console.print(f"finishing {left.run.run_id}, which was interrupted")
            _fetch(request, left, planner, console)
        plan = planner.next_plan(dry=dry_run)
        _print_looked(Console(), plan)
        if dry_run:
            _print_planned(Console(), plan)
        elif plan.visits:
            _fetch(request, plan, planner, console)
        else:
            Console().print("nothing new to fetch")
        planner.forget_journals()


def _fetch(request: FetchRequest, plan: planning.FetchPlan, planner: planning.Planner, console: Console) -> None:
    from pipelines import fetching

    started = time.monotonic()
    with show_visits(console, planner.folders, plan.visits):
        manifest = fetching.fetch(request, plan, planner, SYSTEM_CLOCK)
    print_summary(Console(), manifest, request.out, time.monotonic() - started)


def _print_looked(console: Console, plan: planning.FetchPlan) -> None:
    for one in plan.looked:
        said = one.problem or f"{one.stories} stories, {one.news} new"
        console.print(f"{one.url}: {said}", markup=False, highlight=False)


def _print_planned(console: Console, plan: planning.FetchPlan) -> None:
    table = Table(title="would be fetched", title_justify="left", box=None, padding=(0, 2, 0, 0))
    table.add_column("site")
    table.add_column("stories", justify="right")
    for visit in plan.visits:
        table.add_row(visit.site, str(len(visit.targets)))
    console.print(table)
    for visit in plan.visits:
        for target in visit.targets:
            console.print(target.url, markup=False, highlight=False, soft_wrap=True)
