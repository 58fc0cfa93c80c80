"""Addresses from a topic, fetched on the workers: each once, and each host by one of them in its turn.

A message has a place of its own in a journal, which it keeps whatever the engine repeats: what was settled is read
back with the time it had, so that the ledger knows it again, and nobody is asked twice.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import apache_beam as beam
from apache_beam.coders import FastPrimitivesCoder
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import (
    BagRuntimeState,
    BagStateSpec,
    ReadModifyWriteRuntimeState,
    ReadModifyWriteStateSpec,
    RuntimeTimer,
    TimerSpec,
    on_timer,
)
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Timestamp
from filelock import FileLock

from pipelines.clock import SYSTEM_CLOCK
from pipelines.requests import Sites
from pipelines.unbounded.offsets import Partition
from pipelines.unbounded.windows import Arrival, stamped
from transforms.domain.articles import VIETNAM_TIME
from transforms.domain.identity import digest
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Hints
from transforms.fetch.journal import read_journal
from transforms.fetch.options import FetchOptions
from transforms.fetch.replay import replay
from transforms.fetch.targets import HostPatience, KnownRobots, Target, Visit
from transforms.fetch.visits import Folders, make_visit

# One turn of a site: then the engine may checkpoint. At a page a second a turn takes some ten seconds.
_TURN_ADDRESSES = 10
# Messages of one journal and one archive file a site; robots.txt is asked for anew with the next.
_BLOCK = 1000


class Asked(NamedTuple):
    """A message that holds an address."""

    partition: Partition
    offset: int
    url: str
    arrived_at: datetime
    publisher: str | None

    @property
    def key(self) -> str:
        """What the ledger calls it."""
        return self.partition.key_of(self.offset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How addresses are fetched. state: the stream's own folder; lanes: how many workers ask at the same time."""

    options: FetchOptions
    sites: Sites
    raw: Path
    state: Path
    lanes: int = 16

    def lane_of(self, asked: Asked) -> int:
        """The share of work that a site belongs to, and no other: so nobody is asked by two workers."""
        return int(digest(self.sites.site(asked.url))[:8], 16) % self.lanes

    def block_of(self, asked: Asked) -> str:
        """Names the journals of some messages of a partition; they share a day, which names the archive's folder."""
        day = asked.arrived_at.astimezone(VIETNAM_TIME).date().isoformat()
        return f"{self.state.name}-{_partition_name(asked.partition)}-{asked.offset // _BLOCK:010d}-{day}"

    def forget(self, partition: Partition, head: int) -> None:
        """Removes the journals of messages that all lie before `head`, which the broker will not send again."""
        for folder in self.state.glob(f"{self.state.name}-{_partition_name(partition)}-*"):
            if (int(folder.name.rsplit("-", 4)[1]) + 1) * _BLOCK <= head:
                shutil.rmtree(folder, ignore_errors=True)


@dataclass
class FetchAsked(beam.PTransform):
    """In: `Asked`, in the global window. Out: `Page`s and `DeadLetter`s at the times of their answers."""

    asking: Asking

    def expand(self, asked: beam.PCollection) -> beam.PCollection:
        """Lane by lane, some addresses of each site in a turn."""
        return (
            asked
            | "Share out sites" >> beam.Map(_by_lane, self.asking).with_output_types(tuple[int, Any])
            | "Fetch in turns" >> beam.ParDo(_TurnsFn(self.asking))
        )


class _TurnsFn(beam.DoFn):
    WAITING = BagStateSpec("waiting", FastPrimitivesCoder())
    IS_SET = ReadModifyWriteStateSpec("is_set", FastPrimitivesCoder())
    TURN = TimerSpec("turn", TimeDomain.REAL_TIME)

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def process(
        self,
        keyed: tuple[int, Asked],
        waiting: BagRuntimeState = beam.DoFn.StateParam(WAITING),
        is_set: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(IS_SET),
        turn: RuntimeTimer = beam.DoFn.TimerParam(TURN),
    ) -> None:
        """Waits for the turn of the lane. The timer holds the watermark at the message that set it."""
        waiting.add(keyed[1])
        if not is_set.read():
            is_set.write(True)
            turn.set(Timestamp.now() + 1)

    @on_timer(TURN)
    def fetch(
        self,
        waiting: BagRuntimeState = beam.DoFn.StateParam(WAITING),
        is_set: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(IS_SET),
        turn: RuntimeTimer = beam.DoFn.TimerParam(TURN),
    ) -> Iterator[TimestampedValue]:
        now, later = _turns(waiting.read(), self._asking.sites)
        waiting.clear()
        for asked in later:
            waiting.add(asked)
        if later:
            turn.set(Timestamp.now())
        else:
            is_set.clear()
        yield from map(stamped, fetch_turn(now, self._asking))


def fetch_turn(sites: dict[str, list[Asked]], asking: Asking) -> list[Arrival]:
    """Settles all of them: sites at the same time, the addresses of one after another. Repeating it asks nobody."""
    with ThreadPoolExecutor(max_workers=asking.options.threads) as threads:
        brought = threads.map(lambda one: _ask_site(one[0], one[1], asking), sites.items())
        return [arrival for arrivals in brought for arrival in arrivals]


def _ask_site(site: str, asked: list[Asked], asking: Asking) -> list[Arrival]:
    blocks: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        blocks[asking.block_of(one)].append(one)
    folders = Folders(raw=str(asking.raw), journals=str(asking.state))
    arrivals: list[Arrival] = []
    asking.state.mkdir(parents=True, exist_ok=True)
    # An engine that gave up a worker may have begun elsewhere while that one still asks.
    with FileLock(asking.state / f"{site}.lock"):
        for block, messages in blocks.items():
            visit = _visit(site, block, messages, asking)
            make_visit(visit, asking.options, SYSTEM_CLOCK, folders)
            brought = replay(visit, folders, asking.options.limits)
            arrivals += map(_named, brought, sorted(messages, key=lambda one: one.offset))
    return arrivals


def _visit(site: str, block: str, messages: list[Asked], asking: Asking) -> Visit:
    ordered = sorted(messages, key=lambda one: one.offset)
    known = [entry for journal in sorted(asking.state.glob(f"*/{site}.jsonl")) for entry in read_journal(journal)]
    return Visit(
        site=site,
        run_id=block,
        day=block[-len("2000-01-01") :],
        targets=tuple(_target(one, asking.sites) for one in ordered),
        numbers=tuple(one.offset % _BLOCK for one in ordered),
        hosts=asking.sites.hosts(site),
        robots=tuple(entry for entry in known if isinstance(entry, KnownRobots)),
        patience=tuple(sorted((entry for entry in known if isinstance(entry, HostPatience)), key=_until)),
        delay_seconds=asking.sites.delay_seconds(site),
    )


def _target(asked: Asked, sites: Sites) -> Target:
    known = sites.publisher(asked.url)
    hints = Hints(charset=known.charset) if known and known.charset else Hints()
    return Target(url=asked.url, publisher=asked.publisher or (known.id if known else None), hints=hints)


def _named(arrival: Arrival, asked: Asked) -> Arrival:
    """The input is the message: its address may come again in another."""
    if isinstance(arrival, DeadLetter):
        return replace(arrival, key=asked.key)
    return replace(arrival, input_key=asked.key)


def _turns(waiting: Iterable[Asked], sites: Sites) -> tuple[dict[str, list[Asked]], list[Asked]]:
    now: dict[str, list[Asked]] = defaultdict(list)
    later: list[Asked] = []
    for asked in sorted(set(waiting), key=lambda one: (one.arrived_at, one.partition, one.offset)):
        turn = now[sites.site(asked.url)]
        (turn if len(turn) < _TURN_ADDRESSES else later).append(asked)
    return now, later


def _by_lane(asked: Asked, asking: Asking) -> tuple[int, Asked]:
    return asking.lane_of(asked), asked


def _until(patience: HostPatience) -> datetime:
    return patience.not_before


def _partition_name(partition: Partition) -> str:
    return f"{partition.topic}-{partition.number}"
