"""A disk that is full, and a folder that may not be written, as an operator meets them: real disks, real users."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.dataset import ROOT, dongtin, ingest, tree
from transforms.store.check import check_dataset

_STORY = "Tỉnh ủy tổng kết công tác năm {year}\n\nSáng 12/1, Tỉnh ủy tổ chức hội nghị tổng kết năm {year}.\n\n" + (
    "Các đại biểu đề nghị sớm có hướng dẫn cho những xã mới sáp nhập, để việc của dân không bị gián đoạn.\n\n" * 3
)

# Runs in a mount namespace of its own: a file system of some kilobytes, the command, then room, and the command again.
_ON_SMALL_DISK = """
set -u
disk=$1; start=$2; pages=$3; saved=$4; shift 4
mount -t tmpfs -o size=${pages}k none "$disk" || exit 77
cp -r "$start/." "$disk" || exit 78
"$@" 2>"$saved/first.err"; echo $? >"$saved/first.code"
mount -o remount,size=64m "$disk" || exit 77
"$@" 2>"$saved/second.err"; echo $? >"$saved/second.code"
cp -r "$disk" "$saved/tree"
"""


def on_small_disk(tmp_path: Path, start: Path, kilobytes: int, *command: str) -> tuple[list[int], list[str], Path]:
    """Runs a command twice on a disk of its own, small, then with room: exit codes, messages, the files at the end."""
    disk, saved = tmp_path / "disk", tmp_path / f"saved-{command[0]}-{kilobytes}"
    disk.mkdir(exist_ok=True)
    saved.mkdir()
    line = [sys.executable, "-m", "pipelines.cli", *(word.replace("DISK", str(disk / "news")) for word in command)]
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", _ON_SMALL_DISK, "sh", disk, start, str(kilobytes), saved, *line],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"no right to mount: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    codes = [int((saved / f"{name}.code").read_text()) for name in ("first", "second")]
    return codes, [(saved / f"{name}.err").read_text() for name in ("first", "second")], saved / "tree" / "news"


def stories(folder: Path, years: range) -> Path:
    folder.mkdir()
    for year in years:
        (folder / f"{year}.txt").write_text(_STORY.format(year=year))
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder `news` of two runs, on a disk to be copied."""
    folder = tmp_path_factory.mktemp("start")
    for name, years in (("a", range(2020, 2023)), ("b", range(2023, 2026))):
        assert ingest(stories(folder.parent / name, years), out=folder / "news", run_id=name).returncode == 0
    return folder


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("command", ["ingest", "compact", "replay"])
def test_on_a_full_disk_one_line_names_it_and_the_next_run_ends_it(tmp_path: Path, start: Path, command: str) -> None:
    pages = stories(tmp_path / "c", range(2030, 2033))
    commands = {
        "ingest": ["ingest", str(pages), "--out", "DISK", "--run-id", "c"],
        "compact": ["compact", "DISK", "--before", "2100-01-01"],
        "replay": ["replay", "DISK", "--reason", "empty_input"],
    }
    for name in ("a", "b"):
        (start.parent / name / "empty.txt").write_text(_STORY.format(year=2019) if command == "replay" else "")
    whole = Path(shutil.copytree(start, tmp_path / "whole")) / "news"
    assert dongtin(*(word.replace("DISK", str(whole)) for word in commands[command])).returncode == 0
    used = sum(-(-path.stat().st_size // 4096) * 4 for path in start.rglob("*") if path.is_file())
    refusals = 0
    for room in (4, 16, 32):
        codes, errors, found = on_small_disk(tmp_path, start, used + room, *commands[command])
        assert codes[1] == 0, errors[1]
        assert tree(found) == tree(whole)
        assert check_dataset(found) == []
        if codes[0] != 0:
            refusals += 1
            (line,) = errors[0].strip().splitlines()
            assert str(tmp_path / "disk" / "news") in line
            assert "No space left on device" in line
    assert refusals > 0


@pytest.mark.slow
def test_in_a_folder_without_rights_one_line_names_it_and_readers_go_on(tmp_path: Path, start: Path) -> None:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("runs as root, whom no mode stops, and there is no setpriv")
    news = Path(shutil.copytree(start, tmp_path / "copy")) / "news"
    before = tree(news)
    for path in (news, *news.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for folder in tmp_path.parents:
        if folder.is_relative_to("/tmp/pytest-of-root"):  # pytest's own folders are closed to others
            folder.chmod(0o755)
    for folder in (tmp_path, news.parent):
        folder.chmod(0o755)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    for command in (["compact", news, "--before", "2100-01-01"], ["vacuum", news], ["replay", news], ["offices", news]):
        line = [*as_nobody, sys.executable, "-m", "pipelines.cli", *map(str, command)]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, env=_for_nobody(tmp_path))
        assert done.returncode == 1, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert str(news) in done.stderr
        assert "Permission denied" in done.stderr
    line = [*as_nobody, sys.executable, "-m", "pipelines.cli", "check", str(news)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, env=_for_nobody(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(news) == before


def _for_nobody(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
