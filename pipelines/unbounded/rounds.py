"""Feeds, sitemaps and publishers on a schedule as an input without an end.

One worker asks: rounds are planned in the frontier, which one process writes, and politeness knows the whole of a
publisher. What a round brought is read back from its archive into the graph; the frontier hears of it only when the
ledger has all of it, so a job that ends before that begins by bringing the same answers again, without a request.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor
from pathlib import Path

import apache_beam as beam
from apache_beam.io.restriction_trackers import OffsetRange, OffsetRestrictionTracker
from apache_beam.io.watermark_estimators import ManualWatermarkEstimator
from apache_beam.transforms.core import RestrictionProvider
from apache_beam.transforms.window import TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp

from pipelines.clock import SYSTEM_CLOCK, utc_now
from pipelines.planning import FetchPlan
from pipelines.requests import FetchRequest
from pipelines.stream.rounds import FetchRounds
from pipelines.unbounded.panes import runs_of
from pipelines.unbounded.splitting import END, OneByOne, advance
from pipelines.unbounded.windows import Arrival, arrived_at, stamped
from transforms.domain.outcomes import input_key_of
from transforms.fetch.options import Limits
from transforms.fetch.replay import replay
from transforms.store.known_inputs import Arrived, inputs_of_runs

_TURN_SECONDS = 1.0
_ROUNDS: dict[Path, StandingRounds] = {}
_ROUNDS_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What is asked how often, and by which runs (stream, window in seconds) it is committed."""

    request: FetchRequest
    every: float
    stream: str
    window: int

    def runs_since(self, moment: datetime) -> str:
        """The least id that a run can have which commits what arrived at the moment."""
        start = floor(moment.timestamp() / self.window) * self.window
        return runs_of(self.stream, datetime.fromtimestamp(start, UTC))


class StandingRounds:
    """The rounds of one process: one thread asks, whatever bundles come and go."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._rounds = FetchRounds(schedule.request, SYSTEM_CLOCK, every_seconds=schedule.every)
        self._limits: Limits = schedule.request.settings().fetch.options().limits
        self._plan: FetchPlan | None = None
        self._brought_at: int | None = None
        self._quiet_since = utc_now()

    def bring(self, turn: int) -> list[Arrival] | None:
        """What a round brought that this turn of the door, or one the engine took back, has to hand over."""
        if self._plan is None:
            self._plan = self._rounds.ready()
        if self._plan is None or (self._brought_at is not None and self._brought_at < turn):
            return None
        self._brought_at = turn
        return list(self._arrivals(self._plan))

    def complete_before(self) -> datetime:
        """No answer from before this instant is still to be handed over."""
        now = utc_now()  # before the rounds are asked: one that begins now begins later than this
        return now if self._brought_at is not None else min(now, self._rounds.asking_since or now)

    def look_whether_committed(self) -> None:
        """Tells the frontier when the ledger has all that was handed over."""
        if self._plan is None or self._brought_at is None:
            return
        brought = set(map(_identity, self._arrivals(self._plan)))
        first = self._schedule.runs_since(min(moment for _, moment in brought))
        mine = f"{self._schedule.stream}-"
        if brought <= inputs_of_runs(self._schedule.request.out, lambda run: run.startswith(mine) and run >= first):
            self._rounds.committed(self._plan)
            self._plan, self._brought_at, self._quiet_since = None, None, utc_now()

    def is_quiet(self, seconds: float) -> bool:
        """Whether a round was had, nothing is on its way, and that for so many seconds."""
        quiet = (utc_now() - self._quiet_since).total_seconds() > seconds
        return self._rounds.had_a_round and self._plan is None and quiet

    def close(self) -> None:
        """Ends the thread."""
        self._rounds.close()

    def _arrivals(self, plan: FetchPlan) -> Iterator[Arrival]:
        for visit in plan.visits:
            yield from replay(visit, self._rounds.folders, self._limits)


@dataclass
class FetchOnSchedule(beam.PTransform):
    """In: a pipeline. Out: `Page`s, `DeadLetter`s and `Outcome`s of rounds of fetching, at the times of their answers.

    The watermark follows the clock, but waits for the round at hand. idle_exit: ends after a round, when all it
    brought is committed and nothing came for so many seconds; None: never. `FrontierBusy` fails the bundle where
    another process fetches into the data set.
    """

    schedule: Schedule
    idle_exit: float | None = None

    def expand(self, pipeline: beam.Pipeline) -> beam.PCollection:
        """One unbounded element."""
        return (
            pipeline
            | "Schedule" >> beam.Create([self.schedule])
            | "Ask in rounds" >> beam.ParDo(_RoundsFn(self.idle_exit))
        )


class _Turns(RestrictionProvider):
    def initial_restriction(self, element: Schedule) -> OffsetRange:
        return OffsetRange(0, END)

    def create_tracker(self, restriction: OffsetRange) -> OneByOne:
        return OneByOne(restriction)

    def restriction_size(self, element: Schedule, restriction: OffsetRange) -> int:
        return 1

    def truncate(self, element: Schedule, restriction: OffsetRange) -> None:
        return None  # a drained job leaves the round at hand to the next one


_TURNS = _Turns()


class _RoundsFn(beam.DoFn):
    def __init__(self, idle_exit: float | None) -> None:
        self._idle_exit = idle_exit

    @beam.DoFn.unbounded_per_element()
    def process(
        self,
        schedule: Schedule,
        tracker: OffsetRestrictionTracker = beam.DoFn.RestrictionParam(_TURNS),
        estimator: ManualWatermarkEstimator = beam.DoFn.WatermarkEstimatorParam(
            ManualWatermarkEstimator.default_provider()
        ),
    ) -> Iterator[TimestampedValue]:
        """One turn a round: its number says whether the engine took back what was handed over."""
        rounds, turn = _standing(schedule), tracker.current_restriction().start
        rounds.look_whether_committed()
        brought = rounds.bring(turn)
        if brought is not None:
            if not tracker.try_claim(turn):
                return
            yield from map(stamped, brought)
        advance(estimator, Timestamp.from_utc_datetime(rounds.complete_before()))
        if self._idle_exit is not None and rounds.is_quiet(self._idle_exit):
            _end(schedule)
            tracker.try_claim(END - 1)
        else:
            tracker.defer_remainder(Duration(_TURN_SECONDS))


def _standing(schedule: Schedule) -> StandingRounds:
    with _ROUNDS_LOCK:
        state = schedule.request.state
        if state not in _ROUNDS:
            _ROUNDS[state] = StandingRounds(schedule)
        return _ROUNDS[state]


def _end(schedule: Schedule) -> None:
    with _ROUNDS_LOCK:
        _ROUNDS.pop(schedule.request.state).close()


def _identity(arrival: Arrival) -> Arrived:
    return input_key_of(arrival), arrived_at(arrival).astimezone(UTC)
