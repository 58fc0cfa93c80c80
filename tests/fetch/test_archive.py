"""The raw archive: standard WARC, read back by others and by our own read room as the page that was fetched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import brotli
from backports import zstd
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.fetch.web import QUICK, FakeTime, Handler, Reply, Web, folders, go, options, page, robots, visit
from transforms.domain.archives import read_hints, write_hints
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Hints, Page
from transforms.fetch.replay import replay
from transforms.fetch.targets import Role, Target, Visit
from transforms.read.inputs import find_inputs
from transforms.read.reader import read_input

BAO = "bao.vn"
HINTS = Hints(title="Tin một", section="Thời sự", feed_published="2026-03-01T08:00:00+07:00")


def chunked(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=UTF-8")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    for part in (b"<html><p>Tin ", "chẻ nhỏ</p></html>".encode()):
        handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
    handler.wfile.write(b"0\r\n\r\n")


def a_visit(web: Web) -> Visit:
    html = {"Content-Type": "text/html"}
    web.put(BAO, "/robots.txt", robots("User-agent: *\nDisallow: /kin"))
    return visit(
        Target(url=web.put(BAO, "/a", page("Tin một")), hints=HINTS, publisher="vidu"),
        web.put(BAO, "/br", Reply(200, html | {"Content-Encoding": "br"}, brotli.compress(page("Nén").body))),
        web.put(BAO, "/zstd", Reply(200, html | {"Content-Encoding": "zstd"}, zstd.compress(page("Nén").body))),
        web.put(BAO, "/chunked", chunked),
        web.put(BAO, "/moved", Reply(301, {"Location": "/a"})),
        web.put(BAO, "/gone", Reply(404, html, b"<p>no</p>")),
        web.put(BAO, "/kin", page()),
        web.put(BAO, "/photo", Reply(200, {"Content-Type": "image/png"}, b"\x89PNG")),
        Target(url=web.put(BAO, "/rss", Reply(200, {"Content-Type": "text/xml"}, b"<rss/>")), role=Role.SOURCE),
    )


def test_the_archive_gives_the_pages_that_were_fetched(web: Web, tmp_path: Path) -> None:
    one = a_visit(web)
    go(one, options(web), tmp_path)
    fetched = [each for each in replay(one, folders(tmp_path), QUICK) if isinstance(each, Page)]
    (file,) = find_inputs([str(tmp_path / "raw")])
    read = list(read_input(file))
    assert not [each for each in read if isinstance(each, DeadLetter)]
    assert len(fetched) == 5
    assert [replace(each, input_key="") for each in read if isinstance(each, Page)] == [
        replace(each, input_key="") for each in fetched
    ]
    assert (fetched[0].hints, fetched[0].publisher) == (replace(HINTS, charset="utf-8"), "vidu")


def test_every_answer_has_its_request(web: Web, tmp_path: Path) -> None:
    one = a_visit(web)
    go(one, options(web), tmp_path)
    with folders(tmp_path).archive(one).open("rb") as stream:
        records = [(record.record_type, dict(record.headers)) for record in ArchiveIterator(stream, parse_http=False)]
    answers = [head for kind, head in records if kind == WarcRecordType.response]
    requests = [head for kind, head in records if kind == WarcRecordType.request]
    assert len(answers) == len(requests) == len(web.log)
    assert [head["WARC-Record-ID"] for head in answers] == [head["WARC-Concurrent-To"] for head in requests]
    assert all(head["WARC-Payload-Digest"].startswith("sha1:") for head in answers)


def test_an_unchanged_page_is_a_revisit_record(web: Web, tmp_path: Path) -> None:
    target = Target(url=web.put(BAO, "/a", Reply(304, {"ETag": '"1"'})), etag='"1"')
    go(visit(target), options(web), tmp_path)
    with folders(tmp_path).archive(visit(target)).open("rb") as stream:
        records = [(record.record_type, dict(record.headers)) for record in ArchiveIterator(stream, parse_http=False)]
    revisits = [head for kind, head in records if kind == WarcRecordType.revisit]
    assert [head["WARC-Profile"].rpartition("/")[2] for head in revisits] == ["server-not-modified"]
    (file,) = find_inputs([str(tmp_path / "raw")])
    assert [type(each) for each in read_input(file)] == [DeadLetter]  # an archive without a page says so


def test_the_same_answers_make_the_same_bytes(web: Web, tmp_path: Path) -> None:
    def fixed(handler: Handler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>"
        )

    web.put(BAO, "/robots.txt", fixed)
    one = visit(web.put(BAO, "/a", fixed), web.put(BAO, "/b", fixed))
    for name in ("1", "2"):
        go(one, options(web), tmp_path / name, FakeTime().clock)
    first, second = (folders(tmp_path / name).archive(one).read_bytes() for name in ("1", "2"))
    assert first == second


def test_hints_survive_a_header_field() -> None:
    assert read_hints(write_hints(HINTS)) == HINTS
    assert write_hints(HINTS).isascii()  # type: ignore[union-attr]
    assert write_hints(Hints()) is None
    for noise in (None, "", "{", "[1]", '{"title": 1, "khac": "a"}'):
        assert read_hints(noise) == Hints()
