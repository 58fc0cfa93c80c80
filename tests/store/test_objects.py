"""The commit without rename and lock, against a real server: killed, refused, unanswered, and by several at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.store.golden_data_set import write_run
from tests.store.loopback_s3 import (
    BUCKET,
    ENDED,
    REFUSED,
    after_request,
    before_request,
    copied,
    die,
    fail,
    in_child,
    requests_of,
    served,
    tree,
)
from tests.store.scenarios import compact_all, first_run, fourth_run, often, replay_letters, second_run, third_run
from transforms.store.check import check_dataset
from transforms.store.checkpoint import checkpoint_files
from transforms.store.commit import open_run
from transforms.store.errors import StoreBusy
from transforms.store.history import read_history, whole_history
from transforms.store.maintenance import vacuum
from transforms.store.manifest import write_manifest
from transforms.store.reading import read_committed
from transforms.wiring.places import place

Step = Callable[[Path], object]
# A prime, so that the faults of one kind fall on other requests than those of another.
_STRIDE = 7
_BEFORE: dict[str, tuple[Step, ...]] = {
    "commit": (first_run,),
    "compaction": (first_run, second_run),
    "checkpoint": often(first_run, second_run, third_run),
    "vacuum": often(first_run, second_run, third_run, fourth_run),
}
_STEPS: dict[str, Step] = {
    "commit": second_run,
    "compaction": compact_all,
    "checkpoint": often(fourth_run)[0],
    "vacuum": often(vacuum)[0],
}
_FAULTS: dict[str, tuple[Callable[[int], object], int]] = {
    "killed": (lambda number: before_request(number, die), -9),
    "refused": (lambda number: before_request(number, fail), REFUSED),
    "unanswered": (lambda number: after_request(number, fail), REFUSED),
}


@pytest.fixture(scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with served(tmp_path_factory.mktemp("server")):
        yield


@pytest.fixture
def news(_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return f"s3://{BUCKET}/{tmp_path.name}/news"


def test_commit_rerun_compaction_and_replay(news: str) -> None:
    root = place(news)
    first_run(root)
    before = tree(news)
    first_run(root)
    assert tree(news) == before
    second_run(root)
    compact_all(root)
    replay_letters(root)
    vacuum(root)
    assert check_dataset(root) == []
    assert sorted(read_committed(root, "articles", ["run_id"])["run_id"].to_pylist()) == ["r1", "r1", "r2"]
    live = read_history(root).live
    assert {name for name in tree(news) if not name.startswith("_manifests/")} == set(live)


def test_checkpoints_and_merged_manifests(news: str) -> None:
    root = place(news)
    for step in often(first_run, second_run, third_run, fourth_run, compact_all):
        step(root)
    before = whole_history(root)
    assert [one.sequence for one in checkpoint_files(root)] == [4, 2]
    vacuum(root)
    history = read_history(root)
    assert history.base is not None
    assert (history.base.sequence, len(history.recent)) == (4, 1)
    assert history.live == before.live == whole_history(root).live
    assert (history.run_ids(), history.rows) == (before.run_ids(), before.rows)
    assert f"{news}/_manifests/00000001.json" not in {f"{news}/{name}" for name in tree(news)}
    assert check_dataset(root) == []
    checkpoint_files(root)[0].path.write_bytes(b"torn")
    assert read_history(root).live == before.live
    first_run(root)
    assert check_dataset(root)[0].where.startswith("_manifests/checkpoints/")


def test_a_stray_object_is_found_and_vacuumed(news: str) -> None:
    root = place(news)
    first_run(root)
    (root / "articles" / "part-stray.parquet").write_bytes(b"x")
    assert ["no run committed" in one.what for one in check_dataset(root)] == [True]
    vacuum(root)
    assert check_dataset(root) == []


def test_who_comes_second_is_told_and_changes_nothing(news: str) -> None:
    root = place(news)
    first_run(root)
    manifest = read_history(root).manifests[0]
    write_manifest(root, manifest)  # the same bytes: a put that was sent again after its answer was lost
    before = tree(news)
    with pytest.raises(StoreBusy, match="another writer committed"):
        write_manifest(root, read_history(root).manifests[0].__class__(**_other(manifest)))
    assert tree(news) == before


def _other(manifest: object) -> dict[str, object]:
    return {name: getattr(manifest, name) for name in manifest.__slots__} | {"inputs": 99}  # type: ignore[attr-defined]


def test_a_run_that_was_overtaken_is_told(news: str, tmp_path: Path) -> None:
    root = place(news)
    (tmp_path / "elsewhere").mkdir()
    with open_run(root, "r1"):
        assert in_child(second_run, news, tmp_path / "elsewhere") == ENDED
        assert [one.run_id for one in read_history(root).manifests] == ["r2"]
    first_run(root)
    assert check_dataset(root) == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("step", sorted(_STEPS))
@pytest.mark.parametrize("fault", ["killed", "refused", "unanswered"])
def test_broken_off_anywhere_then_run_again(news: str, tmp_path: Path, fault: str, step: str) -> None:
    for one in _BEFORE[step]:
        one(place(news))
    whole = copied(news, f"{news}-whole")
    total = requests_of(_STEPS[step], whole, tmp_path)
    wanted, (prepare, expected) = tree(whole), _FAULTS[fault]
    states = [tree_of_rows(news), tree_of_rows(whole)]
    for number in range(1 + len(fault) % _STRIDE, total + 1, _STRIDE):
        broken = copied(news, f"{news}-{number}")
        code = in_child(_STEPS[step], broken, tmp_path, lambda number=number: prepare(number))
        assert code in (expected, ENDED), f"request {number}"  # s3fs itself may try again
        assert tree_of_rows(broken) in states
        assert in_child(_STEPS[step], broken, tmp_path) == ENDED
        assert tree(broken) == wanted, f"request {number}"
        assert check_dataset(place(broken)) == []


def tree_of_rows(url: str) -> dict[str, dict[str, int]]:
    return {run_id: dict(counts) for run_id, counts in read_history(place(url)).rows.items()}


def _write_until_done(root: Path, run_id: str) -> None:
    for _ in range(1000):
        try:
            write_run(root, run_id, (f"làng {run_id}",))
        except StoreBusy:
            continue
        return
    raise AssertionError(run_id)


@pytest.mark.slow
def test_writers_at_once_lose_nothing(news: str, tmp_path: Path) -> None:
    children = []
    for number in range(4):
        temp = tmp_path / str(number)  # no common lock, as on different machines
        temp.mkdir()
        child = os.fork()
        if child == 0:
            os._exit(in_child(lambda root, number=number: _write_until_done(root, f"r{number}"), news, temp))
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [ENDED] * 4
    root = place(news)
    assert sorted(one.run_id for one in read_history(root).manifests) == ["r0", "r1", "r2", "r3"]
    assert sorted(read_committed(root, "articles", ["run_id"])["run_id"].to_pylist()) == ["r0", "r1", "r2", "r3"]
    assert check_dataset(root) == []
