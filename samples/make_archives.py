"""Writes the samples that no editor can write: other charsets, an archive, damaged files.

Run from anywhere: `python samples/make_archives.py` (needs warcio). The same sources give the same bytes with the
same zlib; nothing is fetched.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import unicodedata
import uuid
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
INPUTS = HERE / "inputs"
TCVN3_TABLE = HERE.parent / "transforms" / "vietnamese" / "charsets" / "tcvn3.tsv"
# Windows-1258 has these letters with their hat, breve or horn; the five tones follow as marks of their own.
TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def windows_1258(text: str) -> bytes:
    """The text as Windows wrote it: letter, then tone mark."""
    return "".join(map(_letter_then_tone, unicodedata.normalize("NFC", text))).encode("cp1258", "xmlcharrefreplace")


def _letter_then_tone(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONE_MARKS)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONE_MARKS)) + tone


def tcvn3(text: str) -> bytes:
    """The text as the fonts of the nineties wanted it; capitals with marks, which they lack, become small letters."""
    rows = [line.split("\t") for line in TCVN3_TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    written = {row[1]: chr(int(row[0], 16)) for row in rows if len(row) > 1 and row[1]}
    return "".join(written.get(c, written.get(c.lower(), c)) for c in unicodedata.normalize("NFC", text)).encode(
        "latin-1"
    )


def write_archive(path: Path) -> None:
    """One crawl: a page under gzip, a redirect, an image, a page sent in chunks, and what no reader takes for input."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    storm, market = ((SOURCES / name).read_bytes() for name in ("warc-storm.html", "warc-market.html"))
    html, site = ("Content-Type", "text/html; charset=utf-8"), "https://songday.example"
    storm_url = f"{site}/ninh-binh-cam-tau-thuyen-tren-song-day-tu-trua-30-8.html"
    market_url = "https://tinnhanhmau.example/buoi-bai-song-duoc-gia-sau-lu-20251002083000777.chn"
    packed = gzip.compress(storm, mtime=0)
    chunked = b"%x\r\n" % len(market) + market + b"\r\n0\r\n\r\n"
    _write(
        writer, "warcinfo", "crawl", "2025-10-03T01:00:00Z", b"software: hand-made\r\nformat: WARC File Format 1.0\r\n"
    )
    _answer(writer, storm_url, "2025-10-03T01:00:01Z", "200 OK", [html, ("Content-Encoding", "gzip")], packed)
    moved = [("Location", storm_url), ("Content-Type", "text/html")]
    _answer(writer, f"{site}/d.aspx?id=10233", "2025-10-03T01:00:02Z", "301 Moved Permanently", moved, b"")
    _answer(writer, f"{site}/logo.png", "2025-10-03T01:00:03Z", "200 OK", [("Content-Type", "image/png")], PNG)
    _answer(writer, market_url, "2025-10-03T01:00:04Z", "200 OK", [html, ("Transfer-Encoding", "chunked")], chunked)
    path.write_bytes(buffer.getvalue())


def _answer(writer: WARCWriter, url: str, date: str, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
    http = StatusAndHeaders(status, [*headers, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    _write(writer, "response", url, date, body, http)


def _write(
    writer: WARCWriter, kind: str, url: str, date: str, body: bytes, http: StatusAndHeaders | None = None
) -> None:
    named = {"WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, url)}>", "WARC-Date": date}
    headers = named | ({"Content-Type": "application/warc-fields"} if kind == "warcinfo" else {})
    record = writer.create_warc_record(
        url, kind, payload=io.BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=headers
    )
    writer.write_record(record)


def write_refused(folder: Path) -> None:
    """An empty file, bytes that are no page, and a gzip stream cut in its first record."""
    (folder / "01-empty.html").write_bytes(b"")
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(128))
    (folder / "02-binary.html").write_bytes(PNG[:33] + noise)
    whole = gzip.compress((INPUTS / "archives" / "dump.jsonl").read_bytes(), mtime=0)
    (folder / "03-truncated.jsonl.gz").write_bytes(whole[:400])


def main() -> None:
    """Write them all, in place."""
    pages = INPUTS / "pages"
    nfd = unicodedata.normalize("NFD", (SOURCES / "nfd.html").read_text("utf-8"))
    (pages / "14-bennuoc-nfd.html").write_text(nfd, "utf-8")
    old = (SOURCES / "cp1258.html").read_text("utf-8")
    (pages / "15-thoibaocu-2004-windows-1258.html").write_bytes(windows_1258(old))
    older = (SOURCES / "tcvn3.html").read_text("utf-8")
    (pages / "16-thoibaocu-2003-tcvn3.html").write_bytes(tcvn3(older))
    write_archive(INPUTS / "archives" / "crawl.warc.gz")
    write_refused(INPUTS / "refused")


if __name__ == "__main__":
    main()
