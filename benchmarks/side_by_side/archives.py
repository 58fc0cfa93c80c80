"""The load as WARC files: the one format that every contender reads."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from benchmarks.side_by_side.loads import LoadedPage

PAGES_PER_ARCHIVE = 250  # many small archives: workers share out files
_DAY = "2026-11-20T00:00:00Z"
_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
_WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
    "WARC-Target-URI: {url}\r\nWARC-Date: {day}\r\nContent-Type: application/http; msgtype=response\r\n"
    "Content-Length: {length}\r\n\r\n"
)


def write_archives(folder: Path, pages: Iterable[LoadedPage], per_archive: int = PAGES_PER_ARCHIVE) -> list[Path]:
    """Writes pages as `part-00000.warc.gz` …, a gzip member a record; the same pages give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    stream = iter(pages)
    written: list[Path] = []
    while batch := list(islice(stream, per_archive)):
        path = folder / f"part-{len(written):05d}.warc.gz"
        first = len(written) * per_archive
        path.write_bytes(b"".join(_record(page, first + at) for at, page in enumerate(batch)))
        written.append(path)
    return written


def count_records(archive: Path) -> int:
    """How many pages an archive of ours holds."""
    with gzip.open(archive) as stream:
        return stream.read().count(b"WARC/1.0\r\nWARC-Type: response")


def _record(page: LoadedPage, number: int) -> bytes:
    block = _HTTP % len(page.body) + page.body
    head = _WARC.format(number=number, url=page.url, day=_DAY, length=len(block)).encode()
    return gzip.compress(head + block + b"\r\n\r\n", compresslevel=1, mtime=0)
