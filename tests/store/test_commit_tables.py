"""The sink on Beam: what goes in is in the files, or nothing is committed."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from tests.nouns import judged, letter, published
from transforms.domain.judgements import JudgedArticle, Version, outcome_of
from transforms.domain.outcomes import refusal
from transforms.store.check import check_dataset
from transforms.store.commit import open_run
from transforms.store.errors import RowsLost
from transforms.store.history import read_history
from transforms.store.ptransforms import CommitReceipt, ReadKnownVersions, StageTables

ONE = judged("Ông Lê Văn An, Bí thư Tỉnh ủy.", published=published("2026-02-27"), input_key="1")
TWO = judged("Ông Lê Văn An, Chủ tịch tỉnh.", published=published("2026-02-28"), input_key="2")
REFUSED = letter()


def run_sink(root: Path, *, shards: int = 1, inputs: int = 3) -> None:
    with open_run(root, "r1") as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        halves = (
            pipeline | "Articles" >> beam.Create([ONE, TWO]),
            pipeline | "Letters" >> beam.Create([REFUSED]),
            pipeline | "Outcomes" >> beam.Create([outcome_of(ONE), outcome_of(TWO), refusal(REFUSED)]),
            pipeline | "Inputs" >> beam.Create([inputs]),
        )
        halves | StageTables(run=run, shards=shards) | CommitReceipt(run)


def rows(root: Path, table: str) -> list[dict]:
    return [
        row for path in sorted((root / table).rglob("*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()
    ]


def test_rows_of_every_table_lie_in_their_partitions(tmp_path: Path) -> None:
    run_sink(tmp_path)
    assert [row["input_key"] for row in rows(tmp_path, "articles")] == ["1", "2"]
    assert [row["surface"] for row in rows(tmp_path, "mentions")] == ["Lê Văn An"] * 2
    assert [row["holder"] for row in rows(tmp_path, "offices")] == [{"start": 4, "end": 13}] * 2
    assert [row["reason"] for row in rows(tmp_path, "dead_letters")] == ["truncated_input"]
    assert sorted(row["input_key"] for row in rows(tmp_path, "ledger")) == ["1", "2", "tin/hong.warc"]
    days = sorted(path.name for path in (tmp_path / "mentions").iterdir())
    assert days == ["published_date=2026-02-27", "published_date=2026-02-28"]
    assert check_dataset(tmp_path) == []


def test_shards_keep_every_row(tmp_path: Path) -> None:
    run_sink(tmp_path, shards=7)
    assert sorted(row["input_key"] for row in rows(tmp_path, "articles")) == ["1", "2"]
    assert check_dataset(tmp_path) == []


def test_an_input_without_outcome_commits_nothing(tmp_path: Path) -> None:
    with pytest.raises(RowsLost, match="4 inputs, 3 outcomes; not committed"):
        run_sink(tmp_path, inputs=4)
    assert read_history(tmp_path).manifests == ()
    assert not (tmp_path / "articles").exists()


def test_a_row_lost_between_grouping_and_file_commits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.store.ptransforms.office_rows", lambda judged, run_id: [])
    with pytest.raises(RowsLost, match=r"rows entered .*'offices': 2.*; not committed"):
        run_sink(tmp_path)
    assert read_history(tmp_path).manifests == ()


def batch(pipeline: beam.Pipeline, *articles: JudgedArticle) -> beam.PCollection:
    return pipeline | "Batch" >> beam.Create([one.annotated for one in articles])


def test_known_versions_are_those_of_the_runs_before(tmp_path: Path) -> None:
    run_sink(tmp_path)
    expected = [
        Version(
            article_id=one.article.article_id,
            revision=1,
            text_hash=one.text_hash,
            arrived_at=one.article.fetched_at.astimezone(UTC).isoformat(timespec="seconds"),
            seen_at=one.article.published.at.astimezone(UTC).isoformat(timespec="seconds"),
            cluster_id=one.article.article_id,
        )
        for one in (ONE, TWO)
    ]
    with open_run(tmp_path, "r2") as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        assert_that(batch(pipeline, ONE, TWO) | ReadKnownVersions(run), equal_to(expected))
    with open_run(tmp_path, "r1") as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        assert_that(batch(pipeline, ONE, TWO) | ReadKnownVersions(run), equal_to([]))


def test_only_versions_of_the_same_article_or_text_come_back(tmp_path: Path) -> None:
    run_sink(tmp_path)
    elsewhere = judged(TWO.article.text, canonical_url="https://a.example/other", input_key="3")
    with open_run(tmp_path, "r2") as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        known = batch(pipeline, elsewhere) | ReadKnownVersions(run) | beam.Map(lambda version: version.article_id)
        assert_that(known, equal_to([TWO.article.article_id]))
