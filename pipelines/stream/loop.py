"""The loop: look, plan, commit, tell; one batch at a time.

Back-pressure needs no more than this: while a batch runs nothing is read, what waits stays where it is, and a batch
holds no more than its limit.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.stream.doors import Arrival, Door
from pipelines.stream.graph import StandingGraph
from pipelines.stream.observers import Backlog, Committed, Observer
from pipelines.stream.options import StreamOptions
from pipelines.stream.plan import Batch, Plan
from pipelines.stream.rounds import FetchRounds
from transforms.fetch.clock import Clock
from transforms.store.errors import StoreBusy
from transforms.store.manifest import Manifest

_BUSY_SECONDS = 1.0


@dataclass(slots=True, kw_only=True)
class Loop:
    """One stream. `stop` is looked at between batches."""

    options: StreamOptions
    plan: Plan
    graph: StandingGraph
    doors: Sequence[Door]
    rounds: FetchRounds | None
    observers: Sequence[Observer]
    clock: Clock
    stop: threading.Event
    upkeep: Callable[[datetime], None]

    def run(self) -> None:
        """Until it is told to stop, or has nothing to do for as long as the options say.

        Raises the `StoreError`s but StoreBusy, which it waits out, and whatever a bug raises; the plan then holds the
        batch, and the next start commits it.
        """
        for door in self.doors:
            door.recall(self.plan.seen(door.name))
        left = self.plan.unfinished()
        if left is not None:
            self._carry_out(left)
        busy_at = self.clock.now()
        while not self.stop.is_set():
            worked = self._next_batch() or self._next_round()
            now = self.clock.now()
            self.upkeep(now)
            if worked:
                busy_at = now
            elif self._has_ended(busy_at):
                return
            else:
                self.stop.wait(self.options.poll_seconds)

    def _next_batch(self) -> bool:
        """Commits the oldest inputs, where a batch is due."""
        polled = [(door, door.poll(self.options.batch_inputs)) for door in self.doors]
        oldest = heapq.nsmallest(
            self.options.batch_inputs, (one for _, waiting in polled for one in waiting.arrivals), key=_age_order
        )
        now = self.clock.now()
        backlog = Backlog(
            at=now, waiting=sum(waiting.inputs for _, waiting in polled), oldest=oldest[0].since if oldest else None
        )
        for observer in self.observers:
            observer.looked(backlog)
        if not oldest or not self._is_due(backlog):
            return False
        batch = self.plan.plan(oldest)
        for door in self.doors:
            door.planned([one for one in oldest if one.door == door.name])
        self._carry_out(batch)
        return True

    def _is_due(self, backlog: Backlog) -> bool:
        full = backlog.waiting >= self.options.batch_inputs
        return full or self.options.once or backlog.age.total_seconds() >= self.options.batch_seconds

    def _carry_out(self, batch: Batch) -> None:
        files = [
            file for door in self.doors for file in door.open([one for one in batch.arrivals if one.door == door.name])
        ]
        if self._commit(lambda: self.graph.commit(batch.run_id, files), [one.since for one in batch.arrivals]):
            self.plan.finish(batch)
            for door in self.doors:
                gone = door.committed([one for one in batch.arrivals if one.door == door.name])
                self.plan.forget(door.name, gone)

    def _next_round(self) -> bool:
        """Commits what a round of fetching brought, where one is over."""
        rounds = self.rounds
        fetched = rounds.ready() if rounds else None
        if rounds is None or fetched is None:
            return False
        self._commit(lambda: rounds.commit(fetched, self.graph.known), [])
        return True

    def _commit(self, commit: Callable[[], Manifest], since: Sequence[datetime]) -> bool:
        """Commits, waiting for other writers; False where the stream was stopped while it waited."""
        started = self.clock.now()
        while True:
            try:
                manifest = commit()
            except StoreBusy as busy:
                self._tell_held_up(str(busy))
                if self.stop.wait(_BUSY_SECONDS):
                    return False
                continue
            break
        self._tell_held_up(None)
        now = self.clock.now()
        commit_ = Committed(
            at=now,
            manifest=manifest,
            seconds=(now - started).total_seconds(),
            freshness=[(now - one).total_seconds() for one in since],
        )
        for observer in self.observers:
            observer.committed(commit_)
        return True

    def _tell_held_up(self, reason: str | None) -> None:
        for observer in self.observers:
            observer.held_up(reason)

    def _has_ended(self, busy_at: datetime) -> bool:
        idle = (self.clock.now() - busy_at).total_seconds()
        if self.options.once:
            return (self.rounds is None or self.rounds.had_a_round) and idle >= self.options.settle_seconds
        return self.options.idle_exit is not None and idle >= self.options.idle_exit


def _age_order(arrival: Arrival) -> tuple[datetime, str, str]:
    return arrival.since, arrival.door, arrival.name
