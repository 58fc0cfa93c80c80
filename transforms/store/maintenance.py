"""Upkeep of a data set: fewer and better files, nothing kept for longer than is wanted, nothing left lying."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from transforms.store.commit import commit, only_writer, recover, remove_strays, rows_by_table
from transforms.store.count import rows_by_run
from transforms.store.errors import RowsLost
from transforms.store.history import History, next_manifest
from transforms.store.layout import staging_folder
from transforms.store.manifest import CommitKind, Counts, Manifest
from transforms.store.merging import drop_merged
from transforms.store.parts import Part, by_partition
from transforms.store.rewrite import merged


def compact(root: Path, *, before: date) -> Manifest | None:
    """Merges the files of each table and day before `before`, all in one commit; None where nothing was to do.

    Rows are the same before and after; a day's rows are ordered by the table's `cluster_key`. Later runs may still
    be repeated: their rows are taken out of the merged files. Raises as `open_run`, and `RowsLost` for a bug.
    """
    with only_writer(root):
        history = recover(root)
        crowded = [parts for parts in by_partition(_closed(history, before)).values() if len(parts) > 1]
        if not crowded:
            return None
        name = f"compact-{history.next_sequence:08d}"
        removed = [part for parts in crowded for part in parts]
        added = [new for parts in crowded for new in merged(root, staging_folder(root, name), parts)]
        if rows_by_table(added) != rows_by_table(removed):
            raise RowsLost(f"compaction: {rows_by_table(removed)} rows read, {rows_by_table(added)} written")
        return commit(root, next_manifest(history, name, CommitKind.COMPACT, added=added, removed=removed, rows={}))


def expire(root: Path, *, before: date, tables: Collection[str]) -> Manifest | None:
    """Takes the days before `before` out of some tables, in one commit; None where there is none."""
    with only_writer(root):
        history = recover(root)
        old = [part for part in _closed(history, before) if part.table in tables]
        if not old:
            return None
        name = f"expire-{history.next_sequence:08d}"
        rows = _rows_without(root, history, old)
        return commit(root, next_manifest(history, name, CommitKind.EXPIRE, added=[], removed=old, rows=rows))


def vacuum(root: Path) -> None:
    """Removes what no commit refers to, and single manifests that are merged and older than the checkpoints.

    What no commit refers to: files of runs that never committed, and files that were superseded.
    """
    with only_writer(root):
        remove_strays(root)
        drop_merged(root, recover(root))
        recover(root)


def drop_single_manifests(root: Path) -> int:
    """Removes single manifests that are merged and older than the checkpoints; gives their number."""
    with only_writer(root):
        dropped = drop_merged(root, recover(root))
        recover(root)
        return dropped


def _closed(history: History, before: date) -> list[Part]:
    return sorted((part for part in history.live.values() if part.day < before), key=lambda part: part.path)


def _rows_without(root: Path, history: History, gone: Iterable[Part]) -> dict[str, Counts]:
    found = rows_by_run(root, gone)
    stood = history.rows_of({run_id for run_id, _ in found})
    return {
        run_id: {table: rows - found[run_id, table] for table, rows in stood[run_id].items()}
        for run_id in sorted(stood)
    }
