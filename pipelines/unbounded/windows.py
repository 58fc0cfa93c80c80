"""Windows of arrival: which one an input belongs to, whether it is still open, and whether the input came before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor
from typing import Any

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.coders import FastPrimitivesCoder
from apache_beam.metrics import Metrics
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.trigger import AccumulationMode, AfterProcessingTime, AfterWatermark
from apache_beam.transforms.userstate import (
    ReadModifyWriteRuntimeState,
    ReadModifyWriteStateSpec,
    RuntimeTimer,
    TimerSpec,
    on_timer,
)
from apache_beam.transforms.window import FixedWindows, TimestampedValue
from apache_beam.utils.timestamp import Duration, Timestamp

from transforms.domain.errors import ArrivedTooLate
from transforms.domain.identity import digest
from transforms.domain.outcomes import DeadLetter, Outcome, input_key_of
from transforms.domain.pages import Page
from transforms.wiring.try_map import DEAD_LETTERS, RESULTS, SETTLED, Tried, dead_letter, split

Arrival = Page | DeadLetter | Outcome

# An engine drops in silence what its grouping finds too late, so the grouping never finds anything so: only the gate
# refuses. What an engine remembers of a window that stays open is that it fired: one small record a window.
_NEVER_SECONDS = 100 * 366 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalWindows:
    """How a stream is cut. All in seconds, but `gates`.

    size      a window; its arrivals are judged and committed together
    lateness  how long after its end a window still takes arrivals in (event time)
    pause     how long late arrivals of a window are gathered before they are committed (processing time)
    gates     how many shares the gate is kept in; each knows of the windows closed in its own share alone
    """

    size: int = 60
    lateness: int = 600
    pause: int = 10
    gates: int = 1

    def closes_at(self, stamp: Timestamp) -> Timestamp:
        """When the window of an arrival is closed for good."""
        return Timestamp((floor(stamp.micros / 1e6) // self.size + 1) * self.size + self.lateness)


def arrived_at(arrival: Arrival) -> datetime:
    """What windows go by."""
    return arrival.fetched_at if isinstance(arrival, Page) else arrival.arrived_at


def stamped(arrival: Arrival) -> TimestampedValue:
    """The arrival with its own time as event time."""
    return TimestampedValue(arrival, Timestamp.from_utc_datetime(arrived_at(arrival).astimezone(UTC)))


@dataclass
class CutIntoWindows(beam.PTransform):
    """In: stamped `Arrival`s in the global window. Out: `Tried` pages in fixed windows with late panes, each once.

    An arrival whose window is closed for good becomes a dead letter (`arrived_too_late`) in the latest closed window;
    one that a door delivered twice goes on once, and is counted. State: one instant a gate; one flag an arrival until
    its window closes.
    """

    windows: ArrivalWindows

    def expand(self, arrivals: beam.PCollection) -> Tried:
        """Gate, repeats, windows; the first two in the global window, whose state no engine ends before we do."""
        first = (
            arrivals
            | "Share out gates" >> beam.Map(_gate_of, self.windows.gates).with_output_types(tuple[int, Any])
            | "Refuse what is too late" >> beam.ParDo(_GateFn(self.windows))
            | "Key by arrival" >> beam.Map(_by_arrival).with_output_types(tuple[str, Any])
            | "Drop repeats" >> beam.ParDo(_FirstFn(self.windows))
            | "Cut into windows" >> self._cut()
        )
        return split(first | "Sort out" >> beam.Map(_tag).with_outputs(DEAD_LETTERS, SETTLED, main=RESULTS))

    def _cut(self) -> beam.WindowInto:
        return beam.WindowInto(
            FixedWindows(self.windows.size),
            trigger=AfterWatermark(late=AfterProcessingTime(self.windows.pause)),
            accumulation_mode=AccumulationMode.DISCARDING,
            allowed_lateness=Duration(_NEVER_SECONDS),
        )


class _GateFn(beam.DoFn):
    """Keyed by share, in the global window, where nothing is ever dropped: timers tell which windows are closed."""

    CLOSED = ReadModifyWriteStateSpec("closed", FastPrimitivesCoder())
    CLOSING = TimerSpec("closing", TimeDomain.WATERMARK)

    def __init__(self, windows: ArrivalWindows) -> None:
        self._windows = windows

    def process(
        self,
        keyed: tuple[int, Arrival],
        stamp: Timestamp = beam.DoFn.TimestampParam,
        closed: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(CLOSED),
        closing: RuntimeTimer = beam.DoFn.TimerParam(CLOSING),
    ) -> Iterator[Arrival | TimestampedValue]:
        closes_at, last_closed = self._windows.closes_at(stamp), closed.read()
        if last_closed is not None and closes_at.micros <= last_closed:
            yield TimestampedValue(_too_late(keyed[1], closes_at), Timestamp(micros=last_closed))
        else:
            closing.set(closes_at, dynamic_timer_tag=str(closes_at.micros))
            yield keyed[1]

    @on_timer(CLOSING)
    def close(
        self,
        stamp: Timestamp = beam.DoFn.TimestampParam,
        closed: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(CLOSED),
    ) -> None:
        closed.write(max(closed.read() or 0, stamp.micros))


class _FirstFn(beam.DoFn):
    """Keyed by arrival: the first goes on; the flag goes when the gate is closed to others."""

    SEEN = ReadModifyWriteStateSpec("seen", FastPrimitivesCoder())
    FORGET = TimerSpec("forget", TimeDomain.WATERMARK)

    def __init__(self, windows: ArrivalWindows) -> None:
        self._windows = windows

    def process(
        self,
        keyed: tuple[str, Arrival],
        stamp: Timestamp = beam.DoFn.TimestampParam,
        seen: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(SEEN),
        forget: RuntimeTimer = beam.DoFn.TimerParam(FORGET),
    ) -> Iterator[Arrival]:
        if seen.read():
            Metrics.counter("windows", "repeats").inc()
            return
        seen.write(True)
        forget.set(self._windows.closes_at(stamp))
        yield keyed[1]

    @on_timer(FORGET)
    def forget(self, seen: ReadModifyWriteRuntimeState = beam.DoFn.StateParam(SEEN)) -> None:
        seen.clear()


def _gate_of(arrival: Arrival, gates: int) -> tuple[int, Arrival]:
    return int(_name(arrival)[:8], 16) % gates, arrival


def _by_arrival(arrival: Arrival) -> tuple[str, Arrival]:
    return _name(arrival), arrival


def _name(arrival: Arrival) -> str:
    return digest(input_key_of(arrival), arrived_at(arrival).isoformat())


def _tag(arrival: Arrival) -> Arrival | pvalue.TaggedOutput:
    if isinstance(arrival, Page):
        return arrival
    return pvalue.TaggedOutput(DEAD_LETTERS if isinstance(arrival, DeadLetter) else SETTLED, arrival)


def _too_late(arrival: Arrival, closed_at: Timestamp) -> DeadLetter | Outcome:
    if not isinstance(arrival, Page):
        return arrival  # it is settled already, and says how
    moment = closed_at.to_utc_datetime(has_tz=True).isoformat(timespec="seconds")
    return dead_letter(arrival, "window", ArrivedTooLate(f"its window was closed at {moment}; replay takes it in"))
