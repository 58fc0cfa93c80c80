"""The one clock, which drivers hand to the rooms."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from transforms.fetch.clock import Clock


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


SYSTEM_CLOCK = Clock(now=utc_now, sleep=time.sleep)
