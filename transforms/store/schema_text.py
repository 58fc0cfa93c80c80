"""The tables as a page for people: `docs/schema.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files

import pyarrow as pa

from transforms.store.contract import columns_of, schemas
from transforms.store.schemas import PARTITION_COLUMN, SCHEMA_VERSION, TABLES

_HEAD = f"""# Tables

Made by `dongtin schema --out docs/schema.md` from the code; a test compares them. Schema version {SCHEMA_VERSION},
written into every file (`dongtin.schema_version` in its key-value metadata) and every manifest.

A version only adds tables, and nullable columns at the end of tables. No column changes its type (inner fields of
structs included), its name, or whether it can be null; none is removed. So files of all versions are read together, by
name, with null for what an older file has not: `docs/reading.md` says how in each reader. Compaction and replay carry
older files forward.
"""


def schema_text() -> str:
    """Markdown: every table with its columns, types, nullability, meanings, partitions, order."""
    told = meanings()
    return "\n".join(
        [_HEAD, *(line for name, schema in schemas().items() for line in _table(name, schema, told[name]))]
    )


def meanings() -> dict[str, dict[str, str]]:
    """Table → column → meaning; the column "" says what a row is."""
    told: dict[str, dict[str, str]] = {}
    for line in files("transforms.store").joinpath("columns.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            table, column, meaning = line.split("\t")
            told.setdefault(table, {})[column] = meaning
    return told


def _table(name: str, schema: pa.Schema, told: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {name}", "", f"One row is {told['']}.", "")
    if name in TABLES:
        table = TABLES[name]
        yield f"`{name}/{PARTITION_COLUMN}=YYYY-MM-DD/part-<content>.parquet`, partitioned by {told[PARTITION_COLUMN]}."
        yield f"Rows of a file are ordered by {_named(table.sort_key)};"
        yield f"in compacted files by {_named(table.cluster_key)}."
    else:
        yield f"`{name}/{name}.parquet`, one file, replaced as a whole; not part of the history."
    yield from ("", "| column | Arrow type | null | meaning |", "|---|---|---|---|")
    if name in TABLES:
        yield f"| `{PARTITION_COLUMN}` | in the path | no | {told[PARTITION_COLUMN]} |"
    for column, (kind, nullable) in columns_of(schema).items():
        yield f"| `{column}` | `{kind}` | {'yes' if nullable else 'no'} | {told[column]} |"
    yield ""


def _named(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{column}`" for column in columns)
