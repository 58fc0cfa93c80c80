"""What the dedup room decides about an annotated article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.articles import Article
from transforms.domain.outcomes import Outcome, OutcomeKind
from transforms.domain.pickling import quickly_pickled
from transforms.domain.signatures import Signature


class Relation(StrEnum):
    """How a copy relates to its original.

    EXACT           the texts are equal but for case, white space and Unicode form
    REPRINT         nearly all of both texts is common
    EDITED_REPRINT  most of both texts is common
    EXCERPT         nearly all of the copy is in the original, which is longer
    """

    EXACT = "exact"
    REPRINT = "reprint"
    EDITED_REPRINT = "edited_reprint"
    EXCERPT = "excerpt"


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a revision changed of the revision before it.

    share       0–1: the part of the two texts (their distinct three-word runs) that is not common to both
    paragraphs  the lines of the new text, counted from 0, that the old one has not (new or altered), ascending
    removed     how many lines of the old text the new one has not
    """

    share: float
    paragraphs: tuple[int, ...]
    removed: int


def instant(at: datetime) -> str:
    """A moment as versions and signatures are compared by it: UTC, ISO 8601 to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One committed or candidate text of an article, as light as dedup can work with.

    arrived_at  UTC, ISO 8601 to the second: when the page was fetched that had this text
    cluster_id  article_id of the original of its group of copies; its own where it stands alone
    """

    article_id: str
    revision: int
    text_hash: str
    arrived_at: str
    seen_at: str  # UTC, ISO 8601 to the second: publication where known, else arrival; orders versions
    cluster_id: str


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedArticle:
    """An annotated article with its place among revisions and copies.

    kind          ARTICLE (first text under this id), REVISION (changed text), DUPLICATE (exact copy of another
                  article; a near copy has a text of its own and stays what it is)
    revision      1 for the first text under `article_id`
    cluster_id    article_id of the original of the group of copies; its own where it stands alone
    duplicate_of  article_id of the article this is a copy of: the most senior one that it resembles
    similarity    0–1 to that article: Jaccard similarity, for an excerpt the share of it found there
    signature     fingerprint of the text; None until it is signed
    change        for a revision: what it changed; None where the revision before it is out of reach
    """

    annotated: AnnotatedArticle
    kind: OutcomeKind
    revision: int
    text_hash: str
    cluster_id: str
    duplicate_of: str | None = None
    similarity: float | None = None
    relation: Relation | None = None
    signature: Signature | None = None
    change: Change | None = None

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
