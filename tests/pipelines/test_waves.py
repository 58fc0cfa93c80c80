"""A run cut into waves: the same rows, one commit, and copies found across the cut."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.dataset import SAMPLES, ingest, outcomes, rows, tree
from tests.pipelines.test_copies import articles, near_copies
from transforms.store.check import check_dataset
from transforms.store.commit import OpenRun
from transforms.store.errors import RowsLost
from transforms.store.history import read_history
from transforms.store.layout import progress_path
from transforms.store.receipts import Receipt, take_receipt
from transforms.wiring.spool import read_spool

TABLES = ("articles", "mentions", "offices", "dead_letters", "ledger")
# What the order of arrival decides: which of two copies is the original.
RANKED = {"cluster_id", "duplicate_of", "similarity", "relation", "outcome", "run_id"}


def settings(folder: Path, wave_inputs: int) -> Path:
    path = folder / f"waves-of-{wave_inputs}.yaml"
    path.write_text(f"read: {{wave_inputs: {wave_inputs}}}\n")
    return path


def content(out: Path, table: str) -> Counter[str]:
    def unranked(row: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in row.items() if name not in RANKED}

    return Counter(json.dumps(unranked(row), default=str, sort_keys=True) for row in rows(out, table))


@pytest.mark.slow
def test_waves_hold_the_same_rows_in_as_few_files(tmp_path: Path) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    assert ingest(SAMPLES, out=one, run_id="r").returncode == 0
    for _again in range(2):
        assert ingest(SAMPLES, out=many, run_id="r", config=settings(tmp_path, 7)).returncode == 0
    assert {table: content(many, table) for table in TABLES} == {table: content(one, table) for table in TABLES}
    assert len(read_history(many).manifests) == 1
    assert len(list(many.rglob("*.parquet"))) == len(list(one.rglob("*.parquet")))
    assert outcomes(many).total() == outcomes(one).total()
    assert check_dataset(many) == []
    assert not (many / "_staging").exists()


def test_a_copy_and_an_unchanged_text_of_an_earlier_wave_are_known(tmp_path: Path) -> None:
    (copy, original), *_ = near_copies().items()
    pair, out = tmp_path / "pair", tmp_path / "news"
    pair.mkdir()
    (pair / "1.html").write_bytes((SAMPLES / original).read_bytes())
    (pair / "2.html").write_bytes((SAMPLES / copy).read_bytes())
    (pair / "3.html").write_bytes((SAMPLES / original).read_bytes())
    assert ingest(pair, out=out, config=settings(tmp_path, 1)).returncode == 0
    found = articles(out)
    assert found["2.html"]["duplicate_of"] == found["1.html"]["article_id"]
    assert outcomes(out) == {"article": 2, "duplicate": 1}
    before = tree(out)
    assert ingest(pair, out=out, config=settings(tmp_path, 1)).returncode == 0
    assert tree(out) == before


def test_a_row_lost_in_merging_commits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines import batch
    from pipelines.options import IngestOptions

    options = IngestOptions(inputs=(str(SAMPLES),), out=tmp_path / "news", config=settings(tmp_path, 20))
    files, run_id = batch.plan(options)
    monkeypatch.setattr("transforms.store.receipts.merged", lambda root, staging, parts: list(parts)[1:])
    with pytest.raises(RowsLost, match=r"rows staged .*, rows merged"):
        batch.ingest(options, files, run_id)
    assert read_history(tmp_path / "news").manifests == ()


def test_what_is_lost_between_annotating_and_judging_commits_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines import batch
    from pipelines.options import IngestOptions

    def forgetful(file: Path) -> list[Any]:
        return list(read_spool(file))[1:]

    options = IngestOptions(inputs=(str(SAMPLES),), out=tmp_path / "news", config=settings(tmp_path, 20))
    files, run_id = batch.plan(options)
    monkeypatch.setattr("pipelines.waves.read_spool", forgetful)
    with pytest.raises(RowsLost, match=r"20 inputs, 1\d outcomes; not committed"):
        batch.ingest(options, files, run_id)
    assert read_history(tmp_path / "news").manifests == ()


def test_a_wave_that_fails_beside_the_next_one_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines import batch
    from pipelines.options import IngestOptions

    receipts: list[None] = []

    def second_is_missing(run: OpenRun) -> Receipt:
        receipts.append(None)
        if len(receipts) == 2:
            raise FileNotFoundError("no receipt")
        return take_receipt(run)

    options = IngestOptions(inputs=(str(SAMPLES / "pages"),), out=tmp_path / "news", config=settings(tmp_path, 5))
    files, run_id = batch.plan(options)
    monkeypatch.setattr("pipelines.waves.take_receipt", second_is_missing)
    with pytest.raises(FileNotFoundError, match="no receipt"):
        batch.ingest(options, files, run_id)
    assert len(receipts) == 2
    assert read_history(tmp_path / "news").manifests == ()


def test_progress_is_told_while_pages_are_cleaned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipelines import batch
    from pipelines.options import IngestOptions
    from transforms.clean.ptransforms import _CleanFn

    options = IngestOptions(inputs=(str(SAMPLES / "pages"),), out=tmp_path / "news", run_id="r")
    files, run_id = batch.plan(options)
    told: list[int] = []
    end_one = _CleanFn._end_one

    def watched(self: _CleanFn) -> Any:
        told.append(progress_path(options.out, run_id).stat().st_size)
        return end_one(self)

    monkeypatch.setattr(_CleanFn, "_end_one", watched)
    batch.ingest(options, files, run_id)
    assert told == sorted(told)
    assert 0 < told[0] < told[len(told) // 2] < told[-1] <= len(files)
