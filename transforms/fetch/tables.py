"""What the frontier is kept in: tables, read by SQL and changed in whole transactions.

One small interface, two keepings. On one machine it is an SQLite file. In an object store it is a log of Parquet files
(`segments.py`), from which each start fills a file of SQLite that nobody else sees.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from filelock import FileLock, Timeout

from transforms.fetch.lease import Lease, leased, machine_name
from transforms.fetch.segments import Change, Segments
from transforms.wiring.errors import StoreBusy
from transforms.wiring.places import is_local, work_folder
from transforms.wiring.sqlite import transaction

Row = dict[str, Any]
_SCHEMA = """
create table if not exists stories (
  canonical text primary key, url text not null, publisher text, hints text, published text,
  result text, etag text, last_modified text, settled_at text, failures integer not null default 0, due_at text);
create index if not exists due on stories (due_at) where due_at is not null;
create table if not exists sources (
  url text primary key, etag text, last_modified text, asked_at text,
  interval_seconds real not null default 0, due_at text);
create table if not exists robots (origin text primary key, status integer, body blob, fetched_at text);
create table if not exists hosts (host text primary key, delay_seconds real, not_before text);
create table if not exists runs (run_id text primary key, kind text not null, day text not null, done integer not null);
create table if not exists targets (
  run_id text, site text, number integer, url text, canonical text, role text, publisher text, hints text,
  etag text, last_modified text, primary key (run_id, site, number));
"""
_OF_ITS_OWN = ""  # SQLite makes a file that nobody else sees and that goes with the connection
_COLUMNS = (
    "select tables.name as table_name, columns.name, columns.type"
    " from sqlite_master as tables, pragma_table_info(tables.name) as columns where tables.type = 'table'"
    " order by tables.name, columns.cid"
)


class FrontierBusy(StoreBusy):
    """Another process fetches into this data set; the message names it."""


class Tables(Protocol):
    """All that differs between the keepings."""

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """What a `select` finds."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All of the block or nothing of it; durable when the block has ended. Not to be nested."""
        ...

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Whole rows, in place of those with the same keys. Within a transaction only."""
        ...

    def remove(self, table: str, run_id: str) -> None:
        """The rows of a run. Within a transaction only."""
        ...


@contextmanager
def open_tables(folder: Path, beat_seconds: float) -> Iterator[Tables]:
    """The tables of a folder or prefix, new or known, for this process alone.

    beat_seconds  in an object store, how often others are told that this machine is alive

    Raises FrontierBusy where another process of this machine has them open, LeaseHeld where another machine has.
    """
    local = work_folder(folder)
    local.mkdir(parents=True, exist_ok=True)
    lock = FileLock(local / "frontier.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise FrontierBusy(f"{folder}: another process is fetching into it; wait for it") from None
    try:
        if is_local(folder):
            with _sqlite(str(folder / "frontier.sqlite")) as tables:
                yield tables
        else:
            with leased(folder / "lease", machine_name(local), beat_seconds) as lease, _sqlite(_OF_ITS_OWN) as tables:
                yield LoggedTables(tables, folder / "frontier", lease)
    finally:
        lock.release()


@contextmanager
def _sqlite(file: str) -> Iterator[SqliteTables]:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield SqliteTables(connection)


class SqliteTables:
    """The tables in one file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.executescript(_SCHEMA)
        connection.row_factory = sqlite3.Row
        self._sql = connection

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """What a `select` finds."""
        return [dict(row) for row in self._sql.execute(query, values)]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """SQLite's own."""
        with transaction(self._sql):
            yield

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Replaces by key."""
        listed = [dict(row) for row in rows]
        if listed:
            names = ", ".join(listed[0])
            marks = ", ".join(f":{name}" for name in listed[0])
            self._sql.executemany(f"insert or replace into {table} ({names}) values ({marks})", listed)  # noqa: S608 -- names of ours

    def remove(self, table: str, run_id: str) -> None:
        """Deletes a run's."""
        self._sql.execute(f"delete from {table} where run_id = ?", (run_id,))  # noqa: S608 -- a name of ours

    def scan(self, table: str) -> Iterator[Row]:
        """All rows of a table, one in memory at a time; nothing may be changed meanwhile."""
        for row in self._sql.execute(f"select * from {table}"):  # noqa: S608 -- a name of ours
            yield dict(row)

    def columns(self) -> dict[str, dict[str, str]]:
        """Table → column → type."""
        found: dict[str, dict[str, str]] = {}
        for row in self.rows(_COLUMNS):
            found.setdefault(row["table_name"], {})[row["name"]] = row["type"].lower()
        return found


class LoggedTables:
    """The same tables, filled from a log in an object store; a transaction is durable when its segment is put."""

    def __init__(self, tables: SqliteTables, folder: Path, lease: Lease) -> None:
        """Fills the tables, which are empty, with what the log tells."""
        self._tables = tables
        self._lease = lease
        self._changes: list[Change] = []
        self._segments = Segments(folder, tables.columns())
        with tables.transaction():
            for changes in self._segments.read():
                self._apply(changes)
        if self._segments.is_long():
            self._segments.merge(self._everything())

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """What a `select` finds."""
        return self._tables.rows(query, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The segment is put last, and only if nobody has put one meanwhile; raises `StoreBusy`."""
        self._changes.clear()
        with self._tables.transaction():
            yield
            self._lease.check()
            self._segments.put(self._changes)

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Replaces by key."""
        self._change([Change(table, row) for row in rows])

    def remove(self, table: str, run_id: str) -> None:
        """Deletes a run's."""
        self._change([Change(table, {"run_id": run_id}, removed=True)])

    def _change(self, changes: list[Change]) -> None:
        self._apply(changes)
        self._changes += changes

    def _apply(self, changes: list[Change]) -> None:
        """Changes of one table and one kind."""
        removed = [one for one in changes if one.removed]
        for change in removed:
            self._tables.remove(change.table, change.row["run_id"])
        if changes and not removed:
            self._tables.put(changes[0].table, [dict(one.row) for one in changes])

    def _everything(self) -> Iterator[Change]:
        for table in self._tables.columns():
            for row in self._tables.scan(table):
                yield Change(table, row)
