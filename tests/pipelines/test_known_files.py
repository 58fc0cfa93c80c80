from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from pipelines.known.files import ReadKnownSignatures
from tests.nouns import judged, outcome, published
from transforms.dedup.signing import sign
from transforms.domain.judgements import JudgedArticle
from transforms.store.commit import open_run
from transforms.store.known_signatures import is_within
from transforms.store.ptransforms import CommitReceipt, StageTables

DAYS = ("2026-01-01", "2026-01-31", "2026-02-28")
ARTICLES = [sign(judged(canonical_url=f"https://a.example/{day}", published=published(day))) for day in DAYS]


def write(root: Path, run_id: str, articles: list[JudgedArticle]) -> None:
    with open_run(root, run_id) as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        outcomes = [outcome(one.article.article_id) for one in articles]
        halves = (
            pipeline | "Articles" >> beam.Create(articles),
            pipeline | "Letters" >> beam.Create([]),
            pipeline | "Outcomes" >> beam.Create(outcomes),
            pipeline | "Inputs" >> beam.Create([len(articles)]),
        )
        halves | StageTables(run=run) | CommitReceipt(run)


def expect(root: Path, run_id: str, day: str, window: int, expected: list[JudgedArticle]) -> None:
    signatures = [replace(one.signature, committed=True) for one in expected if one.signature]
    with open_run(root, run_id) as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        batch = pipeline | beam.Create([sign(judged(canonical_url="https://b.example/new", published=published(day)))])
        assert_that(batch | ReadKnownSignatures(run, window), equal_to(signatures))


def test_signatures_come_back_as_they_were_and_only_of_the_days_that_matter(tmp_path: Path) -> None:
    write(tmp_path, "r1", ARTICLES)
    expect(tmp_path, "r2", "2026-01-31", 30, ARTICLES)
    expect(tmp_path, "r2", "2026-02-01", 30, ARTICLES[1:])
    expect(tmp_path, "r2", "2026-01-31", 0, ARTICLES[1:2])


def test_a_repeated_run_does_not_see_its_own_signatures(tmp_path: Path) -> None:
    write(tmp_path, "r1", ARTICLES[:1])
    write(tmp_path, "r2", ARTICLES[1:])
    expect(tmp_path, "r1", "2026-01-31", 90, [])
    expect(tmp_path, "r2", "2026-01-31", 90, ARTICLES[:1])


@pytest.mark.parametrize(("days", "within"), [([date(2026, 3, 1)], True), ([date(2026, 3, 2)], False), ([], False)])
def test_the_window_counts_both_ways(days: list[date], within: bool) -> None:
    assert is_within(date(2026, 2, 27), days, 2) is within
    assert is_within(date(2026, 3, 3), days, 2) is bool(days)
