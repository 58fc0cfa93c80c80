"""Documents a second of CPU: the clean room against trafilatura, on the same pages, in one interleaved run.

python -m benchmarks.page_speed FOLDER... [--rounds 3]
"""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import trafilatura

from transforms.clean.page import clean_page
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Medium, Page

FETCHED = datetime(2026, 11, 22, tzinfo=UTC)


def ours(body: bytes) -> None:
    try:
        clean_page(Page(input_key="x", medium=Medium.HTML, body=body, fetched_at=FETCHED))
    except ArticleError:
        return


SYSTEMS: dict[str, Callable[[bytes], object]] = {
    "clean_page": ours,
    "trafilatura + metadata": lambda body: trafilatura.extract(body, output_format="json", with_metadata=True),
    "trafilatura": trafilatura.extract,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    bodies = [path.read_bytes() for folder in options.folders for path in sorted(folder.rglob("article*.html"))]
    spent = dict.fromkeys(SYSTEMS, 0.0)
    for round_ in range(options.rounds + 1):  # the first round only warms up
        for body in bodies:
            for name, system in SYSTEMS.items():
                began = time.process_time()
                system(body)
                spent[name] += time.process_time() - began if round_ else 0.0
    documents = len(bodies) * options.rounds
    for name, seconds in spent.items():
        print(f"{name:24} {documents / seconds:6.1f} docs/s  {spent['trafilatura + metadata'] / seconds:.2f}×")


if __name__ == "__main__":
    main()
