"""How fast it comes in: from publication to arrival, and the newest of each publisher."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipelines.report.scope import Scope
from transforms.domain.articles import VIETNAM_TIME
from transforms.store.partitions import UNKNOWN_DAY

# Upper limits in minutes of the classes of delay; the last class has none.
DELAYS = (15, 60, 360, 1440, 10080)
_LISTED = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherFreshness:
    """What arrived of one publisher.

    newest    day of the last publication
    minutes   from publication to arrival: median and ninth decile; None where no minute is known
    """

    publisher: str | None
    newest: date | None
    median: int | None
    ninth_decile: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """From publication to arrival.

    newest_arrival  when the last input arrived
    delays          articles in each class of delay; one more than `DELAYS`
    """

    newest_arrival: datetime | None
    delays: Sequence[int]
    publishers: Sequence[PublisherFreshness]

    @property
    def measured(self) -> int:
        """How many articles have a delay."""
        return sum(self.delays)


# Milliseconds as numbers: a time zone of this machine must not show.
_DELAY = """
CREATE OR REPLACE TEMP VIEW delay AS
SELECT publisher, published_date AS day,
       CASE WHEN published_precision IN ('second', 'minute') AND fetched_at >= published_at
            THEN (epoch_ms(fetched_at) - epoch_ms(published_at)) // 60000 END AS minutes
FROM articles
"""
_ARRIVAL = "SELECT max(epoch_ms(arrived_at)) FROM ledger"
_MINUTES = "SELECT least(minutes, $longest), count(*) FROM delay WHERE minutes IS NOT NULL GROUP BY 1"
_PUBLISHERS = """
SELECT publisher, max(day) FILTER (day <> $unknown), quantile_disc(minutes, 0.5), quantile_disc(minutes, 0.9)
FROM delay GROUP BY publisher ORDER BY count(*) DESC, publisher NULLS LAST LIMIT $most
"""


def freshness_of(scope: Scope) -> Freshness:
    """Measures the articles of the scope. Of a file the arrival is its modification time."""
    scope.rows(_DELAY)
    delays = [0] * (len(DELAYS) + 1)
    for minutes, articles in scope.rows(_MINUTES, longest=DELAYS[-1]):
        delays[bisect_right(DELAYS, minutes)] += articles
    return Freshness(
        newest_arrival=_instant(scope.rows(_ARRIVAL)[0][0]),
        delays=delays,
        publishers=[
            PublisherFreshness(publisher=name, newest=newest, median=median, ninth_decile=decile)
            for name, newest, median, decile in scope.rows(_PUBLISHERS, most=_LISTED, unknown=UNKNOWN_DAY)
        ],
    )


def _instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, VIETNAM_TIME)
