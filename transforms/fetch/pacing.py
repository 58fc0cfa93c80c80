"""How fast one host is asked, and how that changes with what it answers. Pure: the clock is passed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from transforms.fetch.options import Manners
from transforms.fetch.targets import HostPatience

_GROWTH, _RECOVERY = 2.0, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A host's patience: the least pause, the present one, and before when nothing may be sent (aware)."""

    least_seconds: float
    delay_seconds: float
    next_at: datetime
    failures_in_row: int = 0


def first_pace(manners: Manners, now: datetime, least: float | None, known: HostPatience | None) -> Pace:
    """The pace at the start of a visit: one whole pause first, whoever may have been here before us.

    least  the publisher's own pause in seconds, where the registry tells one; known  what the last visit learned
    """
    shortest = max(manners.delay_seconds, least or 0.0)
    delay = max(shortest, known.delay_seconds if known else 0.0)
    start = now + timedelta(seconds=delay)
    return Pace(least_seconds=shortest, delay_seconds=delay, next_at=max(start, known.not_before) if known else start)


def with_robots_delay(pace: Pace, seconds: float | None) -> Pace:
    """The pace with what robots.txt asks for as its least pause, counted from the last answer on."""
    if seconds is None or seconds <= pace.least_seconds:
        return pace
    delay = max(seconds, pace.delay_seconds)
    later = timedelta(seconds=delay - pace.delay_seconds)
    return replace(pace, least_seconds=seconds, delay_seconds=delay, next_at=pace.next_at + later)


def after_answer(pace: Pace, now: datetime) -> Pace:
    """The host answered: the pause shrinks slowly towards the least one, and begins now."""
    delay = max(pace.least_seconds, pace.delay_seconds * _RECOVERY)
    return replace(pace, delay_seconds=delay, next_at=now + timedelta(seconds=delay), failures_in_row=0)


def after_throttle(pace: Pace, now: datetime, manners: Manners, retry_after: float | None) -> Pace:
    """The host said 429 or 503: the pause doubles, and its Retry-After is kept to the second."""
    grown = max(pace.delay_seconds * _GROWTH, manners.backoff_seconds)
    delay = max(min(grown, manners.slowest_delay), pace.least_seconds)
    pause = max(delay, retry_after or 0.0)
    return replace(pace, delay_seconds=delay, next_at=now + timedelta(seconds=pause), failures_in_row=0)


def after_failure(pace: Pace, now: datetime, *, unreachable: bool) -> Pace:
    """No answer came."""
    in_row = pace.failures_in_row + 1 if unreachable else 0
    return replace(pace, next_at=now + timedelta(seconds=pace.delay_seconds), failures_in_row=in_row)


def read_retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After asks for, from a number or an HTTP date; None for anything else."""
    told = (text or "").strip()
    if told.isascii() and told.isdigit() and len(told) < 9:
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())


def backoff(manners: Manners, tries_made: int) -> float:
    """Seconds before the next try of one address: doubled each time."""
    return float(manners.backoff_seconds * 2 ** (tries_made - 1))
