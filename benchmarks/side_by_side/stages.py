"""CPU milliseconds a page of each room, in one process, warm: the floor, without Beam, sandbox and start-up.

python -m benchmarks.side_by_side.stages ARCHIVES
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from benchmarks.side_by_side import ours
from transforms.annotate.article import annotate_article
from transforms.clean.page import clean_page
from transforms.wiring.collector import settle_collector

T = TypeVar("T")
_WARM_UP = 15


def stages(archives: Path, out: Path) -> dict[str, float]:
    """Milliseconds a page, by room."""
    settled = ours.Settled()
    pages = list(ours.read(archives, settled))
    list(map(annotate_article, ours.clean(pages[:_WARM_UP], clean_page, ours.Settled())))
    settle_collector()
    found: dict[str, float] = {}

    def timed(room: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        result = work()
        found[room] = 1000 * (time.process_time() - began) / len(pages)
        return result

    pages = timed("read", lambda: list(ours.read(archives, ours.Settled())))
    articles = timed("clean", lambda: list(ours.clean(pages, clean_page, settled)))
    annotated = timed("annotate", lambda: list(map(annotate_article, articles)))
    judged = timed("dedup", lambda: ours.dedup(annotated, settled))
    timed("store", lambda: ours.store(judged, settled, out))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dongtin-stages-") as out:
        found = stages(options.archives, Path(out))
    for room, milliseconds in found.items():
        print(f"{room:10} {milliseconds:6.2f} ms a page")
    print(
        f"{'all':10} {sum(found.values()):6.2f} ms a page, {sum(found.values()) / found['clean']:.2f}× cleaning alone"
    )


if __name__ == "__main__":
    main()
