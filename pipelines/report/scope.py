"""What a report is made of: the committed rows of a data set, or of one run, as tables to query."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

from transforms.store.history import History, read_history
from transforms.store.parts import Part
from transforms.store.schemas import PARTITION_COLUMN, TABLES

Row = tuple[Any, ...]

# Measured on 1,000,000 articles with 30 mentions each: the whole process stays below 1 GB.
_MEMORY = "512MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The rows of which a report tells.

    files  the committed files that hold them (of a run: that hold any of its rows), by path
    run    only its rows; None for all
    """

    root: Path
    history: History
    files: Sequence[Part]
    run: str | None
    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str, **values: Any) -> list[Row]:
        """The answer to a query over the views `articles`, `mentions` … each with its column `published_date`."""
        return self.connection.execute(query, values).fetchall()


@contextmanager
def scope_of(root: Path, run: str | None = None) -> Iterator[Scope]:
    """Opens a data set for reading; raises `BrokenManifest`. A file that is not there is a `duckdb.IOException`."""
    history = read_history(root)
    files = [part for _, part in sorted(history.live.items()) if run is None or run in part.runs]
    with TemporaryDirectory(prefix="dongtin-report-") as spill:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": spill,
            "threads": 2,
            "preserve_insertion_order": False,
            # A report needs no network: DuckDB would fetch extensions.
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(config=settings) as connection:
            for table in TABLES:
                paths = [root / part.path for part in files if part.table == table]
                found = _relation(connection, table, paths, mixed=len(history.schema_versions) > 1)
                if run is not None:
                    found = found.filter(duckdb.ColumnExpression("run_id") == duckdb.ConstantExpression(run))
                found.create_view(table)
            yield Scope(root=root, history=history, files=files, run=run, connection=connection)


def _relation(
    connection: duckdb.DuckDBPyConnection, table: str, paths: Sequence[Path], *, mixed: bool
) -> duckdb.DuckDBPyRelation:
    """The rows of files; `mixed`: some may lack columns that were added later, which takes a look at each of them."""
    if paths:
        # DuckDB takes names for patterns.
        names = [glob.escape(str(path)) for path in paths]
        return connection.read_parquet(names, hive_partitioning=True, union_by_name=mixed)
    day = pa.field(PARTITION_COLUMN, pa.date32())
    return connection.from_arrow(TABLES[table].schema.append(day).empty_table())
