from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from pipelines.stream.plan import ForeignPlan, StreamBusy, open_plan
from tests.stream.worlds import arrival


def test_a_batch_is_there_until_it_is_done_whoever_opens_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.sqlite"
    with open_plan(path) as plan:
        assert plan.unfinished() is None
        batch = plan.plan([arrival("b", seconds=2), arrival("a", seconds=1)])
    with open_plan(path) as plan:
        assert plan.unfinished() == batch
        plan.finish(batch)
        assert plan.unfinished() is None
        assert plan.last_done() == batch.run_id


def test_what_was_planned_is_known_with_its_version(tmp_path: Path) -> None:
    with open_plan(tmp_path / "plan.sqlite") as plan:
        plan.finish(plan.plan([arrival("a", version="1"), arrival("b", version="1"), arrival("c", door="other")]))
        plan.finish(plan.plan([arrival("a", version="2")]))
        assert plan.seen("list") == {"a": "2", "b": "1"}
        plan.forget("list", ["b"])
        assert plan.seen("list") == {"a": "2"}
        assert plan.seen("other") == {"c": "1"}


def test_run_ids_tell_batches_apart_and_depend_on_what_is_in_them(tmp_path: Path) -> None:
    found = []
    for name, version in (("a", "1"), ("a", "2"), ("b", "1"), ("a", "1")):
        (tmp_path / "plan.sqlite").unlink(missing_ok=True)
        with open_plan(tmp_path / "plan.sqlite") as plan:
            found.append(plan.plan([arrival(name, version=version)]).run_id)
    assert found[0] == found[3]
    assert len(set(found)) == 3
    with open_plan(tmp_path / "plan.sqlite") as plan:
        plan.finish(plan.unfinished() or pytest.fail("no batch"))
        assert plan.plan([arrival("a")]).run_id != found[0]


def test_a_plan_does_not_grow_with_its_batches(tmp_path: Path) -> None:
    with open_plan(tmp_path / "plan.sqlite") as plan:
        for number in range(50):
            plan.finish(plan.plan([arrival("a", version=str(number))]))
    sql = sqlite3.connect(tmp_path / "plan.sqlite")
    query = "select (select count(*) from batches), (select count(*) from members), (select count(*) from seen)"
    assert sql.execute(query).fetchone() == (1, 0, 1)


def test_names_need_not_be_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xe1o/\xff.html")
    with open_plan(tmp_path / "plan.sqlite") as plan:
        batch = plan.plan([arrival(name)])
        assert plan.unfinished() == batch
        assert plan.seen("list") == {name: "1"}


def test_a_second_stream_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "news" / "_stream" / "plan.sqlite"
    with open_plan(path), pytest.raises(StreamBusy, match="another `dongtin stream`"), open_plan(path):
        pass
    with open_plan(path):
        pass


def test_another_versions_plan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.sqlite"
    with open_plan(path):
        pass
    with sqlite3.connect(path) as sql:
        sql.execute("pragma user_version = 99")
    with pytest.raises(ForeignPlan, match="format 99"), open_plan(path):
        pass


@pytest.mark.parametrize(
    "content", [b"no database at all, but a text that is long enough\n" * 99, b"SQLite format 3\0"]
)
def test_what_is_no_plan_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.sqlite"
    path.write_bytes(content)
    with pytest.raises(ForeignPlan, match=r"plan\.sqlite"), open_plan(path):
        pass
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.sqlite"
    with sqlite3.connect(path) as sql:
        sql.execute("create table batches (x)")
    with pytest.raises(ForeignPlan, match="another program"), open_plan(path):
        pass
