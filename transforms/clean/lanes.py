"""Cleaning ahead: worker processes clean the next pages while the caller is busy with the last ones."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.clean.sandbox import KillableExtractor
from transforms.domain.articles import Article
from transforms.domain.pages import Page

# Cleaning a page takes about as long as all that follows: with two the caller never waits, a third would only wait.
_MOST = 2


class CleaningLanes:
    """A few killable workers, as many as there are cores to use, each driven by a thread that only waits for it."""

    def __init__(self, limits: SandboxLimits, options: CleanOptions) -> None:
        self.lanes = min(_MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else _MOST)
        self._extractors = [KillableExtractor(limits=limits, options=options) for _ in range(self.lanes)]
        self._idle: SimpleQueue[KillableExtractor] = SimpleQueue()
        for extractor in self._extractors:
            self._idle.put(extractor)
        self._threads = ThreadPoolExecutor(self.lanes, thread_name_prefix="clean")

    def submit(self, page: Page, history: Mapping[str, int] | None) -> Future[Article]:
        """Begins to clean a page; the result, or what `KillableExtractor.clean` raises, is the future's."""
        return self._threads.submit(self._clean, page, history)

    def _clean(self, page: Page, history: Mapping[str, int] | None) -> Article:
        extractor = self._idle.get()
        try:
            return extractor.clean(page, history)
        finally:
            self._idle.put(extractor)

    def close(self) -> None:
        """Waits for what is being cleaned, forgets what waits, ends the workers."""
        self._threads.shutdown(cancel_futures=True)
        for extractor in self._extractors:
            extractor.close()
