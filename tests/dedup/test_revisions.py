from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from tests.nouns import ARRIVAL, annotated
from transforms.dedup.revisions import number_revisions, version_of
from transforms.domain.outcomes import OutcomeKind

URL = "https://baovidu.example/a"


def at(hours: int, text: str):
    return annotated(text, canonical_url=URL, fetched_at=ARRIVAL + timedelta(hours=hours), input_key=f"{hours}.html")


def test_first_text_is_an_article() -> None:
    numbered = number_revisions([at(0, "một")], [])
    assert [(one.kind, one.revision) for one in numbered.judged] == [(OutcomeKind.ARTICLE, 1)]
    assert numbered.unchanged == []


def test_changed_text_is_a_revision_and_unchanged_text_is_none() -> None:
    numbered = number_revisions([at(0, "một"), at(1, "hai"), at(2, "hai"), at(3, "một")], [])
    assert [(one.article.text, one.kind, one.revision) for one in numbered.judged] == [
        ("một", OutcomeKind.ARTICLE, 1),
        ("hai", OutcomeKind.REVISION, 2),
        ("một", OutcomeKind.REVISION, 3),
    ]
    assert [(one.input_key, one.kind, one.reason, one.revision) for one in numbered.unchanged] == [
        ("2.html", OutcomeKind.DUPLICATE, "unchanged", 2)
    ]


def test_case_and_white_space_make_no_revision() -> None:
    numbered = number_revisions([at(0, "Hội nghị"), at(1, "hội  NGHỊ")], [])
    assert len(numbered.judged) == len(numbered.unchanged) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_numbers_do_not_depend_on_the_order_of_the_group(order: tuple[int, ...]) -> None:
    texts = [at(0, "một"), at(1, "hai"), at(2, "ba")]
    assert number_revisions([texts[i] for i in order], []) == number_revisions(texts, [])


def test_numbering_goes_on_after_the_committed_revisions() -> None:
    committed = version_of(number_revisions([at(0, "một")], []).judged[0])
    numbered = number_revisions([at(1, "một"), at(2, "hai")], [committed])
    assert [one.revision for one in numbered.judged] == [2]
    assert [one.input_key for one in numbered.unchanged] == ["1.html"]


def test_a_text_that_comes_back_is_a_revision() -> None:
    committed = [version_of(one) for one in number_revisions([at(0, "một"), at(1, "hai")], []).judged]
    assert [judged.revision for judged in number_revisions([at(2, "một")], committed).judged] == [3]


def test_an_archive_read_by_another_run_brings_nothing_new() -> None:
    archive = [at(0, "một"), at(1, "hai"), at(2, "một"), at(3, "ba")]
    committed = [version_of(one) for one in number_revisions(archive, []).judged]
    again = number_revisions(archive, committed)
    assert again.judged == []
    assert [one.revision for one in again.unchanged] == [1, 2, 3, 4]
