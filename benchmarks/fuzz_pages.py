"""Mutated pages through the clean room: every case must end as an article or a named refusal.

    python -m benchmarks.fuzz_pages 100000

Mutations are seeded by the case's number, so that a failing case can be run again.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from transforms.clean.page import clean_page
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Medium, Page

GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "pages"
FETCHED = datetime(2026, 1, 1, tzinfo=UTC)
PIECES = (
    b"\0", b"<", b">", b"&", b"\xff\xfe", b"\xc3", b"\xe1\xba", b"<table><tr><td>", b"</div>", b"<div>" * 30, b"<br>",
    b"<!--",
    b"]]>", b'<script type="application/ld+json">{', b"<meta charset=utf-16>", b'<meta charset="viscii">',
    b"<p hidden>",
    b"<time>99/99/9999 25:61</time>", b"&#0;", b"&#x110000;", b"\xed\xa0\x80", b'class="related comment"',
    b'datetime="9999-12-31T23:59:59-23:59"', b"<h1>", b"<svg><title>", b'"datePublished":"1e999"', b"\x1a\x1b",
)  # fmt: skip


def mutate(page: bytes, case: int) -> bytes:
    """One to eight cuts, swaps, flips and insertions."""
    chance = random.Random(case)
    data = bytearray(page)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data[at : at + chance.randrange(1, 400)] = b""
            case 1:
                data[at:at] = chance.choice(PIECES)
            case 2:
                data[at : at + 4] = chance.randbytes(chance.randint(1, 8))
            case 3:
                end = at + chance.randrange(1, 600)
                data[at:at] = data[at:end]
            case _:
                other = chance.randrange(len(data) + 1)
                data[at:at] = data[other : other + 50]
    return bytes(data)


def main() -> None:
    """Prints outcomes, the slowest case, and cases a second; a crash ends the run with its traceback."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    pages = [path.read_bytes() for path in sorted(GOLDEN.glob("*/page.html"))]
    outcomes: Counter[str] = Counter()
    slowest, began = (0.0, -1), time.perf_counter()
    for case in range(cases):
        body = mutate(pages[case % len(pages)], case)
        started = time.perf_counter()
        try:
            clean_page(Page(input_key=f"fuzz/{case}", medium=Medium.HTML, body=body, fetched_at=FETCHED))
            outcomes["article"] += 1
        except ArticleError as refusal:
            outcomes[refusal.reason] += 1
        except BaseException:
            print("case", case)
            raise
        slowest = max(slowest, (time.perf_counter() - started, case))
    spent = time.perf_counter() - began
    print(dict(outcomes.most_common()), f"slowest {slowest[0]:.2f} s (case {slowest[1]}), {cases / spent:.0f} cases/s")


if __name__ == "__main__":
    main()
