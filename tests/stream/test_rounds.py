"""Publishers on a schedule, beside a watched folder, against a web on loopback."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.stream_kills import run
from benchmarks.stream_pages import page
from pipelines.clock import SYSTEM_CLOCK
from pipelines.stream import driver
from pipelines.stream.options import StreamOptions
from tests.fetch.web import Web, serve
from tests.pipelines.dataset import rows
from tests.pipelines.test_fetch import BAO, Newsroom, feed, path_of, story
from transforms.store.check import check_dataset

pytestmark = pytest.mark.slow


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one


def options(room: Newsroom, **more: object) -> StreamOptions:
    fixed = {"out": room.out, "config": room.config, "registry": room.folder / "registry"}
    return StreamOptions(**fixed | {"publishers": ("vidu", "mientrung"), "contact": "a@b.example"} | more)


def test_a_round_and_a_folder_go_into_one_data_set_and_nobody_is_asked_twice(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(page(1))
    run(options(room, watch=(str(tmp_path / "in"),), once=True))
    assert len(rows(room.out, "articles")) == 17
    assert sorted(room.asked()) == sorted([*room.pages[BAO], *(path_of(n) for n in range(8, 16))])
    run(options(room, once=True))
    assert len(room.asked()) == 16
    assert check_dataset(room.out) == []


def test_rounds_follow_each_other_until_the_stream_is_stopped(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path, count=2)
    stop = threading.Event()
    every_second = options(room, feeds=(web.url(BAO, "/rss"),), publishers=(), every=1)
    thread = threading.Thread(
        target=driver.stream, args=(every_second,), kwargs={"clock": SYSTEM_CLOCK, "stop": stop}, daemon=True
    )
    thread.start()
    wait_for(lambda: len(rows(room.out, "articles")) == 2)
    web.put(BAO, path_of(99), story(99))
    web.put(BAO, "/rss", feed(web, BAO, range(99, 100)))
    wait_for(lambda: len(rows(room.out, "articles")) == 3)
    stop.set()
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert max(Counter(room.asked()).values()) == 1


def test_a_round_that_was_cut_off_is_finished_without_asking_twice(web: Web, tmp_path: Path) -> None:
    room = Newsroom(web, tmp_path, count=10, delay=1.0)
    stop = threading.Event()
    thread = threading.Thread(
        target=driver.stream, args=(options(room),), kwargs={"clock": SYSTEM_CLOCK, "stop": stop}, daemon=True
    )
    thread.start()
    wait_for(lambda: len(room.asked()) >= 3)
    stop.set()
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert len(room.asked()) < 20
    assert rows(room.out, "articles") == []
    run(options(room, once=True))
    assert len(rows(room.out, "articles")) == 20
    assert max(Counter(room.asked()).values()) == 1


def wait_for(there: object, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not there():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.1)
