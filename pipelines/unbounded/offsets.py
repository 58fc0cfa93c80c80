"""Which messages of a partition are committed without a gap, and telling the broker so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import apache_beam as beam
from apache_beam.coders import FastPrimitivesCoder
from apache_beam.transforms.userstate import ReadModifyWriteRuntimeState, ReadModifyWriteStateSpec
from apache_beam.transforms.window import GlobalWindows

from pipelines.unbounded.panes import Committed

if TYPE_CHECKING:
    from confluent_kafka import Consumer

_KEY = re.compile(r"kafka:(?P<topic>[^/]+)/(?P<number>\d+)@(?P<offset>\d+)")


class Partition(NamedTuple):
    """One partition of a topic."""

    topic: str
    number: int

    def key_of(self, offset: int) -> str:
        """What the ledger calls the message at an offset."""
        return f"kafka:{self.topic}/{self.number}@{offset}"


class Offsets(NamedTuple):
    """The offsets from `first` up to, not including, `end`: nothing more is to be done for them."""

    partition: Partition
    first: int
    end: int


class Done(NamedTuple):
    """What is done in one partition: all before `head`, and islands behind it, ascending; None: not begun."""

    head: int | None = None
    islands: tuple[tuple[int, int], ...] = ()

    def with_offsets(self, first: int, end: int) -> Done:
        """Adds offsets; an empty range says where reading begins.

        >>> Done(3).with_offsets(5, 6).with_offsets(3, 5)
        Done(head=6, islands=())
        """
        head = first if self.head is None and first == end else self.head
        islands = sorted({*self.islands, (first, end)} if first < end else self.islands)
        if head is None:
            return Done(None, tuple(islands))
        while islands and islands[0][0] <= head:
            head = max(head, islands.pop(0)[1])
        return Done(head, tuple(islands))


@dataclass
class CommitOffsets(beam.PTransform):
    """In: (`Committed` panes, `Offsets` without a message). Out: (`Partition`, head) after each commit to the broker.

    Only what lies before the first message that is not yet in the data set is committed; then `forget` is told.
    """

    consumer: Callable[[], Consumer]
    forget: Callable[[Partition, int], None] | None = None

    def expand(self, halves: tuple[beam.PCollection, beam.PCollection]) -> beam.PCollection:
        """State by partition, in the global window: nothing is ever late here."""
        panes, skipped = halves
        done = panes | "Leave windows" >> beam.WindowInto(GlobalWindows()) | "Take offsets" >> beam.FlatMap(offsets_of)
        return (
            (done, skipped)
            | "All offsets" >> beam.Flatten()
            | "Key by partition" >> beam.Map(_by_partition).with_output_types(tuple[str, Any])
            | "Commit offsets" >> beam.ParDo(_CommitOffsetsFn(self.consumer, self.forget))
        )


def offsets_of(pane: Committed) -> Iterator[Offsets]:
    """The offsets of the messages among the inputs of a pane."""
    for key in pane.inputs:
        found = _KEY.fullmatch(key)
        if found:
            offset = int(found["offset"])
            yield Offsets(Partition(found["topic"], int(found["number"])), offset, offset + 1)


class _CommitOffsetsFn(beam.DoFn):
    DONE = ReadModifyWriteStateSpec("done", FastPrimitivesCoder())

    def __init__(self, consumer: Callable[[], Consumer], forget: Callable[[Partition, int], None] | None) -> None:
        self._open = consumer
        self._forget = forget

    def setup(self) -> None:
        self._consumer = self._open()

    def teardown(self) -> None:
        self._consumer.close()

    def start_bundle(self) -> None:
        self._heads: dict[Partition, int] = {}

    def process(
        self, keyed: tuple[str, Offsets], state: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(DONE)
    ) -> None:
        offsets = keyed[1]
        before = Done(*(state.read() or ()))
        done = before.with_offsets(offsets.first, offsets.end)
        state.write(tuple(done))
        if done.head is not None and done.head != before.head and before.head is not None:
            self._heads[offsets.partition] = done.head

    def finish_bundle(self) -> None:
        """One request for all that the bundle moved."""
        if self._heads:
            self._consumer.commit(offsets=list(_positions(self._heads.items())), asynchronous=False)
        if self._forget:
            for partition, head in self._heads.items():
                self._forget(partition, head)


def _positions(heads: Iterable[tuple[Partition, int]]) -> Iterator[object]:
    from confluent_kafka import TopicPartition

    for partition, head in sorted(heads):
        yield TopicPartition(partition.topic, partition.number, head)


def _by_partition(offsets: Offsets) -> tuple[str, Offsets]:
    return f"{offsets.partition.topic}/{offsets.partition.number}", offsets
