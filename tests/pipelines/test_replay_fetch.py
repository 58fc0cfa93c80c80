"""Addresses that were refused, fetched again: by today's rules, and not once more than needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fetch.web import Reply, Web, robots, serve
from tests.pipelines.dataset import ROOT, dongtin, outcomes, rows
from tests.pipelines.test_fetch import BAO, Newsroom, path_of, story
from transforms.fetch.frontier import open_frontier
from transforms.fetch.journal import FETCHED, Settled
from transforms.store.check import check_dataset


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one


def refused_room(web: Web, folder: Path, count: int = 4, delay: float = 0) -> Newsroom:
    """A data set whose addresses were all refused: the host was shut."""
    room = Newsroom(web, folder, count=count, delay=delay)
    for path in room.pages[BAO]:
        web.put(BAO, path, Reply(404))
    room.fetch("--publisher", "vidu")
    assert outcomes(room.out) == {"refused": count}
    for number in range(count):
        web.put(BAO, path_of(number), story(number))
    web.log.clear()
    return room


def reasons(out: Path) -> list[str]:
    return sorted(row["reason"] for row in rows(out, "dead_letters"))


def test_what_can_be_fetched_now_becomes_an_article_as_it_was_announced(web: Web, tmp_path: Path) -> None:
    room = refused_room(web, tmp_path)
    web.put(BAO, path_of(3), Reply(410))
    room.replay()
    assert outcomes(room.out) == {"article": 3, "refused": 1}
    assert reasons(room.out) == ["page_gone"]
    assert {row["section"] for row in rows(room.out, "articles")} == {"Thời sự"}  # told by the feed alone
    assert Counter(room.asked()) == Counter(room.pages[BAO])
    assert check_dataset(room.out) == []
    room.replay("--reason", "page_gone", "--stage", "fetch")
    assert outcomes(room.out) == {"article": 3, "refused": 1}
    assert len(rows(room.out, "ledger")) == 4
    assert check_dataset(room.out) == []


@pytest.mark.slow
def test_robots_txt_is_asked_anew_and_a_second_refusal_is_told(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path, count=3)
    web.put(BAO, "/robots.txt", robots("User-agent: *\nDisallow: /"))
    listed = tmp_path / "urls.txt"
    urls = [web.url(BAO, path) for path in room.pages[BAO]]
    listed.write_text("\n".join(urls))
    room.fetch("--urls", str(listed))
    assert reasons(room.out) == ["robots_disallowed"] * 3
    web.put(BAO, "/robots.txt", robots(f"User-agent: *\nDisallow: {path_of(1)}"))
    web.log.clear()
    done = room.replay("--reason", "robots_disallowed")
    assert f"refused {urls[1]}: http://{BAO}:{web.port}/robots.txt forbids it" in done.stdout
    assert sorted(room.asked()) == [path_of(0), path_of(2)]  # what is forbidden again was not asked for
    assert reasons(room.out) == ["robots_disallowed"]
    assert outcomes(room.out) == {"article": 2, "refused": 1}
    assert check_dataset(room.out) == []


@pytest.mark.slow
def test_nobody_is_asked_again_by_a_stranger(web: Web, tmp_path: Path) -> None:
    room = refused_room(web, tmp_path)
    done = dongtin("replay", room.out)
    assert (done.returncode, web.log) == (0, [])
    assert "4 addresses are not fetched again: say how you can be reached" in done.stderr
    assert "no dead letter that can be tried again" in done.stdout
    strict = dongtin("replay", room.out, "--stage", "fetch")
    assert (strict.returncode, web.log, len(strict.stderr.strip().splitlines())) == (2, [], 1)
    room.replay("--stage", "clean")
    assert web.log == []


@pytest.mark.slow
def test_what_another_run_has_fetched_since_is_settled_without_a_request(web: Web, tmp_path: Path) -> None:
    room = refused_room(web, tmp_path, count=2)
    with open_frontier(room.out / "_fetch") as frontier:
        told = Settled(number=0, url=web.url(BAO, path_of(0)), result=FETCHED, at=datetime.now(UTC))
        frontier.absorb_story(f"https://{BAO}:{web.port}{path_of(0)}", told)
    room.replay()
    assert room.asked() == [path_of(1)]
    assert outcomes(room.out) == {"article": 1}
    assert rows(room.out, "dead_letters") == []
    assert check_dataset(room.out) == []


@pytest.mark.slow
def test_killed_and_started_again_nothing_is_fetched_twice(web: Web, tmp_path: Path) -> None:
    room = refused_room(web, tmp_path, count=20, delay=0.1)
    told = ["replay", str(room.out), "--config", str(room.config), "--registry", str(tmp_path / "registry")]
    child = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", *told],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    patience = time.monotonic() + 60
    while len(room.asked()) < 8 and time.monotonic() < patience:
        time.sleep(0.005)
    os.killpg(child.pid, signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    room.fetch("--feed", web.url(BAO, "/rss"))  # another command in between takes nothing away
    room.replay("--reason", "page_gone")
    times = Counter(room.asked())
    assert set(times) == set(room.pages[BAO])
    assert sum(times.values()) <= 20 + 1  # at most the one in flight
    assert min(web.pauses(BAO)) >= 0.1
    assert outcomes(room.out) == {"article": 20}
    assert check_dataset(room.out) == []
