from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.fetch.options import Manners
from transforms.fetch.pacing import (
    after_answer,
    after_failure,
    after_throttle,
    backoff,
    first_pace,
    read_retry_after,
    with_robots_delay,
)
from transforms.fetch.revisits import source_interval, story_due
from transforms.fetch.robots import is_fresh, read_rules
from transforms.fetch.sites import belongs, registered_domain
from transforms.fetch.targets import HostPatience, KnownRobots

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
MANNERS = Manners(delay_seconds=2, slowest_delay=30, backoff_seconds=1)


def test_the_pause_grows_under_protest_and_shrinks_in_peace() -> None:
    pace = first_pace(MANNERS, NOW, None, None)
    assert (pace.delay_seconds, pace.next_at) == (2, NOW + timedelta(seconds=2))
    pace = after_throttle(pace, NOW, MANNERS, None)
    assert pace.delay_seconds == 4
    for _ in range(9):
        pace = after_throttle(pace, NOW, MANNERS, None)
    assert pace.delay_seconds == 30
    for _ in range(99):
        pace = after_answer(pace, NOW)
    assert pace.delay_seconds == 2


def test_retry_after_does_not_outlive_its_time() -> None:
    pace = after_throttle(first_pace(MANNERS, NOW, None, None), NOW, MANNERS, 600)
    assert (pace.next_at, pace.delay_seconds) == (NOW + timedelta(seconds=600), 4)


def test_what_is_asked_for_counts_from_the_start() -> None:
    known = HostPatience(host="bao.vn", delay_seconds=9, not_before=NOW + timedelta(hours=1))
    assert first_pace(MANNERS, NOW, 5, None).delay_seconds == 5
    assert first_pace(MANNERS, NOW, 5, known).next_at == NOW + timedelta(hours=1)
    asked = with_robots_delay(first_pace(MANNERS, NOW, None, None), 7)
    assert (asked.least_seconds, asked.next_at) == (7, NOW + timedelta(seconds=7))
    assert with_robots_delay(asked, 3) == asked


def test_failures_to_connect_are_counted() -> None:
    pace = first_pace(MANNERS, NOW, None, None)
    for count in (1, 2):
        pace = after_failure(pace, NOW, unreachable=True)
        assert pace.failures_in_row == count
    assert after_failure(pace, NOW, unreachable=False).failures_in_row == 0
    assert after_answer(pace, NOW).failures_in_row == 0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sun, 01 Mar 2026 02:01:30 GMT", 90),
        ("Sun, 01 Mar 2026 01:00:00 GMT", 0),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("9" * 40, None),
        ("١٢", None),
    ],
)
def test_retry_after(text: str | None, seconds: float | None) -> None:
    assert read_retry_after(text, NOW) == seconds


@given(st.lists(st.sampled_from(["answer", "throttle", "failure"]), max_size=40))
def test_no_history_makes_the_pause_shorter_than_asked(events: list[str]) -> None:
    pace = with_robots_delay(first_pace(MANNERS, NOW, None, None), 5)
    for event in events:
        match event:
            case "answer":
                pace = after_answer(pace, NOW)
            case "throttle":
                pace = after_throttle(pace, NOW, MANNERS, None)
            case _:
                pace = after_failure(pace, NOW, unreachable=True)
        assert 5 <= pace.delay_seconds <= 30
        assert pace.next_at >= NOW + timedelta(seconds=5)


def test_backoff_doubles() -> None:
    assert [backoff(MANNERS, tries) for tries in (1, 2, 3)] == [1, 2, 4]


def test_sources_with_news_are_asked_more_often() -> None:
    steady = source_interval(3600, news=0, failed=False)
    assert (
        source_interval(3600, news=5, failed=False)
        < timedelta(hours=1)
        < steady
        < source_interval(3600, news=0, failed=True)
    )
    assert source_interval(600, news=9, failed=False) == timedelta(minutes=10)
    assert source_interval(86400, news=0, failed=True) == timedelta(days=1)
    assert source_interval(None, news=0, failed=False) == timedelta(minutes=30)


def test_only_hope_brings_us_back_to_a_story() -> None:
    assert story_due("fetched", NOW, 0) is None
    assert story_due("page_gone", NOW, 1) is None
    assert story_due("host_busy", NOW, 1) == NOW + timedelta(hours=1)
    assert story_due("host_busy", NOW, 3) == NOW + timedelta(hours=4)
    assert story_due("server_failure", NOW, 8) == NOW + timedelta(hours=128)
    assert story_due("server_failure", NOW, 9) is None


def rules(text: str, status: int = 200) -> KnownRobots:
    return KnownRobots(origin="https://bao.vn", status=status, body=text.encode(), fetched_at=NOW)


def test_robots_delays_and_sitemaps() -> None:
    text = "User-agent: *\nCrawl-delay: 2.5\nRequest-rate: 1/10\nSitemap: https://bao.vn/s.xml"
    found = read_rules(rules(text), "dongtin/0.1 (+x)")
    assert (found.delay_seconds(), found.sitemaps()) == (10, ("https://bao.vn/s.xml",))
    assert read_rules(rules(""), "dongtin").delay_seconds() is None


def test_robots_are_kept_a_day_and_silence_half_an_hour() -> None:
    assert is_fresh(rules(""), NOW + timedelta(hours=23))
    assert not is_fresh(rules(""), NOW + timedelta(hours=25))
    assert is_fresh(rules("", 503), NOW + timedelta(minutes=29))
    assert not is_fresh(rules("", 0), NOW + timedelta(minutes=31))


def test_huge_robots_are_cut() -> None:
    found = read_rules(rules("User-agent: *\nDisallow: /a\n" + "# x\n" * 500_000), "dongtin")
    assert not found.allow("https://bao.vn/a")


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("m.bao.vn", "bao.vn"),
        ("www.bao.com.vn", "bao.com.vn"),
        ("bao.gov.vn", "bao.gov.vn"),
        ("a.b.bao.net", "bao.net"),
        ("com.vn", "com.vn"),
        ("203.113.131.1", "203.113.131.1"),
    ],
)
def test_registered_domains(host: str, domain: str) -> None:
    assert registered_domain(host) == domain


def test_belonging_needs_a_whole_label() -> None:
    assert belongs("m.bao.vn", ("bao.vn",))
    assert not belongs("xbao.vn", ("bao.vn",))
