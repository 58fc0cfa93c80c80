"""Nouns into rows: what each table keeps of an article, a dead letter, an outcome."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

import numpy as np

from transforms.domain.annotations import DateValue, DocumentValue, Mention, Office, Span
from transforms.domain.articles import DatedInstant
from transforms.domain.judgements import JudgedArticle
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.domain.signatures import Signature
from transforms.store.partitions import partition_of_article

Row = dict[str, Any]


def article_row(judged: JudgedArticle, run_id: str) -> Row:
    """The row of `articles`: one revision of one article."""
    article = judged.article
    published, updated = article.published, article.updated
    return {
        "article_id": article.article_id,
        "revision": judged.revision,
        "input_key": article.input_key,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "publisher": article.publisher,
        "section": article.section,
        "title": article.title,
        "sapo": article.sapo,
        "text": article.text,
        "paragraphs": list(article.paragraphs),
        "sentences": [_span(one) for one in judged.annotated.annotations.sentences],
        "captions": [{"text": one.text, "credit": one.credit} for one in article.captions],
        "foreign_tail": list(article.foreign_tail),
        "byline": article.byline,
        "source_agency": article.source_agency,
        "dateline": article.dateline,
        "published_at": published.at if published else None,
        "published_precision": published.precision.value if published else None,
        "published_source": published.source if published else None,
        "updated_at": updated.at if updated else None,
        "date_candidates": [_candidate(one) for one in article.date_candidates],
        "partition_source": partition_of_article(article).source,
        "fetched_at": article.fetched_at,
        "language": article.language,
        "text_hash": judged.text_hash,
        "cluster_id": judged.cluster_id,
        "duplicate_of": judged.duplicate_of,
        "similarity": judged.similarity,
        "relation": judged.relation.value if judged.relation else None,
        "changed_share": judged.change.share if judged.change else None,
        "changed_paragraphs": list(judged.change.paragraphs) if judged.change else None,
        "removed_paragraphs": judged.change.removed if judged.change else None,
        "flags": list(article.flags),
        "extractor": article.extractor,
        "run_id": run_id,
    }


def mention_rows(judged: JudgedArticle, run_id: str) -> list[Row]:
    """The rows of `mentions`: one a mention in the article's text."""
    return [
        {
            "article_id": judged.article.article_id,
            "revision": judged.revision,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "label": mention.label.value,
            "entity_key": mention.entity_key,
            "canonical": mention.canonical,
            "value": _value(mention),
            "role": mention.role,
            "method": mention.method,
            "run_id": run_id,
        }
        for mention in judged.annotated.annotations.mentions
    ]


def office_rows(judged: JudgedArticle, run_id: str) -> list[Row]:
    """The rows of `offices`: one an evidenced (person, position, organisation)."""
    return [_office_row(judged, office, run_id) for office in judged.annotated.annotations.offices]


def signature_row(signature: Signature, run_id: str) -> Row:
    """The row of `signatures`."""
    return {
        "article_id": signature.article_id,
        "revision": signature.revision,
        "seen_at": datetime.fromisoformat(signature.seen_at),
        "publisher": signature.publisher,
        "credit": signature.credit,
        "cluster_id": signature.cluster_id,
        "exact_copy": signature.exact_copy,
        "shingling": signature.shingling,
        "sketch": signature.sketch,
        "shingles": np.frombuffer(signature.shingles, "<u4"),
        "minhash": np.frombuffer(signature.minhash, "<u4"),
        "paragraphs": np.frombuffer(signature.paragraphs, "<u8"),
        "run_id": run_id,
    }


def dead_letter_row(letter: DeadLetter, run_id: str) -> Row:
    """The row of `dead_letters`."""
    return {
        "key": letter.key,
        "stage": letter.stage,
        "reason": letter.reason,
        "detail": letter.detail,
        "url": letter.url,
        "publisher": letter.publisher,
        "payload": letter.payload,
        "medium": letter.medium.value if letter.medium else None,
        "hints": json.dumps(asdict(letter.hints), ensure_ascii=False, sort_keys=True) if letter.hints else None,
        "arrived_at": letter.arrived_at,
        "run_id": run_id,
    }


def ledger_row(outcome: Outcome, run_id: str) -> Row:
    """The row of `ledger`: one input, one outcome."""
    return {
        "input_key": outcome.input_key,
        "outcome": outcome.kind.value,
        "article_id": outcome.article_id,
        "revision": outcome.revision,
        "reason": outcome.reason,
        "arrived_at": outcome.arrived_at,
        "run_id": run_id,
    }


def _office_row(judged: JudgedArticle, office: Office, run_id: str) -> Row:
    return {
        "article_id": judged.article.article_id,
        "revision": judged.revision,
        "person_key": office.person_key,
        "position_name": office.position_name,
        "organisation_key": office.organisation_key,
        "as_of": office.as_of,
        "holder": _span(office.holder),
        "position": _span(office.position),
        "organisation": _span(office.organisation) if office.organisation else None,
        "run_id": run_id,
    }


def _candidate(instant: DatedInstant) -> Row:
    return {"at": instant.at, "precision": instant.precision.value, "source": instant.source}


def _span(span: Span) -> Row:
    return {"start": span[0], "end": span[1]}


def _value(mention: Mention) -> Row | None:
    value = mention.value
    if isinstance(value, DateValue):
        return {"value": value.value, "first_day": value.first_day, "last_day": value.last_day}
    if isinstance(value, DocumentValue):
        return {name: getattr(value, name) for name in DocumentValue.__slots__}
    return None
