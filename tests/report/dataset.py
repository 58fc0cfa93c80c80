"""Data sets committed by the store itself, small enough to count by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipelines.report.figures import figures_of
from pipelines.report.page import render
from pipelines.report.words import Language
from tests.nouns import article, letter, outcome, published
from transforms.domain.annotations import AnnotatedArticle, Annotations, Label, Mention, Office
from transforms.domain.articles import DatedInstant, Precision
from transforms.domain.judgements import JudgedArticle
from transforms.domain.outcomes import DeadLetter, Outcome, OutcomeKind
from transforms.store.commit import commit_run, open_run
from transforms.store.partitions import partition_of_article
from transforms.store.parts import stage_parts
from transforms.store.rows import article_row, dead_letter_row, ledger_row, mention_rows, office_rows
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES


def at(moment: str) -> DatedInstant:
    """An instant in Vietnam whose minute is known."""
    return DatedInstant(at=datetime.fromisoformat(moment + "+07:00"), precision=Precision.MINUTE, source="json_ld")


def mention(text: str, surface: str, label: Label = Label.PER, **changes: Any) -> Mention:
    start = text.index(surface)
    fields: dict[str, Any] = {
        "start": start,
        "end": start + len(surface),
        "surface": surface,
        "label": label,
        "canonical": surface,
        "entity_key": f"{label.lower()}:{surface}",
        "method": "test",
    }
    return Mention(**(fields | changes))


def judged(
    text: str, mentions: Sequence[Mention] = (), offices: Sequence[Office] = (), **changes: Any
) -> JudgedArticle:
    verdict = {
        name: changes.pop(name) for name in ("revision", "duplicate_of", "relation", "cluster_id") if name in changes
    }
    one = article(text, **({"published": published("2026-03-01")} | changes))
    fields: dict[str, Any] = {
        "revision": 1,
        "cluster_id": one.article_id,
        "kind": OutcomeKind.ARTICLE,
        "text_hash": "h",
    }
    annotations = Annotations(mentions=tuple(mentions), offices=tuple(offices))
    return JudgedArticle(annotated=AnnotatedArticle(article=one, annotations=annotations), **(fields | verdict))


def commit(
    root: Path,
    articles: Sequence[JudgedArticle] = (),
    letters: Sequence[DeadLetter] = (),
    outcomes: Sequence[Outcome] = (),
    run_id: str = "first",
) -> None:
    """Commits nouns as one run; the ledger holds an outcome of every article and letter, and `outcomes` besides."""
    with open_run(root, run_id) as run:
        parts = []
        for one in articles:
            day = partition_of_article(one.article).day
            for table, rows in (
                (ARTICLES, [article_row(one, run_id)]),
                (MENTIONS, mention_rows(one, run_id)),
                (OFFICES, office_rows(one, run_id)),
            ):
                parts += stage_parts(run.staging, table, day, rows)
        arrived = date(2026, 3, 1)
        ledger = [outcome(f"tin/{place}.html", one.kind) for place, one in enumerate(articles)]
        ledger += [outcome(one.key, OutcomeKind.REFUSED, reason=one.reason) for one in letters]
        ledger += outcomes
        parts += stage_parts(run.staging, DEAD_LETTERS, arrived, [dead_letter_row(one, run_id) for one in letters])
        parts += stage_parts(run.staging, LEDGER, arrived, [ledger_row(one, run_id) for one in ledger])
        commit_run(run, parts, inputs=len(ledger), outcomes={"article": len(articles), "refused:x": len(letters)})


def page_of(root: Path, language: Language = Language.ENGLISH) -> str:
    return render(figures_of(root), language)


__all__ = ["UTC", "at", "commit", "judged", "letter", "mention", "outcome", "page_of"]
