"""From one archived answer (WARC or ARC record) to a page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import datetime

from urllib3 import HTTPHeaderDict, HTTPResponse
from urllib3.exceptions import HTTPError

from transforms.domain.errors import EmptyInput, MalformedRecord, PageTooLarge, UnsuccessfulResponse, UnsupportedFormat
from transforms.domain.pages import Hints, Medium, Page
from transforms.read.options import ReadOptions

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_CODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})
_LOOKS_LIKE_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_NO_HINTS = Hints()
_HEADER_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What an archive keeps of one URL.

    media_type  as the record or its HTTP header says, parameters included; None where nothing is said
    body        HTTP headers off, content encoding undone
    captured_at aware, UTC; None where the record tells none that can be read
    is_text     a conversion record: plain text made of a page by the archive's maker
    hints, publisher  what our own fetcher noted of it
    """

    url: str | None
    media_type: str | None
    body: bytes
    captured_at: datetime | None
    is_text: bool = False
    hints: Hints = _NO_HINTS
    publisher: str | None = None


def page_from_capture(capture: Capture, *, key: str, arrived_at: datetime, options: ReadOptions) -> Page:
    """The page of an HTML or text capture; raises UnsupportedFormat for another media type, EmptyInput for nothing."""
    if not capture.body.strip():
        raise EmptyInput("the record has no content; fetch the page again")
    if not capture.is_text and not _is_html(capture):
        raise UnsupportedFormat(f"its content type is {capture.media_type or 'unknown'}; only HTML pages are read")
    charset = _CHARSET.search(capture.media_type or "")
    return Page(
        input_key=key,
        medium=Medium.TEXT if capture.is_text else Medium.HTML,
        body=capture.body,
        fetched_at=capture.captured_at or arrived_at,
        url=capture.url,
        publisher=options.publisher or capture.publisher,
        hints=replace(capture.hints, charset=charset[1].lower()) if charset else capture.hints,
    )


def _is_html(capture: Capture) -> bool:
    if capture.media_type is None:
        return bool(_LOOKS_LIKE_HTML.match(capture.body[:2048]))
    return capture.media_type.split(";", 1)[0].strip().lower() in _HTML_TYPES


def clean_url(url: str | None) -> str | None:
    """The URL without the angle brackets that some versions of wget put around it."""
    stripped = (url or "").strip().removeprefix("<").removesuffix(">")
    return stripped or None


def open_answer(block: bytes, max_bytes: int) -> tuple[str | None, bytes]:
    """Content type and decoded body of a kept HTTP answer.

    Raises UnsuccessfulResponse for a status other than 2xx, MalformedRecord where headers or encoding are broken,
    PageTooLarge where the body unpacks to more than `max_bytes`.
    """
    status = _STATUS_LINE.match(block)
    if status is None:
        raise MalformedRecord("does not begin with an HTTP status line; fetch the page again")
    if not status[1].startswith(b"2"):
        raise UnsuccessfulResponse(f"the server answered {status[1].decode()}; fetch the final address of the page")
    end = _HEADER_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers = _headers(head)
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    return headers.get("content-type"), _decode(body, headers.get("content-encoding", ""), max_bytes)


def _headers(head: bytes) -> HTTPHeaderDict:
    headers = HTTPHeaderDict()
    for line in head.decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon and name.strip() and name.strip().lower() not in headers:
            headers[name.strip()] = value.strip()
    return headers


def _join_chunks(body: bytes) -> bytes:
    """Undo chunked transfer; a body that is not chunked although its header says so is returned as it is."""
    parts: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\n", position, position + 1024)
        size = _chunk_size(body[position:end]) if end >= 0 else None
        if size is None:
            return b"".join(parts) if parts else body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 1 : end + 1 + size])
        position = end + 1 + size
        position += 2 if body[position : position + 2] == b"\r\n" else 1


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";", 1)[0].strip()
    return int(digits, 16) if re.fullmatch(rb"[0-9a-fA-F]{1,12}", digits) else None


def _decode(body: bytes, encoding: str, max_bytes: int) -> bytes:
    """Undo content encodings; a body that is not encoded although its header says so is returned as it is."""
    codings = [coding for one in encoding.lower().split(",") if (coding := one.strip()) in _CODINGS]
    if not codings or _LOOKS_LIKE_HTML.match(body[:2048]):
        return body
    answer = HTTPResponse(
        io.BytesIO(body), HTTPHeaderDict({"content-encoding": ", ".join(codings)}), status=200, preload_content=False
    )
    try:
        decoded = answer.read(max_bytes + 1, decode_content=True)
    except HTTPError:
        raise MalformedRecord(f"its content encoding {encoding} cannot be undone; fetch the page again") from None
    if len(decoded) > max_bytes:
        raise PageTooLarge(f"unpacks to more than {max_bytes} bytes; raise max_page_bytes if it is meant")
    return decoded
