"""The frontier's log in an object store: order, merging, and what happens to those who come second."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.fetch.test_frontier import NOW, RUN, settled, story
from transforms.fetch import segments
from transforms.fetch.frontier import PlannedRun, open_frontier
from transforms.fetch.segments import FrontierBroken
from transforms.wiring.errors import StoreBusy
from transforms.wiring.objects import below, remove
from transforms.wiring.places import place

_NUMBERS = itertools.count()


@pytest.fixture
def folder(object_store: str) -> Path:
    return place(f"{object_store}/frontier-{next(_NUMBERS)}")


def names(folder: Path) -> list[str]:
    return below(folder / "frontier")


def run(number: int) -> PlannedRun:
    return PlannedRun(run_id=f"run-{number}", kind="fetch", day="2026-03-01")


def test_a_transaction_is_one_file_that_others_can_read(folder: Path) -> None:
    with open_frontier(folder) as frontier, frontier.all_or_nothing():
        frontier.announce([(story(1), "bao"), (story(2), None)], NOW)
        frontier.plan(RUN, [])
    assert names(folder) == ["00000001.parquet"]
    with (folder / "frontier" / "00000001.parquet").open("rb") as stream:
        rows = pq.read_table(stream).to_pylist()
    assert [(row["table"], row["publisher"]) for row in rows] == [("stories", "bao"), ("stories", None), ("runs", None)]
    assert datetime.fromisoformat(rows[0]["due_at"]) == NOW.astimezone(UTC)


def test_nothing_changed_is_nothing_put(folder: Path) -> None:
    with open_frontier(folder) as frontier:
        with frontier.all_or_nothing():
            pass
        frontier.announce([(story(1), "bao")], NOW)
        frontier.announce([(story(1), "bao")], NOW)
    assert names(folder) == ["00000001.parquet"]


def test_a_long_log_is_merged_and_says_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "MERGED_AFTER", 4)
    for number in range(11):
        with open_frontier(folder) as frontier:
            frontier.announce([(story(number), "bao")], NOW)
            frontier.plan(run(number), [])
            if number % 2:
                frontier.finish(run(number))
    with open_frontier(folder) as frontier:
        assert len(frontier.due_stories(NOW)) == 11
        assert frontier.planned_runs() == {f"run-{number}" for number in range(0, 11, 2)}
    kept = names(folder)
    assert len(kept) <= 5
    assert [name for name in kept if "-all" in name] == kept[:1]


def test_who_comes_second_changes_nothing(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_frontier(folder) as first:
        _on_another_machine(monkeypatch, tmp_path, folder)
        with open_frontier(folder) as second:
            second.announce([(story(1), "bao")], NOW)
            with pytest.raises(StoreBusy):
                first.announce([(story(2), "bao")], NOW)
            assert first.due_stories(NOW) == []
            second.absorb_story("https://bao.vn/tin-1.html", settled(1))
    with open_frontier(folder) as frontier:
        assert frontier.fetched_at("https://bao.vn/tin-1.html") == NOW


def test_a_place_that_was_merged_away_is_not_free(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "MERGED_AFTER", 2)
    with open_frontier(folder) as sleeper:
        _on_another_machine(monkeypatch, tmp_path, folder)
        for number in range(4):
            with open_frontier(folder) as frontier:
                frontier.announce([(story(number), "bao")], NOW)
        assert "00000001.parquet" not in names(folder)
        with pytest.raises(StoreBusy, match="went on meanwhile"):
            sleeper.announce([(story(99), "bao")], NOW)
    with open_frontier(folder) as frontier:
        assert len(frontier.due_stories(NOW)) == 4


def test_a_missing_transaction_is_named(folder: Path) -> None:
    for number in range(3):
        with open_frontier(folder) as frontier:
            frontier.announce([(story(number), "bao")], NOW)
    remove(folder / "frontier" / "00000002.parquet")
    with pytest.raises(FrontierBroken, match=r"00000002\.parquet: missing"), open_frontier(folder):
        pass


def _on_another_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path) -> None:
    """From here on, with the lease of the first taken over as if it had slept."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "elsewhere"))
    for name in below(folder / "lease"):
        remove(folder / "lease" / name)
