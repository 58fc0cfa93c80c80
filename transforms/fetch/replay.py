"""What a visit brought, read back from its journal and archive: one page in memory at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from transforms.domain.outcomes import DeadLetter, Outcome, OutcomeKind
from transforms.domain.pages import Hints, Medium, Page
from transforms.fetch.answers import Answer, undo_coding
from transforms.fetch.archive import read_answer
from transforms.fetch.growing import ReadRange, range_reader
from transforms.fetch.journal import FETCHED, NOT_MODIFIED, Settled, read_journal
from transforms.fetch.options import Limits
from transforms.fetch.targets import Role, Target, Visit
from transforms.fetch.visits import Folders

STAGE = "fetch"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def replay(visit: Visit, folders: Folders, limits: Limits) -> Iterator[Page | DeadLetter | Outcome]:
    """Exactly one outcome for each page target of a visit that was made, in the order of the targets."""
    archive, targets = range_reader(folders.archive(visit)), visit.numbered()
    for entry in settled(folders.journal(visit)):
        target = targets.get(entry.number)
        if target is not None and target.role is Role.PAGE:
            yield _outcome(entry, target, archive, limits)


def settled(journal: Path) -> list[Settled]:
    """What became of each target, by its number; the first line counts."""
    first: dict[int, Settled] = {}
    for entry in read_journal(journal):
        if isinstance(entry, Settled):
            first.setdefault(entry.number, entry)
    return [first[number] for number in sorted(first)]


def page_of(target: Target, answer: Answer, entry: Settled, limits: Limits) -> Page:
    """The page of an archived answer: just what the read room makes of the same record."""
    charset = _CHARSET.search(answer.header("content-type") or "")
    hints: Hints = replace(target.hints, charset=charset[1].lower()) if charset else target.hints
    return Page(
        input_key=target.url,
        medium=Medium.HTML,
        body=undo_coding(answer, limits),
        fetched_at=entry.at,
        url=entry.final_url,
        publisher=target.publisher,
        hints=hints,
    )


def _outcome(entry: Settled, target: Target, archive: ReadRange, limits: Limits) -> Page | DeadLetter | Outcome:
    if entry.result == FETCHED and entry.place is not None:
        return page_of(target, read_answer(archive, entry.place), entry, limits)
    if entry.result == NOT_MODIFIED:
        return Outcome(input_key=target.url, kind=OutcomeKind.DUPLICATE, arrived_at=entry.at, reason=NOT_MODIFIED)
    return DeadLetter(
        stage=STAGE,
        reason=entry.result,
        key=target.url,
        detail=entry.detail,
        arrived_at=entry.at,
        url=target.url,
        publisher=target.publisher,
    )
