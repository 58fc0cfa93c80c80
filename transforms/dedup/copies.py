"""Different articles, equal text: electing the original and marking the copies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transforms.dedup.revisions import version_of
from transforms.domain.judgements import JudgedArticle, Relation, Version
from transforms.domain.outcomes import OutcomeKind


def seniority(version: Version) -> tuple[str, str, int]:
    """Total order of equal texts: the earliest seen is the original, the article id breaks ties."""
    return version.seen_at, version.article_id, version.revision


def mark_exact_copies(group: Iterable[JudgedArticle], known: Iterable[Version]) -> list[JudgedArticle]:
    """Marks the copies among articles whose texts have one `text_hash`.

    group  the judged articles of this run
    known  the versions with the same text that earlier runs committed; one of them, where there is any, is the
           original, since a committed row is never written again

    Nothing is removed: a copy keeps its row, with `duplicate_of` the original. The same article coming back to
    an earlier text of its own is no copy.
    """
    judged = sorted(group, key=lambda one: seniority(version_of(one)))
    original = min(known, key=seniority, default=None) or version_of(judged[0])
    return [_against(original.article_id, one) for one in judged]


def _against(original_id: str, judged: JudgedArticle) -> JudgedArticle:
    if judged.article.article_id == original_id:
        return judged
    return replace(
        judged,
        kind=OutcomeKind.DUPLICATE if judged.kind is OutcomeKind.ARTICLE else judged.kind,
        cluster_id=original_id,
        duplicate_of=original_id,
        similarity=1.0,
        relation=Relation.EXACT,
    )
