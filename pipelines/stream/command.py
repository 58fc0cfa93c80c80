"""`dongtin stream`: what comes in, as it comes in, into the data set; on this machine or on an engine."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console

from pipelines.clock import SYSTEM_CLOCK
from pipelines.errors import DATA_ERROR, UsageError, fail, one_line_errors
from pipelines.stream.options import StreamOptions
from pipelines.stream.plan import PlanError
from pipelines.stream.status import StatusLine
from pipelines.unbounded.options import UnboundedOptions

EMBEDDED = "embedded"
_INTERRUPTED = 130  # as shells say: ended by Ctrl-C
_STOPPING = "stopping after the batch at hand; Ctrl-C again stops at once, and nothing is lost either way"
_HERE, _ENGINE = "Embedded only", "On an engine only"
Texts = list[str] | None
# What the command calls otherwise than the options do.
_FIELDS = {
    "publisher": "publishers",
    "feed": "feeds",
    "sitemap": "sitemaps",
    "watched_publisher": "publisher",
    "topic": "topics",
    "url_topic": "url_topics",
    "beam_arg": "beam_args",
}


def stream(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The folder of the data set; made if it is not there.", show_default=False)],
    runner: Annotated[
        str, typer.Option(help="embedded: this machine, alone; prism, flink, dataflow, or Beam's name of an engine.")
    ] = EMBEDDED,
    watch: Annotated[Texts, typer.Option(help="A folder, glob or file to watch; may be repeated.")] = None,
    publisher: Annotated[Texts, typer.Option(help="An id of the registry, fetched on a schedule; repeatable.")] = None,
    feed: Annotated[Texts, typer.Option(help="An RSS or Atom feed, or a section page, on a schedule.")] = None,
    sitemap: Annotated[Texts, typer.Option(help="A sitemap, or an index of them, on a schedule.")] = None,
    every: Annotated[float, typer.Option(help="Seconds between two rounds of fetching.")] = 300.0,
    round_stories: Annotated[int, typer.Option(help="No more stories than this in one round of fetching.")] = 200,
    contact: Annotated[str | None, typer.Option(help="How you can be reached: mail or page. Requests say it.")] = None,
    registry: Annotated[Path | None, typer.Option(help="A folder of publishers in place of the shipped one.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
    watched_publisher: Annotated[
        str | None, typer.Option(help="The publisher of every watched file and message.")
    ] = None,
    poll_seconds: Annotated[
        float | None, typer.Option(help="Pause between two looks at a folder: 0.5, or 5 on an engine.")
    ] = None,
    idle_exit: Annotated[float | None, typer.Option(help="End when nothing has come for so many seconds.")] = None,
    batch_inputs: Annotated[
        int, typer.Option(help="No more inputs than this in one commit.", rich_help_panel=_HERE)
    ] = 200,
    batch_seconds: Annotated[
        float, typer.Option(help="No input waits longer than this for a fuller batch.", rich_help_panel=_HERE)
    ] = 1.0,
    settle_seconds: Annotated[
        float, typer.Option(help="A file not written to for so long is complete.", rich_help_panel=_HERE)
    ] = 0.5,
    compact_every: Annotated[
        float, typer.Option(help="Minutes between two compactions; 0: never.", rich_help_panel=_HERE)
    ] = 15.0,
    metrics_port: Annotated[int | None, typer.Option(help="Where Prometheus may ask.", rich_help_panel=_HERE)] = None,
    metrics_host: Annotated[str, typer.Option(help="The address of that port.", rich_help_panel=_HERE)] = "127.0.0.1",
    once: Annotated[
        bool, typer.Option("--once", help="End when nothing waits any more.", rich_help_panel=_HERE)
    ] = False,
    workers: Annotated[int, typer.Option(help="Processes that clean and annotate.", rich_help_panel=_HERE)] = 2,
    kafka: Annotated[
        str | None, typer.Option(help="Kafka's brokers: host:port, comma between them.", rich_help_panel=_ENGINE)
    ] = None,
    topic: Annotated[
        Texts, typer.Option(help="A topic of pages or records; may be repeated.", rich_help_panel=_ENGINE)
    ] = None,
    url_topic: Annotated[
        Texts, typer.Option(help="A topic of addresses to fetch; may be repeated.", rich_help_panel=_ENGINE)
    ] = None,
    kafka_client: Annotated[
        Texts,
        typer.Option(metavar="NAME=VALUE", help="A further setting of the Kafka client.", rich_help_panel=_ENGINE),
    ] = None,
    name: Annotated[
        str,
        typer.Option(help="Names runs and the consumer's group; the same name goes on.", rich_help_panel=_ENGINE),
    ] = "stream",
    window: Annotated[
        int, typer.Option(help="Seconds of arrival that are committed together.", rich_help_panel=_ENGINE)
    ] = 60,
    lateness: Annotated[
        int, typer.Option(help="Seconds a window stays open for late arrivals.", rich_help_panel=_ENGINE)
    ] = 600,
    late_pause: Annotated[
        int, typer.Option(help="Seconds in which late arrivals are gathered to one commit.", rich_help_panel=_ENGINE)
    ] = 10,
    beam_arg: Annotated[
        Texts, typer.Option(help="Passed to Beam as it is; may be repeated.", rich_help_panel=_ENGINE)
    ] = None,
) -> None:
    """Takes in what comes: new and changed files, stories of feeds and sitemaps; a commit every second or so.

    Whatever ends it, the next start goes on: nothing is lost, nothing is there twice. Ctrl-C and SIGTERM end it after
    the batch at hand, a second Ctrl-C at once. With --runner it is the same graph on a distributed engine, from Kafka
    too: a commit for each --window of arrival; what comes later than --lateness allows becomes a dead letter.
    Example: dongtin stream --watch incoming --out news
    """
    with one_line_errors(), _named_plan_errors():
        given = _given(context)
        if runner == EMBEDDED:
            _assert_known(given, StreamOptions, "is for engines: add --runner prism, flink or dataflow")
            options = StreamOptions(**given)
            options.check()
            _stream(options)
        else:
            _assert_known(given, UnboundedOptions, "is for the embedded stream: leave it out, or leave out --runner")
            _flow(UnboundedOptions(runner=runner, **given))


def _given(context: typer.Context) -> dict[str, Any]:
    """What the caller said, by the names of the options; what was left out takes the default of either driver."""
    said = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in context.params.items()
        if name != "runner" and _was_said(context, name)
    }
    if "kafka_client" in said:
        said["kafka_client"] = tuple(map(_setting, said["kafka_client"]))
    return {_FIELDS.get(name, name): value for name, value in said.items()}


def _was_said(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name != "DEFAULT"  # by name: some versions of Typer bring their own Click


def _assert_known(given: dict[str, Any], options: type[BaseModel], why: str) -> None:
    told = {field: name for name, field in _FIELDS.items()}
    for field in sorted(given.keys() - options.model_fields.keys()):
        raise UsageError(f"--{told.get(field, field).replace('_', '-')} {why}")


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--kafka-client {text}: write NAME=VALUE")
    return name, value


def _flow(options: UnboundedOptions) -> None:
    options.check()
    from pipelines.unbounded.graph import run_unbounded  # Beam takes seconds to import: `--help` should not

    run_unbounded(options)


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
