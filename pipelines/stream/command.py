"""`dongtin stream`: what comes in, as it comes in, into the data set."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from pipelines.clock import SYSTEM_CLOCK
from pipelines.errors import DATA_ERROR, fail, one_line_errors
from pipelines.stream.options import StreamOptions
from pipelines.stream.plan import PlanError
from pipelines.stream.status import StatusLine

_INTERRUPTED = 130  # as shells say: ended by Ctrl-C
_STOPPING = "stopping after the batch at hand; Ctrl-C again stops at once, and nothing is lost either way"
Texts = list[str] | None


def stream(
    out: Annotated[Path, typer.Option(help="The folder of the data set; made if it is not there.", show_default=False)],
    watch: Annotated[Texts, typer.Option(help="A folder, glob or file to watch; may be repeated.")] = None,
    publisher: Annotated[Texts, typer.Option(help="An id of the registry, fetched on a schedule; repeatable.")] = None,
    feed: Annotated[Texts, typer.Option(help="An RSS or Atom feed, or a section page, on a schedule.")] = None,
    sitemap: Annotated[Texts, typer.Option(help="A sitemap, or an index of them, on a schedule.")] = None,
    every: Annotated[float, typer.Option(help="Seconds between two rounds of fetching.")] = 300.0,
    contact: Annotated[str | None, typer.Option(help="How you can be reached: mail or page. Requests say it.")] = None,
    registry: Annotated[Path | None, typer.Option(help="A folder of publishers in place of the shipped one.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
    watched_publisher: Annotated[str | None, typer.Option(help="The publisher of every watched file.")] = None,
    batch_inputs: Annotated[int, typer.Option(help="No more inputs than this in one commit.")] = 200,
    batch_seconds: Annotated[float, typer.Option(help="No input waits longer than this for a fuller batch.")] = 1.0,
    poll_seconds: Annotated[float, typer.Option(help="Pause between two looks where nothing waits.")] = 0.5,
    settle_seconds: Annotated[float, typer.Option(help="A file not written to for so long is complete.")] = 0.5,
    round_stories: Annotated[int, typer.Option(help="No more stories than this in one round of fetching.")] = 200,
    compact_every: Annotated[float, typer.Option(help="Minutes between two compactions; 0: never.")] = 15.0,
    metrics_port: Annotated[int | None, typer.Option(help="Where Prometheus may ask.")] = None,
    metrics_host: Annotated[str, typer.Option(help="The address of that port.")] = "127.0.0.1",
    once: Annotated[bool, typer.Option("--once", help="End when nothing waits any more.")] = False,
    idle_exit: Annotated[float | None, typer.Option(help="End when nothing has come for so many seconds.")] = None,
    workers: Annotated[int, typer.Option(help="Processes that clean pages at the same time.")] = 2,
) -> None:
    """Takes in what comes: new and changed files, stories of feeds and sitemaps; a commit every second or so.

    Whatever ends it, the next start goes on: nothing is lost, nothing is there twice. Ctrl-C and SIGTERM end it after
    the batch at hand, a second Ctrl-C at once. Example: dongtin stream --watch incoming --out news
    """
    with one_line_errors(), _named_plan_errors():
        options = StreamOptions(
            out=out,
            watch=tuple(watch or ()),
            publishers=tuple(publisher or ()),
            feeds=tuple(feed or ()),
            sitemaps=tuple(sitemap or ()),
            every=every,
            contact=contact,
            registry=registry,
            config=config,
            publisher=watched_publisher,
            batch_inputs=batch_inputs,
            batch_seconds=batch_seconds,
            poll_seconds=poll_seconds,
            settle_seconds=settle_seconds,
            round_stories=round_stories,
            compact_every=compact_every,
            metrics_port=metrics_port,
            metrics_host=metrics_host,
            once=once,
            idle_exit=idle_exit,
            workers=workers,
        )
        options.check()
        _stream(options)


def _stream(options: StreamOptions) -> None:
    console = Console(stderr=True)
    status = StatusLine(console)
    with _stop_on_signals(console) as stop, status.show():
        from pipelines.stream import driver  # Beam takes seconds to import: `--help` should not

        driver.stream(options, clock=SYSTEM_CLOCK, stop=stop, observers=[status])


@contextmanager
def _stop_on_signals(console: Console) -> Iterator[threading.Event]:
    """SIGTERM and Ctrl-C set the event; the second Ctrl-C ends the process as it stands, which loses nothing."""
    stop = threading.Event()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            os._exit(_INTERRUPTED)
        if not stop.is_set():
            stop.set()
            console.print(_STOPPING, soft_wrap=True)

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, action in before.items():
            signal.signal(number, action)


@contextmanager
def _named_plan_errors() -> Iterator[None]:
    try:
        yield
    except PlanError as error:
        fail(str(error), DATA_ERROR)
