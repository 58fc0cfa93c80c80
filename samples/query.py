"""The demo's question to the data set: who held which office, and when?"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

_QUERY = """
SELECT m.canonical AS person, max(o.position_name) AS office, min(o.published_date) AS first_seen,
       max(o.published_date) AS last_seen, count(DISTINCT article_id) AS articles
FROM read_parquet($offices) o
JOIN read_parquet($mentions) m USING (article_id, revision)
WHERE m.start = o.holder.start AND m.label = 'PER'
GROUP BY person, o.organisation_key, lower(o.position_name)
HAVING person IN (
    SELECT canonical FROM read_parquet($mentions) WHERE label = 'PER'
    GROUP BY canonical ORDER BY count(DISTINCT article_id) DESC, canonical LIMIT 3
)
ORDER BY person, first_seen, office
"""


def main(dataset: Path) -> None:
    """Prints the offices of the three people named by most articles, and when articles say so."""
    globs = {table: f"{dataset}/{table}/*/*.parquet" for table in ("mentions", "offices")}
    found = duckdb.execute(_QUERY, globs)
    table = Table(title="Who held which office, and when: the three people named most", title_justify="left")
    for column in found.description or ():
        table.add_column(column[0])
    for row in found.fetchall():
        table.add_row(*(str(value) for value in row))
    Console().print(table)
    Console().print(f"The query is in samples/query.py; the data set is in {dataset}", style="dim")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
