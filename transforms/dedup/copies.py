"""Different articles, equal text: electing the original and marking the copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transforms.dedup.seniority import credited_among, seniority
from transforms.dedup.signing import claim
from transforms.domain.judgements import JudgedArticle, Relation, Version
from transforms.domain.outcomes import OutcomeKind


def mark_exact_copies(group: Iterable[JudgedArticle], known: Iterable[Version]) -> list[JudgedArticle]:
    """Marks the copies among articles whose texts have one `text_hash`.

    group  the judged articles of this run
    known  the versions with the same text that earlier runs committed; one of them, where there is any, is the
           original, since a committed row is never written again

    Nothing is removed: a copy keeps its row, with `duplicate_of` the original. The same article coming back to
    an earlier text of its own is no copy, nor is one whose text a copy of its own has taken before.
    """
    judged = list(group)
    credited = credited_among(map(claim, judged))
    judged.sort(key=lambda one: seniority(claim(one), credited=one.article.article_id in credited))
    original = min(known, key=_precedence, default=None)
    article_id = original.article_id if original else judged[0].article.article_id
    cluster_id = original.cluster_id if original else judged[0].cluster_id
    return [_against(article_id, cluster_id, one) for one in judged]


def _precedence(version: Version) -> tuple[bool, str, str, int]:
    """Of committed equal texts: originals before copies, then the earliest seen, then the smaller id."""
    return version.cluster_id != version.article_id, version.seen_at, version.article_id, version.revision


def _against(original_id: str, cluster_id: str, judged: JudgedArticle) -> JudgedArticle:
    if judged.article.article_id in (original_id, cluster_id):
        return judged
    return replace(
        judged,
        kind=OutcomeKind.DUPLICATE if judged.kind is OutcomeKind.ARTICLE else judged.kind,
        cluster_id=cluster_id,
        duplicate_of=original_id,
        similarity=1.0,
        relation=Relation.EXACT,
    )
