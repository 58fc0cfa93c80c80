from __future__ import annotations

import threading
from pathlib import Path

import pytest

from pipelines.stream.plan import open_plan
from tests.stream.worlds import NOON, CountingGraph, ListDoor, arrival, loop
from transforms.store.errors import RowsLost, StoreBusy


def test_everything_goes_in_bounded_batches_the_oldest_first(tmp_path: Path) -> None:
    door = ListDoor([arrival(str(n), seconds=-n) for n in range(25)])
    graph = CountingGraph()
    with open_plan(tmp_path / "plan.sqlite") as plan:
        made, notes, _ = loop(plan, graph, door, tmp_path, batch_inputs=10)
        made.run()
        assert plan.unfinished() is None
    assert [len(keys) for _, keys in graph.commits] == [10, 10, 5]
    assert [key for _, keys in graph.commits for key in keys] == [str(n) for n in range(24, -1, -1)]
    assert [backlog.waiting for backlog in notes.backlogs] == [25, 15, 5, 0]
    assert notes.backlogs[0].watermark == notes.backlogs[0].oldest
    assert notes.backlogs[-1].watermark == NOON


def test_a_door_is_told_after_the_plan_and_after_the_commit(tmp_path: Path) -> None:
    door, graph = ListDoor([arrival("a")]), CountingGraph(failures=[RowsLost("no")])
    with open_plan(tmp_path / "plan.sqlite") as plan:
        with pytest.raises(RowsLost):
            loop(plan, graph, door, tmp_path)[0].run()
        assert door.told == [("planned", ["a"])]
        batch = plan.unfinished()
        assert batch is not None
        again = ListDoor([arrival("a"), arrival("b", seconds=5)])
        loop(plan, graph, again, tmp_path)[0].run()
    assert graph.commits[0] == (batch.run_id, ["a"])
    assert again.told[0] == ("committed", ["a"])
    assert [keys for _, keys in graph.commits] == [["a"], ["b"]]


def test_another_writer_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.stream.loop._BUSY_SECONDS", 0.001)
    graph = CountingGraph(failures=[StoreBusy("ingest"), StoreBusy("ingest")])
    with open_plan(tmp_path / "plan.sqlite") as plan:
        made, notes, _ = loop(plan, graph, ListDoor([arrival("a")]), tmp_path)
        made.run()
    assert [keys for _, keys in graph.commits] == [["a"]]
    assert notes.held_up_by == ["ingest", "ingest", None]


def test_a_stop_while_another_writes_leaves_the_batch_to_the_next_start(tmp_path: Path) -> None:
    graph = CountingGraph(failures=[StoreBusy("ingest")])
    with open_plan(tmp_path / "plan.sqlite") as plan:
        made, _, _ = loop(plan, graph, ListDoor([arrival("a")]), tmp_path)
        threading.Timer(0.05, made.stop.set).start()
        made.run()
        left = plan.unfinished()
    assert graph.commits == []
    assert left is not None


def test_a_stop_takes_effect_between_two_batches(tmp_path: Path) -> None:
    class StoppingGraph(CountingGraph):
        def commit(self, run_id, files):  # type: ignore[no-untyped-def]
            made.stop.set()
            return super().commit(run_id, files)

    graph, door = StoppingGraph(), ListDoor([arrival("a"), arrival("b", seconds=1)])
    with open_plan(tmp_path / "plan.sqlite") as plan:
        made, _, _ = loop(plan, graph, door, tmp_path, batch_inputs=1)
        made.run()
        assert plan.unfinished() is None
    assert [keys for _, keys in graph.commits] == [["a"]]
    assert door.told[-1] == ("committed", ["a"])


def test_young_inputs_wait_for_a_fuller_batch_but_not_for_long(tmp_path: Path) -> None:
    door, graph = ListDoor([arrival("a")]), CountingGraph()
    with open_plan(tmp_path / "plan.sqlite") as plan:
        made, notes, time = loop(plan, graph, door, tmp_path, once=False, idle_exit=9.0, batch_seconds=2.0)

        def pause(seconds: float) -> bool:
            time.move(0.5)
            return False

        made.stop.wait = pause  # type: ignore[method-assign,assignment]
        made.run()
    assert (notes.commits[0].at - NOON).total_seconds() == 2.0
    assert notes.commits[0].freshness == [2.0]


def test_an_idle_stream_ends_where_it_was_asked_to(tmp_path: Path) -> None:
    with open_plan(tmp_path / "plan.sqlite") as plan:
        made, notes, time = loop(plan, CountingGraph(), ListDoor(), tmp_path, once=False, idle_exit=3.0)

        def pause(seconds: float) -> bool:
            time.move(1.0)
            return False

        made.stop.wait = pause  # type: ignore[method-assign,assignment]
        made.run()
    assert (time.at - NOON).total_seconds() == 3.0
    assert notes.commits == []
