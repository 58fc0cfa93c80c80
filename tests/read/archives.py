"""Small archives made in memory, so that every byte of a test is in sight."""

from __future__ import annotations

PAGE = "<!doctype html><html><body><h1>Nước lên</h1><p>Sáng 3/9, nước sông lên nhanh.</p></body></html>".encode()


def http(
    body: bytes = PAGE, *, status: str = "200 OK", headers: tuple[str, ...] = ("Content-Type: text/html",)
) -> bytes:
    """An HTTP answer."""
    return "\r\n".join((f"HTTP/1.1 {status}", *headers, "", "")).encode() + body


def warc_record(
    block: bytes,
    *,
    kind: str = "response",
    url: str = "https://bao.example/tin.htm",
    media_type: str = "application/http; msgtype=response",
    date: str = "2025-07-02T01:02:03Z",
    length: int | None = None,
) -> bytes:
    """One WARC record; `length` lies about the block where given."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def arc_record(block: bytes, *, url: str = "http://bao.example/tin.htm", length: str | None = None) -> bytes:
    """One ARC record."""
    return f"{url} 203.0.113.7 20090302010203 text/html {length or len(block)}\n".encode() + block + b"\n"


ARC_HEADER = arc_record(
    b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n", url="filedesc://a.arc"
)
