"""Nouns for tests, with what a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from transforms.domain.annotations import AnnotatedArticle, Annotations, Label, Mention, Office
from transforms.domain.articles import Article, DatedInstant, Precision
from transforms.domain.identity import article_id, text_hash
from transforms.domain.judgements import JudgedArticle
from transforms.domain.outcomes import DeadLetter, Outcome, OutcomeKind

ARRIVAL = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)


def article(text: str = "Hội nghị diễn ra tại Hà Nội.", **changes: Any) -> Article:
    paragraphs = tuple(text.split("\n"))
    url = changes.pop("canonical_url", None)
    fields: dict[str, Any] = {
        "article_id": article_id(canonical_url=url, publisher=changes.get("publisher"), text=text),
        "input_key": "tin/a.html",
        "fetched_at": ARRIVAL,
        "url": url,
        "canonical_url": url,
        "publisher": None,
        "section": None,
        "title": "Hội nghị",
        "sapo": None,
        "paragraphs": paragraphs,
    }
    return Article(**(fields | changes))


def annotated(text: str = "Hội nghị diễn ra tại Hà Nội.", **changes: Any) -> AnnotatedArticle:
    return AnnotatedArticle(article=article(text, **changes), annotations=Annotations())


def judged(text: str = "Ông Lê Văn An, Bí thư Tỉnh ủy.", **changes: Any) -> JudgedArticle:
    one = article(text, **changes)
    mention = Mention(
        start=4,
        end=13,
        surface=text[4:13],
        label=Label.PER,
        canonical=text[4:13],
        entity_key="per:le-van-an",
        method="t",
    )
    office = Office(
        holder=(4, 13),
        position=(15, 29),
        organisation=None,
        person_key="per:le-van-an",
        position_name="Bí thư Tỉnh ủy",
        organisation_key=None,
        as_of=None,
    )
    return JudgedArticle(
        annotated=AnnotatedArticle(article=one, annotations=Annotations(mentions=(mention,), offices=(office,))),
        kind=OutcomeKind.ARTICLE,
        revision=1,
        text_hash=text_hash(text),
        cluster_id=one.article_id,
    )


def published(day: str, *, precision: Precision = Precision.DAY, source: str = "stamp") -> DatedInstant:
    return DatedInstant(at=datetime.fromisoformat(day + "T00:00:00+07:00"), precision=precision, source=source)


def letter(key: str = "tin/hong.warc", reason: str = "truncated_input") -> DeadLetter:
    return DeadLetter(stage="read", reason=reason, key=key, detail=f"{key}: ends early", arrived_at=ARRIVAL)


def outcome(key: str = "tin/a.html", kind: OutcomeKind = OutcomeKind.ARTICLE, **changes: Any) -> Outcome:
    return Outcome(input_key=key, kind=kind, arrived_at=ARRIVAL, **changes)
