from __future__ import annotations

import pytest

from tests.dedup.texts import OTHER, STORY, edited, signature
from transforms.dedup.options import DedupOptions
from transforms.dedup.resemblance import likeness
from transforms.domain.judgements import Relation

OPTIONS = DedupOptions(excerpt_words=20)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (STORY.upper(), Relation.REPRINT),
        (STORY + "\nNước lên.", Relation.REPRINT),
        (edited(STORY), Relation.EDITED_REPRINT),
        ("\n".join(STORY.split("\n")[2:4]), Relation.EXCERPT),
        (edited(STORY, 4), None),
        (OTHER, None),
        ("Sáng nay, mười hai thuyền chở cát neo ở bến Đoan", None),  # too short: a quotation
    ],
)
def test_relations(text: str, relation: Relation | None) -> None:
    for one, other in ((signature("a"), signature("b", text)), (signature("b", text), signature("a"))):
        found = likeness(one, other, OPTIONS)
        assert (found.relation if found else None) == relation
        if found and relation is Relation.EXCERPT:
            assert (found.one.article_id, found.other.article_id) == ("b", "a")


def test_similarity_is_jaccard_and_of_an_excerpt_containment() -> None:
    whole = likeness(signature("a"), signature("b"), OPTIONS)
    part = likeness(signature("a"), signature("b", "\n".join(STORY.split("\n")[2:4])), OPTIONS)
    assert whole
    assert part
    assert (whole.similarity, part.similarity) == (1.0, 1.0)


def test_revisions_of_one_article_are_no_copies() -> None:
    assert likeness(signature("a"), signature("a", revision=2), OPTIONS) is None
