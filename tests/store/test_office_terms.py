from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import apache_beam as beam
import pyarrow.parquet as pq
from apache_beam.runners.portability.fn_api_runner import FnApiRunner

from tests.nouns import judged, outcome
from transforms.domain.annotations import Annotations
from transforms.domain.judgements import JudgedArticle
from transforms.store.check import check_dataset
from transforms.store.commit import open_run
from transforms.store.office_history import write_office_terms
from transforms.store.office_terms import MAX_SOURCES, Evidence, office_terms
from transforms.store.ptransforms import CommitReceipt, StageTables

HELD = Evidence("per:an", "Bí thư Tỉnh ủy", "org:tinh-uy", date(2025, 3, 1), "a1", "a1", False)


def test_a_term_spans_its_evidence_and_reprints_are_one_text() -> None:
    told = [
        HELD,
        HELD._replace(as_of=date(2025, 9, 1), article_id="a2", position_name="bí thư Tỉnh ủy"),
        HELD._replace(as_of=date(2025, 3, 2), article_id="a3"),
        HELD._replace(as_of=None, article_id="a4", cluster_id="a4"),
        HELD._replace(as_of=date(2026, 1, 5), article_id="a5", cluster_id="a5", former=True),
    ]
    expected = {
        "person_key": "per:an",
        "position_name": "Bí thư Tỉnh ủy",
        "organisation_key": "org:tinh-uy",
        "first_seen": date(2025, 3, 1),
        "last_seen": date(2025, 9, 1),
        "ended": True,
        "ended_by": date(2026, 1, 5),
        "articles": 5,
        "clusters": 3,
        "sources": ["a1", "a3", "a2", "a5", "a4"],
    }
    for order in permutations(told):
        assert office_terms(order) == [expected]


def test_who_is_told_in_office_again_is_in_office() -> None:
    former = HELD._replace(as_of=date(2024, 1, 1), former=True)
    (term,) = office_terms([former, HELD])
    assert (term["ended"], term["ended_by"]) == (False, None)


def test_an_office_only_told_as_former_has_no_days() -> None:
    (term,) = office_terms([HELD._replace(former=True)])
    assert (term["first_seen"], term["last_seen"], term["ended"]) == (None, None, True)


def test_other_positions_and_organisations_are_other_terms_and_sources_are_bounded() -> None:
    many = [HELD._replace(article_id=f"a{number:03}") for number in range(50)]
    terms = office_terms([*many, HELD._replace(organisation_key=None), HELD._replace(position_name="Phó Bí thư")])
    assert len(terms) == 3
    assert max(len(term["sources"]) for term in terms) == MAX_SOURCES


def write(root: Path, run_id: str, articles: list[JudgedArticle]) -> None:
    with open_run(root, run_id) as run, beam.Pipeline(runner=FnApiRunner()) as pipeline:
        halves = (
            pipeline | "Articles" >> beam.Create(articles),
            pipeline | "Letters" >> beam.Create([]),
            pipeline | "Outcomes" >> beam.Create([outcome(one.article.input_key) for one in articles]),
            pipeline | "Inputs" >> beam.Create([len(articles)]),
        )
        halves | StageTables(run=run) | CommitReceipt(run)


def terms(root: Path) -> list[dict[str, object]]:
    written = write_office_terms(root)
    rows = pq.read_table(root / "office_terms").to_pylist()
    assert len(rows) == written
    return rows


def test_the_table_follows_reruns_and_corrections(tmp_path: Path) -> None:
    first = judged(canonical_url="https://a.example/1")
    second = judged(canonical_url="https://b.example/1", input_key="b")
    write(tmp_path, "r1", [first])
    write(tmp_path, "r2", [second])
    assert [one["articles"] for one in terms(tmp_path)] == [2]
    before = (tmp_path / "office_terms" / "office_terms.parquet").read_bytes()
    assert write_office_terms(tmp_path) == 1
    assert (tmp_path / "office_terms" / "office_terms.parquet").read_bytes() == before
    corrected = replace(
        second, revision=2, text_hash="x", annotated=replace(second.annotated, annotations=Annotations())
    )
    write(tmp_path, "r3", [corrected])
    assert [one["sources"] for one in terms(tmp_path)] == [[first.article.article_id]]
    write(tmp_path, "r3", [])
    assert [one["articles"] for one in terms(tmp_path)] == [2]
    assert check_dataset(tmp_path) == []
