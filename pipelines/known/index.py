"""What was stored before, indexed so that a batch asks for its own articles only: one SQLite file.

Reading the files anew for each batch would cost more with every batch. The index is made of them and holds nothing
else. A stream's follows the history file by file, and a lost one is made again; that of a run lasts as long as it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, fields
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pipelines.known.likeness_keys import keys_of
from transforms.dedup.bands import HEAD, ref
from transforms.dedup.seniority import rank
from transforms.dedup.signing import readable
from transforms.domain.judgements import Version
from transforms.domain.signatures import Signature
from transforms.store.commit import OpenRun
from transforms.store.known import KnownFile, every_version
from transforms.store.known_signatures import is_within, read_signatures
from transforms.store.parts import Part
from transforms.store.schemas import ARTICLES, SIGNATURES
from transforms.wiring.errors import unwritable, writing

# Whoever changes what the tables hold changes this: an index of another format is made again.
_FORMAT = 2
_TABLES = (ARTICLES.name, SIGNATURES.name)
# After a compaction a file holds a whole day.
_SIGNATURES_AT_ONCE = 500
_VERSION_FIELDS = tuple(one.name for one in fields(Version))
_SIGNATURE_FIELDS = tuple(one.name for one in fields(Signature))
_SCHEMA = f"""
create table if not exists parts (number integer primary key, path text not null unique);
create table if not exists versions (
  {", ".join(_VERSION_FIELDS)}, part integer not null, primary key (article_id, revision, text_hash)) without rowid;
create index if not exists versions_by_text on versions (text_hash);
create index if not exists versions_by_part on versions (part);
create table if not exists signatures (
  number integer primary key, {", ".join(_SIGNATURE_FIELDS)}, day integer not null, part integer not null,
  unique (article_id, revision));
create index if not exists signatures_by_part on signatures (part);
create table if not exists keys (
  key integer, standing integer, name integer, signature integer, day integer, primary key (key, standing, name)
) without rowid;
"""
# Primary codes of SQLite: a full disk, one that fails, a folder without right.
_REFUSED = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
Row = tuple[Any, ...]


class Memory:
    """The index of one data set. Written by the driver under the store's lock, read by the steps of the graph."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._sql = _opened(path)
            self._parts: dict[str, int] = dict(self._sql.execute("select path, number from parts").fetchall())

    def follow(self, run: OpenRun) -> None:
        """Makes the index what the history says; new files are read once, those of a crash again."""
        live = {part.path: part for part in run.live if part.table in _TABLES}
        new = [part for path, part in sorted(live.items()) if path not in self._parts]
        gone = [number for path, number in self._parts.items() if path not in live]
        self.add(run.root, new)
        with _told(self.path), self._sql:
            for number in gone:
                self._forget(number)
        self._parts = {path: number for path, number in self._parts.items() if path in live}

    def add(self, folder: Path, parts: Iterable[Part]) -> None:
        """Takes in the parts that hold articles or signatures, each at once; they lie below `folder`."""
        for part in parts:
            if part.table in _TABLES:
                with _told(self.path), self._sql:
                    self._take_in(folder, part)

    def close(self) -> None:
        """Closes the file."""
        self._sql.close()

    def _take_in(self, folder: Path, part: Part) -> None:
        self._sql.execute("insert into parts (path) values (?)", (part.path,))
        ((number,),) = self._sql.execute("select last_insert_rowid()").fetchall()
        path = str(folder / part.path)
        if part.table == ARTICLES.name:
            rows = ((*astuple(one), number) for one in every_version(path))
            self._sql.executemany(_insert("versions", len(_VERSION_FIELDS) + 1), rows)
        else:
            day = part.day
            file = KnownFile(day, path, whole=True)
            found = read_signatures(file, later=())
            while some := list(islice(found, _SIGNATURES_AT_ONCE)):
                self._take_in_signatures(some, day, number)
        self._parts[part.path] = number

    def _take_in_signatures(self, found: Sequence[Signature], day: date, part: int) -> None:
        readables = [one for one in map(readable, found) if one]
        new = [one for one in readables if not self._moved(one, part)]
        for one, keys in zip(new, keys_of(new) if new else (), strict=True):
            row = (None, *astuple(one), day.toordinal(), part)
            number = self._sql.execute(_insert("signatures", len(row)), row).lastrowid
            name, standing = _name(one), rank(one)
            # An exact copy is compared with nothing; its original stands for it.
            sought = [] if one.exact_copy else keys.tolist()
            entries = ((key, standing, name, number, day.toordinal()) for key in sought)
            self._sql.executemany(_insert("keys", 5), entries)

    def _moved(self, signature: Signature, part: int) -> bool:
        """Whether the same row lay in another file, as before a compaction; one that differs is taken out."""
        query = "select * from signatures where article_id = ? and revision = ?"
        row = self._sql.execute(query, signature.version).fetchone()
        if row is None:
            return False
        if _signature(row) == signature:
            self._sql.execute("update signatures set part = ? where number = ?", (part, row[0]))
            return True
        self._take_out(row)
        return False

    def _take_out(self, row: Row) -> None:
        one = _signature(row)
        entries = ((key, rank(one), _name(one)) for key in keys_of([one])[0].tolist())
        self._sql.executemany("delete from keys where key = ? and standing = ? and name = ?", entries)
        self._sql.execute("delete from signatures where number = ?", (row[0],))

    def _forget(self, part: int) -> None:
        for row in self._sql.execute("select * from signatures where part = ?", (part,)).fetchall():
            self._take_out(row)
        self._sql.execute("delete from versions where part = ?", (part,))
        self._sql.execute("delete from parts where number = ?", (part,))


def versions_of(path: Path, articles: Iterable[str], texts: Iterable[str]) -> Iterator[Version]:
    """The stored versions of some articles, and those that have some `text_hash`; each once. None without an index."""
    if not path.exists():
        return
    columns = ", ".join(_VERSION_FIELDS)
    with _told(path), closing(_opened(path)) as sql:
        found = {
            row: None
            for column, names in (("article_id", articles), ("text_hash", texts))
            for name in sorted(set(names))
            for row in sql.execute(f"select {columns} from versions where {column} = ?", (name,))  # noqa: S608
        }
    yield from (Version(**dict(zip(_VERSION_FIELDS, row, strict=True))) for row in found)


def signatures_of(path: Path, sketches: Sequence[Signature], days: Sequence[date], window_days: int) -> list[Signature]:
    """The stored signatures with which these texts have to be compared; no other could change what is judged.

    Of those with one key the most senior `HEAD`, as the dedup room pairs no others; and all of the same articles, for
    what revisions changed. days: the days of the batch; only partitions that near are looked at. None without an index.
    """
    if not path.exists():
        return []
    with _told(path), closing(_opened(path)) as sql:
        numbers = {
            number
            for keys in keys_of(sketches)
            for key in keys.tolist()
            for number in _most_senior(sql, key, days, window_days)
        }
        for article_id in {one.article_id for one in sketches}:
            own = sql.execute("select number, day from signatures where article_id = ?", (article_id,))
            numbers.update(number for number, day in own if is_within(date.fromordinal(day), days, window_days))
        query = "select * from signatures where number = ?"
        rows = (sql.execute(query, (number,)).fetchone() for number in sorted(numbers))
        return [_signature(row) for row in rows]


def _most_senior(sql: sqlite3.Connection, key: int, days: Sequence[date], window_days: int) -> Iterator[int]:
    left = HEAD
    for number, day in sql.execute("select signature, day from keys where key = ? order by standing, name", (key,)):
        if is_within(date.fromordinal(day), days, window_days):
            yield number
            left -= 1
            if not left:
                return


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the system refuses SQLite into `StoreUnwritable`, as it does for files."""
    try:
        with writing(path):
            yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _REFUSED:
            raise
        raise unwritable(path, str(error)) from error


def _opened(path: Path) -> sqlite3.Connection:
    sql = _connected(path)
    if sql.execute("pragma user_version").fetchone()[0] != _FORMAT:
        sql.close()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        sql = _connected(path)
        sql.executescript(_SCHEMA)
        sql.execute(f"pragma user_version = {_FORMAT}")
    return sql


def _connected(path: Path) -> sqlite3.Connection:
    sql = sqlite3.connect(path)
    sql.execute("pragma journal_mode = wal")
    sql.execute("pragma synchronous = normal")  # after a power cut some files are indexed again
    return sql


def _insert(table: str, columns: int) -> str:
    return f"insert or replace into {table} values ({', '.join('?' * columns)})"  # noqa: S608 -- names of ours


def _signature(row: Row) -> Signature:
    named = dict(zip(_SIGNATURE_FIELDS, row[1:-2], strict=True))
    return Signature(**named | {"exact_copy": bool(named["exact_copy"]), "committed": bool(named["committed"])})


def _name(signature: Signature) -> int:
    """`ref` as SQLite's signed integer, in the same order."""
    return ref(signature) - (1 << 63)
