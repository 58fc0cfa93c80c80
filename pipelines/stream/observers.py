"""Who looks on while a stream runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from transforms.store.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What waits at all doors at one instant.

    at      when it was looked at
    oldest  since when the longest waiting input has been complete; None where nothing waits
    """

    at: datetime
    waiting: int
    oldest: datetime | None

    @property
    def age(self) -> timedelta:
        """How long the oldest has waited."""
        return self.at - self.oldest if self.oldest else timedelta()

    @property
    def watermark(self) -> datetime:
        """All inputs that were complete before this instant are committed."""
        return self.oldest or self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """One commit of the stream.

    seconds    from the plan to the commit
    freshness  of each input, seconds from when it was complete to the commit; empty for rounds of fetching
    """

    at: datetime
    manifest: Manifest
    seconds: float
    freshness: Sequence[float]


class Observer(Protocol):
    """The status line, the metrics."""

    def looked(self, backlog: Backlog) -> None:
        """The doors were looked at."""
        ...

    def committed(self, commit: Committed) -> None:
        """A batch is in the data set."""
        ...

    def held_up(self, reason: str | None) -> None:
        """Another writer has the data set; None: not any more."""
        ...
