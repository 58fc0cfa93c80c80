"""Comparing data sets row by row: where files lie and what runs are called does not count."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from tests.pipelines.dataset import rows
from transforms.store.history import read_history
from transforms.store.layout import lock_path
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, MENTIONS, OFFICES, SIGNATURES

_TABLES = (ARTICLES, MENTIONS, OFFICES, SIGNATURES, DEAD_LETTERS, LEDGER)


def content(out: Path) -> dict[str, Counter[str]]:
    """Table → each row but its run's name, and how often it is there."""
    return {table.name: Counter(map(_row, rows(out, table.name))) for table in _TABLES}


def holds(out: Path, inputs: int) -> bool:
    """Whether so many inputs are committed, and nobody is in the middle of another commit."""
    if sum(one.inputs for one in read_history(out).manifests) < inputs:
        return False
    try:
        with FileLock(lock_path(out)).acquire(timeout=0):
            return True
    except Timeout:
        return False


def differences(one: Path, other: Path) -> list[str]:
    """Rows that only one of two data sets has."""
    left, right = content(one), content(other)
    return [
        f"{table} {sign} {row[:300]}"
        for table in left
        for sign, rest in (("-", left[table] - right[table]), ("+", right[table] - left[table]))
        for row in rest
    ]


def _row(row: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in row.items() if name != "run_id"}, default=str, sort_keys=True)
