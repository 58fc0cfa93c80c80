"""Puts an endless graph together and runs it: doors, windows, the shared middle, a commit a pane."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import apache_beam as beam

from pipelines.assembly import AnnotateArrivals
from pipelines.catalog import known_publishers, load_publishers
from pipelines.errors import UsageError
from pipelines.requests import Sites
from pipelines.runners import full_name, streaming_engine
from pipelines.unbounded.asked import Asking, FetchAsked
from pipelines.unbounded.folder import WatchFolders
from pipelines.unbounded.options import UnboundedOptions
from pipelines.unbounded.panes import CommitPanes
from pipelines.unbounded.rounds import FetchOnSchedule, Schedule
from pipelines.unbounded.windows import ArrivalWindows, CutIntoWindows

logger = logging.getLogger(__name__)


def run_unbounded(options: UnboundedOptions) -> None:
    """Runs until the engine ends the job or the inputs end.

    Raises `UsageError` before anything runs where the engine cannot stream or a setting needs all inputs at once,
    `StoreError`s as the engine passes them on, and whatever a bug raises.
    """
    runner, beam_options = streaming_engine(options.runner, options.beam_args)
    if options.idle_exit and full_name(options.runner) == "FlinkRunner":
        raise UsageError("--idle-exit: Flink drops what is on its way when its sources end; cancel the job instead")
    if options.settings().clean.line_history:
        raise UsageError("clean: line_history counts the lines of all inputs first; a stream has no such moment")
    pipeline = beam.Pipeline(runner=runner, options=beam_options)
    build(pipeline, options)
    pipeline.run().wait_until_finish()


def build(pipeline: beam.Pipeline, options: UnboundedOptions) -> beam.PCollection:
    """The graph. Out: `Committed` panes."""
    doors = [*_watched(pipeline, options), *_scheduled(pipeline, options)]
    if options.kafka:
        return _with_kafka(pipeline, options, doors)
    return process_stream(tuple(doors) | "All doors" >> beam.Flatten(), options)


def process_stream(arrivals: beam.PCollection, options: UnboundedOptions) -> beam.PCollection:
    """In: `Page`s and `DeadLetter`s in the global window, their event times those of arrival. Out: `Committed`."""
    settings = options.settings()
    windows = ArrivalWindows(size=options.window, lateness=options.lateness, pause=options.late_pause)
    return (
        arrivals
        | "Cut into windows" >> CutIntoWindows(windows)
        | "Annotate arrivals" >> AnnotateArrivals(settings)
        | "Commit panes" >> CommitPanes(options.name, options.out.absolute(), settings)
    )


def _watched(pipeline: beam.Pipeline, options: UnboundedOptions) -> Iterator[beam.PCollection]:
    if options.watch:
        yield pipeline | "Watch folders" >> WatchFolders(
            patterns=options.watch,
            options=options.settings().read.options(),
            poll_seconds=options.poll_seconds,
            idle_exit=options.idle_exit,
        )


def _scheduled(pipeline: beam.Pipeline, options: UnboundedOptions) -> Iterator[beam.PCollection]:
    request = options.request()
    if request:
        schedule = Schedule(request=request, every=options.every, stream=options.name, window=options.window)
        yield pipeline | "Fetch on schedule" >> FetchOnSchedule(schedule, options.idle_exit)


def _with_kafka(pipeline: beam.Pipeline, options: UnboundedOptions, doors: list[beam.PCollection]) -> beam.PCollection:
    from confluent_kafka import KafkaException

    from pipelines.unbounded.kafka import KafkaTopics, ReadKafka, partitions_of  # the client is an extra
    from pipelines.unbounded.offsets import CommitOffsets

    kafka = KafkaTopics(
        brokers=options.kafka or "",
        topics=options.topics,
        url_topics=options.url_topics,
        group=options.name,
        client=dict(options.kafka_client),
    )
    try:
        begins = partitions_of(kafka)
    except (LookupError, KafkaException) as error:
        raise UsageError(f"--kafka {options.kafka}: {error}") from error
    read = pipeline | "Read Kafka" >> ReadKafka(kafka, begins, options.settings().read.options(), options.idle_exit)
    asking = _asking(options)
    fetched = [read.asked | "Fetch addresses" >> FetchAsked(asking)] if options.url_topics else []
    panes = process_stream((read.arrivals, *fetched, *doors) | "All doors" >> beam.Flatten(), options)
    (panes, read.skipped) | "Commit offsets" >> CommitOffsets(kafka.consumer, asking.forget)
    return panes


def _asking(options: UnboundedOptions) -> Asking:
    out = options.out.absolute()
    return Asking(
        options=options.settings().fetch.options(),
        sites=Sites(load_publishers(options.registry) if options.registry else known_publishers()),
        raw=out / "_raw",
        state=out / "_fetch" / "streams" / options.name,
    )
