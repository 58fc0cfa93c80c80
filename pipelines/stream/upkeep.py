"""Few files in spite of many commits, of tables and of the history."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from transforms.domain.articles import VIETNAM_TIME
from transforms.store.errors import StoreBusy
from transforms.store.maintenance import compact, drop_single_manifests
from transforms.store.manifest import Manifest

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
            manifest = _compacted_apart(self._out, tomorrow)
        except StoreBusy:
            return
        if manifest:
            logger.info("compacted: %d files out, %d in", len(manifest.removed), len(manifest.added))


def _compacted_apart(out: Path, before: date) -> Manifest | None:
    """`compact` in a process of its own, which takes its memory along as it ends.

    What a day's rows took stayed with the stream, more or less with each of Arrow's allocators: measured, 10 to 40 MB
    a compaction that neither `release_unused` nor `malloc_trim` gave back. Raises as `compact`. A Ctrl-C or SIGTERM of
    the whole group of processes does not end it.
    """
    with (
        _signals_held_back(),
        ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as process,
    ):
        return process.submit(_kept_small, out, before).result()


def _kept_small(out: Path, before: date) -> Manifest | None:
    manifest = compact(out, before=before)
    drop_single_manifests(out)
    return manifest


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """A process that is started meanwhile inherits the mask."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
