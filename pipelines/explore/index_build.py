"""Keeping the index up with the data set: a day at a time, the newest first, in the background."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from pipelines.explore.dataset import DataSet
from pipelines.explore.errors import ExploreError
from pipelines.explore.folding import fold
from pipelines.explore.index_file import day_of_doc, end_doc, first_doc, open_writing, prepare
from pipelines.explore.index_rows import KeyCount, TextRow, key_counts, office_rows, print_of, text_rows
from pipelines.explore.snapshot import Snapshot

_LOG = logging.getLogger(__name__)
_DAY_SECONDS = 600.0
# Days are put together into one transaction until it holds this many articles.
_ROWS_A_COMMIT = 4_000
POLL_SECONDS = 2.0

# Grows with every change: what was remembered of the index is stale then.
_NEXT_GENERATION = "UPDATE facts SET value = CAST(value AS INTEGER) + 1 WHERE name = 'generation'"


class Indexer(threading.Thread):
    """Watches for commits and indexes what changed, until `stop`; several processes may share an index."""

    def __init__(self, dataset: DataSet, path: Path) -> None:
        super().__init__(name="index", daemon=True)
        self._dataset, self._path = dataset, path
        self._stopped = threading.Event()

    def run(self) -> None:
        """Looks, indexes, waits; a day that cannot be read now is tried again."""
        while not self._stopped.is_set():
            try:
                self._dataset.refresh()
                self.catch_up()
            except (ExploreError, duckdb.Error, sqlite3.Error, OSError) as error:
                _LOG.warning("the index waits: %s", error)
            self._stopped.wait(POLL_SECONDS)

    def stop(self) -> None:
        """Ends after the day at hand."""
        self._stopped.set()
        if self.is_alive():
            self.join(timeout=30)

    def catch_up(self) -> int:
        """Indexes all that changed, or leaves it to another process that is at it; the number of days changed."""
        lock = FileLock(self._path.with_suffix(".lock"))
        try:
            with lock.acquire(timeout=0), closing(open_writing(self._path)) as index:
                return sum(self._index_days(index, days) for days in self._batches(index))
        except Timeout:
            return 0

    def _batches(self, index: sqlite3.Connection) -> Iterator[list[date]]:
        batch: list[date] = []
        rows = 0
        for day in changed_days(index, self._dataset.snapshot):
            if self._stopped.is_set():
                break
            batch.append(day)
            rows += self._dataset.snapshot.rows["articles"].get(day, 0)
            if rows >= _ROWS_A_COMMIT:
                yield batch
                batch, rows = [], 0
        if batch:
            yield batch

    def _index_days(self, index: sqlite3.Connection, days: list[date]) -> int:
        with index:
            counted: Counter[KeyCount] = Counter()
            for day in days:
                self._dataset.retrying(partial(self._index_day, index, day, counted))
            _add_counts(index, counted)
            index.execute(_NEXT_GENERATION)
        return len(days)

    def _index_day(self, index: sqlite3.Connection, day: date, counted: Counter[KeyCount], snapshot: Snapshot) -> None:
        index.execute("SAVEPOINT day")
        try:
            with self._dataset.cursor(_DAY_SECONDS) as cursor:
                counts = _index_texts(index, cursor, snapshot, day)
        except (duckdb.Error, OSError):
            index.execute("ROLLBACK TO day")
            raise
        finally:
            index.execute("RELEASE day")
        counted.update(counts)


def changed_days(index: sqlite3.Connection, snapshot: Snapshot) -> list[date]:
    """The days whose files are not those that were indexed, the newest first."""
    known = dict(index.execute("SELECT day, print FROM days").fetchall())
    there = snapshot.files.get("articles", {})
    changed = [day for day in there if known.get(first_doc(day)) != print_of(snapshot, day)]
    emptied = [day for day in map(day_of_doc, known) if day not in there]
    return sorted({*changed, *emptied}, reverse=True)


def build_once(dataset: DataSet, path: Path) -> int:
    """Makes the index what the data set is now; the number of days that had changed."""
    prepare(path, dataset.root)
    return Indexer(dataset, path).catch_up()


def _index_texts(
    index: sqlite3.Connection, cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot, day: date
) -> Counter[KeyCount]:
    """Makes the index say of a day what its files say; the change of the counts of its keys."""
    if not snapshot.of("articles", [day]):
        return _forget_day(index, day)
    _put_texts(index, day, text_rows(cursor, snapshot, day))
    _put_offices(index, day, cursor, snapshot)
    now = key_counts(cursor, snapshot, day)
    change = _changes(_counts_before(index, day), now)
    articles = index.execute("SELECT count(*) FROM docs WHERE doc >= ? AND doc < ?", _range(day)).fetchone()[0]
    packed = zlib.compress(json.dumps(now, ensure_ascii=False).encode(), 1)
    row = (first_doc(day), print_of(snapshot, day), articles, packed)
    index.execute("INSERT OR REPLACE INTO days VALUES (?, ?, ?, ?)", row)
    return change


def _forget_day(index: sqlite3.Connection, day: date) -> Counter[KeyCount]:
    change = _changes(_counts_before(index, day), [])
    index.execute("INSERT OR IGNORE INTO gone SELECT doc FROM docs WHERE doc >= ? AND doc < ?", _range(day))
    for table in ("docs", "offices"):
        index.execute(f"DELETE FROM {table} WHERE doc >= ? AND doc < ?", _range(day))  # noqa: S608 - two constants
    index.execute("DELETE FROM days WHERE day = ?", [first_doc(day)])
    return change


def _put_texts(index: sqlite3.Connection, day: date, rows: Iterator[TextRow]) -> None:
    """Adds the revisions that are new or different, takes out those that are there no more."""
    found = index.execute("SELECT article_id, revision, print, doc FROM docs WHERE doc >= ? AND doc < ?", _range(day))
    old = {(article_id, revision, mark): doc for article_id, revision, mark, doc in found}
    gone = index.execute("SELECT max(doc) FROM gone WHERE doc >= ? AND doc < ?", _range(day)).fetchone()[0]
    number = max([*old.values(), gone or 0, first_doc(day) - 1]) + 1
    for row in rows:
        if old.pop(row[:3], None) is None:
            index.execute("INSERT INTO docs VALUES (?, ?, ?, ?)", (number, *row[:3]))
            index.execute("INSERT INTO texts (rowid, tp, te, bp, be, k) VALUES (?, ?, ?, ?, ?, ?)", (number, *row[3:]))
            number += 1
    index.executemany("INSERT OR IGNORE INTO gone VALUES (?)", [(doc,) for doc in old.values()])
    index.executemany("DELETE FROM docs WHERE doc = ?", [(doc,) for doc in old.values()])


def _put_offices(index: sqlite3.Connection, day: date, cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot) -> None:
    index.execute("DELETE FROM offices WHERE doc >= ? AND doc < ?", _range(day))
    found = index.execute("SELECT article_id, revision, doc FROM docs WHERE doc >= ? AND doc < ?", _range(day))
    docs = {(article_id, revision): doc for article_id, revision, doc in found}
    rows = ((docs[row[:2]], number, *row[2:]) for number, row in enumerate(office_rows(cursor, snapshot, day)))
    index.executemany("INSERT INTO offices VALUES (?, ?, ?, ?, ?, ?)", rows)


def _counts_before(index: sqlite3.Connection, day: date) -> list[KeyCount]:
    found = index.execute("SELECT counts FROM days WHERE day = ?", [first_doc(day)]).fetchone()
    return [KeyCount._make(one) for one in json.loads(zlib.decompress(found[0]))] if found else []


def _changes(before: list[KeyCount], now: list[KeyCount]) -> Counter[KeyCount]:
    change: Counter[KeyCount] = Counter()
    for sign, counts in ((-1, before), (1, now)):
        for one in counts:
            change[one._replace(articles=0)] += sign * one.articles
    return change


def _add_counts(index: sqlite3.Connection, counted: Counter[KeyCount]) -> None:
    rows = [(one.key, one.label, one.name, fold(one.name), change) for one, change in counted.items() if change]
    index.executemany(
        "INSERT INTO keys VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET articles = articles + excluded.articles",
        sorted(rows),
    )
    index.execute("DELETE FROM keys WHERE articles <= 0")


def _range(day: date) -> tuple[int, int]:
    return first_doc(day), end_doc(day)
