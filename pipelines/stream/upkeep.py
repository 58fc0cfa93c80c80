"""Few files in spite of many commits."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from pathlib import Path

from transforms.domain.articles import VIETNAM_TIME
from transforms.store.errors import StoreBusy
from transforms.store.maintenance import compact

logger = logging.getLogger(__name__)


class Upkeep:
    """Merges the files of all days, today's too: a stream at full rate would leave a hundred thousand a day."""

    def __init__(self, out: Path, *, every_minutes: float) -> None:
        self._out = out
        self._every = timedelta(minutes=every_minutes)
        self._last: datetime | None = None

    def __call__(self, now: datetime) -> None:
        """Compacts where it is time to; where another process writes the data set, later."""
        self._last = self._last or now
        if not self._every or now - self._last < self._every:
            return
        self._last = now
        tomorrow = now.astimezone(VIETNAM_TIME).date() + timedelta(days=1)
        try:
            manifest = compact(self._out, before=tomorrow)
        except StoreBusy:
            return
        if manifest:
            logger.info("compacted: %d files out, %d in", len(manifest.removed), len(manifest.added))
