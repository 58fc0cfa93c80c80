"""A history that is read from its checkpoint is the history; what is damaged costs time, never rows."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.golden_data_set import GOLDEN, write_run
from tests.store.scenarios import compact_all, expire_signatures, first_run, replay_letters, second_run
from tests.store.test_commit import tree
from transforms.store import merged
from transforms.store.check import check_dataset
from transforms.store.checkpoint import checkpoint_files, read_checkpoint, written
from transforms.store.commit import open_run, recover
from transforms.store.errors import BrokenManifest, NewerFormat, StoreUnwritable
from transforms.store.history import History, newest_sequence, read_history, whole_history
from transforms.store.layout import (
    checkpoint_folder,
    format_path,
    manifest_folder,
    manifest_path,
    merged_folder,
    staging_root,
)
from transforms.store.maintenance import drop_single_manifests, vacuum
from transforms.store.manifest import parsed
from transforms.store.reading import read_committed

_STEPS = {
    "first": first_run,
    "second": second_run,
    "compact": compact_all,
    "expire": expire_signatures,
    "replay": replay_letters,
    "vacuum": vacuum,
}


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A checkpoint every two commits."""
    monkeypatch.setattr(merged, "SPACING", 2)
    yield
    read_checkpoint.cache_clear()
    merged.forget()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Seven runs: checkpoints after four and six commits."""
    root = tmp_path / "news"
    for number in range(1, 8):
        write(root, f"r{number}", f"làng {number}")
    return root


def write(root: Path, run_id: str, town: str) -> None:
    write_run(root, run_id, (town,))


def same(found: History, wanted: History) -> bool:
    """Whether two histories tell the same in every way that is asked for."""
    runs = wanted.run_ids()
    return (
        list(found.live.items()) == list(wanted.live.items())
        and found.manifests == wanted.manifests
        and (found.last, found.next_sequence, found.run_ids()) == (wanted.last, wanted.next_sequence, runs)
        and found.schema_versions == wanted.schema_versions
        and list(found.newest()) == list(wanted.newest())
        and [list(found.newest(skip=skip)) for skip in range(5)]
        == [list(wanted.newest(skip=skip)) for skip in range(5)]
        and found.rows == wanted.rows == dict(found.rows_of(wanted.rows))
        and all(_same_of(found, wanted, run) for run in [*runs, "never"])
    )


def _same_of(found: History, wanted: History, run: str) -> bool:
    return (
        found.place_of(run) == wanted.place_of(run)
        and found.not_before(run) == wanted.not_before(run)
        and found.latest(run) == wanted.latest(run)
        and found.count(run) == wanted.count(run)
        and list(found.newest(run, skip=1)) == list(wanted.newest(run, skip=1))
    )


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    read_checkpoint.cache_clear()
    merged.forget()


def test_a_reader_begins_with_the_newest_checkpoint(news: Path) -> None:
    history = read_history(news)
    assert history.base is not None
    assert (history.base.sequence, [one.run_id for one in history.recent]) == (6, ["r7"])
    assert [one.sequence for one in checkpoint_files(news)] == [6, 4]
    assert [(one.first, one.last) for one in merged.merged_files(news)] == [(1, 4), (5, 6)]
    assert same(history, whole_history(news))
    assert newest_sequence(news) == 7
    assert check_dataset(news) == []


def test_spans_follow_from_the_number_of_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "SPACING", 500)
    assert list(merged.spans(499)) == []
    assert list(merged.spans(112_500)) == [
        (1, 100_000),
        (100_001, 110_000),
        (110_001, 111_000),
        (111_001, 112_000),
        (112_001, 112_500),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(_STEPS)), min_size=1, max_size=9))
def test_whatever_happened_the_checkpoint_tells_what_the_manifests_do(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    root = tmp_path_factory.mktemp("news")
    for step in steps:
        _STEPS[step](root)
    history, whole = read_history(root), whole_history(root)
    assert same(history, whole)
    assert (history.base is not None) == (whole.next_sequence > 2)
    assert check_dataset(root) == [] or whole.last is None


def test_a_data_set_of_before_gets_its_checkpoint_from_the_next_writer(tmp_path: Path) -> None:
    old = Path(shutil.copytree(GOLDEN / "version-1", tmp_path / "old"))
    whole = read_history(old)
    assert whole.base is None
    recover(old)
    assert read_history(old).base is not None
    assert same(read_history(old), whole)
    assert check_dataset(old) == []


@pytest.mark.parametrize("content", [b"", b"PAR1", None])
def test_a_damaged_checkpoint_is_passed_over_found_and_mended(
    news: Path, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    wanted = tree(news)
    newest = checkpoint_files(news)[0].path
    if content is None:
        damage(newest)
    else:
        newest.write_bytes(content)
        read_checkpoint.cache_clear()
    with caplog.at_level(logging.WARNING):
        history = read_history(news)
    assert history.base is not None
    assert history.base.sequence == 4
    assert same(history, whole_history(news))
    assert newest.name in caplog.text
    assert [newest.name in one.where for one in check_dataset(news)] == [True]
    recover(news)
    assert tree(news) == wanted


def test_without_any_checkpoint_all_is_read_and_made_again(news: Path) -> None:
    wanted = tree(news)
    before = read_history(news)
    shutil.rmtree(checkpoint_folder(news))
    shutil.rmtree(merged_folder(news))
    assert read_history(news).base is None
    assert same(read_history(news), before)
    recover(news)
    recovered = {name: digest for name, digest in tree(news).items() if "/checkpoints/00000004" not in name}
    assert recovered == {name: digest for name, digest in wanted.items() if "/checkpoints/00000004" not in name}


def test_a_damaged_merged_file_is_passed_over_while_single_manifests_are_there(
    news: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = whole_history(news)
    path = merged.merged_files(news)[0].path
    path.write_bytes(path.read_bytes()[:-20])
    merged.forget()
    with caplog.at_level(logging.WARNING):
        assert same(read_history(news), before)
    assert path.name in caplog.text
    assert [path.name in one.where for one in check_dataset(news)] == [True]


def test_a_checkpoint_of_another_history_is_passed_over(news: Path, tmp_path: Path) -> None:
    backup = shutil.copytree(news, tmp_path / "backup")
    write(news, "r8", "làng 8")  # a checkpoint after eight, which the backup has not
    for folder in [path for path in news.iterdir() if path.is_dir() and path != manifest_folder(news)]:
        shutil.rmtree(folder)
    shutil.copytree(backup, news, dirs_exist_ok=True)
    manifest_path(news, 8).unlink()
    write(news, "r9", "làng 9")
    history = read_history(news)
    assert [one.run_id for one in history.manifests] == [*(f"r{number}" for number in range(1, 8)), "r9"]
    assert same(history, whole_history(news))
    assert check_dataset(news) == []


def test_check_finds_a_checkpoint_that_tells_of_other_files(news: Path) -> None:
    base = read_history(news).base
    assert base is not None
    live = dict(list(base.live.items())[1:])
    name, content = written(replace(base, live=live))
    (checkpoint_folder(news) / name).write_bytes(content)
    assert ["are not the" in one.what for one in check_dataset(news)] == [True]


def test_vacuum_leaves_few_files_and_the_whole_history(news: Path) -> None:
    before = whole_history(news)
    vacuum(news)
    assert sorted(path.name for path in manifest_folder(news).glob("*.json")) == [
        "00000000.json",
        *(f"{number:08d}.json" for number in (4, 5, 6, 7)),
    ]
    assert same(read_history(news), before)
    assert same(whole_history(news), before)
    assert check_dataset(news) == []
    after = tree(news)
    vacuum(news)
    assert tree(news) == after
    write(news, "r2", "làng khác")
    assert read_history(news).place_of("r2") == 2
    assert check_dataset(news) == []
    assert read_committed(news, "articles", ["run_id"]).num_rows == 7


def test_single_manifests_go_alone(news: Path) -> None:
    stray = next(news.glob("articles/*/*.parquet")).with_name("part-stray.parquet")
    stray.write_bytes(b"x")
    assert drop_single_manifests(news) == 3
    assert drop_single_manifests(news) == 0
    assert stray.exists()
    assert not staging_root(news).exists()


def test_vacuum_keeps_manifests_that_are_not_merged_soundly(news: Path) -> None:
    damage(merged.merged_files(news)[0].path)
    vacuum(news)
    assert not format_path(news).exists()
    assert manifest_path(news, 1).exists()


def test_after_vacuum_checkpoints_can_still_be_made_again(news: Path) -> None:
    vacuum(news)
    before = read_history(news)
    shutil.rmtree(checkpoint_folder(news))
    assert same(read_history(news), before)


def test_after_vacuum_a_lost_merged_file_is_named_and_today_is_still_read(news: Path) -> None:
    vacuum(news)
    merged.merged_files(news)[0].path.unlink()
    merged.forget()
    assert read_committed(news, "articles").num_rows == 7
    with pytest.raises(BrokenManifest, match=r"00000001\.json: missing"), open_run(news, "r9"):
        pass
    with pytest.raises(BrokenManifest, match=r"00000001\.json: missing"):
        check_dataset(news)


def test_code_of_before_refuses_what_it_would_read_in_part(news: Path) -> None:
    vacuum(news)
    # As the versions before checkpoints read: every file of the folder is a manifest.
    with pytest.raises(BrokenManifest, match="needs a dongtin that reads format 2"):
        parsed(format_path(news).read_bytes(), format_path(news))
    assert "removed" not in json.loads(format_path(news).read_bytes())


def test_a_later_format_is_refused(news: Path) -> None:
    vacuum(news)
    told = json.loads(format_path(news).read_bytes())
    format_path(news).write_text(json.dumps(told | {"format": 3}))
    shutil.rmtree(checkpoint_folder(news))
    with pytest.raises(NewerFormat, match="format 3"):
        read_history(news)


def test_no_room_for_a_checkpoint_loses_no_commit(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "r1", "Sông Trắng")
    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr("transforms.store.merging.write_durably", _no_room)
        write(tmp_path, "r2", "Bến Đá")
    assert "no checkpoint after commit 2" in caplog.text
    assert read_history(tmp_path).base is None
    assert read_history(tmp_path).run_ids() == ["r1", "r2"]
    recover(tmp_path)
    assert read_history(tmp_path).base is not None


def _no_room(path: Path, _content: bytes, *, by_way_of: Path) -> None:
    raise StoreUnwritable(f"{path}: no space left, nor at {by_way_of}")


def test_a_hole_behind_a_checkpoint_is_named(news: Path) -> None:
    write(news, "r8", "tám")
    write(news, "r9", "chín")
    checkpoint_files(news)[0].path.unlink()
    manifest_path(news, 8).unlink()
    with pytest.raises(BrokenManifest, match=r"00000008\.json: missing"):
        read_history(news)
