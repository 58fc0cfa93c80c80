"""The tables of the history: Arrow schemas, version, sort keys. The one place where columns are named.

A change needs a new `SCHEMA_VERSION`, a line in `columns.tsv` and `make schema`; `contract.py` says what may change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa

SCHEMA_VERSION = "1"
PARTITION_COLUMN = "published_date"

_INSTANT = pa.timestamp("ms", tz="UTC")
_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32())])


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the data set.

    schema       columns in the file; the partition day is only in the path
    sort_key     columns that order the rows of a file, totally
    cluster_key  columns by which compaction orders a day, so that statistics let filters skip row groups
    """

    name: str
    schema: pa.Schema
    sort_key: tuple[str, ...]
    cluster_key: tuple[str, ...]


Column: TypeAlias = "tuple[str, pa.DataType] | pa.Field[pa.DataType]"


def _table(name: str, sort_key: tuple[str, ...], cluster_key: tuple[str, ...], columns: list[Column]) -> Table:
    fields = [column if isinstance(column, pa.Field) else pa.field(*column) for column in columns]
    metadata: dict[bytes | str, bytes | str] = {"dongtin.table": name, "dongtin.schema_version": SCHEMA_VERSION}
    schema = pa.schema(fields, metadata=metadata)
    return Table(name=name, schema=schema, sort_key=sort_key, cluster_key=cluster_key)


def _required(name: str, kind: pa.DataType) -> pa.Field[pa.DataType]:
    return pa.field(name, kind, nullable=False)


ARTICLES = _table(
    "articles",
    ("article_id", "revision"),
    ("publisher", "published_at", "article_id", "revision"),
    [
        _required("article_id", pa.string()),
        _required("revision", pa.int32()),
        _required("input_key", pa.string()),
        ("url", pa.string()),
        ("canonical_url", pa.string()),
        ("publisher", pa.string()),
        ("section", pa.string()),
        ("title", pa.string()),
        ("sapo", pa.string()),
        _required("text", pa.string()),
        _required("paragraphs", pa.list_(pa.string())),
        _required("sentences", pa.list_(_SPAN)),
        _required("captions", pa.list_(pa.struct([("text", pa.string()), ("credit", pa.string())]))),
        _required("foreign_tail", pa.list_(pa.string())),
        ("byline", pa.string()),
        ("source_agency", pa.string()),
        ("dateline", pa.string()),
        ("published_at", _INSTANT),
        ("published_precision", pa.string()),
        ("published_source", pa.string()),
        ("updated_at", _INSTANT),
        _required(
            "date_candidates",
            pa.list_(pa.struct([("at", _INSTANT), ("precision", pa.string()), ("source", pa.string())])),
        ),
        _required("partition_source", pa.string()),
        _required("fetched_at", _INSTANT),
        ("language", pa.string()),
        _required("text_hash", pa.string()),
        _required("cluster_id", pa.string()),
        ("duplicate_of", pa.string()),
        ("similarity", pa.float32()),
        ("relation", pa.string()),
        ("changed_share", pa.float32()),
        ("changed_paragraphs", pa.list_(pa.int32())),
        ("removed_paragraphs", pa.int32()),
        _required("flags", pa.list_(pa.string())),
        _required("extractor", pa.string()),
        _required("run_id", pa.string()),
    ],
)

MENTIONS = _table(
    "mentions",
    ("article_id", "revision", "start", "end", "label"),
    ("label", "entity_key", "article_id", "revision", "start"),
    [
        _required("article_id", pa.string()),
        _required("revision", pa.int32()),
        _required("start", pa.int32()),
        _required("end", pa.int32()),
        _required("surface", pa.string()),
        _required("label", pa.string()),
        _required("entity_key", pa.string()),
        _required("canonical", pa.string()),
        pa.field(
            "value",
            pa.struct(
                [
                    ("value", pa.string()),
                    ("first_day", pa.date32()),
                    ("last_day", pa.date32()),
                    ("type", pa.string()),
                    ("number", pa.string()),
                    ("symbol", pa.string()),
                    ("year", pa.int32()),
                    ("issuer", pa.string()),
                    ("event", pa.string()),
                    ("term", pa.string()),
                    ("issued_on", pa.date32()),
                    ("cited_part", pa.string()),
                ]
            ),
        ),
        ("role", pa.string()),
        _required("method", pa.string()),
        _required("run_id", pa.string()),
    ],
)

OFFICES = _table(
    "offices",
    ("article_id", "revision", "holder", "position"),
    ("person_key", "article_id", "revision"),
    [
        _required("article_id", pa.string()),
        _required("revision", pa.int32()),
        _required("person_key", pa.string()),
        _required("position_name", pa.string()),
        ("organisation_key", pa.string()),
        ("as_of", pa.date32()),
        _required("holder", _SPAN),
        _required("position", _SPAN),
        ("organisation", _SPAN),
        _required("run_id", pa.string()),
    ],
)

# What later runs need to find copies and to describe changes without reading a text; under the day of the article.
SIGNATURES = _table(
    "signatures",
    ("article_id", "revision"),
    ("article_id", "revision"),
    [
        _required("article_id", pa.string()),
        _required("revision", pa.int32()),
        _required("seen_at", _INSTANT),
        ("publisher", pa.string()),
        ("credit", pa.string()),
        _required("cluster_id", pa.string()),
        _required("exact_copy", pa.bool_()),
        _required("shingling", pa.string()),
        _required("sketch", pa.string()),
        _required("shingles", pa.list_(pa.uint32())),
        _required("minhash", pa.list_(pa.uint32())),
        _required("paragraphs", pa.list_(pa.uint64())),
        _required("run_id", pa.string()),
    ],
)

DEAD_LETTERS = _table(
    "dead_letters",
    ("key", "stage"),
    ("reason", "key"),
    [
        _required("key", pa.string()),
        _required("stage", pa.string()),
        _required("reason", pa.string()),
        _required("detail", pa.string()),
        ("url", pa.string()),
        ("publisher", pa.string()),
        ("payload", pa.binary()),
        ("medium", pa.string()),
        ("hints", pa.string()),  # JSON
        _required("arrived_at", _INSTANT),
        _required("run_id", pa.string()),
    ],
)

LEDGER = _table(
    "ledger",
    ("input_key",),
    ("input_key",),
    [
        _required("input_key", pa.string()),
        _required("outcome", pa.string()),
        ("article_id", pa.string()),
        ("revision", pa.int32()),
        ("reason", pa.string()),
        _required("arrived_at", _INSTANT),
        _required("run_id", pa.string()),
    ],
)

QUALITY = _table(
    "quality",
    ("publisher", "measure"),
    ("publisher", "measure"),
    [
        _required("publisher", pa.string()),
        _required("measure", pa.string()),
        _required("value", pa.float64()),
        _required("base", pa.int64()),
        ("expected_low", pa.float64()),
        ("expected_high", pa.float64()),
        ("median", pa.float64()),
        ("comparable_days", pa.int32()),
        _required("day_kind", pa.string()),
        _required("verdict", pa.string()),
        ("sample", pa.string()),
        _required("run_id", pa.string()),
    ],
)

TABLES: Mapping[str, Table] = {
    table.name: table for table in (ARTICLES, MENTIONS, OFFICES, SIGNATURES, DEAD_LETTERS, LEDGER, QUALITY)
}
