"""The durable plan: which input belongs to which batch. One SQLite file, `<out>/_stream/plan.sqlite`.

An input is assigned to a batch before the batch runs, and the batch is marked done after its commit, so a process that
dies in between finds the same inputs under the same run id, and repeating a run replaces its rows. Nothing is lost and
nothing is there twice, whenever the process dies.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.stream.doors import Arrival
from transforms.domain.identity import digest
from transforms.wiring.sqlite import transaction

# Whoever changes the tables raises it: a plan of another format is refused, never guessed at.
FORMAT = 1
_APPLICATION = 0x44544E31  # "DTN1": tells a plan from any other SQLite file
_SCHEMA = """
create table batches (number integer primary key, run_id text not null, done integer not null default 0);
create table members (
  batch integer, place integer, door text, name blob, version text, since text, primary key (batch, place)
) without rowid;
create table seen (door text, name blob, version text, primary key (door, name)) without rowid;
"""


class PlanError(Exception):
    """The plan cannot be used as it stands; the message says why and what to do."""


class StreamBusy(PlanError):
    """Another process streams into this data set."""


class ForeignPlan(PlanError):
    """The file is no plan, was made by another version, or belongs to another data set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Inputs that go into one commit; the run id is made of their number in the stream and of what they are."""

    number: int
    run_id: str
    arrivals: tuple[Arrival, ...]


@contextmanager
def open_plan(path: Path) -> Iterator[Plan]:
    """Opens the plan, new or known, for this process alone; raises StreamBusy or ForeignPlan."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_suffix(".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StreamBusy(f"{path.parent.parent}: another `dongtin stream` feeds this data set; stop it first") from None
    try:
        sql = _connected(path)
        try:
            yield Plan(sql, path)
        finally:
            sql.close()
    finally:
        lock.release()


class Plan:
    """The one small interface to what is planned."""

    def __init__(self, sql: sqlite3.Connection, path: Path) -> None:
        self._sql = sql
        self.path = path

    def seen(self, door: str) -> dict[str, str]:
        """Name → version of all inputs of a door that were planned and not forgotten."""
        rows = self._sql.execute("select name, version from seen where door = ?", (door,))
        return {_text(name): version for name, version in rows}

    def unfinished(self) -> Batch | None:
        """The batch that was planned but never marked done; there is one at most."""
        row = self._sql.execute("select number, run_id from batches where not done").fetchone()
        return Batch(number=row[0], run_id=row[1], arrivals=self._members(row[0])) if row else None

    def last_done(self) -> str | None:
        """The run id of the last batch that was marked done."""
        row = self._sql.execute("select run_id from batches where done order by number desc limit 1").fetchone()
        return row[0] if row else None

    def plan(self, arrivals: Sequence[Arrival]) -> Batch:
        """Assigns inputs to the next batch; on disk when it returns."""
        with transaction(self._sql):
            ((number,),) = self._sql.execute("select coalesce(max(number), 0) + 1 from batches").fetchall()
            names = (digest(one.door, one.name, one.version) for one in arrivals)
            run_id = f"stream-{number:08d}-{digest(*names)[:16]}"
            self._sql.execute("insert into batches (number, run_id) values (?, ?)", (number, run_id))
            self._sql.executemany(
                "insert into members values (?, ?, ?, ?, ?, ?)",
                (
                    (number, place, one.door, _bytes(one.name), one.version, one.since.isoformat())
                    for place, one in enumerate(arrivals)
                ),
            )
            self._sql.executemany(
                "insert or replace into seen values (?, ?, ?)",
                ((one.door, _bytes(one.name), one.version) for one in arrivals),
            )
        return Batch(number=number, run_id=run_id, arrivals=tuple(arrivals))

    def finish(self, batch: Batch) -> None:
        """Marks a committed batch done, and forgets what only a repetition would need."""
        with transaction(self._sql):
            self._sql.execute("update batches set done = 1 where number = ?", (batch.number,))
            self._sql.execute("delete from batches where number < ?", (batch.number,))
            self._sql.execute("delete from members where batch <= ?", (batch.number,))

    def forget(self, door: str, names: Iterable[str]) -> None:
        """Inputs that can never come again need not be known; where one does, the data set knows its text."""
        with transaction(self._sql):
            self._sql.executemany(
                "delete from seen where door = ? and name = ?", ((door, _bytes(name)) for name in names)
            )

    def _members(self, number: int) -> tuple[Arrival, ...]:
        query = "select door, name, version, since from members where batch = ? order by place"
        return tuple(
            Arrival(door=door, name=_text(name), version=version, since=datetime.fromisoformat(since).astimezone(UTC))
            for door, name, version, since in self._sql.execute(query, (number,))
        )


def _bytes(name: str) -> bytes:
    """Names of files may hold bytes that are no text; SQLite's text may not."""
    return name.encode("utf-8", "surrogateescape")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _connected(path: Path) -> sqlite3.Connection:
    sql = sqlite3.connect(path, isolation_level=None)
    try:
        sql.execute("pragma journal_mode = wal")
        sql.execute("pragma synchronous = full")  # what is planned survives a power cut
        ((application,),) = sql.execute("pragma application_id").fetchall()
        ((version,),) = sql.execute("pragma user_version").fetchall()
        empty = not sql.execute("select 1 from sqlite_schema").fetchone()
        if empty:
            with transaction(sql):
                for statement in _SCHEMA.split(";"):
                    sql.execute(statement)
                sql.execute(f"pragma application_id = {_APPLICATION}")
                sql.execute(f"pragma user_version = {FORMAT}")
        elif (application, version) != (_APPLICATION, FORMAT):
            raise ForeignPlan(_foreign(path, application, version))
    except sqlite3.DatabaseError as error:
        sql.close()
        raise ForeignPlan(f"{path}: no plan of a stream ({error}); remove it to begin anew") from error
    except ForeignPlan:
        sql.close()
        raise
    return sql


def _foreign(path: Path, application: int, version: int) -> str:
    if application != _APPLICATION:
        return f"{path}: another program's file; remove it to begin anew"
    return f"{path}: made by another version of dongtin (format {version}, this is {FORMAT}); finish it with that one"
