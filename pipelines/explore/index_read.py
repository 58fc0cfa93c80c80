"""Questions to the index, each within its time."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.explore.dataset import REQUEST_SECONDS
from pipelines.explore.errors import TooSlow
from pipelines.explore.folding import fold
from pipelines.explore.index_file import day_of_doc, end_doc, first_doc, open_reading, token
from pipelines.explore.question import MAX_PAGE, PAGE_SIZE, Order, Question

# Beyond this many, a reader is told "more than": counting on would read the whole index.
MOST_COUNTED = MAX_PAGE * PAGE_SIZE
_REMEMBERED = 64


class Doc(NamedTuple):
    """One revision of one article, and the day under which it lies."""

    article_id: str
    revision: int
    day: date


class Key(NamedTuple):
    """Something that articles name; `articles` counts their revisions."""

    key: str
    label: str
    name: str
    articles: int


class Held(NamedTuple):
    """One piece of evidence for an office, and what all of its evidence tells.

    first, last  the days between which it is told as held
    articles     how many articles tell it
    """

    person_key: str
    position_name: str
    organisation_key: str | None
    first: date | None
    last: date | None
    articles: int
    doc: Doc


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the data set is in the index."""

    indexed: int
    generation: int


class Index:
    """The index, read by many threads, each with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.local()
        self._memory: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._remembering = threading.Lock()

    def progress(self) -> Progress:
        """What is indexed so far."""
        with self._connection() as index:
            indexed = index.execute("SELECT coalesce(sum(articles), 0) FROM days").fetchone()[0]
            return Progress(indexed, self._generation(index))

    def search(self, question: Question, keys: Sequence[Sequence[str]]) -> list[int]:
        """The numbers of what answers a question, in its order, at most `MOST_COUNTED` + 1 of them.

        keys  of each group at least one must stand in the article, beside what the question says itself
        """
        return self._remember(("search", question, tuple(map(tuple, keys))), lambda i: _search(i, question, keys))

    def every(self, question: Question, keys: Sequence[Sequence[str]]) -> Iterator[int]:
        """As `search`, without a limit."""
        sql, values = _search_sql(question, keys, limit=-1)
        # A connection of its own: a stream moves from thread to thread.
        with closing(open_reading(self._path)) as index:
            yield from (row[0] for row in index.execute(sql, values))

    def docs(self, numbers: Sequence[int]) -> list[Doc]:
        """The articles of some numbers, in that order; those gone meanwhile are left out."""
        with self._connection() as index:
            marks = ",".join("?" * len(numbers))
            sql = f"SELECT doc, article_id, revision FROM docs WHERE doc IN ({marks})"  # noqa: S608 - question marks
            found = {
                doc: Doc(article_id, revision, day_of_doc(doc))
                for doc, article_id, revision in index.execute(sql, list(numbers))
            }
        return [found[number] for number in numbers if number in found]

    def revisions(self, article_id: str) -> list[Doc]:
        """All revisions of an article, the first one first."""
        sql = "SELECT article_id, revision, doc FROM docs WHERE article_id = ? ORDER BY revision"
        with self._connection() as index:
            return [Doc(a, revision, day_of_doc(doc)) for a, revision, doc in index.execute(sql, [article_id])]

    def key(self, key: str) -> Key | None:
        """What is known of a key."""
        with self._connection() as index:
            found = index.execute("SELECT key, label, name, articles FROM keys WHERE key = ?", [key]).fetchone()
        return Key._make(found) if found else None

    def most_used(self, label: str, limit: int) -> list[Key]:
        """The keys of a label that most articles have."""
        sql = "SELECT key, label, name, articles FROM keys WHERE label = ? ORDER BY articles DESC, key LIMIT ?"
        found = self._remember(("most", label, limit), lambda i: i.execute(sql, (label, limit)).fetchall())
        return [Key._make(row) for row in found]

    def named(self, name: str, labels: Sequence[str], limit: int) -> list[Key]:
        """The keys of some labels in whose names the words stand one after the other, the most used first."""
        marks = ",".join("?" * len(labels))
        sql = f"""SELECT key, label, name, articles FROM keys WHERE label IN ({marks})
                  AND instr(' ' || folded, ?) ORDER BY (folded = ?) DESC, articles DESC, key LIMIT ?"""  # noqa: S608
        folded = " ".join(fold(name).split())
        with self._connection() as index:
            return [Key._make(row) for row in index.execute(sql, (*labels, f" {folded}", folded, limit))]

    def days_of(self, keys: Sequence[str]) -> list[tuple[date, int]]:
        """On which days how many revisions have one of the keys, ascending."""
        sql = f"SELECT rowid >> 24, count(*) FROM texts WHERE texts MATCH ? {_STANDING} GROUP BY 1 ORDER BY 1"  # noqa: S608
        match = _any_of(keys)
        found = self._remember(("days", match), lambda i: i.execute(sql, [match]).fetchall())
        return [(day_of_doc(day << 24), count) for day, count in found]

    def offices(self, *, person: str | None = None, organisation: str | None = None) -> list[Held]:
        """The offices of a person, or in an organisation, each with some of its evidence; the most told of many."""
        column, value = ("person_key", person) if person is not None else ("organisation_key", organisation)
        found = self._remember(
            ("offices", column, value),
            lambda index: index.execute(
                _OFFICES.format(column=column), [value, SOURCES, _MOST_OFFICES * SOURCES]
            ).fetchall(),
        )
        return [_held(row) for row in found]

    def _remember(self, name: tuple[Any, ...], ask: Any) -> Any:
        with self._connection() as index:
            full = (self._generation(index), *name)
            with self._remembering:
                if full in self._memory:
                    self._memory.move_to_end(full)
                    return self._memory[full]
            answer = ask(index)
        with self._remembering:
            self._memory[full] = answer
            while len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)
        return answer

    def _generation(self, index: sqlite3.Connection) -> int:
        return int(index.execute("SELECT value FROM facts WHERE name = 'generation'").fetchone()[0])

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection, interrupted where it takes too long; raises `TooSlow` then."""
        index = getattr(self._threads, "index", None)
        if index is None:
            index = self._threads.index = open_reading(self._path)
        timer = threading.Timer(REQUEST_SECONDS, index.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield index
        except sqlite3.OperationalError as error:
            if "interrupted" in str(error):
                raise TooSlow("error.slow") from error
            raise
        finally:
            timer.cancel()


SOURCES = 12  # of one office
_MOST_OFFICES = 150
_OFFICES = """
SELECT person_key, position_name, organisation_key, first, last, articles, article_id, revision, doc FROM (
    SELECT *, min(as_of) OVER office AS first, max(as_of) OVER office AS last, count(*) OVER office AS articles,
           row_number() OVER (office ORDER BY as_of, doc) AS number
    FROM offices WHERE {column} = ?
    WINDOW office AS (PARTITION BY person_key, position_name, organisation_key)
) JOIN docs USING (doc) WHERE number <= ? ORDER BY articles DESC, person_key, position_name, number LIMIT ?
"""
_STANDING = "AND rowid NOT IN (SELECT doc FROM gone)"


def _search(index: sqlite3.Connection, question: Question, keys: Sequence[Sequence[str]]) -> list[int]:
    sql, values = _search_sql(question, keys, limit=MOST_COUNTED + 1)
    return [row[0] for row in index.execute(sql, values)]


def _search_sql(question: Question, keys: Sequence[Sequence[str]], *, limit: int) -> tuple[str, list[Any]]:
    match = match_of(question, keys)
    source, column = ("texts", "rowid") if match else ("docs", "doc")
    parts = [f"texts MATCH ? {_STANDING}"] if match else ["true"]
    values: list[Any] = [match] if match else []
    for day, bound in ((question.since, f"{column} >= ?"), (question.until, f"{column} < ?")):
        if day:
            parts.append(bound)
            values.append(first_doc(day) if bound.endswith(">= ?") else end_doc(day))
    order = "ASC" if question.order is Order.OLDEST else "DESC"
    sql = f"SELECT {column} FROM {source} WHERE {' AND '.join(parts)} ORDER BY {column} {order} LIMIT ?"  # noqa: S608
    return sql, [*values, limit]


def match_of(question: Question, keys: Sequence[Sequence[str]]) -> str:
    """The question in FTS5's language: quoted words and tokens only, nothing of the reader's own syntax."""
    kind = "p" if question.folded() else "e"
    columns = f"{{t{kind}}}" if question.headline else f"{{t{kind} b{kind}}}"
    parts = [f'{columns} : "{" ".join(phrase)}"' for phrase in question.phrases()]
    return " AND ".join([*parts, *(f"({_any_of(group)})" for group in keys)])


def _any_of(keys: Sequence[str]) -> str:
    return " OR ".join(f'k : "{token(key)}"' for key in keys)


def _held(row: tuple[Any, ...]) -> Held:
    person, position, organisation, first, last, articles, article_id, revision, doc = row
    return Held(
        person_key=person,
        position_name=position,
        organisation_key=organisation,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        articles=articles,
        doc=Doc(article_id, revision, day_of_doc(doc)),
    )
