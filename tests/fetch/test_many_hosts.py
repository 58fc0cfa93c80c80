"""Thousands of pages of twenty hosts at once, with every sort of robots.txt and of refusal: the server's log judges."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from tests.fetch.web import QUICK, REAL, Handler, Reply, Web, folders, options, page, robots, visit
from transforms.domain.outcomes import DeadLetter
from transforms.fetch.options import Manners
from transforms.fetch.ptransforms import FetchPages
from transforms.fetch.replay import replay
from transforms.fetch.targets import Visit
from transforms.fetch.visits import make_visit

HOSTS, PAGES, DELAY = 20, 120, 0.02
MANNERS = Manners(delay_seconds=DELAY, backoff_seconds=DELAY, slowest_delay=0.1)


def sometimes_busy(every: int) -> Callable[[Handler], Reply]:
    count = itertools.count(1)
    return lambda handler: Reply(429, {"Retry-After": "0"}) if next(count) % every == 0 else page(handler.path)


def furnish(web: Web, host: str, number: int) -> Visit:
    """One publisher: a fifth of its pages forbidden, the server busy now and then."""
    pauses = ("", "Crawl-delay: 0.04\n")[number % 2]
    web.put(host, "/robots.txt", robots(f"User-agent: *\n{pauses}Disallow: /kin/\nDisallow: /*?in="))
    web.put(host, "*", sometimes_busy(17 + number))
    paths = [f"/kin/{n}" if n % 5 == 0 else f"/tin-{n}.html" for n in range(PAGES)]
    return visit(*(web.url(host, path) for path in paths), site=host)


@pytest.mark.slow
def test_twenty_hosts_find_nothing_to_complain_of(web: Web, tmp_path: Path) -> None:
    visits = [furnish(web, f"bao-{n}.vn", n) for n in range(HOSTS)]
    chosen = options(web, manners=MANNERS)
    with ThreadPoolExecutor(HOSTS) as threads:
        list(threads.map(lambda one: make_visit(one, chosen, REAL, folders(tmp_path)), visits))
    for number, one in enumerate(visits):
        found = list(replay(one, folders(tmp_path), QUICK))
        kinds = Counter(each.reason if isinstance(each, DeadLetter) else type(each).__name__ for each in found)
        assert kinds == {"Page": PAGES * 4 // 5, "robots_disallowed": PAGES // 5}
        asked = web.asked(one.site)
        assert asked[0] == "/robots.txt"
        assert asked.count("/robots.txt") == 1
        assert not [path for path in asked if path.startswith("/kin/")]
        assert min(web.pauses(one.site)) >= (DELAY, 0.04)[number % 2]
    assert len(web.log) > HOSTS * PAGES * 4 // 5


def test_on_beam_a_visit_is_made_once_and_its_repeat_asks_for_nothing(web: Web, tmp_path: Path) -> None:
    hosts = [f"bao-{n}.vn" for n in range(4)]
    for host in hosts:
        web.put(host, "/a", page(host))
    visits = [visit(web.url(host, "/a"), web.url(host, "/mat"), site=host) for host in hosts]
    fetch = FetchPages(options=options(web), folders=folders(tmp_path), clock=REAL, lanes=2)
    asked = []
    for _ in range(2):
        with beam.Pipeline(runner=FnApiRunner()) as pipeline:
            fetched = pipeline | beam.Create(visits) | fetch
            pages = fetched.results | beam.Map(lambda one: one.url)
            assert_that(pages, equal_to([web.url(host, "/a") for host in hosts]), label="pages")
            letters = fetched.dead_letters | "keys" >> beam.Map(lambda one: (one.key, one.reason))
            expected = [(web.url(host, "/mat"), "page_gone") for host in hosts]
            assert_that(letters, equal_to(expected), label="letters")
        asked.append(len(web.log))
    assert asked == [12, 12]
