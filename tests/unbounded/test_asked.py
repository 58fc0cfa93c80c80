"""Addresses from a topic: each fetched once whatever the engine repeats, each named by its message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.requests import Sites
from pipelines.unbounded.asked import Asked, Asking, fetch_turn
from pipelines.unbounded.offsets import Partition
from tests.fetch.web import Reply, Web, page, serve
from tests.nouns import ARRIVAL
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.fetch.options import FetchOptions, Manners
from transforms.read.messages import Message, read_address
from transforms.read.options import ReadOptions

BAO, MIEN = "bao.example", "mien.example"
ZERO, ONE = Partition("urls", 0), Partition("urls", 1)


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one


def asking(web: Web, folder: Path, *, delay: float = 0.0) -> Asking:
    options = FetchOptions(reach=web.reach(BAO, MIEN), manners=Manners(delay_seconds=delay, tries=1))
    return Asking(options=options, sites=Sites(()), raw=folder / "_raw", state=folder / "streams" / "thu")


def asked(url: str, offset: int, partition: Partition = ZERO) -> Asked:
    return Asked(partition, offset, url, ARRIVAL, None)


def test_what_an_engine_repeats_is_read_back_with_its_time_and_nobody_is_asked(web: Web, tmp_path: Path) -> None:
    one, two = asked(web.put(BAO, "/1", page("Một")), 4), asked(web.put(BAO, "/2", page("Hai")), 7)
    how = asking(web, tmp_path)
    (first,) = fetch_turn({BAO: [one]}, how)
    again = fetch_turn({BAO: [two, one]}, how)
    assert [arrival.input_key for arrival in again if isinstance(arrival, Page)] == ["kafka:urls/0@4", "kafka:urls/0@7"]
    assert again[0] == first
    assert sorted(web.asked(BAO)) == ["/1", "/2", "/robots.txt"]


def test_a_refusal_is_named_by_its_message_and_kept(web: Web, tmp_path: Path) -> None:
    web.put(BAO, "/gone", Reply(404))
    gone = asked(web.url(BAO, "/gone"), 0)
    nowhere = asked("http://169.254.169.254/latest", 1)
    letters = fetch_turn({BAO: [gone], "x": [nowhere]}, asking(web, tmp_path))
    assert [(one.key, one.reason) for one in letters if isinstance(one, DeadLetter)] == [
        ("kafka:urls/0@0", "page_gone"),
        ("kafka:urls/0@1", "forbidden_address"),
    ]


def test_partitions_share_what_is_known_of_a_host(web: Web, tmp_path: Path) -> None:
    how = asking(web, tmp_path, delay=0.3)
    for number, partition in enumerate((ZERO, ONE, ZERO)):
        fetch_turn({BAO: [asked(web.put(BAO, f"/{number}", page(str(number))), number, partition)]}, how)
    assert web.asked(BAO).count("/robots.txt") == 1
    assert min(web.pauses(BAO)) >= 0.3


def test_journals_are_kept_until_the_broker_is_past_them(web: Web, tmp_path: Path) -> None:
    how = asking(web, tmp_path)
    url = web.put(BAO, "/1", page("Một"))
    fetch_turn({BAO: [asked(url, 999), asked(url, 1000), asked(url, 999, ONE)]}, how)
    how.forget(ZERO, 999)
    assert len(list(how.state.glob("*/*.jsonl"))) == 3
    how.forget(ZERO, 1000)
    left = sorted(path.parent.name for path in how.state.glob("*/*.jsonl"))
    assert [name.rsplit("-", 3)[0] for name in left] == ["thu-urls-0-0000000001", "thu-urls-1-0000000000"]


def test_a_site_is_in_one_lane(tmp_path: Path, web: Web) -> None:
    how = asking(web, tmp_path)
    assert len({how.lane_of(asked(f"http://{host}/{n}", n)) for n in range(50) for host in (BAO, f"www.{BAO}")}) == 1


@pytest.mark.parametrize("value", [b"", b"  ", b"\xff", b"http://a.example/1 http://a.example/2"])
def test_a_message_without_one_address_is_refused(value: bytes) -> None:
    message = Message(key="kafka:urls/0@1", value=value, headers={}, arrived_at=ARRIVAL)
    assert isinstance(read_address(message, ReadOptions()), DeadLetter)
