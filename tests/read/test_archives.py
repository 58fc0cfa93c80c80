from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime

import brotli
import pytest

from tests.read.archives import ARC_HEADER, PAGE, arc_record, http, warc_record
from tests.read.conftest import ReadBytes, told
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Medium, Page
from transforms.read.options import ReadOptions


def only_page(outcomes: list[Page | DeadLetter]) -> Page:
    (page,) = outcomes
    assert isinstance(page, Page)
    return page


def test_a_response_is_a_page_with_all_that_its_headers_tell(read_bytes: ReadBytes) -> None:
    block = http(headers=('content-type: Text/HTML; Charset="UTF-8"',))
    page = only_page(read_bytes("a.warc", warc_record(block)))
    assert (page.input_key, page.medium, page.body) == ("a.warc#record-1", Medium.HTML, PAGE)
    assert (page.url, page.hints.charset) == ("https://bao.example/tin.htm", "utf-8")
    assert page.fetched_at == datetime(2025, 7, 2, 1, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE)),
        ("Content-Encoding: x-gzip", gzip.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)[2:-4]),
        ("Content-Encoding: br", brotli.compress(PAGE)),
        ("Content-Encoding: gzip, br", brotli.compress(gzip.compress(PAGE))),
        ("Content-Encoding: gzip", PAGE),
        ("Content-Encoding: utf-8", PAGE),
        (
            "Transfer-Encoding: chunked",
            b"5;x=y\r\n" + PAGE[:5] + b"\r\n%x\r\n" % (len(PAGE) - 5) + PAGE[5:] + b"\r\n0\r\n\r\n",
        ),
        ("Transfer-Encoding: chunked", PAGE),
        ("Content-Length: 3", PAGE),
    ],
)
def test_encodings_are_undone_and_false_ones_forgiven(read_bytes: ReadBytes, headers: str, body: bytes) -> None:
    block = http(body, headers=("Content-Type: text/html", headers))
    assert only_page(read_bytes("a.warc", warc_record(block))).body == PAGE
    assert only_page(read_bytes("a.arc", ARC_HEADER + arc_record(block))).body == PAGE


def test_every_record_has_its_own_outcome(read_bytes: ReadBytes) -> None:
    records = [
        warc_record(b"software: x\r\n", kind="warcinfo", media_type="application/warc-fields"),
        warc_record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media_type="application/http; msgtype=request"),
        warc_record(http()),
        warc_record(http(b"", status="301 Moved Permanently", headers=("Location: /x",))),
        warc_record(http(b"\x89PNG", headers=("Content-Type: image/png",))),
        warc_record(http(b"")),
        warc_record(PAGE, kind="resource", media_type="text/html"),
        warc_record("Chữ thường.".encode(), kind="conversion", media_type="text/plain"),
        warc_record(http(PAGE, headers=())),
        warc_record(b"20250702\nbao.example. 300 IN A 203.0.113.7\n", url="dns:bao.example", media_type="text/dns"),
        warc_record(b"", kind="revisit"),
        warc_record(http(b"\x1f\x8bbroken", headers=("Content-Type: text/html", "Content-Encoding: gzip"))),
        warc_record(b"no status line"),
    ]
    expected = [
        ("a.warc.gz#record-3", "page"),
        ("a.warc.gz#record-4", "unsuccessful_response"),
        ("a.warc.gz#record-5", "unsupported_format"),
        ("a.warc.gz#record-6", "empty_input"),
        ("a.warc.gz#record-7", "page"),
        ("a.warc.gz#record-8", "page"),
        ("a.warc.gz#record-9", "page"),
        ("a.warc.gz#record-12", "malformed_record"),
        ("a.warc.gz#record-13", "malformed_record"),
    ]
    by_record = b"".join(gzip.compress(record, mtime=0) for record in records)
    assert told(read_bytes("a.warc.gz", by_record)) == expected
    assert told(read_bytes("a.warc.gz", gzip.compress(b"".join(records)))) == expected
    letter = read_bytes("a.warc.gz", by_record)[2]
    assert isinstance(letter, DeadLetter)
    assert letter.detail == "a.warc.gz#record-5: its content type is image/png; only HTML pages are read"


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_cut_anywhere_gives_the_good_records_and_at_most_one_letter(
    read_bytes: ReadBytes, packed: bool
) -> None:
    records = [warc_record(http(PAGE * n)) for n in (1, 2, 3)]
    pieces = [gzip.compress(record) if packed else record for record in records]
    whole = b"".join(pieces)
    ends = [sum(map(len, pieces[: n + 1])) for n in range(3)]
    for cut in range(1, len(whole), 7):
        outcomes = told(read_bytes("a.warc.gz" if packed else "a.warc", whole[:cut]))
        complete = sum(end <= cut for end in ends)
        pages = [outcome for _, outcome in outcomes].count("page")
        assert pages >= complete, cut  # the blank lines or the checksum after a record may be missing
        assert [outcome for _, outcome in outcomes[pages:]] in ([], ["truncated_input"], ["malformed_record"]), cut
        if cut not in ends and pages == complete and cut - max((0, *(e for e in ends if e <= cut))) > 12:
            assert len(outcomes) == pages + 1, cut


def test_a_damaged_record_does_not_cost_the_next(read_bytes: ReadBytes) -> None:
    good = warc_record(http())
    junk = b"".join(bytes([n % 251]) * 3 for n in range(300)).replace(b"WARC", b"warc")
    outcomes = told(read_bytes("a.warc", good + junk + b"\r\n\r\n" + good))
    assert [outcome for _, outcome in outcomes].count("page") == 2
    assert [outcome for _, outcome in outcomes].count("malformed_record") == 1


def test_a_wrong_length_loses_one_record_only(read_bytes: ReadBytes) -> None:
    outcomes = told(
        read_bytes("a.warc", warc_record(http(), length=40) + warc_record(http(), url="https://b.example/"))
    )
    assert outcomes[-1][1] == "page"


def test_what_is_no_archive_is_refused(read_bytes: ReadBytes) -> None:
    assert told(read_bytes("a.warc", b"PK\x03\x04" + b"nothing like it\n" * 50)) == [("a.warc", "malformed_record")]
    assert told(read_bytes("a.arc", b"nothing like it\n" * 50)) == [("a.arc#record-1", "malformed_record")]


def test_a_record_beyond_the_cap_is_refused_and_the_next_read(read_bytes: ReadBytes) -> None:
    big = warc_record(http(PAGE * 2000))
    bomb = warc_record(
        http(gzip.compress(bytes(9 << 20)), headers=("Content-Type: text/html", "Content-Encoding: gzip"))
    )
    outcomes = told(read_bytes("a.warc", big + bomb + warc_record(http()), ReadOptions(max_page_bytes=50_000)))
    assert [outcome for _, outcome in outcomes] == ["page_too_large", "page_too_large", "page"]
    arc = ARC_HEADER + arc_record(http(PAGE * 2000)) + arc_record(http())
    outcomes = told(read_bytes("a.arc", arc, ReadOptions(max_page_bytes=50_000)))
    assert outcomes == [("a.arc#record-2", "page_too_large"), ("a.arc#record-3", "page")]


def test_urls_and_dates_that_tools_wrote_wrong(read_bytes: ReadBytes) -> None:
    page = only_page(
        read_bytes("a.warc", warc_record(http(), url="<https://bao.example/a b.htm>", date="5088968-11-06"))
    )
    assert page.url == "https://bao.example/a b.htm"
    assert page.fetched_at.year > 2024


def test_an_arc_skips_what_is_no_record_and_says_so_once(read_bytes: ReadBytes) -> None:
    spaced = arc_record(http(), url="http://bao.example/tin moi.htm")
    content = ARC_HEADER + spaced + b"junk\njunk\n" + arc_record(http(), length="-1") + arc_record(http())
    outcomes = read_bytes("a.arc", content)
    assert told(outcomes)[0] == ("a.arc#record-2", "page")
    assert told(outcomes)[-1][1] == "page"
    assert {outcome for _, outcome in told(outcomes)[1:-1]} == {"malformed_record"}
    assert isinstance(outcomes[0], Page)
    assert outcomes[0].url == "http://bao.example/tin moi.htm"
    assert outcomes[0].fetched_at == datetime(2009, 3, 2, 1, 2, 3, tzinfo=UTC)


def test_a_truncated_arc(read_bytes: ReadBytes) -> None:
    content = ARC_HEADER + arc_record(http()) + arc_record(http())[:-40]
    assert told(read_bytes("a.arc", content)) == [("a.arc#record-2", "page"), ("a.arc#record-3", "truncated_input")]
    packed = gzip.compress(content)[:-8]
    assert [o for _, o in told(read_bytes("a.arc.gz", packed))] == ["page", "truncated_input"]
