"""SQLite as plans and memories use it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def transaction(sql: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it, whatever ends it. The connection is one without an isolation level."""
    sql.execute("begin immediate")
    try:
        yield
    except BaseException:
        sql.execute("rollback")
        raise
    sql.execute("commit")
