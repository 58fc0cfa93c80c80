"""The current filter as a DuckDB query that anybody can run without this program: for reading and for reuse.

It is text for people. This program never runs it; a test does, and compares the answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipelines.explore.folding import EXACT_SQL, FOLDED_SQL
from pipelines.explore.question import Order, Question

_LETTER = r"[\p{L}\p{N}]"
_BETWEEN = r"[^\p{L}\p{N}]+"


def query_text(root: Path, question: Question, keys: Sequence[Sequence[str]]) -> str:
    """One SELECT over the Parquet files of `root`; `keys` as for `Index.search`."""
    conditions = [*_words(question), *_days(question), *(_group(root, group) for group in keys)]
    where = "\nWHERE " + "\n  AND ".join(conditions) if conditions else ""
    order = "" if question.order is Order.OLDEST else " DESC"
    return (
        f"SELECT *\nFROM read_parquet({quoted(f'{root}/articles/*/*.parquet')}, hive_partitioning = true) AS a{where}\n"
        f"ORDER BY published_date{order}, article_id, revision;\n"
    )


def quoted(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"


def _words(question: Question) -> list[str]:
    form = FOLDED_SQL if question.folded() else EXACT_SQL
    source = "coalesce(title, '')" if question.headline else "concat_ws(chr(10), title, text)"
    return [
        f"regexp_matches({form.format(source)}, "
        + quoted(f"(^|[^\\p{{L}}\\p{{N}}]){_BETWEEN.join(phrase)}($|[^\\p{{L}}\\p{{N}}])")
        + ")"
        for phrase in question.phrases()
    ]


def _days(question: Question) -> list[str]:
    bounds = ((question.since, ">="), (question.until, "<="))
    return [f"published_date {sign} DATE {quoted(day.isoformat())}" for day, sign in bounds if day]


def _group(root: Path, keys: Sequence[str]) -> str:
    kind, _, value = keys[0].partition(":")
    if kind in ("publisher", "section"):
        return f"{kind} = {quoted(value)}"
    if kind == "office":
        return _among(root, "offices", f"{FOLDED_SQL.format('position_name')} = {quoted(value)}")
    return _among(root, "mentions", f"entity_key IN ({', '.join(map(quoted, keys))})")


def _among(root: Path, table: str, condition: str) -> str:
    files = quoted(f"{root}/{table}/*/*.parquet")
    # Text for people, never run here.
    select = "SELECT article_id, revision FROM"
    return f"(article_id, revision) IN (\n        {select} read_parquet({files}) WHERE {condition})"
