"""Stand-ins at the edges of a stream: a clock that is set, a door that is a list, a graph that only counts."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pipelines.stream.doors import Arrival, Waiting
from pipelines.stream.loop import Loop
from pipelines.stream.observers import Backlog, Committed
from pipelines.stream.options import StreamOptions
from pipelines.stream.plan import Plan
from transforms.fetch.clock import Clock
from transforms.read.inputs import InputFile, Kind
from transforms.store.manifest import CommitKind, Manifest

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, sleep=self.move)


def arrival(name: str, *, seconds: float = 0.0, door: str = "list", version: str = "1") -> Arrival:
    return Arrival(door=door, name=name, version=version, since=NOON + timedelta(seconds=seconds))


def manifest(run_id: str, inputs: int, **outcomes: int) -> Manifest:
    return Manifest(
        sequence=1,
        run_id=run_id,
        kind=CommitKind.INGEST,
        schema_version="1",
        inputs=inputs,
        outcomes={name.replace("__", ":"): count for name, count in outcomes.items()} or {"article": inputs},
        added=(),
        removed=(),
        rows={run_id: {}},
    )


@dataclass
class ListDoor:
    """A door that offers what it was given, and writes down what it is told."""

    offered: list[Arrival] = field(default_factory=list)
    told: list[tuple[str, list[str]]] = field(default_factory=list)
    known: Mapping[str, str] = field(default_factory=dict)
    name: str = "list"

    def recall(self, planned: Mapping[str, str]) -> None:
        self.known = planned
        self.offered = [one for one in self.offered if planned.get(one.name) != one.version]

    def poll(self, limit: int) -> Waiting:
        ordered = sorted(self.offered, key=lambda one: one.since)
        return Waiting(ordered[:limit], len(ordered))

    def planned(self, arrivals: Sequence[Arrival]) -> None:
        self.told.append(("planned", [one.name for one in arrivals]))
        self.offered = [one for one in self.offered if one not in arrivals]

    def open(self, arrivals: Sequence[Arrival]) -> list[InputFile]:
        return [
            InputFile(key=one.name, path=one.name, size=1, modified_at=one.since, kind=Kind.TEXT) for one in arrivals
        ]

    def committed(self, arrivals: Sequence[Arrival]) -> list[str]:
        self.told.append(("committed", [one.name for one in arrivals]))
        return []

    def close(self) -> None:
        self.told.append(("closed", []))


@dataclass
class CountingGraph:
    """Commits nothing but remembers; `failures` are raised first."""

    commits: list[tuple[str, list[str]]] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)

    def commit(self, run_id: str, files: Sequence[InputFile]) -> Manifest:
        if self.failures:
            raise self.failures.pop(0)
        self.commits.append((run_id, [file.key for file in files]))
        return manifest(run_id, len(files))


@dataclass
class Notes:
    """An observer that writes down."""

    backlogs: list[Backlog] = field(default_factory=list)
    commits: list[Committed] = field(default_factory=list)
    held_up_by: list[str | None] = field(default_factory=list)

    def looked(self, backlog: Backlog) -> None:
        self.backlogs.append(backlog)

    def committed(self, commit: Committed) -> None:
        self.commits.append(commit)

    def held_up(self, reason: str | None) -> None:
        self.held_up_by.append(reason)


def loop(plan: Plan, graph: CountingGraph, door: ListDoor, out: Path, **more: Any) -> tuple[Loop, Notes, Time]:
    """A loop that ends when nothing waits."""
    time, notes = Time(), Notes()
    options = {"once": True, "settle_seconds": 0.0, "poll_seconds": 0.001, "watch": ("x",), "out": out} | more
    made = Loop(
        options=StreamOptions(**options),
        plan=plan,
        graph=graph,  # type: ignore[arg-type]
        doors=[door],
        rounds=None,
        observers=[notes],
        clock=time.clock,
        stop=threading.Event(),
        upkeep=lambda now: None,
    )
    return made, notes, time
