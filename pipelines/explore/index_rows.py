"""What goes into the index of one day: read by DuckDB from the day's files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import duckdb

from pipelines.explore.dataset import selecting
from pipelines.explore.folding import EXACT_SQL, FOLDED_SQL
from pipelines.explore.index_file import TOKEN_SQL
from pipelines.explore.snapshot import Snapshot

_BATCH = 500  # articles in memory at a time: some 5 MB
_TITLE, _BODY = "coalesce(a.title, '')", "a.text"

# Every key of an article: what it names, who published it, where, which offices it tells, whose copy it is.
_KEYS = f"""
keyed AS (
    SELECT article_id, revision, entity_key AS key, min(label) AS label, min(canonical) AS name
    FROM read_parquet($mentions) WHERE label <> 'DATE' GROUP BY ALL
    UNION ALL
    SELECT article_id, revision, 'office:' || {FOLDED_SQL.format("position_name")}, 'OFFICE', min(position_name)
    FROM read_parquet($offices) GROUP BY ALL
    UNION ALL
    SELECT article_id, revision, 'publisher:' || publisher, 'PUBLISHER', publisher
    FROM read_parquet($articles) WHERE publisher IS NOT NULL
    UNION ALL
    SELECT article_id, revision, 'section:' || section, 'SECTION', section
    FROM read_parquet($articles) WHERE section IS NOT NULL
    UNION ALL
    SELECT article_id, revision, 'cluster:' || cluster_id, 'CLUSTER', '' FROM read_parquet($articles)
)"""  # noqa: S608 - constants

_TEXTS = f"""
WITH {_KEYS}, tokens AS (
    SELECT article_id, revision, string_agg(DISTINCT {TOKEN_SQL.format("key")}, ' ' ORDER BY {TOKEN_SQL.format("key")})
        AS tokens
    FROM keyed GROUP BY ALL
)
SELECT a.article_id, a.revision,
       md5(concat_ws(chr(0), a.title, a.sapo, a.text_hash, tokens))[:16] AS print,
       {FOLDED_SQL.format(_TITLE)}, {EXACT_SQL.format(_TITLE)}, {FOLDED_SQL.format(_BODY)}, {EXACT_SQL.format(_BODY)},
       tokens
FROM read_parquet($articles) a LEFT JOIN tokens USING (article_id, revision)
"""  # noqa: S608 - constants

_COUNTS = f"""
WITH {_KEYS}
SELECT key, min(label), min(name), count(*) FROM keyed WHERE label <> 'CLUSTER' GROUP BY key
"""  # noqa: S608 - constants

_OFFICES = """
SELECT article_id, revision, person_key, position_name, organisation_key, CAST(as_of AS VARCHAR)
FROM read_parquet($offices) ORDER BY ALL
"""


class TextRow(NamedTuple):
    """One revision as it is indexed; `print` changes where anything of it does."""

    article_id: str
    revision: int
    print: str
    folded_title: str
    exact_title: str
    folded_body: str
    exact_body: str
    tokens: str


class OfficeRow(NamedTuple):
    """One evidenced office; the day as ISO text."""

    article_id: str
    revision: int
    person_key: str
    position_name: str
    organisation_key: str | None
    as_of: str | None


class KeyCount(NamedTuple):
    """A key and in how many revisions of a day it stands."""

    key: str
    label: str
    name: str
    articles: int


def print_of(snapshot: Snapshot, day: date) -> str:
    """A fingerprint of the files of a day; changes where any of them does, for files are named by their content."""
    files = [path for table in ("articles", "mentions", "offices") for path in snapshot.of(table, [day])]
    return hashlib.sha256("\n".join(files).encode()).hexdigest()[:32]


def text_rows(cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot, day: date) -> Iterator[TextRow]:
    """The articles of a day, a few at a time."""
    cursor.execute(*_question(_TEXTS, snapshot, day))
    while rows := cursor.fetchmany(_BATCH):
        yield from map(TextRow._make, rows)


def office_rows(cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot, day: date) -> list[OfficeRow]:
    """The offices of a day."""
    if not snapshot.of("offices", [day]):
        return []
    return [OfficeRow._make(row) for row in cursor.execute(*_question(_OFFICES, snapshot, day)).fetchall()]


def key_counts(cursor: duckdb.DuckDBPyConnection, snapshot: Snapshot, day: date) -> list[KeyCount]:
    """The keys of a day with the number of revisions they stand in."""
    return [KeyCount._make(row) for row in cursor.execute(*_question(_COUNTS, snapshot, day)).fetchall()]


# Where a day has no file of a table: the same columns, no row.
_NOTHING = {
    "mentions": "(SELECT '' AS article_id, 0 AS revision, '' AS entity_key, '' AS label, '' AS canonical WHERE false)",
    "offices": "(SELECT '' AS article_id, 0 AS revision, '' AS position_name WHERE false)",
}


def _question(sql: str, snapshot: Snapshot, day: date) -> tuple[str, dict[str, list[str]]]:
    files = {table: snapshot.of(table, [day]) for table in ("articles", "mentions", "offices")}
    for table, nothing in _NOTHING.items():
        if not files[table]:
            sql = sql.replace(f"read_parquet(${table})", nothing)
    return selecting(sql), {table: paths for table, paths in files.items() if f"${table}" in sql}
