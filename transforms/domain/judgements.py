"""What the dedup room decides about an annotated article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article
from transforms.domain.outcomes import Outcome, OutcomeKind


class Relation(StrEnum):
    """How a copy relates to its original."""

    EXACT = "exact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One committed or candidate text of an article, as light as dedup can work with."""

    article_id: str
    revision: int
    text_hash: str
    seen_at: str  # UTC, ISO 8601 to the second: publication where known, else arrival; orders versions


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedArticle:
    """An annotated article with its place among revisions and copies.

    kind          ARTICLE (first text under this id), REVISION (changed text), DUPLICATE (copy of another article)
    revision      1 for the first text under `article_id`
    cluster_id    article_id of the original of the group of copies; its own where it stands alone
    duplicate_of  article_id of the original where this is a copy
    similarity    0–1 to the original; None where it stands alone
    """

    annotated: AnnotatedArticle
    kind: OutcomeKind
    revision: int
    text_hash: str
    cluster_id: str
    duplicate_of: str | None = None
    similarity: float | None = None
    relation: Relation | None = None

    @property
    def article(self) -> Article:
        """The article judged."""
        return self.annotated.article


def outcome_of(judged: JudgedArticle) -> Outcome:
    """The ledger's row of a judged article."""
    article = judged.article
    return Outcome(
        input_key=article.input_key,
        kind=judged.kind,
        arrived_at=article.fetched_at,
        article_id=article.article_id,
        revision=judged.revision,
        reason="exact_copy" if judged.kind is OutcomeKind.DUPLICATE else None,
    )
