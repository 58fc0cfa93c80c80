"""Dead letters, read back so that they can be tried again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import NamedTuple

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Hints, Medium, Page
from transforms.store.history import read_history
from transforms.store.rewrite import read_rows
from transforms.store.rows import Row
from transforms.store.schemas import DEAD_LETTERS


class StoredLetter(NamedTuple):
    """A dead letter and the run that wrote it."""

    run_id: str
    letter: DeadLetter


def read_letters(root: Path, *, reason: str | None = None, stage: str | None = None) -> Iterator[StoredLetter]:
    """The dead letters that stand, of one reason or stage where given, in the order of their files."""
    live = read_history(root).live
    for path in sorted(live):
        if live[path].table == DEAD_LETTERS.name:
            for row in read_rows(root, live[path]):
                if reason in (None, row["reason"]) and stage in (None, row["stage"]):
                    yield StoredLetter(row["run_id"], _letter(row))


def page_of(letter: DeadLetter) -> Page | None:
    """The page that was refused; None where its bytes were not kept or it never became a page."""
    if letter.payload is None or letter.medium is None:
        return None
    return Page(
        input_key=letter.key,
        medium=letter.medium,
        body=letter.payload,
        fetched_at=letter.arrived_at,
        url=letter.url,
        publisher=letter.publisher,
        hints=letter.hints or Hints(),
    )


def _letter(row: Row) -> DeadLetter:
    return DeadLetter(
        stage=row["stage"],
        reason=row["reason"],
        key=row["key"],
        detail=row["detail"],
        arrived_at=row["arrived_at"].astimezone(UTC),
        payload=row["payload"],
        url=row["url"],
        publisher=row["publisher"],
        medium=Medium(row["medium"]) if row["medium"] else None,
        hints=Hints(**json.loads(row["hints"])) if row["hints"] else None,
    )
