"""What the data set holds of a day, and what was said of it: reading measures, committing verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipelines.quality.calendar import comparable_days
from pipelines.quality.measures import UNKNOWN, Day, Row, measure_day
from pipelines.quality.verdicts import Check, judge
from transforms.store.commit import commit_run, open_run
from transforms.store.history import read_history
from transforms.store.manifest import Manifest
from transforms.store.partitions import UNKNOWN_DAY
from transforms.store.parts import stage_parts
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, QUALITY
from transforms.wiring.places import open_parquet

_ARTICLE_COLUMNS = [
    *("article_id", "revision", "url", "input_key", "publisher", "section", "title", "sapo", "byline"),
    *("published_at", "published_precision", "language", "duplicate_of"),
]
_LETTER_COLUMNS = ["key", "reason", "detail", "publisher", "url"]
_MENTION_COLUMNS = ["article_id", "revision", "label"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """The committed files of a data set, by table and day."""

    root: Path
    files: Mapping[tuple[str, date], Sequence[Path]]

    def days(self) -> list[date]:
        """The days of which there are articles or outcomes, oldest first; the unknown day is none."""
        return sorted({day for table, day in self.files if table in (ARTICLES.name, LEDGER.name)} - {UNKNOWN_DAY})

    def read(self, table: str, day: date, columns: Sequence[str]) -> pa.Table | None:
        """Some columns of a table's day; None where it has no file."""
        paths = self.files.get((table, day), ())
        parts = [open_parquet(path).read(columns=list(columns)) for path in paths]
        return pa.concat_tables(parts) if parts else None

    def rows(self, table: str, day: date, columns: Sequence[str]) -> list[Row]:
        """The same as rows."""
        found = self.read(table, day, columns)
        return [*found.to_pylist()] if found is not None else []


def holdings(root: Path) -> Holdings:
    """What is committed now; raises `BrokenManifest`."""
    files: defaultdict[tuple[str, date], list[Path]] = defaultdict(list)
    for part in read_history(root).live.values():
        files[part.table, part.day].append(root / part.path)
    return Holdings(root=root, files=files)


def judge_day(held: Holdings, day: date, *, closed: bool) -> list[Check]:
    """Measures a day and the days comparable with it, and judges it."""
    there = set(held.days())
    history = {earlier: measured(held, earlier) for earlier in comparable_days(day) if earlier in there}
    return judge(day, measured(held, day), history, closed=closed)


def measured(held: Holdings, day: date) -> Day:
    """All measures of a day as committed."""
    articles = held.rows(ARTICLES.name, day, _ARTICLE_COLUMNS)
    return measure_day(
        articles,
        _mentions(held, day, articles),
        held.rows(DEAD_LETTERS.name, day, _LETTER_COLUMNS),
        held.rows(LEDGER.name, day, ["outcome", "reason"]),
    )


def _mentions(held: Holdings, day: date, articles: Iterable[Row]) -> dict[tuple[str, str], int]:
    """(publisher, label) → mentions; counted in Arrow, since a day has some hundred thousand of them."""
    found = held.read(MENTIONS.name, day, _MENTION_COLUMNS)
    if found is None:
        return {}
    publishers = {(row["article_id"], row["revision"]): row["publisher"] or UNKNOWN for row in articles}
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    grouped = found.group_by(_MENTION_COLUMNS).aggregate([([], "count_all")])
    for row in grouped.to_pylist():
        publisher = publishers.get((row["article_id"], row["revision"]), UNKNOWN)
        counts[publisher, row["label"]] += row["count_all"]
    return dict(counts)


def commit_checks(root: Path, day: date, checks: Iterable[Check]) -> Manifest:
    """Commits the verdicts on a day to the table `quality`, in place of those of an earlier judgement of it."""
    run_id = f"quality-{day.isoformat()}"
    with open_run(root, run_id) as run:
        parts = list(stage_parts(run.staging, QUALITY, day, [_row(check, run_id) for check in checks]))
        return commit_run(run, parts, inputs=0, outcomes={})


def _row(check: Check, run_id: str) -> dict[str, Any]:
    usual = check.expected
    return {
        "publisher": check.publisher,
        "measure": check.measure,
        "value": float(check.measured.value),
        "base": check.measured.base,
        "expected_low": usual.low if usual else None,
        "expected_high": usual.high if usual else None,
        "median": usual.median if usual else None,
        "comparable_days": usual.days if usual else None,
        "day_kind": check.day_kind.value,
        "verdict": check.verdict.value,
        "sample": check.measured.sample,
        "run_id": run_id,
    }
