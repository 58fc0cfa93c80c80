"""Visits over real sockets: every address ends once, and the server's own log shows how it was asked."""

from __future__ import annotations

import gzip
import itertools
import socket
import time
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
import trustme
from backports import zstd

from tests.fetch.web import (
    HASTE,
    QUICK,
    FakeTime,
    Handler,
    Reply,
    Web,
    folders,
    go,
    options,
    page,
    robots,
    serve,
    visit,
)
from transforms.domain.outcomes import DeadLetter, Outcome, OutcomeKind
from transforms.domain.pages import Hints, Page
from transforms.fetch.dialing import trust
from transforms.fetch.options import Limits, Manners
from transforms.fetch.replay import replay
from transforms.fetch.targets import Target

BAO = "bao.vn"


def results(web: Web, path: Path, *targets: Target | str, **changes: object) -> list[str]:
    return [one.result for one in go(visit(*targets), options(web, **changes), path)]  # type: ignore[arg-type]


def test_pages_come_out_as_they_were_sent(web: Web, tmp_path: Path) -> None:
    url = web.put(BAO, "/tin-1.html", page("Tin một"))
    target = Target(url=url, hints=Hints(section="Thời sự", feed_published="2026-03-01T08:00:00+07:00"))
    go(visit(target), options(web), tmp_path)
    (found,) = replay(visit(target), folders(tmp_path), QUICK)
    assert isinstance(found, Page)
    assert (found.input_key, found.url, found.body) == (url, url, page("Tin một").body)
    assert (found.hints.section, found.hints.charset) == ("Thời sự", "utf-8")


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(page().body)),
        ("br", brotli.compress(page().body)),
        ("zstd", zstd.compress(page().body)),
        ("gzip, br", brotli.compress(gzip.compress(page().body))),
        ("gzip", page().body),  # says so, but is not
    ],
)
def test_content_codings_are_undone(web: Web, tmp_path: Path, coding: str, packed: bytes) -> None:
    reply = Reply(200, {"Content-Type": "text/html", "Content-Encoding": coding}, packed)
    one = visit(web.put(BAO, "/a", reply))
    go(one, options(web), tmp_path)
    (found,) = replay(one, folders(tmp_path), QUICK)
    assert isinstance(found, Page)
    assert found.body == page().body


def test_who_asks_is_told(web: Web, tmp_path: Path) -> None:
    go(visit(web.put(BAO, "/a", page())), replace(options(web), contact="toi@bao.vn"), tmp_path)
    assert [seen.headers["User-Agent"] for seen in web.log] == ["dongtin/0.1 (+toi@bao.vn)"] * 2


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /kin/", "/kin/a", False),
        ("User-agent: *\nDisallow: /kin/", "/tin/a", True),
        ("User-agent: *\nDisallow: /*.htm$", "/a.htm", False),
        ("User-agent: *\nDisallow: /tin/\nAllow: /tin/mo/", "/tin/mo/a", True),
        ("User-agent: dongtin\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: khac\nDisallow: /", "/a", True),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("USER-AGENT: *\r\nDISALLOW: /", "/a", False),
        ("<html>no robots here</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_robots_txt_is_obeyed(web: Web, tmp_path: Path, rules: str, path: str, allowed: bool) -> None:
    web.put(BAO, "/robots.txt", robots(rules))
    found = results(web, tmp_path, web.put(BAO, path, page()))
    assert found == ["fetched" if allowed else "robots_disallowed"]
    assert web.asked(BAO) == ["/robots.txt", path][: 1 + allowed]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (503, False), (500, False)]
)
def test_what_no_robots_txt_means(web: Web, tmp_path: Path, status: int, allowed: bool) -> None:
    web.put(BAO, "/robots.txt", Reply(status, {}, b"x"))
    assert results(web, tmp_path, web.put(BAO, "/a", page())) == ["fetched" if allowed else "robots_disallowed"]


def test_robots_txt_follows_redirects_but_not_for_ever(web: Web, tmp_path: Path) -> None:
    web.put(BAO, "/robots.txt", Reply(301, {"Location": "/r1"}))
    web.put(BAO, "/r1", robots("User-agent: *\nDisallow: /a"))
    assert results(web, tmp_path / "1", web.put(BAO, "/a", page())) == ["robots_disallowed"]
    for n in range(9):
        web.put(BAO, f"/r{n}", Reply(302, {"Location": f"/r{n + 1}"}))
    assert results(web, tmp_path / "2", web.put(BAO, "/a", page())) == ["fetched"]


def test_robots_txt_binds_where_a_redirect_leads(web: Web, tmp_path: Path) -> None:
    web.put("m.bao.vn", "/robots.txt", robots("User-agent: *\nDisallow: /"))
    web.put("m.bao.vn", "/a", page())
    url = web.put(BAO, "/a", Reply(302, {"Location": web.url("m.bao.vn", "/a")}))
    assert results(web, tmp_path, url) == ["robots_disallowed"]
    assert web.asked("m.bao.vn") == ["/robots.txt"]


def test_a_host_is_asked_robots_once_and_one_thing_at_a_time(web: Web, tmp_path: Path) -> None:
    delay = 0.08
    urls = [web.put(host, f"/{n}", page()) for n in range(5) for host in (BAO, "m.bao.vn")]
    manners = Manners(delay_seconds=delay)
    assert set(results(web, tmp_path, *urls, manners=manners)) == {"fetched"}
    for host in (BAO, "m.bao.vn"):
        assert web.asked(host)[0] == "/robots.txt"
        assert web.asked(host).count("/robots.txt") == 1
        assert len(web.pauses(host)) == 5
        assert min(web.pauses(host)) >= delay


def test_crawl_delay_is_kept(web: Web, tmp_path: Path) -> None:
    web.put(BAO, "/robots.txt", robots("User-agent: *\nCrawl-delay: 0.2"))
    urls = [web.put(BAO, f"/{n}", page()) for n in range(3)]
    results(web, tmp_path, *urls)
    assert min(web.pauses(BAO)) >= 0.2


def test_the_first_request_waits_too(web: Web, tmp_path: Path) -> None:
    time_of = FakeTime()
    one = visit(web.put(BAO, "/a", page()))
    go(one, options(web, manners=Manners(delay_seconds=5)), tmp_path, time_of.clock)
    assert time_of.slept[0] == 5


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_and_the_pause_grows(web: Web, tmp_path: Path, status: int) -> None:
    replies = itertools.chain([Reply(status, {"Retry-After": "90"})], itertools.repeat(page()))
    one = visit(web.put(BAO, "/a", lambda handler: next(replies)), web.put(BAO, "/b", page()))
    time_of = FakeTime()
    found = go(one, options(web, manners=Manners(delay_seconds=1)), tmp_path, time_of.clock)
    assert [entry.result for entry in found] == ["fetched", "fetched"]
    assert max(time_of.slept) >= 60  # 90 seconds, slept in pieces of at most one minute
    assert sum(time_of.slept) >= 1 + 1 + 90 + 1


def test_more_patience_than_ours_ends_the_visit(web: Web, tmp_path: Path) -> None:
    web.put(BAO, "/*", page())
    busy = web.put(BAO, "/a", Reply(429, {"Retry-After": "86400"}))
    urls = [busy, *(web.put(BAO, f"/{n}", page()) for n in range(4))]
    time_of = FakeTime()
    found = go(visit(*urls), options(web, manners=Manners(delay_seconds=1)), tmp_path, time_of.clock)
    assert [entry.result for entry in found] == ["host_busy"] * 5
    assert web.asked(BAO) == ["/robots.txt", "/a"]
    assert sum(time_of.slept) < 120


def test_a_visit_ends_with_its_time(web: Web, tmp_path: Path) -> None:
    urls = [web.put(BAO, f"/{n}", page()) for n in range(20)]
    time_of = FakeTime()
    manners = Manners(delay_seconds=10, visit_seconds=60)
    found = [one.result for one in go(visit(*urls), options(web, manners=manners), tmp_path, time_of.clock)]
    assert found.count("fetched") == 5
    assert found[5:] == ["host_busy"] * 15


def test_failures_are_tried_again_then_named(web: Web, tmp_path: Path) -> None:
    replies = itertools.chain([Reply(502)], itertools.repeat(page()))
    found = results(
        web,
        tmp_path,
        web.put(BAO, "/once", lambda handler: next(replies)),
        web.put(BAO, "/always", Reply(500, {}, b"x")),
        web.put(BAO, "/gone", Reply(410)),
        web.url(BAO, "/no-such-page"),
        web.put(BAO, "/login", Reply(403)),
        web.put(BAO, "/teapot", Reply(418)),
        web.put(BAO, "/part", Reply(206, {"Content-Type": "text/html"}, b"<p>")),
    )
    assert found == [
        "fetched", "server_failure", "page_gone", "page_gone", "access_refused", "access_refused", "server_failure",
    ]  # fmt: skip
    assert [web.asked(BAO).count(path) for path in ("/once", "/always", "/gone", "/login")] == [2, 2, 1, 1]


def test_redirects_are_followed_on_the_publishers_hosts(web: Web, tmp_path: Path) -> None:
    web.put("www.bao.vn", "/a", page("Đích"))
    web.put("tpo.vn", "/a", page())
    there = web.put(BAO, "/there", Reply(301, {"Location": web.url("www.bao.vn", "/a")}))
    sister = web.put(BAO, "/sister", Reply(308, {"Location": f"//tpo.vn:{web.port}/a"}))
    away = web.put(BAO, "/away", Reply(302, {"Location": web.url("khac.vn", "/a")}))
    web.put("khac.vn", "/a", page())
    found = go(visit(there, sister, away, hosts=("bao.vn", "tpo.vn")), options(web), tmp_path)
    assert [one.result for one in found] == ["fetched", "fetched", "bad_redirect"]
    assert found[0].final_url == web.url("www.bao.vn", "/a")
    assert web.asked("khac.vn") == []


@pytest.mark.parametrize("location", ["/loop", "/b", "", None])
def test_redirects_that_lead_nowhere(web: Web, tmp_path: Path, location: str | None) -> None:
    web.put(BAO, "/b", Reply(302, {"Location": "/loop"}))
    url = web.put(BAO, "/loop", Reply(302, {"Location": location} if location is not None else {}))
    assert results(web, tmp_path, url) == ["bad_redirect"]
    assert len(web.log) <= 3


def test_a_long_chain_is_cut(web: Web, tmp_path: Path) -> None:
    for n in range(50):
        web.put(BAO, f"/{n}", Reply(302, {"Location": f"/{n + 1}"}))
    assert results(web, tmp_path, web.url(BAO, "/0")) == ["bad_redirect"]
    assert len(web.log) == 1 + 6  # robots.txt, the address, five hops


@pytest.mark.parametrize(
    "location",
    ["http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "file:///etc/passwd", "http://[::1]:1/"],
)
def test_redirects_to_the_inside_are_refused(web: Web, tmp_path: Path, location: str) -> None:
    assert results(web, tmp_path, web.put(BAO, "/a", Reply(302, {"Location": location}))) == ["forbidden_address"]


def test_sizes_are_bounded(web: Web, tmp_path: Path) -> None:
    html = {"Content-Type": "text/html"}
    bomb = gzip.compress(b"<html>" + b"a" * (64 << 20))
    twice = gzip.compress(bomb)

    def endless(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        for _ in range(64):  # 4 MiB: beyond the limit, and bounded all the same
            handler.wfile.write(b"<p>tin</p>" * 6554)

    found = results(
        web,
        tmp_path,
        web.put(BAO, "/announced", Reply(200, html | {"Content-Length": str(1 << 40)}, b"<p>", bare=True)),
        web.put(BAO, "/endless", endless),
        web.put(BAO, "/bomb", Reply(200, html | {"Content-Encoding": "gzip"}, bomb)),
        web.put(BAO, "/twice", Reply(200, html | {"Content-Encoding": "gzip, gzip"}, twice)),
        web.put(BAO, "/ratio", Reply(200, html | {"Content-Encoding": "gzip"}, gzip.compress(b"a" * (3 << 20)))),
    )
    assert found == ["answer_too_large"] * 5


def test_lies_about_lengths_harm_nobody_else(web: Web, tmp_path: Path) -> None:
    html = {"Content-Type": "text/html"}

    def cut(handler: Handler) -> None:
        handler.say(Reply(200, html | {"Content-Length": "500"}, b"<html>", bare=True))
        handler.connection.shutdown(socket.SHUT_RDWR)

    body = page().body
    longer = web.put(BAO, "/longer", cut)
    shorter = web.put(BAO, "/shorter", Reply(200, html | {"Content-Length": str(len(body) - 7)}, body, bare=True))
    after = web.put(BAO, "/after", page("Sau"))
    one = visit(longer, shorter, after)
    found = [entry.result for entry in go(one, options(web), tmp_path)]
    assert found == ["broken_answer", "fetched", "fetched"]
    assert (
        next(p for p in replay(one, folders(tmp_path), QUICK) if isinstance(p, Page) and p.url == after).body
        == page("Sau").body
    )


def test_slow_servers_are_left(web: Web, tmp_path: Path) -> None:
    def silent(handler: Handler) -> None:
        time.sleep(1.2)

    def drip_body(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(20):
            handler.wfile.write(b"a")
            time.sleep(0.1)

    def drip_head(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for n in range(20):
            handler.wfile.write(f"X-{n}: a\r\n".encode())
            time.sleep(0.1)

    limits = Limits(idle_seconds=0.5, total_seconds=0.8)
    manners = Manners(delay_seconds=0, tries=1)
    start = time.monotonic()
    urls = [web.put(BAO, f"/{one.__name__}", one) for one in (silent, drip_body, drip_head)]
    assert results(web, tmp_path, *urls, limits=limits, manners=manners) == ["answer_too_slow"] * 3
    assert time.monotonic() - start < 4


def test_noise_is_no_answer(web: Web, tmp_path: Path) -> None:
    def noise(handler: Handler) -> None:
        handler.wfile.write(b"\x00\xff\x00 no HTTP at all\r\n\r\n")

    def hang_up(handler: Handler) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    def many_headers(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(500)) + b"\r\n")

    def long_header(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n")

    damaged = Reply(200, {"Content-Type": "text/html", "Content-Encoding": "gzip"}, b"\x1f\x8b" + b"\x07" * 99)
    urls = [web.put(BAO, f"/{one.__name__}", one) for one in (noise, hang_up, many_headers, long_header)]
    urls += [web.put(BAO, "/damaged", damaged), web.put(BAO, "/empty", Reply(200, {"Content-Type": "text/html"}))]
    assert results(web, tmp_path, *urls) == ["broken_answer"] * 6


@pytest.mark.parametrize(
    ("kind", "body", "result"),
    [
        ("text/html", b"<p>a</p>", "fetched"),
        ("application/xhtml+xml; charset=UTF-8", b"<html/>", "fetched"),
        ("TEXT/HTML;charset=windows-1258", b"<p>a</p>", "fetched"),
        ("image/jpeg", b"\xff\xd8\xff", "unwanted_content"),
        ("application/pdf", b"%PDF-1.7", "unwanted_content"),
        ("application/json", b"{}", "unwanted_content"),
        ("", b"<!DOCTYPE html><p>", "fetched"),
        ("", b"\x89PNG", "unwanted_content"),
    ],
)
def test_only_pages_are_pages(web: Web, tmp_path: Path, kind: str, body: bytes, result: str) -> None:
    url = web.put(BAO, "/a", Reply(200, {"Content-Type": kind} if kind else {}, body))
    assert results(web, tmp_path, url) == [result]


def test_an_unchanged_page_is_settled_not_read(web: Web, tmp_path: Path) -> None:
    def conditional(handler: Handler) -> Reply:
        known = handler.headers["If-None-Match"] == '"1"' and handler.headers["If-Modified-Since"] is not None
        return Reply(304, {"ETag": '"1"'}) if known else page(ETag='"1"')

    url = web.put(BAO, "/a", conditional)
    target = Target(url=url, etag='"1"', last_modified="Sun, 01 Mar 2026 01:00:00 GMT")
    go(visit(target), options(web), tmp_path)
    (found,) = replay(visit(target), folders(tmp_path), QUICK)
    assert isinstance(found, Outcome)
    assert (found.kind, found.reason) == (OutcomeKind.DUPLICATE, "not_modified")


def test_304_without_a_condition_is_a_failure(web: Web, tmp_path: Path) -> None:
    assert results(web, tmp_path, web.put(BAO, "/a", Reply(304))) == ["server_failure"]


def test_a_dead_host_is_given_up_without_asking_for_each_page(web: Web, tmp_path: Path) -> None:
    urls = [f"http://chet.vn:{web.port}/{n}" for n in range(50)]
    time_of = FakeTime()
    tried: list[str] = []

    def refuse(number: str, port: int, seconds: float) -> socket.socket:
        tried.append(number)
        raise ConnectionRefusedError("connection refused")

    from transforms.fetch.dialing import Dialer
    from transforms.fetch.visits import make_visit

    chosen = options(web, resolve={"chet.vn": "127.0.0.1"})
    one = visit(*urls)
    make_visit(one, chosen, time_of.clock, folders(tmp_path), Dialer(reach=chosen.reach, connector=refuse))
    letters = list(replay(one, folders(tmp_path), QUICK))
    assert {letter.reason for letter in letters if isinstance(letter, DeadLetter)} == {"host_unreachable"}
    assert (len(letters), len(tried)) == (50, 3)


def test_a_name_that_is_none_is_unreachable(web: Web, tmp_path: Path) -> None:
    from transforms.fetch.dialing import Dialer
    from transforms.fetch.visits import make_visit

    def nobody(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    chosen, one = options(web, resolve={}), visit(f"http://khong-co.vn:{web.port}/a")
    make_visit(one, chosen, FakeTime().clock, folders(tmp_path), Dialer(reach=chosen.reach, resolver=nobody))
    (letter,) = replay(one, folders(tmp_path), QUICK)
    assert isinstance(letter, DeadLetter)
    assert letter.reason == "host_unreachable"
    assert "no such host" in letter.detail


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize(
    ("issued_for", "trusted", "result"),
    [("bao.vn", True, "fetched"), ("khac.vn", True, "host_unreachable"), ("bao.vn", False, "host_unreachable")],
)
def test_certificates_are_verified_against_the_name(
    authority: trustme.CA, tmp_path: Path, issued_for: str, trusted: bool, result: str
) -> None:
    import ssl

    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(issued_for).configure_cert(server)
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    with serve(server) as web:
        url = web.put(BAO, "/a", page())
        assert results(web, tmp_path, url, ca_file=str(ca_file) if trusted else None) == [result]
        assert ("/a" in web.asked()) == (result == "fetched")


def test_trust_demands_names_and_certificates(web: Web) -> None:
    import ssl

    context = trust(web.reach())
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_every_address_ends_once_whatever_it_is(web: Web, tmp_path: Path) -> None:
    good = [web.put(BAO, f"/tin-{n}", page(f"Tin {n}")) for n in range(300)]
    bad = ["http://", "ftp://bao.vn/", "http://127.1/", "không phải địa chỉ", "http://bao.vn:1/", "http://[::1/"]
    one = visit(*good[:150], *bad, *good[150:])
    found = go(one, options(web, manners=HASTE), tmp_path)
    assert [entry.result for entry in found].count("forbidden_address") == len(bad)
    assert len(list(replay(one, folders(tmp_path), QUICK))) == 306
    assert sorted(web.asked(BAO)) == sorted(["/robots.txt", *(f"/tin-{n}" for n in range(300))])
