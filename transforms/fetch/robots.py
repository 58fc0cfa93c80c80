"""What robots.txt allows (RFC 9309), read by protego."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from transforms.fetch.targets import KnownRobots

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: a crawler reads at least this much
FRESH_FOR = timedelta(hours=24)  # RFC 9309, 2.4
FRESH_WHEN_UNREACHABLE = timedelta(minutes=30)
ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2
_EVERYTHING, _NOTHING = "User-agent: *\nDisallow:\n", "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin allows us."""

    _parsed: Protego
    _agent: str

    def allow(self, url: str) -> bool:
        """Whether we may fetch this address of the origin."""
        return bool(self._parsed.can_fetch(url, self._agent))

    def delay_seconds(self) -> float | None:
        """The pause asked for: `Crawl-delay`, or what `Request-rate` comes to; None where none is."""
        delay = self._parsed.crawl_delay(self._agent)
        rate = self._parsed.request_rate(self._agent)
        asked = [float(delay)] if delay is not None else []
        if rate is not None and rate.requests:
            asked.append(rate.seconds / rate.requests)
        return max(asked) if asked else None

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that robots.txt names."""
        return tuple(self._parsed.sitemaps)


def read_rules(robots: KnownRobots, user_agent: str) -> Rules:
    """The rules of an answer to `/robots.txt`.

    2xx as written; other 4xx than 429: no such file, everything is allowed; 429, 5xx, anything else and no answer at
    all: nothing is, until it can be learned.
    """
    if 200 <= robots.status < 300:
        text = robots.body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    else:
        text = _EVERYTHING if 400 <= robots.status < 500 and robots.status != 429 else _NOTHING
    return Rules(Protego.parse(text), user_agent.partition("/")[0])


def is_fresh(robots: KnownRobots, now: datetime) -> bool:
    """Whether a robots.txt learned earlier still speaks for its origin."""
    reachable = 200 <= robots.status < 500 and robots.status != 429
    return now - robots.fetched_at < (FRESH_FOR if reachable else FRESH_WHEN_UNREACHABLE)
