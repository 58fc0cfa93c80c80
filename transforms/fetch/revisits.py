"""When to come back: fresh sources often, dead ones rarely; stories only where there is hope."""

from __future__ import annotations

from datetime import datetime, timedelta

_FIRST, _SHORTEST, _LONGEST = timedelta(minutes=30), timedelta(minutes=10), timedelta(days=1)
_WHEN_NEWS, _WHEN_NONE, _WHEN_FAILED = 0.5, 1.5, 2.0
_FIRST_RETRY, _LONGEST_RETRY, _MOST_RETRIES = timedelta(hours=1), timedelta(days=7), 8
# Refusals that time may lift; the others are the server's last word.
_PASSING = frozenset(
    ("host_unreachable", "host_busy", "server_failure", "answer_too_slow", "broken_answer", "robots_disallowed")
)


def source_interval(last_seconds: float | None, *, news: int, failed: bool) -> timedelta:
    """How long to leave a feed, sitemap or section page alone: shorter after news, longer without, up to a day."""
    answered = _WHEN_NEWS if news else _WHEN_NONE
    factor = _WHEN_FAILED if failed else answered
    last = timedelta(seconds=last_seconds) if last_seconds else _FIRST / factor
    return min(max(last * factor, _SHORTEST), _LONGEST)


def story_due(result: str, at: datetime, failures: int) -> datetime | None:
    """When to try a story again; None where there is no reason to: it is fetched, gone, forbidden, or given up."""
    if result not in _PASSING or failures > _MOST_RETRIES:
        return None
    return at + min(_FIRST_RETRY * int(2 ** (failures - 1)), _LONGEST_RETRY)
