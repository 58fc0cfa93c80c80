"""`dongtin fetch` as a user runs it, against a web on loopback."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.fetch.web import Reply, Web, robots, serve
from tests.pipelines.dataset import ROOT, dongtin, ingest, rows
from transforms.store.check import check_dataset

BAO, MIEN = "bao-vi-du.vn", "mien-trung.vn"
_PLACES = "xã Hòa Tiến, phường Hải Châu, xã Tân Thành, phường Ninh Kiều, xã Mỹ An, phường Cao Lãnh".split(", ")
_WORKS = "tuyến đường liên xã, trạm bơm, chợ dân sinh, trường tiểu học, cầu bê tông, nhà văn hóa".split(", ")


def story(number: int) -> Reply:
    """An article of our own, unlike the others."""
    place, work = _PLACES[number % 6], _WORKS[number // 6 % 6]
    paragraphs = [
        f"Sáng nay, Ủy ban nhân dân {place} tổ chức lễ khởi công {work} số {number} với vốn {number + 3} tỷ đồng.",
        f"Công trình thứ {number} dự kiến hoàn thành sau {number % 11 + 4} tháng, phục vụ {number * 37 + 210} hộ dân.",
        f"Theo chủ đầu tư, hạng mục {number}-A gồm mặt bằng {number * 13 + 900} mét vuông và hệ thống thoát nước mới.",
        f"Bà con {place} cho biết họ chờ {work} này đã {number % 7 + 2} năm và sẵn sàng hiến đất để mở rộng.",
    ]
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    title = f"Khởi công {work} số {number} ở {place}"
    html = (
        f'<!doctype html><html lang="vi"><head><title>{title}</title><meta charset="utf-8"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )
    return Reply(200, {"Content-Type": "text/html; charset=utf-8", "ETag": f'"{number}"'}, html.encode())


def path_of(number: int) -> str:
    return f"/tin-so-{number}-khoi-cong-cong-trinh.html"


def feed(web: Web, host: str, numbers: range, section: str = "Thời sự") -> Reply:
    start = datetime(2026, 2, 1, 1, 0, tzinfo=UTC)
    entries = "".join(
        f"<item><title>Tin {n}</title><link>{web.url(host, path_of(n))}?utm_source=rss</link>"
        f"<description>Tóm tắt {n}</description><category>{section}</category>"
        f"<pubDate>{format_datetime(start + timedelta(hours=n))}</pubDate></item>"
        for n in numbers
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{entries}</channel></rss>'
    return Reply(200, {"Content-Type": "application/rss+xml"}, text.encode())


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one


class Newsroom:
    """Two publishers on loopback, their registry, and settings that reach them."""

    def __init__(self, web: Web, folder: Path, *, count: int = 8, delay: float = 0, out: Path | None = None) -> None:
        self.web, self.folder, self.out = web, folder, out or folder / "news"
        registry = folder / "registry"
        registry.mkdir()
        self.pages = {host: [path_of(n) for n in numbers] for host, numbers in self._split(count)}
        for name, (host, numbers) in zip(("vidu", "mientrung"), self._split(count), strict=True):
            for n in numbers:
                web.put(host, path_of(n), story(n))
            web.put(host, "/robots.txt", robots("User-agent: *\nDisallow: /kin/"))
            source = web.put(host, "/rss", feed(web, host, numbers))
            outlet = {"name": name, "hosts": [host], "feeds": [{"url": source}], "politeness": {"delay_seconds": 0}}
            (registry / f"{name}.yaml").write_text(yaml.safe_dump(outlet), "utf-8")
        settings = {
            "allow_loopback": True,
            "ports": [web.port],
            "resolve": {BAO: "127.0.0.1", MIEN: "127.0.0.1"},
            "delay_seconds": delay,
            "tries": 2,
            "commit_seconds": 0.5,
        }
        self.config = folder / "settings.yaml"
        self.config.write_text(yaml.safe_dump({"fetch": settings}), "utf-8")

    def _split(self, count: int) -> list[tuple[str, range]]:
        return [(BAO, range(count)), (MIEN, range(count, 2 * count))]

    def arguments(self, *more: str) -> list[str]:
        fixed = ["--out", self.out, "--config", self.config, "--registry", self.folder / "registry"]
        return ["fetch", *map(str, fixed), *more]

    def replay(self, *more: str) -> subprocess.CompletedProcess[str]:
        told = ["--config", self.config, "--registry", self.folder / "registry"]
        done = dongtin("replay", self.out, *map(str, told), *more)
        assert done.returncode == 0, done.stderr
        return done

    def fetch(self, *more: str) -> subprocess.CompletedProcess[str]:
        done = dongtin(*self.arguments(*more))
        assert done.returncode == 0, done.stderr
        return done

    def asked(self) -> list[str]:
        return [seen.path for seen in self.web.log if seen.path not in ("/robots.txt", "/rss")]


BOTH = ("--publisher", "vidu", "--publisher", "mientrung")


def without_names(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows but for what names the run and the input."""
    kept = [{name: value for name, value in row.items() if name not in ("run_id", "input_key")} for row in articles]
    return sorted(kept, key=lambda row: row["article_id"])


def test_stories_of_the_feeds_become_articles_once(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    first = room.fetch(*BOTH)
    assert "8 stories, 8 new" in first.stdout
    articles = rows(room.out, "articles")
    assert len(articles) == 16
    assert Counter(row["publisher"] for row in articles) == {"vidu": 8, "mientrung": 8}
    assert {row["section"] for row in articles} == {"Thời sự"}
    assert {row["published_source"] for row in articles} == {"feed"}
    assert min(row["published_at"] for row in articles) == datetime(2026, 2, 1, 1, 0, tzinfo=UTC)
    assert sorted(row["input_key"] for row in rows(room.out, "ledger")) == sorted(row["input_key"] for row in articles)
    asked = len(web.log)
    second = room.fetch("--feed", web.url(BAO, "/rss"))
    assert "8 stories, 0 new" in second.stdout
    assert "nothing new to fetch" in second.stdout
    assert web.asked()[asked:] == ["/rss"]
    assert check_dataset(room.out) == []


def test_ingest_takes_addresses_and_feeds_beside_files(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    local = tmp_path / "tin.html"
    local.write_bytes(story(99).body)
    page, source = web.url(BAO, path_of(0)), web.url(MIEN, "/rss")
    done = dongtin("ingest", page, local, "--feed", source, "--out", room.out, "--config", room.config)
    assert done.returncode == 0, done.stderr
    assert len(rows(room.out, "articles")) == 1 + 8 + 1
    assert Counter(room.asked()) == Counter([path_of(0), *room.pages[MIEN]])
    assert check_dataset(room.out) == []


def test_ingest_of_nothing_says_what_to_name(tmp_path: Path) -> None:
    done = dongtin("ingest", "--out", tmp_path)
    assert done.returncode == 2
    assert "nothing to read: name files" in done.stderr


@pytest.mark.slow
def test_the_raw_archive_makes_the_same_articles(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    room.fetch(*BOTH)
    asked = len(web.log)
    again = tmp_path / "again"
    assert ingest(f"{room.out}/_raw/**/*.warc.gz", out=again).returncode == 0
    assert len(web.log) == asked
    assert without_names(rows(again, "articles")) == without_names(rows(room.out, "articles"))
    assert rows(again, "dead_letters") == []


@pytest.mark.slow
def test_every_typed_address_has_one_outcome(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    good = web.url(BAO, room.pages[BAO][0])
    listed = tmp_path / "urls.txt"
    bad = ["http://169.254.169.254/", "ftp://bao-vi-du.vn/a", web.url(BAO, "/kin/a"), web.url(BAO, "/mat")]
    listed.write_text("\n".join(["# mine", good, good + "?utm_medium=x#y", "", *bad]), "utf-8")
    room.fetch("--urls", str(listed))
    found = {row["input_key"]: (row["outcome"], row["reason"]) for row in rows(room.out, "ledger")}
    assert found == {
        good: ("article", None),
        bad[0]: ("refused", "forbidden_address"),
        bad[1]: ("refused", "forbidden_address"),
        bad[2]: ("refused", "robots_disallowed"),
        bad[3]: ("refused", "page_gone"),
    }
    assert check_dataset(room.out) == []


@pytest.mark.slow
def test_a_dry_run_asks_the_feeds_only(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    done = room.fetch("--publisher", "vidu", "--dry-run")
    assert room.pages[BAO][0] in done.stdout
    assert room.asked() == []
    room.fetch("--publisher", "vidu", "--limit", "3")
    assert len(room.asked()) == 3
    assert set(room.asked()) == {path_of(n) for n in (5, 6, 7)}  # newest
    room.fetch("--publisher", "vidu")
    assert Counter(room.asked()) == Counter(room.pages[BAO])


@pytest.mark.slow
def test_since_leaves_older_stories_out(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path, count=24)
    room.fetch("--publisher", "vidu", "--since", "2026-02-02")
    assert len(room.asked()) == 24 - 16  # Vietnam's day begins at 17:00 UTC, the stories at 01:00


@pytest.mark.slow
def test_an_index_of_sitemaps_and_a_section_page_lead_to_stories(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    listed = "".join(f"<url><loc>{web.url(BAO, path)}</loc></url>" for path in room.pages[BAO])
    packed = gzip.compress(f'<?xml version="1.0"?><urlset>{listed}</urlset>'.encode())
    one = web.put(BAO, "/s-1.xml.gz", Reply(200, {"Content-Type": "application/x-gzip"}, packed))
    index = f"<sitemapindex><sitemap><loc>{one}</loc></sitemap></sitemapindex>".encode()
    sitemap = web.put(BAO, "/sitemap.xml", Reply(200, {"Content-Type": "text/xml"}, index))
    links = "".join(f'<a href="{path}">Khởi công công trình số {n}</a>' for n, path in enumerate(room.pages[MIEN]))
    html = f"<!doctype html><html><body>{links}</body></html>".encode()
    section = web.put(MIEN, "/thoi-su", Reply(200, {"Content-Type": "text/html; charset=utf-8"}, html))
    done = room.fetch("--sitemap", sitemap, "--feed", section)
    assert f"{one}: 8 stories, 8 new" in done.stdout
    assert f"{section}: 8 stories, 8 new" in done.stdout
    assert Counter(row["publisher"] for row in rows(room.out, "articles")) == {"vidu": 8, "mientrung": 8}
    assert not list((room.out / "_fetch" / "journals").iterdir())  # all that was looked for is taken in
    assert check_dataset(room.out) == []


@pytest.mark.slow
def test_two_workers_bring_the_same_articles(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    room.fetch(*BOTH, "--workers", "2")
    assert len(rows(room.out, "articles")) == 16
    assert Counter(room.asked()).most_common(1)[0][1] == 1


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 10, 25])
def test_killed_and_started_again_nothing_is_fetched_twice(web: Web, tmp_path: Path, after: int) -> None:
    room, delay = Newsroom(web, tmp_path, count=20, delay=0.1), 0.1
    command = [sys.executable, "-m", "pipelines.cli", *room.arguments(*BOTH)]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True)
    patience = time.monotonic() + 60
    while len(room.asked()) < after and time.monotonic() < patience:
        time.sleep(0.005)
    os.killpg(child.pid, signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    settled = {
        path
        for journal in (room.out / "_fetch" / "journals").rglob("*.jsonl")
        for path in room.asked()
        if path in journal.read_text()
    }
    done = room.fetch(*BOTH)
    assert "interrupted" in done.stderr
    times = Counter(room.asked())
    assert set(times) == {path for pages in room.pages.values() for path in pages}
    assert {path for path, count in times.items() if count > 1} & settled == set()
    assert sum(times.values()) <= 40 + 2  # at most the one in flight, of each of the two publishers
    for host in (BAO, MIEN):
        assert min(web.pauses(host)) >= delay
    assert len(rows(room.out, "articles")) == len(rows(room.out, "ledger")) == 40
    assert check_dataset(room.out) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say what to fetch"),
        (["--publisher", "nirgends"], "--publisher nirgends: not in the registry"),
        (["--urls", "nirgends.txt"], "nirgends.txt: cannot be read"),
        (["--publisher", "vidu", "--limit", "0"], "--limit: Input should be greater"),
    ],
)
def test_a_mistake_gets_one_line(web: Web, tmp_path: Path, arguments: list[str], message: str) -> None:
    done = dongtin(*Newsroom(web, tmp_path).arguments(*arguments))
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_nobody_is_asked_by_a_stranger(tmp_path: Path) -> None:
    done = dongtin("fetch", "--publisher", "baodanang", "--out", tmp_path / "news")
    assert (done.returncode, (tmp_path / "news").exists()) == (2, False)
    assert "say how you can be reached" in done.stderr
