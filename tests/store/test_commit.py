"""The commit against every kind of interruption that can be staged without killing a process."""

from __future__ import annotations

import hashlib
import multiprocessing
from datetime import date
from pathlib import Path

import pytest

from tests.nouns import judged
from transforms.store.commit import OpenRun, commit_run, open_run, recover
from transforms.store.errors import BrokenManifest, StoreBusy, StoreUnwritable
from transforms.store.history import read_history
from transforms.store.layout import manifest_path, staging_folder, staging_root
from transforms.store.manifest import write_manifest
from transforms.store.parts import Part, stage_parts
from transforms.store.rows import article_row
from transforms.store.schemas import ARTICLES

DAY = date(2026, 2, 27)


def tree(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def stage(run: OpenRun, *texts: str) -> list[Part]:
    rows = [article_row(judged(f"Ông Lê Văn An, {text}"), run.run_id) for text in texts]
    return list(stage_parts(run.staging, ARTICLES, DAY, rows))


def write(root: Path, run_id: str, *texts: str) -> None:
    with open_run(root, run_id) as run:
        commit_run(run, stage(run, *texts), inputs=len(texts), outcomes={})


def test_a_committed_run_leaves_its_files_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một", "hai")
    names = sorted(tree(tmp_path))
    assert [name.split("/")[0] for name in names] == ["_lock", "_manifests", "articles"]
    assert not staging_root(tmp_path).exists()


def test_staged_files_are_no_rows_before_the_commit(tmp_path: Path) -> None:
    with open_run(tmp_path, "r1") as run:
        stage(run, "một")
        assert not (tmp_path / "articles").exists()


def test_a_rerun_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một", "hai")
    write(tmp_path, "r2", "ba")
    before = tree(tmp_path)
    write(tmp_path, "r1", "hai", "một")
    assert tree(tmp_path) == before


def test_a_rerun_with_other_rows_replaces_them(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một", "hai")
    write(tmp_path, "r1", "ba")
    (path,) = read_history(tmp_path).live
    assert [name for name in tree(tmp_path) if name.startswith("articles")] == [path]


def test_a_rerun_without_rows_leaves_no_folder(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một")
    write(tmp_path, "r1")
    assert not (tmp_path / "articles").exists()


def test_a_crash_before_the_manifest_is_undone(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một")
    before = tree(tmp_path)
    with open_run(tmp_path, "r2") as run:
        stage(run, "hai")  # and no commit: all that is left of a run that died here
    assert staging_folder(tmp_path, "r2").exists()
    recover(tmp_path)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("published_parts", [0, 1, 2])
def test_a_crash_after_the_manifest_is_finished(tmp_path: Path, published_parts: int) -> None:
    undisturbed, crashed = tmp_path / "undisturbed", tmp_path / "crashed"
    write(undisturbed, "r1", "một")
    with open_run(crashed, "r1") as run:
        parts = stage(run, "một")
        first = read_history(undisturbed).manifests[0]
        write_manifest(crashed, first)
        for part in parts[:published_parts]:
            (crashed / part.path).parent.mkdir(parents=True)
            (run.staging / part.path).rename(crashed / part.path)
    recover(crashed)
    assert tree(crashed) == tree(undisturbed)


def test_a_crash_before_the_superseded_files_are_gone_is_finished(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một")
    superseded = next((tmp_path / "articles").rglob("*.parquet"))
    content = superseded.read_bytes()
    write(tmp_path, "r1", "hai")
    wanted = tree(tmp_path)
    superseded.write_bytes(content)
    recover(tmp_path)
    assert tree(tmp_path) == wanted


def test_recovery_touches_no_file_of_others(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một")
    note = tmp_path / "articles" / "ghi-chu.txt"
    note.write_text("của tôi")
    recover(tmp_path)
    assert note.read_text() == "của tôi"


def test_a_rerun_sees_only_the_runs_before_it(tmp_path: Path) -> None:
    for run_id in ("r1", "r2", "r3"):
        write(tmp_path, run_id, run_id)
    with open_run(tmp_path, "r2") as run:
        assert run.later == {"r2", "r3"}


def test_the_second_writer_is_told_who_is_there(tmp_path: Path) -> None:
    with open_run(tmp_path, "r1"):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            message = pool.apply(_try_to_open, (str(tmp_path),))
        assert "another process is writing" in message


def _try_to_open(root: str) -> str:
    try:
        with open_run(Path(root), "r2"):
            return "opened"
    except StoreBusy as error:
        return str(error)


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(StoreUnwritable, match="out"), open_run(tmp_path / "out", "r1"):
        pass


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"parts": 3}', b"\xff"])
def test_a_broken_manifest_is_named(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, "r1", "một")
    manifest_path(tmp_path, 1).write_bytes(content)
    with pytest.raises(BrokenManifest, match=r"00000001\.json"):
        read_history(tmp_path)


def test_a_missing_manifest_is_named(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một")
    write(tmp_path, "r2", "hai")
    manifest_path(tmp_path, 1).unlink()
    with pytest.raises(BrokenManifest, match=r"00000001\.json: missing"):
        read_history(tmp_path)


def test_of_two_commits_at_one_place_in_history_one_fails(tmp_path: Path) -> None:
    write(tmp_path, "r1", "một")
    with pytest.raises(StoreBusy, match="another writer committed"):
        write_manifest(tmp_path, read_history(tmp_path).manifests[0])
