"""The writer killed, or refused by the system, at its file operations; then run again, while others read."""

from __future__ import annotations

import errno
import multiprocessing
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.golden_data_set import write_run
from tests.store.kills import killed, refused
from tests.store.onlooker import Onlooker, committed
from tests.store.scenarios import SCENARIOS, Scenario, made, points
from tests.store.test_commit import tree
from transforms.store.check import check_dataset
from transforms.store.errors import StoreBusy
from transforms.store.history import read_history

# `make test-faults` tries every operation; the fast tests try one of so many, spread over the step, the slow ones more.
_FAST, _SLOW = 40, 4

scenarios = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name.replace(" ", "-"))
_ALL = pytest.param(1, marks=pytest.mark.exhaustive, id="all")
_FOURTH = pytest.param(_SLOW, marks=pytest.mark.slow, id="one-in-four")
_FEW = pytest.param(_FAST, id="few")


def copies(start: Path, numbers: range) -> Iterator[tuple[int, Path]]:
    for number in numbers:
        yield number, Path(shutil.copytree(start, start.with_name(f"{start.name}-{number}")))


def undisturbed(scenario: Scenario, start: Path) -> Path:
    root = Path(shutil.copytree(start, start.with_name("undisturbed")))
    scenario.step(root)
    return root


def test_there_are_more_than_two_hundred_points_to_be_killed_at(tmp_path: Path) -> None:
    found = {}
    for place, scenario in enumerate(SCENARIOS):
        (tmp_path / str(place)).mkdir()
        found[scenario.name] = points(scenario, tmp_path / str(place))
    assert min(found.values()) >= 10
    assert sum(found.values()) >= 500


@pytest.mark.timeout(1800)
@scenarios
@pytest.mark.parametrize("stride", [_FEW, _FOURTH, _ALL])
def test_killed_anywhere_then_run_again(tmp_path: Path, scenario: Scenario, stride: int) -> None:
    start = made(scenario, tmp_path / "start")
    end = undisturbed(scenario, start)
    states, wanted = (committed(start), committed(end)), tree(end)
    total = points(scenario, _folder(tmp_path, "count"))
    onlooker = Onlooker(tmp_path, states)
    with onlooker.looking():
        for number, root in copies(start, range(1 + (total // 2) % stride, total + 1, stride)):
            onlooker.look_at(root)
            assert killed(number, root, lambda root=root: scenario.step(root))
            assert committed(root) in states
            scenario.step(root)
            assert tree(root) == wanted, f"killed before operation {number}"
            assert check_dataset(root) == []


@pytest.mark.timeout(1800)
@scenarios
@pytest.mark.parametrize("stride", [_FEW, _ALL])
def test_a_full_disk_is_told_by_path_and_the_next_run_ends_it(tmp_path: Path, scenario: Scenario, stride: int) -> None:
    start = made(scenario, tmp_path / "start")
    wanted = tree(undisturbed(scenario, start))
    total = points(scenario, _folder(tmp_path, "count"), writes=True)
    told = 0
    for number, root in copies(start, range(1 + (total // 2) % stride, total + 1, stride)):
        # Making a folder that is there already may be refused without harm.
        told += refused(number, root, lambda root=root: scenario.step(root), errno.ENOSPC)
        scenario.step(root)
        assert tree(root) == wanted, f"refused at operation {number}"
    assert told > 0 or stride > 1


def _folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name


def _write_until_done(root: str, run_id: str) -> int:
    """How often another writer was there."""
    for attempt in range(10_000):
        try:
            write_run(Path(root), run_id, (f"làng {run_id}",))
        except StoreBusy:
            continue
        return attempt
    raise AssertionError(run_id)


def test_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    runs = [f"r{number}" for number in range(12)]
    with multiprocessing.get_context("fork").Pool(4) as pool:
        busy = pool.starmap(_write_until_done, [(str(tmp_path), run_id) for run_id in runs], chunksize=1)
    assert sum(busy) > 0
    history = read_history(tmp_path)
    assert sorted(one.run_id for one in history.manifests) == sorted(runs)
    assert committed(tmp_path)["articles"] == tuple(sorted(runs))
    assert check_dataset(tmp_path) == []
