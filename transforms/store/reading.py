"""Reading exactly what is committed, while others write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from transforms.store.history import read_history
from transforms.store.layout import staging_folder
from transforms.store.rewrite import conformed
from transforms.store.schemas import TABLES
from transforms.wiring.places import open_parquet

# A writer that replaces files faster than a few columns are read, this often in a row, is a test's.
_ATTEMPTS = 20


def committed_files(root: Path, table: str) -> list[Path]:
    """The files of a table that are committed now, where they lie now.

    A file of which the writer died before moving it into place lies in the staging folder. Raises `BrokenManifest`.
    """
    history = read_history(root)
    # Only the last commit can be unfinished.
    unsure = {part.path for part in history.last.added} if history.last else set()
    return [
        _place(root, path, history.last.run_id) if history.last and path in unsure else root / path
        for path, part in sorted(history.live.items())
        if part.table == table
    ]


def read_committed(root: Path, table: str, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a table as of one commit, in today's schema; all of them in memory.

    Where a commit replaces a file before it was read, everything is read again as of that commit. Raises
    FileNotFoundError where a committed file is gone for good, `IncompatibleSchema`, `BrokenManifest`.
    """
    for _ in range(_ATTEMPTS):
        try:
            return _read(root, table, columns)
        except FileNotFoundError:
            continue
    return _read(root, table, columns)


def _read(root: Path, table: str, columns: Sequence[str] | None) -> pa.Table:
    schema = TABLES[table].schema
    if columns is not None:
        schema = pa.schema([schema.field(name) for name in columns])
    read = [
        conformed(open_parquet(path).read(columns=schema.names if columns is not None else None), schema, path)
        for path in committed_files(root, table)
    ]
    return pa.concat_tables(read) if read else schema.empty_table()


def _place(root: Path, path: str, run_id: str) -> Path:
    final, staged = root / path, staging_folder(root, run_id) / path
    return staged if not final.exists() and staged.exists() else final
