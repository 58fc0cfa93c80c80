from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.errors import UsageError
from pipelines.stream.folder import FolderDoor
from pipelines.stream.options import StreamOptions
from tests.stream.worlds import Time
from transforms.read.inputs import Kind


def written(path: Path, text: str, time: Time, *, ago: float = 0.0) -> Path:
    """A file written `ago` seconds before the clock's time."""
    path.write_text(text)
    at = time.at.timestamp() - ago
    os.utime(path, (at, at))
    return path


def names(door: FolderDoor, limit: int = 100) -> list[str]:
    return [Path(one.name).name for one in door.poll(limit).arrivals]


def test_a_file_counts_once_it_stays_as_it_is(tmp_path: Path) -> None:
    time = Time()
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=1.0)
    written(tmp_path / "a.html", "half", time)
    assert names(door) == []
    time.move(0.6)
    written(tmp_path / "a.html", "whole now", time)
    assert names(door) == []
    time.move(0.6)
    assert names(door) == []
    time.move(0.6)
    assert names(door) == ["a.html"]


def test_a_file_renamed_in_counts_at_once(tmp_path: Path) -> None:
    time = Time()
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=1.0)
    written(tmp_path / ".a", "x", time, ago=60).rename(tmp_path / "a.html")
    assert names(door) == ["a.html"]


def test_a_file_from_the_future_counts_when_it_was_seen_twice(tmp_path: Path) -> None:
    time = Time()
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=1.0)
    written(tmp_path / "a.html", "x", time, ago=-86_400)
    assert names(door) == []
    time.move(1.0)
    assert names(door) == ["a.html"]


@pytest.mark.parametrize("name", [".hidden.html", "a.html.part", "a.tmp", "b.html~", "c.crdownload"])
def test_unfinished_and_hidden_names_are_passed_over(tmp_path: Path, name: str) -> None:
    time = Time()
    written(tmp_path / name, "x", time, ago=60)
    assert names(FolderDoor([str(tmp_path)], time.clock, settle_seconds=0)) == []


def test_what_is_planned_does_not_come_again_until_it_changes(tmp_path: Path) -> None:
    time = Time()
    path = written(tmp_path / "a.html", "x", time, ago=60)
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=1.0)
    first = door.poll(10).arrivals
    door.planned(first)
    assert names(door) == []
    written(path, "another text", time)
    time.move(20)
    second = door.poll(10).arrivals
    assert [one.name for one in second] == [str(path)]
    assert second[0].version != first[0].version


def test_a_restart_knows_what_was_planned(tmp_path: Path) -> None:
    time = Time()
    written(tmp_path / "a.html", "x", time, ago=60)
    written(tmp_path / "b.html", "x", time, ago=60)
    before = FolderDoor([str(tmp_path)], time.clock, settle_seconds=0).poll(10).arrivals
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=0)
    door.recall({one.name: one.version for one in before if one.name.endswith("a.html")})
    assert names(door) == ["b.html"]


def test_names_of_files_that_are_gone_are_given_back(tmp_path: Path) -> None:
    time = Time()
    path = written(tmp_path / "a.html", "x", time, ago=60)
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=0)
    door.planned(door.poll(10).arrivals)
    assert door.committed([]) == []
    path.unlink()
    time.move(20)
    assert names(door) == []
    assert door.committed([]) == [str(path)]
    assert door.committed([]) == []


def test_the_oldest_come_first_and_no_more_than_asked_for(tmp_path: Path) -> None:
    time = Time()
    for name in ("c", "a", "b"):
        written(tmp_path / f"{name}.html", "x", time, ago=60)
        os.sync()
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=0)
    waiting = door.poll(2)
    assert waiting.inputs == 3
    assert len(waiting.arrivals) == 2
    since = [one.since for one in door.poll(3).arrivals]
    assert since == sorted(since)
    changed = {path.name: datetime.fromtimestamp(path.stat().st_ctime, UTC) for path in tmp_path.iterdir()}
    assert {Path(one.name).name: one.since for one in door.poll(3).arrivals} == changed


def test_folders_below_and_globs_and_links_that_lead_back(tmp_path: Path) -> None:
    time = Time()
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "back").symlink_to(tmp_path / "in")
    written(tmp_path / "in" / "deep" / "a.html", "x", time, ago=60)
    written(tmp_path / "in" / "b.txt", "x", time, ago=60)
    assert sorted(names(FolderDoor([str(tmp_path / "in")], time.clock, settle_seconds=0))) == ["a.html", "b.txt"]
    (tmp_path / "in" / "deep" / "back").unlink()
    assert names(FolderDoor([f"{tmp_path}/in/**/*.html"], time.clock, settle_seconds=0)) == ["a.html"]


def test_opening_leaves_out_what_was_superseded_and_keeps_what_is_gone(tmp_path: Path) -> None:
    time = Time()
    kept, changed, gone = (written(tmp_path / f"{name}.html", "x", time, ago=60) for name in "abc")
    door = FolderDoor([str(tmp_path)], time.clock, settle_seconds=0)
    arrivals = door.poll(10).arrivals
    written(changed, "longer", time)
    gone.unlink()
    opened = {file.key: file.kind for file in door.open(arrivals)}
    assert opened == {kept.as_posix(): Kind.HTML, gone.as_posix(): Kind.UNREADABLE}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    for pattern in (f"{tmp_path}/no", f"{tmp_path}/no/*.html"):
        with pytest.raises(UsageError, match="no such folder"):
            StreamOptions(out=tmp_path / "news", watch=(pattern,)).check()
