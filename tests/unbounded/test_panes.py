"""A pane commits what the ledger does not have, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pipelines.config import PipelineConfig
from pipelines.unbounded.panes import Ready, commit_pane
from tests.nouns import ARRIVAL, annotated, letter, outcome
from tests.pipelines.dataset import rows, tree
from transforms.domain.outcomes import OutcomeKind
from transforms.store.check import check_dataset

_ONE: list[Ready] = [
    annotated("Đường mới đã thông xe.\nNgười dân vui.", input_key="tin/1.txt"),
    letter("tin/2.txt"),
    outcome("tin/3.html", OutcomeKind.NOT_AN_ARTICLE, reason="home"),
]


def commit(ready: list[Ready], out: Path) -> str | None:
    return commit_pane("s", ARRIVAL.replace(second=0), ready, out=out, settings=PipelineConfig()).run_id


def test_a_retried_pane_changes_nothing(tmp_path: Path) -> None:
    assert commit(_ONE, tmp_path)
    before = tree(tmp_path)
    assert commit(list(reversed(_ONE)), tmp_path) is None
    assert tree(tmp_path) == before


def test_a_pane_cut_otherwise_commits_the_rest_only(tmp_path: Path) -> None:
    more = annotated("Cầu mới đang xây.\nDự kiến xong trước tết.", input_key="tin/4.txt")
    commit(_ONE[:2], tmp_path)
    assert commit([*_ONE, more, more], tmp_path)
    assert sorted(row["input_key"] for row in rows(tmp_path, "ledger")) == [
        "tin/1.txt", "tin/2.txt", "tin/3.html", "tin/4.txt",
    ]  # fmt: skip
    assert check_dataset(tmp_path) == []


def test_a_file_that_changed_within_a_window_arrives_again(tmp_path: Path) -> None:
    first = annotated("Đường mới đã thông xe.", input_key="tin/1.txt", canonical_url="https://bao.example/1")
    article = annotated("Đường mới đã thông xe sáng nay.", input_key="tin/1.txt", canonical_url="https://bao.example/1")
    later = replace(article, article=replace(article.article, fetched_at=ARRIVAL + timedelta(seconds=9)))
    commit([first], tmp_path)
    commit([first, later], tmp_path)
    assert sorted(row["revision"] for row in rows(tmp_path, "articles")) == [1, 2]


def test_the_same_panes_make_the_same_bytes(tmp_path: Path) -> None:
    for name, ready in (("a", _ONE), ("b", list(reversed(_ONE)))):
        commit(ready, tmp_path / name)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
