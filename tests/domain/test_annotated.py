"""An annotated article on its way: bytes that are opened once, where they are asked for."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from tests.nouns import annotated, judged
from transforms.dedup.fingerprints import fingerprint
from transforms.domain.annotations import AnnotatedArticle, Annotations


def sent(one: AnnotatedArticle) -> AnnotatedArticle:
    return pickle.loads(pickle.dumps(one))


def test_it_arrives_as_it_was_sent() -> None:
    one = judged().annotated
    assert sent(one) == one == sent(sent(one))


def test_it_stays_closed_until_its_annotations_are_asked_for() -> None:
    arrived = sent(judged().annotated)
    assert (arrived.mention_count, arrived.office_count, arrived.article.title) == (1, 1, "Hội nghị")
    with pytest.raises(AttributeError):
        AnnotatedArticle.__dict__["annotations"].__get__(arrived)
    assert arrived.annotations.mentions[0].surface == "Lê Văn An"
    assert AnnotatedArticle.__dict__["annotations"].__get__(arrived) is arrived.annotations


def test_other_annotations_replace_sealed_ones() -> None:
    emptied = sent(replace(sent(judged().annotated), annotations=Annotations()))
    assert (emptied.annotations, emptied.mention_count, emptied.office_count) == (Annotations(), 0, 0)


def test_its_fingerprint_goes_with_it_and_names_the_same_text() -> None:
    bare = annotated("Mưa  lớn\nở HÀ NỘI.")
    made = replace(bare, fingerprint=fingerprint(bare.article.text))
    assert sent(made).fingerprint == made.fingerprint
    assert made.text_hash == bare.text_hash == annotated("mưa lớn ở hà nội.").text_hash


def test_what_it_has_not_it_has_not() -> None:
    with pytest.raises(AttributeError):
        _ = sent(annotated()).title  # type: ignore[attr-defined]
