"""WARC archives: a record at a time, framed by fastwarc."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from transforms.domain.archives import HINTS_FIELD, PAGE_ROLE, PUBLISHER_FIELD, ROLE_FIELD, read_hints
from transforms.domain.errors import ArticleError, MalformedRecord, PageTooLarge, TruncatedInput
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.bytestreams import ChunkReader, open_binary, read_chunks
from transforms.read.captures import Capture, clean_url, open_answer, page_from_capture
from transforms.read.inputs import InputFile
from transforms.read.options import ReadOptions
from transforms.read.refusals import refuse

_INPUTS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_TOLERATED_GAP = 64  # bytes between two records that are too few to hide a third
_WRONG_KIND = "holds no WARC record; check what kind of file it is"
_DAMAGED = "is damaged; what follows the last good record is lost, fetch or copy the archive again"
_CUT_OFF = "the archive ends in the middle of this record; fetch or copy it again"
_NO_LENGTH = "the record does not say how long it is; write the archive again"


def read_warc(file: InputFile, options: ReadOptions) -> Iterator[Page | DeadLetter]:
    """One outcome for each response, resource and conversion record, keyed `path#record-3` (records count from 1).

    Other records (requests, metadata, revisits, DNS answers, the feeds and redirects that our own fetcher kept) are no
    inputs. Where the archive breaks off or is damaged the good records come out, and one dead letter.
    """
    with open_binary(file.path) as stream:
        reader = ChunkReader(read_chunks(stream))
        number, refused_last, end = 0, False, 0
        for number, record in enumerate(_records(reader), start=1):
            if record.stream_pos - end > _TOLERATED_GAP:
                refused_last = True
                yield _refuse_gap(file, options, f"{file.key}#before-record-{number}", record.stream_pos - end)
            end = record.stream_pos + _length_on_disk(record)
            outcome = _outcome(record, f"{file.key}#record-{number}", reader, file, options)
            refused_last = isinstance(outcome, DeadLetter)
            if outcome:
                yield outcome
        if reader.failure and not refused_last:
            raise reader.failure
        if reader.tell() and not number:
            raise MalformedRecord(_WRONG_KIND)
        if reader.tell() - end > _TOLERATED_GAP and not refused_last:
            yield _refuse_gap(file, options, file.key, reader.tell() - end)


def _length_on_disk(record: WarcRecord) -> int:
    """Bytes of the record, give or take the spaces and line ends that its writer chose."""
    header = sum(len(name) + len(value) + 4 for name, value in record.headers.items_bytes())
    return header + int(record.content_length) + len("WARC/1.0\r\n\r\n\r\n\r\n")


def _refuse_gap(file: InputFile, options: ReadOptions, key: str, length: int) -> DeadLetter:
    refusal = MalformedRecord(f"some {length} bytes are no WARC record and were left out; fetch the archive again")
    return refuse(file, options, refusal, key=key)


def _records(reader: ChunkReader) -> Iterator[WarcRecord]:
    # quirks mode finds the next record after a damaged one; strict mode would give up there
    archive = ArchiveIterator(reader, parse_http=False, quirks_mode=True, stream_detect=False, fsspec_args=False)
    try:
        yield from archive
    except OSError:
        raise MalformedRecord(_DAMAGED) from None


def _outcome(
    record: WarcRecord, key: str, reader: ChunkReader, file: InputFile, options: ReadOptions
) -> Page | DeadLetter | None:
    """None for a whole record that is no input."""
    url = clean_url(record.headers.get("WARC-Target-URI"))
    block = b""
    try:
        block = _whole_block(record, reader, options.max_page_bytes)
        if not _is_input(record, url):
            return None
        capture = _capture(record, url, block, options.max_page_bytes)
        return page_from_capture(capture, key=key, arrived_at=file.modified_at, options=options)
    except ArticleError as refusal:
        return refuse(file, options, refusal, key=key, payload=block, url=url)


def _whole_block(record: WarcRecord, reader: ChunkReader, max_bytes: int) -> bytes:
    """The record's content; raises TruncatedInput or MalformedRecord where it is not all there."""
    declared = (record.headers.get("Content-Length") or "").strip()
    if not (declared.isascii() and declared.isdigit() and len(declared) < 19):
        raise TruncatedInput(_CUT_OFF) if reader.exhausted else MalformedRecord(_NO_LENGTH)
    wanted = int(declared)
    block: bytes = record.reader.read(min(wanted, max_bytes))
    if len(block) < min(wanted, max_bytes):
        raise TruncatedInput(_CUT_OFF)
    if wanted > max_bytes:
        raise PageTooLarge(f"a record of {wanted} bytes, more than {max_bytes}; raise max_page_bytes if it is meant")
    return block


def _is_input(record: WarcRecord, url: str | None) -> bool:
    ours_beside_pages = record.headers.get(ROLE_FIELD, PAGE_ROLE) != PAGE_ROLE
    return bool(record.record_type & _INPUTS) and not (url or "").startswith("dns:") and not ours_beside_pages


def _capture(record: WarcRecord, url: str | None, block: bytes, max_bytes: int) -> Capture:
    media_type: str | None = record.headers.get("Content-Type")
    body = block
    if record.record_type == WarcRecordType.response and (media_type or "").lower().startswith("application/http"):
        media_type, body = open_answer(block, max_bytes)
    return Capture(
        url=url,
        media_type=media_type,
        body=body,
        captured_at=record.record_date.astimezone(UTC) if record.record_date else None,
        is_text=record.record_type == WarcRecordType.conversion,
        hints=read_hints(record.headers.get(HINTS_FIELD)),
        publisher=record.headers.get(PUBLISHER_FIELD),
    )
