"""`dongtin replay`: dead letters tried again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipelines.clock import SYSTEM_CLOCK
from pipelines.console import print_summary
from pipelines.errors import one_line_errors
from pipelines.options import settings_of
from pipelines.requests import FetchRequest, says_who_asks
from pipelines.upkeep import DataSet, data_set
from pipelines.visit_progress import show_visits
from transforms.fetch.replay import STAGE as FETCH
from transforms.store.letters import StoredLetter, read_letters


def replay(
    dataset: DataSet,
    reason: Annotated[str | None, typer.Option(help="Only dead letters of this reason, as truncated_input.")] = None,
    stage: Annotated[
        str | None, typer.Option(help="Only dead letters of this room: read, fetch, clean, annotate.")
    ] = None,
    contact: Annotated[
        str | None, typer.Option(help="How you can be reached; without it no address is fetched again.")
    ] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
    registry: Annotated[Path | None, typer.Option(help="A folder of publishers in place of the shipped one.")] = None,
) -> None:
    """Tries dead letters again with today's code; those that pass become articles and are settled.

    Pages that were kept and files are read again; addresses that could not be fetched are fetched, by today's rules.
    Example: dongtin replay news --reason extraction_timeout
    """
    with one_line_errors():
        data_set(dataset)
        tried = _read_again(dataset, reason, stage, config)
        refused = list(read_letters(dataset, reason=reason, stage=FETCH)) if stage in (None, FETCH) else []
        if refused:
            pages = tuple(sorted({stored.letter.key for stored in refused}))
            request = FetchRequest(out=dataset, pages=pages, contact=contact, config=config, registry=registry)
            tried = _fetch_again(request, refused, asked_for=stage == FETCH) or tried
        if not tried:
            Console().print("no dead letter that can be tried again")


def _read_again(dataset: Path, reason: str | None, stage: str | None, config: Path | None) -> bool:
    """Pages and files; whether there were any."""
    from pipelines import replay as runs  # Beam takes seconds to import

    started = time.monotonic()
    retry = runs.plan_replay(dataset, reason=reason, stage=stage)
    if not retry.settled:
        return False
    manifest = runs.replay(dataset, retry, settings_of(config))
    print_summary(Console(), manifest, dataset, time.monotonic() - started)
    return True


def _fetch_again(request: FetchRequest, refused: Sequence[StoredLetter], *, asked_for: bool) -> bool:
    """Addresses; whether any was tried. Where nobody says who asks, that is an error only if they were asked for."""
    if not asked_for and not says_who_asks(request.settings()):
        said = f"{len(request.pages):,} addresses are not fetched again: say how you can be reached (--contact)"
        Console(stderr=True).print(said, soft_wrap=True, highlight=False)
        return False
    request.check()
    from pipelines.refetching import Refetching
    from transforms.fetch.frontier import open_frontier

    with open_frontier(request.state, beat_seconds=request.settings().fetch.commit_seconds) as frontier:
        again = Refetching(request, frontier, SYSTEM_CLOCK)
        for plan in again.plans(refused):
            started = time.monotonic()
            with show_visits(Console(stderr=True), again.folders, plan.visits):
                manifest = again.fetch(plan)
            print_summary(Console(), manifest, request.out, time.monotonic() - started)
    return True
