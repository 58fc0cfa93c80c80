"""Copies as a user sees them: the samples' reprint, in one run and across runs, and a rerun that changes no byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.dataset import EXPECTED, SAMPLES, ingest, rows, tree
from transforms.store.check import check_dataset

NEAR = {"reprint", "edited_reprint"}


def near_copies() -> dict[str, str]:
    told = json.loads(EXPECTED.read_text("utf-8"))
    return {key: one["near_copy_of"] for key, one in told.items() if "near_copy_of" in one}


def articles(out: Path) -> dict[str, dict[str, Any]]:
    return {Path(row["input_key"]).name: row for row in rows(out, "articles")}


@pytest.mark.slow
def test_the_samples_reprint_points_to_its_original_in_one_run_and_across_runs(tmp_path: Path) -> None:
    assert near_copies()
    for copy, original in near_copies().items():
        one, two = tmp_path / "one", tmp_path / "two"
        assert ingest(SAMPLES / copy, SAMPLES / original, out=one, run_id="both").returncode == 0
        assert ingest(SAMPLES / original, out=two, run_id="first").returncode == 0
        assert ingest(SAMPLES / copy, out=two, run_id="second").returncode == 0
        for out in (one, two):
            found = articles(out)
            first, second = found[Path(original).name], found[Path(copy).name]
            assert second["relation"] in NEAR
            assert second["similarity"] >= 0.7
            assert second["duplicate_of"] == second["cluster_id"] == first["article_id"] == first["cluster_id"]
            assert (first["duplicate_of"], first["relation"]) == (None, None)
            assert {row["cluster_id"] for row in rows(out, "signatures")} == {first["article_id"]}
        before = tree(two)
        assert ingest(SAMPLES / original, out=two, run_id="first").returncode == 0
        assert ingest(SAMPLES / copy, out=two, run_id="second").returncode == 0
        assert tree(two) == before
        assert check_dataset(two) == []


@pytest.mark.slow
def test_a_window_that_ends_before_the_original_finds_no_copy(tmp_path: Path) -> None:
    (copy, original), *_ = near_copies().items()
    settings = tmp_path / "settings.yaml"
    settings.write_text("dedup: {window_days: 0}\n")
    assert ingest(SAMPLES / original, out=tmp_path / "news", config=settings).returncode == 0
    assert ingest(SAMPLES / copy, out=tmp_path / "news", config=settings).returncode == 0
    assert articles(tmp_path / "news")[Path(copy).name]["relation"] is None
