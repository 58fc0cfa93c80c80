"""`dongtin flow`: the endless graph on an engine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.errors import UsageError, one_line_errors
from pipelines.unbounded.options import UnboundedOptions


def flow(
    out: Annotated[Path, typer.Option(help="The folder of the data set, seen by all workers.", show_default=False)],
    runner: Annotated[str, typer.Option(help="prism, flink, dataflow, or Beam's name of a runner that streams.")],
    watch: Annotated[list[str] | None, typer.Option(help="A folder or glob; may be repeated.")] = None,
    kafka: Annotated[str | None, typer.Option(help="Kafka's brokers: host:port, comma between them.")] = None,
    topic: Annotated[list[str] | None, typer.Option(help="A topic of pages or records; may be repeated.")] = None,
    kafka_client: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A further setting of the Kafka client.")
    ] = None,
    name: Annotated[str, typer.Option(help="Names runs and the consumer's group; the same name goes on.")] = "stream",
    config: Annotated[Path | None, typer.Option(help="Settings, a YAML file as in configs/pipelines/.")] = None,
    publisher: Annotated[str | None, typer.Option(help="The publisher of every input.")] = None,
    window: Annotated[int, typer.Option(help="Seconds of arrival that are committed together.")] = 60,
    lateness: Annotated[int, typer.Option(help="Seconds a window stays open for late arrivals.")] = 600,
    late_pause: Annotated[int, typer.Option(help="Seconds in which late arrivals are gathered to one commit.")] = 10,
    poll_seconds: Annotated[float, typer.Option(help="Pause between two looks at a folder.")] = 5.0,
    until_idle: Annotated[float | None, typer.Option(help="End when nothing came for so many seconds.")] = None,
    beam_arg: Annotated[list[str] | None, typer.Option(help="Passed to Beam as it is; may be repeated.")] = None,
) -> None:
    """Takes in folders and Kafka topics without an end, on a distributed engine: a commit for each window of arrival.

    What comes later than --lateness allows becomes a dead letter. `make engines` brings Prism and Flink.
    Example: dongtin flow --watch incoming --out news --runner prism
    """
    with one_line_errors():
        options = UnboundedOptions(
            out=out,
            runner=runner,
            watch=tuple(watch or ()),
            kafka=kafka,
            topics=tuple(topic or ()),
            kafka_client=tuple(map(_setting, kafka_client or ())),
            name=name,
            config=config,
            publisher=publisher,
            window=window,
            lateness=lateness,
            late_pause=late_pause,
            poll_seconds=poll_seconds,
            until_idle=until_idle,
            beam_args=tuple(beam_arg or ()),
        )
        options.settings()
        from pipelines.unbounded.graph import run_unbounded  # Beam takes seconds to import

        run_unbounded(options)


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--kafka-client {text}: write NAME=VALUE")
    return name, value
