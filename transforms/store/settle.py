"""Dead letters that a later run has answered: they leave `dead_letters`, and their rows leave the ledger."""

from __future__ import annotations

from collections import Counter

from transforms.store.history import History
from transforms.store.manifest import Counts
from transforms.store.parts import Part
from transforms.store.rows import Row
from transforms.store.schemas import DEAD_LETTERS, LEDGER

Settled = frozenset[tuple[str, str]]  # (run id, input key)


def is_settled(row: Row, settled: Settled) -> bool:
    """Whether a row of `dead_letters` or `ledger` speaks of a settled input."""
    return (row["run_id"], row.get("key") or row.get("input_key")) in settled


def holding_settled(history: History, settled: Settled) -> list[Part]:
    """The files in which rows of the settled inputs may lie."""
    runs = {run_id for run_id, _ in settled}
    tables = (DEAD_LETTERS.name, LEDGER.name)
    return [part for part in history.live.values() if part.table in tables and not runs.isdisjoint(part.runs)]


def rows_without(history: History, settled: Settled) -> dict[str, Counts]:
    """What stands in the runs of the settled inputs once their dead letters and outcomes are gone."""
    gone = Counter(run_id for run_id, _ in settled)
    stood = history.rows_of(gone)
    return {
        run_id: {
            table: rows - (count if table in (DEAD_LETTERS.name, LEDGER.name) else 0)
            for table, rows in stood[run_id].items()
        }
        for run_id, count in gone.items()
    }
