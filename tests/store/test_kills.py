"""A writer killed before every one of its file operations, then run again: nothing lost, doubled or half written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.store.kills import killed
from tests.store.test_commit import tree, write
from transforms.store.check import check_dataset
from transforms.store.manifest import read_history

Work = Callable[[Path], None]


def nothing(root: Path) -> None:
    root.mkdir()


def one_run(root: Path) -> None:
    write(root, "r1", "một", "hai")


def two_runs(root: Path) -> None:
    one_run(root)
    write(root, "r2", "ba")


def first_run(root: Path) -> None:
    write(root, "r1", "một", "hai")


def second_run(root: Path) -> None:
    write(root, "r2", "ba")


def changed_rerun(root: Path) -> None:
    write(root, "r1", "bốn")


def emptied_rerun(root: Path) -> None:
    write(root, "r1")


def committed_rows(root: Path) -> dict[str, dict[str, int]]:
    return {run_id: dict(counts) for run_id, counts in read_history(root).rows.items()}


def assert_every_visible_file_is_whole(root: Path) -> None:
    for path in root.glob("*/published_date=*/*.parquet"):
        assert pq.ParquetFile(path).read().num_rows > 0


@pytest.mark.parametrize("before", [nothing, one_run, two_runs])
@pytest.mark.parametrize("work", [first_run, second_run, changed_rerun, emptied_rerun])
def test_killed_anywhere_then_run_again(tmp_path: Path, before: Work, work: Work) -> None:
    start, undisturbed = tmp_path / "start", tmp_path / "undisturbed"
    before(start)
    shutil.copytree(start, undisturbed)
    work(undisturbed)
    wanted = tree(undisturbed)
    old_state, new_state = committed_rows(start), committed_rows(undisturbed)
    kills = 0
    for number in count(1):
        root = tmp_path / "killed"
        shutil.copytree(start, root)
        if not killed(number, root, lambda root=root: work(root)):
            break
        kills += 1
        assert committed_rows(root) in (old_state, new_state)
        assert_every_visible_file_is_whole(root)
        work(root)
        assert tree(root) == wanted
        assert [difference for difference in check_dataset(root) if "ledger" not in difference.what] == []
        shutil.rmtree(root)
    assert kills >= 10
