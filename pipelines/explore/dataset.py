"""The one way to the Parquet files: DuckDB in memory, locked to the data set's folder, given only whole SELECTs.

What a person types never becomes SQL: the queries are constants of this package, everything else a bound parameter.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from pipelines.explore.errors import FilesMoving, TooSlow
from pipelines.explore.snapshot import Snapshot, read_snapshot
from transforms.store.history import newest_sequence

Row = dict[str, Any]
Result = TypeVar("Result")

# With the index's page cache and Python itself this stays below 1 GB (benchmarks/explore_million.py).
_MEMORY_LIMIT = "320MB"
_THREADS = 2
REQUEST_SECONDS = 8.0
# Between a commit and the renaming of its files lie milliseconds; a writer on a slow disk may need longer.
_RETRIES = 4
_RETRY_PAUSE = 0.15


class DataSet:
    """A data set that may change while it is read.

    `snapshot` is the newest state known; `refresh` looks for a newer one, by the names of the manifests.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.snapshot = read_snapshot(self.root)
        self._connection = _locked_connection(self.root)
        self._refreshing = threading.Lock()

    def refresh(self, *, anyway: bool = False) -> bool:
        """Takes in a newer state; whether there was one."""
        with self._refreshing:
            known = self.snapshot.sequence
            if anyway or newest_sequence(self.root) != known:
                self.snapshot = read_snapshot(self.root)
            return self.snapshot.sequence != known

    def rows(self, sql: str, files: Callable[[Snapshot], Mapping[str, list[str]]], **values: Any) -> list[Row]:
        """The rows of a SELECT, as dictionaries.

        files   the files for each `read_parquet($name)`, chosen from a snapshot: asked again where a file is gone
        values  the other parameters

        Empty where one of the lists is. Raises `TooSlow` and `FilesMoving`.
        """

        def read(snapshot: Snapshot) -> list[Row]:
            chosen = files(snapshot)
            if not all(chosen.values()):
                return []
            with self.cursor() as cursor:
                cursor.execute(selecting(sql), {**chosen, **values})
                names = [column[0] for column in cursor.description or ()]
                return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        return self.retrying(read)

    def retrying(self, read: Callable[[Snapshot], Result]) -> Result:
        """Does a reading again, with the newest state, where a commit took its files away; else as it raises."""
        for attempt in range(_RETRIES):
            try:
                return read(self.snapshot)
            except (duckdb.IOException, FileNotFoundError):
                time.sleep(_RETRY_PAUSE * attempt)
                self.refresh(anyway=True)
        raise FilesMoving("error.moving")

    @contextmanager
    def cursor(self, seconds: float = REQUEST_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one request, interrupted after `seconds`; raises `TooSlow` then."""
        cursor = self._connection.cursor()
        timer = threading.Timer(seconds, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield cursor
        except duckdb.InterruptException as error:
            raise TooSlow("error.slow") from error
        finally:
            timer.cancel()
            cursor.close()


@lru_cache(maxsize=256)
def selecting(sql: str) -> str:
    """The same text, once it is known to be one SELECT and nothing else; a bug otherwise (ValueError)."""
    kinds = [statement.type for statement in duckdb.extract_statements(sql)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise ValueError(f"not one SELECT: {kinds}")
    return sql


def _locked_connection(root: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    for setting, value in (
        ("memory_limit", _MEMORY_LIMIT),
        ("threads", _THREADS),
        ("TimeZone", "UTC"),
        ("temp_directory", ""),  # nothing is ever written, not even what does not fit
        ("allowed_directories", [f"{root}/"]),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("enable_external_access", False),
        ("lock_configuration", True),
    ):
        connection.execute(f"SET {setting} = {_literal(value)}")
    return connection


def _literal(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if isinstance(value, bool | int):
        return str(value).lower()
    return "'" + str(value).replace("'", "''") + "'"
