"""What became of an input: exactly one outcome each, and a dead letter where it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from transforms.domain.pages import Hints, Medium, Page
from transforms.domain.pickling import quickly_pickled


class OutcomeKind(StrEnum):
    """The five things that can become of an input."""

    ARTICLE = "article"
    REVISION = "revision"
    DUPLICATE = "duplicate"
    NOT_AN_ARTICLE = "not_an_article"
    REFUSED = "refused"


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """One refused input, kept so that it can be replayed.

    stage    the room that refused it
    reason   the refusal's name (`ArticleError.reason`)
    key      the input's key
    detail   one sentence for a person
    payload  the input's bytes; None where they could not be read or exceed the cap, then `key` points to them
    medium, hints  what the page was, beside its bytes; None where it never became a page
    """

    stage: str
    reason: str
    key: str
    detail: str
    arrived_at: datetime
    payload: bytes | None = None
    url: str | None = None
    publisher: str | None = None
    medium: Medium | None = None
    hints: Hints | None = None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One input, one outcome: a row of the ledger.

    reason  why it was refused, no article, or a duplicate (`exact_copy`, `unchanged` …); None otherwise
    """

    input_key: str
    kind: OutcomeKind
    arrived_at: datetime
    article_id: str | None = None
    revision: int | None = None
    reason: str | None = None


def refusal(letter: DeadLetter) -> Outcome:
    """The ledger's row of a dead letter."""
    return Outcome(input_key=letter.key, kind=OutcomeKind.REFUSED, arrived_at=letter.arrived_at, reason=letter.reason)


def input_key_of(one: Page | DeadLetter | Outcome) -> str:
    """The key of the input that this is, or speaks of."""
    return one.key if isinstance(one, DeadLetter) else one.input_key
