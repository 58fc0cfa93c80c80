"""ARC archives, the older form that WARC replaced: a header line, then as many bytes as it says.

Framed here rather than by warcio, which takes a wrong length for 0 and writes warnings to stderr.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from transforms.domain.errors import ArticleError, MalformedRecord, PageTooLarge, TruncatedInput
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.bytestreams import ChunkReader, open_binary, read_chunks
from transforms.read.captures import Capture, clean_url, open_answer, page_from_capture
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.refusals import refuse

_MAX_HEADER_BYTES = 16 << 10
# URL, IP address, date, content type, (result code, checksum, location, offset, file name in version 2), length
_HEADER = re.compile(
    rb"(?P<url>[a-zA-Z][\w+.-]*:.*) (?P<address>\S+) (?P<date>\d{8,17}) (?P<type>\S+)(?: \S.*)? (?P<length>-?\w{1,18})"
)
_CUT_OFF = "the archive ends in the middle of this record; fetch or copy it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    url: str
    date: str
    media_type: str
    length: int | None  # None where it is no number


def read_arc(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    """One outcome for each record of a web page, keyed `path#record-3` (records count from 1, the file header too).

    What lies between two records and is no record is skipped, and named by one dead letter.
    """
    with open_binary(file.path) as stream:
        reader = ChunkReader(read_chunks(stream))
        lines = io.BufferedReader(reader)
        number, refused_last = 0, False
        for number, header in enumerate(_headers(lines), start=1):
            outcome = _outcome(header, lines, f"{file.key}#record-{number}", file, options)
            refused_last = isinstance(outcome, DeadLetter)
            if outcome:
                yield outcome
        if reader.failure and not refused_last:
            raise reader.failure


def _headers(lines: io.BufferedReader[ChunkReader]) -> Iterator[_Header | None]:
    """The header of each record; None for a stretch of bytes that is no record."""
    lost = False
    while line := lines.readline(_MAX_HEADER_BYTES):
        found = _HEADER.fullmatch(line.strip())
        if found:
            lost = False
            yield _parse(found)
        elif line.strip() and not lost:
            lost = True
            yield None


def _parse(found: re.Match[bytes]) -> _Header:
    length = found["length"]
    return _Header(
        url=found["url"].decode("utf-8", "replace"),
        date=found["date"].decode(),
        media_type=found["type"].decode("latin-1"),
        length=int(length) if length.isdigit() else None,
    )


def _outcome(
    header: _Header | None, lines: io.BufferedReader[ChunkReader], key: str, file: InputFile, options: ReadOptions
) -> Page | DeadLetter | None:
    """None for a whole record that is no input."""
    url = clean_url(header.url) if header else None
    block = b""
    try:
        if header is None:
            raise MalformedRecord("what stands here is no ARC record; fetch or copy the archive again")
        block = _whole_block(header, lines, options.max_page_bytes)
        if header.url.startswith(("filedesc:", "dns:")):
            return None
        capture = _capture(header, url, block, options.max_page_bytes)
        return page_from_capture(capture, key=key, arrived_at=file.modified_at, options=options)
    except ArticleError as refusal:
        return refuse(file, options, refusal, key=key, payload=block, url=url)


def _whole_block(header: _Header, lines: io.BufferedReader[ChunkReader], max_bytes: int) -> bytes:
    if header.length is None:
        raise MalformedRecord("its header tells no length; write the archive again")
    block = lines.read(min(header.length, max_bytes))
    if len(block) < min(header.length, max_bytes):
        raise TruncatedInput(_CUT_OFF)
    if header.length > max_bytes:
        _skip(lines, header.length - max_bytes)
        raise PageTooLarge(f"a record of {header.length} bytes, more than {max_bytes}; raise max_page_bytes")
    return block


def _skip(lines: io.BufferedReader[ChunkReader], count: int) -> None:
    while count and (piece := lines.read(min(count, 1 << 16))):
        count -= len(piece)


def _capture(header: _Header, url: str | None, block: bytes, max_bytes: int) -> Capture:
    media_type: str | None = header.media_type
    body = block
    if block.startswith(b"HTTP/"):
        media_type, body = open_answer(block, max_bytes)
    return Capture(url=url, media_type=media_type, body=body, captured_at=_instant(header.date))


def _instant(digits: str) -> datetime | None:
    try:
        return datetime.strptime(digits[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
