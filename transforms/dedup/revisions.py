"""Same article, changed text: numbering revisions, and telling when nothing changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.judgements import JudgedArticle, Version, instant
from transforms.domain.outcomes import Outcome, OutcomeKind


class Numbered(NamedTuple):
    """The two halves of `number_revisions`: texts that are new, and inputs that brought nothing new."""

    judged: list[JudgedArticle]
    unchanged: list[Outcome]


def arrival_order(annotated: AnnotatedArticle) -> tuple[str, str]:
    """Total order of the texts of one article: by arrival, then by input key."""
    article = annotated.article
    return article.fetched_at.isoformat(), article.input_key


def number_revisions(copies: Iterable[AnnotatedArticle], known: Iterable[Version]) -> Numbered:
    """Numbers the texts that arrived under one article id.

    copies  the texts of this run, all with the same `article_id`
    known   the versions of that article which earlier runs committed

    A text equal (by `text_hash`) to the latest version before it is no revision: it becomes the outcome
    DUPLICATE with reason `unchanged`, and no row. So does a page that was known before, whatever came after it: the
    same text that arrived at the same time, as when an archive is read by another run. Arrival orders the texts, so
    a rerun numbers them the same.
    """
    before = list(known)
    latest = max(before, key=lambda version: version.revision, default=None)
    pages = {(version.text_hash, version.arrived_at): version for version in before}
    numbered = Numbered([], [])
    for annotated in sorted(copies, key=arrival_order):
        fingerprint = annotated.text_hash
        same = pages.get((fingerprint, instant(annotated.article.fetched_at)), latest)
        if same is not None and same.text_hash == fingerprint:
            numbered.unchanged.append(_unchanged(annotated, same))
            continue
        judged = _next_revision(annotated, fingerprint, latest)
        latest = version_of(judged)
        numbered.judged.append(judged)
    return numbered


def version_of(judged: JudgedArticle) -> Version:
    """The light form of a judged article that later comparisons need."""
    article = judged.article
    seen_at = article.published.at if article.published else article.fetched_at
    return Version(
        article_id=article.article_id,
        revision=judged.revision,
        text_hash=judged.text_hash,
        arrived_at=instant(article.fetched_at),
        seen_at=instant(seen_at),
        cluster_id=judged.cluster_id,
    )


def _next_revision(annotated: AnnotatedArticle, fingerprint: str, latest: Version | None) -> JudgedArticle:
    return JudgedArticle(
        annotated=annotated,
        kind=OutcomeKind.ARTICLE if latest is None else OutcomeKind.REVISION,
        revision=1 if latest is None else latest.revision + 1,
        text_hash=fingerprint,
        cluster_id=annotated.article.article_id,
    )


def _unchanged(annotated: AnnotatedArticle, same: Version) -> Outcome:
    article = annotated.article
    return Outcome(
        input_key=article.input_key,
        kind=OutcomeKind.DUPLICATE,
        arrived_at=article.fetched_at,
        article_id=article.article_id,
        revision=same.revision,
        reason="unchanged",
    )
