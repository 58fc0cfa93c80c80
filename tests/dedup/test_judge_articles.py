from __future__ import annotations

from datetime import timedelta

import apache_beam as beam
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from tests.dedup.texts import Stored
from tests.nouns import ARRIVAL, annotated
from transforms.dedup.ptransforms import JudgeArticles
from transforms.dedup.revisions import number_revisions, version_of
from transforms.domain.outcomes import OutcomeKind

A, B = "https://a.example/1", "https://b.example/1"


def test_known_articles_new_texts_and_copies_go_their_ways() -> None:
    committed = version_of(number_revisions([annotated("cũ", canonical_url=A)], []).judged[0])
    arrivals = [
        annotated("cũ", canonical_url=A, input_key="unchanged"),
        annotated("mới", canonical_url=A, input_key="revision", fetched_at=ARRIVAL + timedelta(hours=1)),
        annotated("cũ", canonical_url=B, input_key="copy"),
    ]
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        known = pipeline | "Known" >> beam.Create([committed])
        judged = pipeline | "Arrivals" >> beam.Create(arrivals) | JudgeArticles(known=known, signatures=Stored([]))
        seen = judged.articles | beam.Map(lambda one: (one.article.input_key, one.kind, one.revision, one.duplicate_of))
        assert_that(
            seen,
            equal_to(
                [("revision", OutcomeKind.REVISION, 2, None), ("copy", OutcomeKind.DUPLICATE, 1, committed.article_id)]
            ),
            label="articles",
        )
        assert_that(judged.unchanged | beam.Map(lambda one: one.input_key), equal_to(["unchanged"]), label="unchanged")
