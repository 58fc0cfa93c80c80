"""The raw archive: every request and answer as WARC records (ISO 28500): a newer cleaner needs no new request."""

from __future__ import annotations

import io
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from transforms.domain.archives import HINTS_FIELD, PUBLISHER_FIELD, ROLE_FIELD, write_hints
from transforms.domain.identity import digest
from transforms.fetch.addresses import Address
from transforms.fetch.answers import NOT_MODIFIED, Answer
from transforms.fetch.growing import ReadRange, open_growing
from transforms.fetch.targets import Role, Target

_NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class Place(NamedTuple):
    """Where a record lies in its archive, in bytes."""

    offset: int
    length: int


def archive_path(raw: Path, day: str, site: str, run_id: str) -> Path:
    """The archive of one run's visit to a site: readers glob `raw/**/*.warc.gz`."""
    return raw / f"fetched_date={day}" / f"publisher={site}" / f"{run_id}.warc.gz"


class Archive:
    """WARC records of one visit, written at their end only; what `commit` has not seen may be lost in an object store.

    The same answers kept at the same instants make the same bytes.
    """

    def __init__(self, path: Path, *, committed: int) -> None:
        """Opens the archive for appending behind its first `committed` bytes; what lies after them is cut off."""
        self._bytes = open_growing(path, keep=committed)
        self._records = io.BytesIO()
        self._writer = WARCWriter(self._records, gzip=True, warc_version="WARC/1.1")

    @property
    def end(self) -> int:
        """Bytes written so far."""
        return self._bytes.end

    @property
    def waiting(self) -> int:
        """Bytes that are not committed yet."""
        return self._bytes.waiting

    def keep(
        self, address: Address, sent: Mapping[str, str], answer: Answer, at: datetime, role: Role, target: Target
    ) -> Place:
        """Writes the answer and the request that brought it; gives the place of the answer."""
        date = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        start = self.end
        name = _record_id("response", address.url, date, str(start))
        self._writer.write_record(self._answer_record(address, answer, date, name, role, target))
        place = Place(start, self._records.tell())
        self._writer.write_record(self._request_record(address, sent, date, name))
        self._bytes.append(self._records.getvalue())
        self._records.seek(0)
        self._records.truncate()
        return place

    def commit(self) -> None:
        """What was kept survives whatever comes."""
        self._bytes.commit()

    def close(self) -> None:
        """Ends the writing."""
        self._bytes.close()

    def _answer_record(
        self, address: Address, answer: Answer, date: str, name: str, role: Role, target: Target
    ) -> ArcWarcRecord:
        fields = {"WARC-Record-ID": name, "WARC-Date": date, ROLE_FIELD: role.value}
        hints = write_hints(target.hints) if role is Role.PAGE else None
        if hints:
            fields[HINTS_FIELD] = hints
        if role is Role.PAGE and target.publisher:
            fields[PUBLISHER_FIELD] = target.publisher
        kind = "response"
        if answer.status == NOT_MODIFIED:
            kind = "revisit"
            fields["WARC-Profile"] = _NOT_MODIFIED_PROFILE
        head = StatusAndHeaders(f"{answer.status} {answer.reason}".rstrip(), _kept(answer), protocol="HTTP/1.1")
        return self._writer.create_warc_record(
            address.url, kind, payload=io.BytesIO(answer.body), http_headers=head, warc_headers_dict=fields
        )

    def _request_record(self, address: Address, sent: Mapping[str, str], date: str, answered_by: str) -> ArcWarcRecord:
        fields = {
            "WARC-Record-ID": _record_id("request", answered_by),
            "WARC-Date": date,
            "WARC-Concurrent-To": answered_by,
        }
        headers = [("Host", address.authority), *sent.items()]
        head = StatusAndHeaders(f"GET {address.path} HTTP/1.1", headers, is_http_request=True)
        return self._writer.create_warc_record(address.url, "request", http_headers=head, warc_headers_dict=fields)


def read_answer(read: ReadRange, place: Place) -> Answer:
    """The answer at a place of an archive, as it was kept; `read` is the archive's `range_reader`."""
    record = next(iter(ArchiveIterator(io.BytesIO(read(place.offset, place.length)))))
    head = record.http_headers
    status, _, reason = head.statusline.partition(" ")
    return Answer(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(status),
        reason=reason,
        headers=tuple(head.headers),
        body=record.raw_stream.read(),
    )


def _kept(answer: Answer) -> list[tuple[str, str]]:
    """The headers as sent, but for the transfer coding: the body is kept whole."""
    renamed = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
    return [(renamed.get(name.lower(), name), value) for name, value in answer.headers]


def _record_id(*parts: str) -> str:
    return f"<urn:uuid:{uuid.UUID(hex=digest(*parts))}>"
