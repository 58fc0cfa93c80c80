"""What a run committed, as people and schedulers ask for it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from transforms.store.history import read_history
from transforms.store.manifest import Manifest
from transforms.store.schemas import ARTICLES
from transforms.wiring.places import open_parquet


def committed(root: Path, run_id: str) -> Manifest:
    """The last commit of a run; raises KeyError where it never committed."""
    manifest = read_history(root).latest(run_id)
    if manifest is None:
        raise KeyError(f"{root}: run {run_id} has not committed")
    return manifest


def articles_by_publisher(root: Path, run_id: str) -> dict[str, dict[str, int]]:
    """Publisher → partition day (ISO) → rows that a run holds in `articles` now; "" is the unknown publisher."""
    found: dict[str, Counter[str]] = {}
    for part in read_history(root).live.values():
        if part.table == ARTICLES.name and run_id in part.runs:
            day = part.day.isoformat()
            for row in open_parquet(root / part.path).read(columns=["publisher", "run_id"]).to_pylist():
                if row["run_id"] == run_id:
                    found.setdefault(row["publisher"] or "", Counter())[day] += 1
    return {publisher: dict(sorted(found[publisher].items())) for publisher in sorted(found)}
