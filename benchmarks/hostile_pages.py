"""Pages made to hurt, through the sandbox: each must end within its limits with text or a named refusal.

python -m benchmarks.hostile_pages
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from transforms.clean.sandbox import KillableExtractor
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Medium, Page

PARAGRAPH = "<p>" + "Một đoạn văn bản bình thường có dấu. " * 6 + "</p>"
HEAD = "<html><head><meta charset=utf-8><title>Tin</title></head><body><h1>Tiêu đề của một trang hiểm</h1>"
PAGES: dict[str, Callable[[], str | bytes]] = {
    "300k spans in a paragraph": lambda: "<p>" + "<span>chữ </span>" * 300_000 + "</p>",
    "300k English spans": lambda: "<p>" + "<span>word </span>" * 300_000 + "</p>",
    "100k links": lambda: "".join(f'<a href="/b{i}.html">Tin số {i}</a>' for i in range(100_000)),
    "1,000 nested divs": lambda: "<div>" * 1_000 + PARAGRAPH * 5,
    "100k nested divs": lambda: "<div>" * 100_000 + PARAGRAPH,
    "50 MB of paragraphs": lambda: PARAGRAPH * 156_000,
    "30 MB of paragraphs": lambda: PARAGRAPH * 95_000,
    "12 MB data URI": lambda: '<img src="data:image/png;base64,' + "A" * 12_000_000 + '">' + PARAGRAPH * 10,
    "12 MB script": lambda: "<script>" + "var a=1;" * 1_500_000 + "</script>" + PARAGRAPH * 10,
    "50k attributes": lambda: "<div " + " ".join(f'a{i}="{i}"' for i in range(50_000)) + ">" + PARAGRAPH * 10,
    "50k table rows": lambda: "<table>" + "<tr><td>Số</td><td>12</td></tr>" * 50_000 + "</table>",
    "600 nested tables": lambda: "<table><tr><td>" * 600 + PARAGRAPH * 10,
    "390k line breaks": lambda: "<p>" + "Một dòng chữ ở đây nhé.<br>" * 390_000,
    "5 MB of <": lambda: "<" * 5_000_000,
    "gzip bomb": lambda: gzip.compress(b"<p>" + b"a" * 300_000_000, 9),
}


def main() -> None:
    """Seconds, peak memory of the worker in MB (absent where it was ended), and the outcome of each page."""
    for name, build in PAGES.items():
        made = build()
        body = made if isinstance(made, bytes) else (HEAD + made).encode()
        page = Page(input_key=name, medium=Medium.HTML, body=body, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
        with KillableExtractor() as extractor:
            began = time.monotonic()
            try:
                told = f"{len(extractor.clean(page).text)} characters"
            except ArticleError as refusal:
                told = f"{refusal.reason}: {refusal.detail}"
            print(f"{name:28} {time.monotonic() - began:5.1f} s {_peak(extractor):>6} MB  {told}", flush=True)


def _peak(extractor: KillableExtractor) -> str:
    if extractor._worker is None:
        return "–"
    status = Path(f"/proc/{extractor._worker.pid}/status").read_text()
    return str(int(status.partition("VmHWM:")[2].split()[0]) // 1024)


if __name__ == "__main__":
    main()
