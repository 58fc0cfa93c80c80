from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from transforms.domain.articles import DatedInstant, Precision
from transforms.domain.pages import Hints
from transforms.fetch.candidates import Candidate, candidate
from transforms.fetch.frontier import Planned, PlannedRun, open_frontier
from transforms.fetch.journal import Settled
from transforms.fetch.tables import FrontierBusy
from transforms.fetch.targets import HostPatience, KnownRobots, Role, Target

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
RUN = PlannedRun(run_id="fetch-1", kind="fetch", day="2026-03-01")


def story(number: int, **changes: object) -> Candidate:
    found = candidate(f"https://bao.vn/tin-{number}.html", "https://bao.vn/rss")
    assert found is not None
    return replace(found, **changes)  # type: ignore[arg-type]


def told(hours: int) -> DatedInstant:
    return DatedInstant(at=NOW + timedelta(hours=hours), precision=Precision.SECOND, source="feed")


def settled(number: int, result: str = "fetched", hours: int = 0, **changes: object) -> Settled:
    fields: dict[str, object] = {"number": 0, "url": f"https://bao.vn/tin-{number}.html", "result": result}
    return Settled(**(fields | {"at": NOW + timedelta(hours=hours)} | changes))  # type: ignore[arg-type]


def test_a_story_is_due_once_and_the_newest_first(keeping: Path) -> None:
    with open_frontier(keeping) as frontier:
        announced = [(story(1, published=told(-5)), "bao"), (story(2, published=told(-1)), "bao"), (story(3), None)]
        assert len(frontier.announce(announced, NOW)) == 3
        assert frontier.announce(announced, NOW) == []
        due = frontier.due_stories(NOW)
        assert [target.url[-6] for _, _, target in due] == ["2", "1", "3"]
        assert due[0][2].publisher == "bao"
        frontier.absorb_story(due[0][0], settled(2, etag='"1"'))
        assert len(frontier.due_stories(NOW + timedelta(days=9))) == 2


def test_what_failed_comes_back_and_what_changed_too(keeping: Path) -> None:
    with open_frontier(keeping) as frontier:
        frontier.announce([(story(1), None), (story(2), None)], NOW)
        names = [name for name, _, _ in frontier.due_stories(NOW)]
        frontier.absorb_story(names[0], settled(1, "host_busy"))
        frontier.absorb_story(names[1], settled(2, etag='"1"'))
        assert frontier.due_stories(NOW) == []
        assert [name for name, _, _ in frontier.due_stories(NOW + timedelta(hours=1))] == names[:1]
        later = NOW + timedelta(hours=5)
        frontier.announce([(story(2, updated=told(-1)), None)], later)
        assert len(frontier.due_stories(later)) == 1  # changed before it was fetched: only the failed one
        frontier.announce([(story(2, updated=told(3)), None)], later)
        changed = {name: target for name, _, target in frontier.due_stories(later)}
        assert changed[names[1]].etag == '"1"'


def test_a_plan_survives_until_it_is_finished(keeping: Path) -> None:
    target = Target(url="https://bao.vn/a", publisher="bao", hints=Hints(section="Thời sự"), etag='"1"', role=Role.PAGE)
    planned = Planned(site="bao", number=0, canonical="https://bao.vn/a", target=target)
    with open_frontier(keeping) as frontier:
        frontier.plan(RUN, [planned])
    with open_frontier(keeping) as frontier:
        assert frontier.unfinished("fetch") == RUN
        assert frontier.unfinished("discovery") is None
        assert frontier.planned(RUN) == [planned]
        frontier.plan(RUN, [replace(planned, canonical="khác")])
        assert frontier.planned(RUN) == [planned]
        frontier.finish(RUN)
        assert frontier.unfinished("fetch") is None
        assert frontier.planned(RUN) == []


def test_a_transaction_is_whole_or_nothing(keeping: Path) -> None:
    with open_frontier(keeping) as frontier:

        def plan_and_fail() -> None:
            with frontier.all_or_nothing():
                frontier.plan(RUN, [])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            plan_and_fail()
        assert frontier.unfinished("fetch") is None


def test_hosts_and_sources_are_remembered(keeping: Path) -> None:
    robots = KnownRobots(origin="https://bao.vn", status=200, body=b"User-agent: *", fetched_at=NOW)
    patience = HostPatience(host="bao.vn", delay_seconds=4.0, not_before=NOW)
    with open_frontier(keeping) as frontier:
        frontier.absorb_hosts([robots, patience])
        assert frontier.robots(["https://bao.vn", "https://khac.vn"]) == (robots,)
        assert frontier.patience(["bao.vn"]) == (patience,)
        url = "https://bao.vn/rss"
        assert frontier.source(url, "bao") == (Target(url=url, role=Role.SOURCE, publisher="bao"), None)
        frontier.absorb_source(settled(1, url=url, etag='"1"'), news=3)
        target, due = frontier.source(url, "bao")
        assert (target.etag, due) == ('"1"', NOW + timedelta(minutes=30))


def test_a_finished_run_is_forgotten_and_what_it_brought_is_not(keeping: Path) -> None:
    with open_frontier(keeping) as frontier:
        frontier.announce([(story(1), "bao")], NOW)
        ((name, _, target),) = frontier.due_stories(NOW)
        with frontier.all_or_nothing():
            frontier.plan(RUN, [Planned(site="bao", number=0, canonical=name, target=target)])
        assert frontier.planned_runs() == {RUN.run_id}
        with frontier.all_or_nothing():
            frontier.absorb_story(name, settled(1, etag='"7"'))
            frontier.finish(RUN)
    with open_frontier(keeping) as frontier:
        assert (frontier.planned_runs(), frontier.planned(RUN)) == (set(), [])
        assert (frontier.due_stories(NOW + timedelta(days=99)), frontier.fetched_at(name)) == ([], NOW)


def test_one_process_at_a_time(keeping: Path) -> None:
    busy = pytest.raises(FrontierBusy, match="another process")
    with open_frontier(keeping), busy, open_frontier(keeping):
        pass
