"""Near copies through Beam: any order and bundling, and across runs, the same election as over all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import apache_beam as beam
import pytest
from apache_beam.runners.portability.fn_api_runner import FnApiRunner
from apache_beam.testing.util import assert_that, equal_to

from tests.dedup.texts import OTHER, STORY, Stored, edited
from tests.nouns import annotated, published
from transforms.dedup.ptransforms import JudgeArticles
from transforms.dedup.revisions import number_revisions, version_of
from transforms.dedup.signing import sign
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle, Relation
from transforms.domain.signatures import Signature


def arrival(name: str, text: str, day: int, **changes: Any) -> AnnotatedArticle:
    url = f"https://{name}.example/1"
    return annotated(text, canonical_url=url, input_key=name, published=published(f"2026-02-{day:02}"), **changes)


FIRST = arrival("first", STORY, 1)
REPRINT = arrival("reprint", STORY + "\nNước lên.", 2)
SAME = arrival("same", STORY + "\nNước lên.", 3)
EDITED = arrival("edited", edited(STORY), 4)
EXCERPT = arrival("excerpt", "\n".join(STORY.split("\n")[:3]), 5)
UNLIKE = arrival("unlike", OTHER, 6)
ARRIVALS = [FIRST, REPRINT, SAME, EDITED, EXCERPT, UNLIKE]
FIRST_ID, REPRINT_ID = FIRST.article.article_id, REPRINT.article.article_id
EXPECTED = [
    ("first", None, None, FIRST_ID),
    ("reprint", FIRST_ID, Relation.REPRINT, FIRST_ID),
    ("same", REPRINT_ID, Relation.EXACT, FIRST_ID),
    ("edited", FIRST_ID, Relation.EDITED_REPRINT, FIRST_ID),
    ("excerpt", FIRST_ID, Relation.EXCERPT, FIRST_ID),
    ("unlike", None, None, UNLIKE.article.article_id),
]


def told(one: JudgedArticle) -> tuple[str, str | None, Relation | None, str]:
    return one.article.input_key, one.duplicate_of, one.relation, one.cluster_id


def judge(arrivals: list[AnnotatedArticle], committed: list[JudgedArticle], expected: list[Any], telling: Any) -> None:
    signatures: list[Signature] = [replace(one.signature, committed=True) for one in committed if one.signature]
    with beam.Pipeline(runner=FnApiRunner()) as pipeline:
        judged = (
            pipeline
            | "Arrivals" >> beam.Create(arrivals)
            | JudgeArticles(
                known=pipeline | "Known" >> beam.Create([version_of(one) for one in committed]),
                signatures=Stored(signatures),
            )
        )
        assert_that(judged.articles | beam.Map(telling), equal_to(expected))


def committed(one: AnnotatedArticle, **changes: Any) -> JudgedArticle:
    return sign(replace(number_revisions([one], []).judged[0], **changes))


@pytest.mark.parametrize("order", [ARRIVALS, ARRIVALS[::-1]])
def test_every_copy_gets_its_relation_in_any_order(order: list[AnnotatedArticle]) -> None:
    judge(order, [], EXPECTED, told)


def test_later_runs_say_the_same_of_later_arrivals() -> None:
    reprint = committed(REPRINT, duplicate_of=FIRST_ID, cluster_id=FIRST_ID, relation=Relation.REPRINT, similarity=0.9)
    judge(ARRIVALS[2:], [committed(FIRST), reprint], EXPECTED[2:], told)


def test_an_earlier_article_that_arrives_late_points_to_the_committed_one() -> None:
    judge([FIRST], [committed(REPRINT)], [("first", REPRINT_ID, Relation.REPRINT, REPRINT_ID)], told)


def test_a_revision_says_what_it_changed_in_one_run_and_across_runs() -> None:
    text = STORY.split("\n")
    second = arrival("first", "\n".join([*text[:2], "Câu này viết lại.", *text[3:]]), 1)
    third = arrival("first", "\n".join([*text[:2], "Câu này lại viết lại.", *text[3:], "Hết."]), 1)
    texts = [
        replace(one, article=replace(one.article, input_key=f"{n}")) for n, one in enumerate((FIRST, second, third))
    ]
    expected = [("0", 1, None), ("1", 2, (2,)), ("2", 3, (2, 6))]

    def changed(one: JudgedArticle) -> tuple[str, int, tuple[int, ...] | None]:
        return one.article.input_key, one.revision, one.change.paragraphs if one.change else None

    judge(texts, [], expected, changed)
    judge(texts[1:], [committed(FIRST)], expected[1:], changed)
