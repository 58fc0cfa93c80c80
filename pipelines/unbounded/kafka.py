"""Kafka topics as an input without an end, by a Python client: no Java, no Docker beside the workers.

Exactly once does not rest on the consumer's offsets but on the ledger, which is committed with the rows: what is read
again is recognised there. Offsets are handed to the broker after the commit, so that a new job begins behind it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp
from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition
from confluent_kafka import Message as KafkaMessage

from pipelines.unbounded.asked import Asked
from pipelines.unbounded.offsets import Offsets, Partition
from pipelines.unbounded.splitting import END, OneByOne, advance
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.messages import Message, read_address, read_message
from transforms.read.options import ReadOptions

_OFFSETS, _ASKED = "offsets", "asked"
# One turn of a partition: then the engine may checkpoint, and other partitions get theirs.
_TURN_SECONDS = 1.0
_POLL_SECONDS = 0.2
_TURN_MESSAGES = 500
# A partition that is read to its end and stays quiet must not hold the windows of the others open.
_QUIET_SECONDS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KafkaTopics:
    """Where to read.

    brokers  `host:port`, comma between them
    topics   of pages and records; `url_topics` of addresses to fetch
    group    under which name offsets are kept; nobody else may consume by it
    client   further settings of the client (librdkafka's names), say for TLS
    """

    brokers: str
    topics: tuple[str, ...]
    group: str
    url_topics: tuple[str, ...] = ()
    client: Mapping[str, str] = field(default_factory=dict)

    def consumer(self) -> Consumer:
        """A client that commits nothing by itself and joins no group: partitions are assigned."""
        return Consumer(
            {
                "bootstrap.servers": self.brokers,
                "group.id": self.group,
                "enable.auto.commit": False,
                "enable.auto.offset.store": False,
                "auto.offset.reset": "earliest",
                **self.client,
            }
        )


class ReadFrom(NamedTuple):
    """A partition and the offset to begin with."""

    partition: Partition
    offset: int


def partitions_of(kafka: KafkaTopics, *, timeout: float = 30.0) -> list[ReadFrom]:
    """The partitions as they are now, each from its committed offset or its oldest message.

    Raises `KafkaException` where the brokers cannot be reached, LookupError for a topic that is not there.
    """
    consumer = kafka.consumer()
    try:
        wanted: list[TopicPartition] = []
        for topic in (*kafka.topics, *kafka.url_topics):
            described = consumer.list_topics(topic, timeout=timeout).topics[topic]
            if described.error is not None:
                raise LookupError(f"topic {topic}: {described.error.str()}")
            wanted += [TopicPartition(topic, number) for number in sorted(described.partitions)]
        begins = []
        for one in _committed(consumer, wanted, timeout):
            oldest, _ = consumer.get_watermark_offsets(TopicPartition(one.topic, one.partition), timeout=timeout)
            begins.append(ReadFrom(Partition(one.topic, one.partition), max(one.offset, oldest)))
        return begins
    finally:
        consumer.close()


def _committed(consumer: Consumer, wanted: list[TopicPartition], timeout: float) -> list[TopicPartition]:
    """A broker that has just begun does not know yet who keeps the offsets: it is asked again."""
    until = time.monotonic() + timeout
    while True:
        try:
            return list(consumer.committed(wanted, timeout=timeout))
        except KafkaException as error:
            if not error.args[0].retriable() and error.args[0].code() != KafkaError.NOT_COORDINATOR:
                raise
            if time.monotonic() > until:
                raise
            time.sleep(_POLL_SECONDS)


class FromKafka(NamedTuple):
    """Pages and letters; `Asked` addresses to fetch; and which offsets there is nothing to read at."""

    arrivals: beam.PCollection
    asked: beam.PCollection
    skipped: beam.PCollection


@dataclass
class ReadKafka(beam.PTransform):
    """In: a pipeline. Out: `FromKafka`: `Page`s and `DeadLetter`s at the times of their messages.

    The watermark of a partition is the latest time of its messages, or the clock's where it is quiet.
    idle_exit: a partition ends when nothing has come for so many seconds; None: never.
    """

    kafka: KafkaTopics
    begins: list[ReadFrom]
    options: ReadOptions
    idle_exit: float | None = None

    def expand(self, pipeline: beam.Pipeline) -> FromKafka:
        """One unbounded element a partition."""
        read = (
            pipeline
            | "Partitions" >> beam.Create(self.begins)
            | "Spread partitions" >> beam.Reshuffle()
            | "Read messages"
            >> beam.ParDo(_ReadFn(self.kafka, self.options, self.idle_exit)).with_outputs(
                _ASKED, _OFFSETS, main="arrivals"
            )
        )
        return FromKafka(read.arrivals, read[_ASKED], read[_OFFSETS])


class _FromOffset(RestrictionProvider):
    def initial_restriction(self, element: ReadFrom) -> OffsetRange:
        return OffsetRange(element.offset, END)

    def create_tracker(self, restriction: OffsetRange) -> OneByOne:
        return OneByOne(restriction)

    def restriction_size(self, element: ReadFrom, restriction: OffsetRange) -> int:
        return 1

    def truncate(self, element: ReadFrom, restriction: OffsetRange) -> None:
        return None  # a drained job leaves the rest to the next one


_FROM_OFFSET = _FromOffset()


class _ReadFn(beam.DoFn):
    def __init__(self, kafka: KafkaTopics, options: ReadOptions, idle_exit: float | None) -> None:
        self._kafka = kafka
        self._options = options
        self._idle_exit = idle_exit

    def setup(self) -> None:
        self._consumers: dict[Partition, tuple[Consumer, int]] = {}
        self._quiet_since: dict[Partition, float] = {}

    def teardown(self) -> None:
        for consumer, _ in self._consumers.values():
            consumer.close()

    @beam.DoFn.unbounded_per_element()
    def process(
        self,
        begin: ReadFrom,
        tracker: OffsetRestrictionTracker = beam.DoFn.RestrictionParam(_FROM_OFFSET),
        estimator: ManualWatermarkEstimator = beam.DoFn.WatermarkEstimatorParam(
            ManualWatermarkEstimator.default_provider()
        ),
    ) -> Iterator[Page | DeadLetter | TimestampedValue | pvalue.TaggedOutput]:
        """One turn: what is there, up to a bound; then the rest is put down for the next turn."""
        partition, position = begin.partition, tracker.current_restriction().start
        if position == begin.offset:
            yield pvalue.TaggedOutput(_OFFSETS, Offsets(partition, position, position))
        until, read = time.monotonic() + _TURN_SECONDS, 0
        while time.monotonic() < until and read < _TURN_MESSAGES:
            messages = self._poll(partition, position)
            if not messages:
                break
            for message in messages:
                offset = message.offset()
                if not tracker.try_claim(offset):
                    return
                if offset > position:
                    yield pvalue.TaggedOutput(_OFFSETS, Offsets(partition, position, offset))
                position, read = offset + 1, read + 1
                yield self._arrival(message)
                advance(estimator, _moment(message))
            self._consumers[partition] = (self._consumers[partition][0], position)
            self._quiet_since.pop(partition, None)
        if self._is_over(partition, position, estimator):
            tracker.try_claim(END - 1)
        else:
            tracker.defer_remainder(Duration(0 if read else _POLL_SECONDS))

    def _arrival(self, message: KafkaMessage) -> TimestampedValue | pvalue.TaggedOutput:
        read, moment = _read(message), _moment(message)
        if message.topic() not in self._kafka.url_topics:
            return TimestampedValue(read_message(read, self._options), moment)
        address = read_address(read, self._options)
        if isinstance(address, DeadLetter):
            return TimestampedValue(address, moment)
        partition = Partition(message.topic(), message.partition())
        asked = Asked(partition, message.offset(), address, read.arrived_at, self._options.publisher)
        return pvalue.TaggedOutput(_ASKED, TimestampedValue(asked, moment))

    def _poll(self, partition: Partition, position: int) -> list[KafkaMessage]:
        consumer, at = self._consumers.get(partition) or (self._kafka.consumer(), -1)
        if at != position:
            consumer.assign([TopicPartition(partition.topic, partition.number, position)])
            self._consumers[partition] = (consumer, position)
        messages = consumer.consume(num_messages=100, timeout=_POLL_SECONDS)
        for message in messages:
            if message.error() is not None:
                raise KafkaException(message.error())
        return list(messages)

    def _is_over(self, partition: Partition, position: int, estimator: ManualWatermarkEstimator) -> bool:
        """Whether the partition has been quiet for long enough to end; moves the watermark of a quiet one."""
        now = time.monotonic()
        if not self._is_at_end(partition, position):
            self._quiet_since.pop(partition, None)
            return False
        quiet = now - self._quiet_since.setdefault(partition, now)
        if quiet > _QUIET_SECONDS:
            advance(estimator, Timestamp.now() - _QUIET_SECONDS)
        return self._idle_exit is not None and quiet > self._idle_exit

    def _is_at_end(self, partition: Partition, position: int) -> bool:
        """Whether the broker has said, in its latest answer, that there is no more."""
        consumer, _ = self._consumers[partition]
        _, end = consumer.get_watermark_offsets(TopicPartition(partition.topic, partition.number), cached=True)
        return 0 <= end <= position


def _read(message: KafkaMessage) -> Message:
    headers = {name: (value or b"").decode("utf-8", "replace") for name, value in message.headers() or []}
    return Message(
        key=Partition(message.topic(), message.partition()).key_of(message.offset()),
        value=message.value() or b"",
        headers=headers,
        arrived_at=datetime.fromtimestamp(message.timestamp()[1] / 1000, UTC),
    )


def _moment(message: KafkaMessage) -> Timestamp:
    return Timestamp(micros=message.timestamp()[1] * 1000)
