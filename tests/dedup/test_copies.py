from __future__ import annotations

from datetime import timedelta
from itertools import permutations

from tests.nouns import ARRIVAL, judged, published
from transforms.dedup.copies import mark_exact_copies
from transforms.dedup.revisions import version_of
from transforms.domain.judgements import Relation
from transforms.domain.outcomes import OutcomeKind

FIRST = judged(canonical_url="https://a.example/1", published=published("2026-02-27"))
SECOND = judged(canonical_url="https://b.example/1", published=published("2026-02-28"))
THIRD = judged(canonical_url="https://c.example/1", fetched_at=ARRIVAL + timedelta(days=1))


def test_the_earliest_is_the_original_whatever_the_order() -> None:
    for order in permutations([FIRST, SECOND, THIRD]):
        marked = {one.article.article_id: one for one in mark_exact_copies(order, [])}
        assert marked[FIRST.article.article_id] == FIRST
        for copy in (SECOND, THIRD):
            found = marked[copy.article.article_id]
            assert found.kind is OutcomeKind.DUPLICATE
            assert found.duplicate_of == found.cluster_id == FIRST.article.article_id
            assert (found.similarity, found.relation) == (1.0, Relation.EXACT)


def test_a_committed_text_stays_the_original_even_if_an_earlier_one_arrives() -> None:
    marked = mark_exact_copies([FIRST], [version_of(SECOND)])
    assert [one.duplicate_of for one in marked] == [SECOND.article.article_id]


def test_an_article_is_no_copy_of_itself() -> None:
    assert mark_exact_copies([FIRST], [version_of(FIRST)]) == [FIRST]
