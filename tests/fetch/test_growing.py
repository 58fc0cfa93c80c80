"""What grows: all that was committed is read back, whatever was written beside it, on a disk and in an object store."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms.fetch.growing import forget, names_below, open_growing, pieces, range_reader, read_grown
from transforms.wiring.errors import StoreBusy
from transforms.wiring.places import is_local


def grown(path: Path, *commits: bytes) -> None:
    writer = open_growing(path, keep=0)
    for content in commits:
        writer.append(content)
        writer.commit()
    writer.close()


def test_what_was_committed_is_read_back_whole_and_in_parts(keeping: Path) -> None:
    path = keeping / "bao.vn.jsonl"
    assert read_grown(path) == b""
    grown(path, b"mot", b"", b"haiba")
    assert read_grown(path) == b"mothaiba"
    read = range_reader(path)
    assert [read(0, 3), read(3, 3), read(6, 2), read(1, 1)] == [b"mot", b"hai", b"ba", b"o"]


def test_what_lies_behind_the_last_commit_is_cut_off(keeping: Path) -> None:
    path = keeping / "run.warc.gz"
    grown(path, b"mot", b"hai", b"ba")
    writer = open_growing(path, keep=6)
    assert writer.end == 6
    writer.append(b"bon")
    writer.commit()
    writer.close()
    assert read_grown(path) == b"mothaibon"


def test_names_that_begin_alike_are_not_mixed_up(keeping: Path) -> None:
    for name in ("bao.jsonl", "bao.vn.jsonl", "bao-1.jsonl"):
        grown(keeping / "run" / name, name.encode())
    assert [read_grown(keeping / "run" / name) for name in ("bao.jsonl", "bao-1.jsonl")] == [
        b"bao.jsonl",
        b"bao-1.jsonl",
    ]
    assert names_below(keeping) == ["run"]
    forget(keeping / "run")
    forget(keeping / "nowhere")
    assert names_below(keeping) == []


def test_a_crash_costs_what_waits_and_only_in_an_object_store(keeping: Path) -> None:
    path = keeping / "run.warc.gz"
    writer = open_growing(path, keep=0)
    writer.append(b"mot")
    assert writer.waiting == (0 if is_local(path) else 3)
    writer.close()
    assert read_grown(path) == (b"mot" if is_local(path) else b"")


def test_of_two_writers_of_an_object_one_is_refused(keeping: Path) -> None:
    if is_local(keeping):
        pytest.skip("on a disk the lock of the frontier keeps the second one away")
    path = keeping / "run.warc.gz"
    first, second = open_growing(path, keep=0), open_growing(path, keep=0)
    first.append(b"mot")
    second.append(b"hai")
    first.commit()
    with pytest.raises(StoreBusy):
        second.commit()
    assert read_grown(path) == b"mot"
    assert [piece.name for _, piece in pieces(path)] == ["run-000000000000.warc.gz"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=9), max_size=6), st.data())
def test_any_range_is_what_it_is_of_the_whole(tmp_path: Path, commits: list[bytes], data: st.DataObject) -> None:
    path = tmp_path / "run.warc.gz"
    path.unlink(missing_ok=True)
    grown(path, *commits)
    whole = b"".join(commits)
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, len(whole) - start))
    assert range_reader(path)(start, length) == whole[start : start + length]
    assert read_grown(path) == whole
