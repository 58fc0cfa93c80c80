"""What it costs to open a frontier that lies in an object store, and to merge its log: a server on loopback, CPU of us.

Run: python -m benchmarks.frontier_log [stories]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.store.loopback_s3 import BUCKET, served
from transforms.fetch import segments
from transforms.fetch.candidates import Candidate, candidate
from transforms.fetch.frontier import open_frontier
from transforms.wiring.places import place

NOW = datetime(2026, 3, 1, tzinfo=UTC)
TRANSACTION_STORIES = 20_000


def main() -> None:
    stories = int((sys.argv[1:] or ["200000"])[0])
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)):
        state = place(f"s3://{BUCKET}/news/_fetch")
        for first in range(0, stories, TRANSACTION_STORIES):
            with open_frontier(state) as frontier:
                frontier.announce(_stories(first), NOW)
        print(f"{stories:,} stories: opened in {_opened(state):.1f} s of CPU")
        segments.MERGED_AFTER = 1
        print(f"opened and merged in {_opened(state):.1f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


def _opened(state: Path) -> float:
    begun = time.process_time()
    with open_frontier(state):
        return time.process_time() - begun


def _stories(first: int) -> Iterator[tuple[Candidate, str]]:
    for number in range(first, first + TRANSACTION_STORIES):
        found = candidate(f"https://bao.vn/khoi-cong-cong-trinh-so-{number}.html", "https://bao.vn/rss")
        if found is not None:
            yield found, "bao"


if __name__ == "__main__":
    main()
