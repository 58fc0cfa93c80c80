from __future__ import annotations

from tests.dedup.texts import STORY, signature
from tests.nouns import judged
from transforms.dedup.changes import change, describe_changes
from transforms.dedup.signing import sign
from transforms.domain.judgements import Change

LINES = STORY.split("\n")


def test_new_altered_and_removed_paragraphs() -> None:
    new = [LINES[0], "Một dòng mới viết hẳn.", *LINES[1:4], LINES[4] + " Nước đang rút dần."]
    found = change(signature("a"), signature("a", "\n".join(new), revision=2))
    assert (found.paragraphs, found.removed) == ((1, 5), 2)
    assert 0.1 < found.share < 0.5


def test_what_does_not_count_is_no_change() -> None:
    assert change(signature("a"), signature("a", STORY.upper() + " ")) == Change(share=0.0, paragraphs=(), removed=0)


def test_a_text_written_anew_is_changed_throughout() -> None:
    found = change(signature("a"), signature("a", "Hoàn toàn khác hẳn\nvới bài cũ"))
    assert found == Change(share=1.0, paragraphs=(0, 1), removed=len(LINES))


def test_moved_paragraphs_are_neither_new_nor_removed() -> None:
    found = change(signature("a"), signature("a", "\n".join(LINES[::-1])))
    assert (found.paragraphs, found.removed) == ((), 0)


def test_a_revision_is_compared_with_the_one_before_it_where_it_is_known() -> None:
    first, third = sign(judged(STORY)), sign(judged(STORY + "\nThêm."))
    revision = type(third)(**{name: getattr(third, name) for name in third.__slots__} | {"revision": 3})
    own = signature(third.article.article_id, revision=2)
    assert [one.change for one in describe_changes([revision], [own])] == [change(own, third.signature)]
    assert [one.change for one in describe_changes([revision, first], [signature("other", revision=2)])] == [None, None]
