"""The index of words and keys: one SQLite file in the reader's cache folder, never in the data set.

Why SQLite beside DuckDB: its FTS5 answers a phrase among millions of texts from disk in milliseconds and takes new
texts in one by one; DuckDB would scan the texts anew for each question, and its own index extension is not part of its
wheel, holds its tables in memory and cannot be added to.

    texts     FTS5 without content: title and body, folded (tp, bp) and as written (te, be), and the keys (k)
    docs      one row a revision of an article: its id, and a fingerprint of what was indexed
    gone      rows of `texts` that no longer count: FTS5 cannot take out what it did not keep
    keys      what is named how often: people, organisations, places, documents, publishers, sections, offices
    offices   who is said to hold what, by article
    days      what was indexed of each day: fingerprint of its files, number of its articles, its keys counted

A row's number holds its day: newest first is the order of the index, and a range of days is a range of numbers.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

# Another number makes every index anew.
INDEX_VERSION = "1"
_DAY_BITS = 24  # sixteen million revisions a day
_EPOCH = date(1970, 1, 1)
_CACHE_KB = 64 * 1024

_SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE IF NOT EXISTS docs (
    doc INTEGER PRIMARY KEY, article_id TEXT NOT NULL, revision INTEGER NOT NULL, print TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS docs_of_article ON docs (article_id);
CREATE TABLE IF NOT EXISTS gone (doc INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS keys (
    key TEXT PRIMARY KEY, label TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS keys_by_use ON keys (label, articles DESC);
CREATE TABLE IF NOT EXISTS offices (
    doc INTEGER, number INTEGER, person_key TEXT NOT NULL, position_name TEXT NOT NULL, organisation_key TEXT,
    as_of TEXT, PRIMARY KEY (doc, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS offices_of_person ON offices (person_key);
CREATE INDEX IF NOT EXISTS offices_of_organisation ON offices (organisation_key);
CREATE TABLE IF NOT EXISTS days (
    day INTEGER PRIMARY KEY, print TEXT NOT NULL, articles INTEGER NOT NULL, counts BLOB NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (
    tp, te, bp, be, k, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
"""


def index_path(root: Path) -> Path:
    """Where the index of a data set lies: `$XDG_CACHE_HOME/dongtin/explore/<digest of its path>.sqlite`."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    digest = hashlib.sha256(f"{INDEX_VERSION}:{root.resolve()}".encode()).hexdigest()[:24]
    return cache / "dongtin" / "explore" / f"{digest}.sqlite"


def prepare(path: Path, root: Path) -> None:
    """Makes an empty index where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(open_writing(path)) as connection, connection:
        connection.executescript(_SCHEMA)
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('root', ?)", [str(root)])
        connection.execute("INSERT OR IGNORE INTO facts VALUES ('generation', '0')")


def open_writing(path: Path) -> sqlite3.Connection:
    """The connection of the one who writes the index."""
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    # A power cut may cost the index its newest rows, never the data set anything: the next start adds them again.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    return connection


def open_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cache_size = -16384")
    return connection


def token(key: str) -> str:
    """The word by which a key stands in the column `k`; DuckDB makes the same by `TOKEN_SQL`."""
    return "k" + hashlib.md5(key.encode(), usedforsecurity=False).hexdigest()[:16]


TOKEN_SQL = "'k' || md5({0})[:16]"


def first_doc(day: date) -> int:
    """The lowest number of a day."""
    return max((day - _EPOCH).days, 0) << _DAY_BITS


def end_doc(day: date) -> int:
    """The number after the highest of a day."""
    return first_doc(day) + (1 << _DAY_BITS)


def day_of_doc(doc: int) -> date:
    """The day of a number."""
    return _EPOCH + timedelta(days=doc >> _DAY_BITS)
