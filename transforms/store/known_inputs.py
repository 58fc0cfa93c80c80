"""Which inputs a data set has an outcome for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq

from transforms.store.history import read_history
from transforms.store.schemas import LEDGER

# One arrival of an input: a file that changed arrives again, under the same key.
Arrived = tuple[str, datetime]


def inputs_of_runs(root: Path, chosen: Callable[[str], bool]) -> set[Arrived]:
    """Key and arrival (UTC) of each input that the runs with a chosen id have settled."""
    found: set[Arrived] = set()
    for part in read_history(root).live.values():
        if part.table == LEDGER.name and any(map(chosen, part.runs)):
            rows = pq.ParquetFile(root / part.path).read(columns=["input_key", "arrived_at", "run_id"]).to_pylist()
            mine = (row for row in rows if chosen(row["run_id"]))
            found.update((row["input_key"], row["arrived_at"].astimezone(UTC)) for row in mine)
    return found
