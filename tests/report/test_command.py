"""`dongtin report` as users call it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.dataset import dongtin, tree
from tests.report.dataset import commit, judged


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    commit(tmp_path / "tin", [judged("một", title="Bài một")], run_id="first")
    commit(tmp_path / "tin", [judged("hai", title="Bài hai")], run_id="second")
    return tmp_path / "tin"


def test_the_page_is_written_and_the_data_set_is_left_as_it_is(dataset: Path, tmp_path: Path) -> None:
    before = tree(dataset)
    done = dongtin("report", dataset, "--out", tmp_path / "page.html", "--language", "vi")
    assert done.returncode == 0, done.stderr
    assert "page.html" in done.stdout
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Bài một" in page
    assert "Bài hai" in page
    assert tree(dataset) == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["page.html"]


def test_a_run_alone(dataset: Path, tmp_path: Path) -> None:
    assert dongtin("report", dataset, "--run", "second", "--out", tmp_path / "page.html").returncode == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Bài hai" in page
    assert "Bài một" not in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--run", "third"], "--run: third: no such run; the last ones are first, second"),
        (["--out", "no/such/folder/../../../file.txt/page.html"], "cannot be written"),
    ],
)
def test_mistakes_are_named_in_one_line(dataset: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "file.txt").write_text("")
    done = dongtin("report", dataset, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_data_set(tmp_path: Path) -> None:
    done = dongtin("report", tmp_path)
    assert done.returncode == 2
    assert "no data set, or nothing was ever committed" in done.stderr
