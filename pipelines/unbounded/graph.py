"""Puts an endless graph together and runs it: doors, windows, the shared middle, a commit a pane."""

from __future__ import annotations

import logging

import apache_beam as beam
from apache_beam.options.pipeline_options import StandardOptions

from pipelines.assembly import AnnotateArrivals
from pipelines.errors import UsageError
from pipelines.runners import engine, refuse_bounded_only
from pipelines.unbounded.folder import WatchFolders
from pipelines.unbounded.options import UnboundedOptions
from pipelines.unbounded.panes import CommitPanes
from pipelines.unbounded.windows import ArrivalWindows, CutIntoWindows

logger = logging.getLogger(__name__)


def run_unbounded(options: UnboundedOptions) -> None:
    """Runs until the engine ends the job or the inputs end.

    Raises `UsageError` before anything runs where the engine cannot stream or a setting needs all inputs at once,
    `StoreError`s as the engine passes them on, and whatever a bug raises.
    """
    refuse_bounded_only(options.runner)
    if options.settings().clean.line_history:
        raise UsageError("clean: line_history counts the lines of all inputs first; a stream has no such moment")
    runner, beam_options = engine(options.runner, 1, options.beam_args)
    beam_options.view_as(StandardOptions).streaming = True
    pipeline = beam.Pipeline(runner=runner, options=beam_options)
    build(pipeline, options)
    pipeline.run().wait_until_finish()


def build(pipeline: beam.Pipeline, options: UnboundedOptions) -> beam.PCollection:
    """The graph. Out: `Committed` panes."""
    if options.kafka:
        return _from_kafka(pipeline, options)
    return process_stream(_watched(pipeline, options), options)


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


def _watched(pipeline: beam.Pipeline, options: UnboundedOptions) -> beam.PCollection:
    return pipeline | "Watch folders" >> WatchFolders(
        patterns=options.watch,
        options=options.settings().read.options(),
        poll_seconds=options.poll_seconds,
        until_idle=options.until_idle,
    )


def _from_kafka(pipeline: beam.Pipeline, options: UnboundedOptions) -> beam.PCollection:
    from confluent_kafka import KafkaException

    from pipelines.unbounded.kafka import KafkaTopics, ReadKafka, partitions_of  # the client is an extra
    from pipelines.unbounded.offsets import CommitOffsets

    kafka = KafkaTopics(
        brokers=options.kafka or "", topics=options.topics, group=options.name, client=dict(options.kafka_client)
    )
    try:
        begins = partitions_of(kafka)
    except (LookupError, KafkaException) as error:
        raise UsageError(f"--kafka {options.kafka}: {error}") from error
    read = pipeline | "Read Kafka" >> ReadKafka(kafka, begins, options.settings().read.options(), options.until_idle)
    doors = [read.arrivals, *([_watched(pipeline, options)] if options.watch else [])]
    panes = process_stream(tuple(doors) | "All doors" >> beam.Flatten(), options)
    (panes, read.skipped) | "Commit offsets" >> CommitOffsets(kafka.consumer)
    return panes
