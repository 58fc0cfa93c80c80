"""The committed state that a request reads: the files that the manifests name, never what a glob finds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from transforms.store.history import History, read_history
from transforms.store.partitions import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A data set as of one commit.

    sequence  of that commit; 0 where nothing is committed
    files     table → day → absolute paths of its files, sorted
    rows      table → day → rows, as the manifests count them
    """

    root: Path
    sequence: int
    history: History
    files: Mapping[str, Mapping[date, tuple[str, ...]]]
    rows: Mapping[str, Mapping[date, int]]

    def of(self, table: str, days: Iterable[date] | None = None) -> list[str]:
        """The files of a table, of some days where given; in a stable order."""
        by_day = self.files.get(table, {})
        chosen = sorted(by_day) if days is None else sorted(set(days) & by_day.keys())
        return [path for day in chosen for path in by_day[day]]

    def total(self, table: str) -> int:
        """The rows of a table."""
        return sum(self.rows.get(table, {}).values())


def read_snapshot(root: Path) -> Snapshot:
    """The committed state as of now; raises `BrokenManifest`."""
    history = read_history(root)
    files: defaultdict[str, defaultdict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows: defaultdict[str, defaultdict[date, int]] = defaultdict(lambda: defaultdict(int))
    for path, part in sorted(history.live.items()):
        day = day_of(PurePosixPath(path))
        files[part.table][day].append(str(root / path))
        rows[part.table][day] += part.rows
    return Snapshot(
        root=root,
        sequence=history.next_sequence - 1,
        history=history,
        files={table: {day: tuple(paths) for day, paths in days.items()} for table, days in files.items()},
        rows={table: dict(days) for table, days in rows.items()},
    )
