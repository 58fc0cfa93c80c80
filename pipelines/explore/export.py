"""All articles of the current filter as a file, streamed: memory holds a few days at most."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from pipelines.explore.articles import WANTED
from pipelines.explore.dataset import selecting
from pipelines.explore.index_read import Doc
from pipelines.explore.pages_search import keys_of
from pipelines.explore.query_text import query_text
from pipelines.explore.question import Question, read_question
from pipelines.explore.site import Site, site_of
from pipelines.explore.snapshot import Snapshot
from transforms.store.schemas import ARTICLES

_BATCH = 400
_BATCH_SECONDS = 60.0
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@")
_CSV_COLUMNS = (
    "published_date", "article_id", "revision", "publisher", "section", "title", "sapo", "text", "byline",
    "source_agency", "url", "published_at", "published_precision", "published_source", "cluster_id", "duplicate_of",
    "relation",
)  # fmt: skip
_INSTANT = "strftime(published_at, '%Y-%m-%dT%H:%M:%SZ')"
_FROM = f"""
FROM read_parquet($articles, hive_partitioning = true) WHERE {WANTED} ORDER BY published_date, article_id, revision
"""
_PARQUET_ROWS = f"SELECT published_date, * EXCLUDE (published_date) {_FROM}"
_CSV_ROWS = f"SELECT {', '.join(_CSV_COLUMNS).replace('published_at', _INSTANT)} {_FROM}"

Read = Callable[[duckdb.DuckDBPyConnection, dict[str, Any]], Any]


def export(request: Request) -> Response:
    """The page that offers the files and shows the query."""
    site, question = site_of(request), read_question(request.query_params)
    resolved, keys = keys_of(site.index, question)
    return site.render(
        request,
        "export.html.j2",
        question=question,
        resolved=resolved,
        count=len(site.index.search(question, keys)),
        sql=query_text(site.dataset.root, question, keys),
    )


def export_csv(request: Request) -> Response:
    """The articles as CSV for spreadsheets: UTF-8 with a mark, no cell that is a formula."""
    site, question = site_of(request), read_question(request.query_params)
    return _download(_csv(_batches(site, question, _as_lines)), "text/csv; charset=utf-8", "articles.csv")


def export_parquet(request: Request) -> Response:
    """The articles as one Parquet file: all columns of the table `articles`, and the day."""
    site, question = site_of(request), read_question(request.query_params)
    return _download(
        _parquet(_batches(site, question, _as_table)), "application/vnd.apache.parquet", "articles.parquet"
    )


def export_sql(request: Request) -> Response:
    """The query as a file."""
    site, question = site_of(request), read_question(request.query_params)
    _, keys = keys_of(site.index, question)
    return _download(
        [query_text(site.dataset.root, question, keys).encode()], "text/plain; charset=utf-8", "articles.sql"
    )


def defused(value: object) -> str:
    """A cell that a spreadsheet shows and never computes: an apostrophe stands before what begins like a formula.

    Signs of full width count too, and so does what stands behind blanks and invisible characters.
    """
    text = "" if value is None else str(value)
    first = next((one for one in text if not one.isspace() and unicodedata.category(one) not in ("Cc", "Cf")), "")
    return "'" + text if unicodedata.normalize("NFKC", first) in _FORMULA or text[:1] in ("\t", "\r") else text


def _download(content: Iterable[bytes], media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(content, media_type=media_type, headers=headers)


def _batches(site: Site, question: Question, read: Read) -> Iterator[Any]:
    """What `read` makes of a few hundred articles at a time, in the order of the question."""
    _, keys = keys_of(site.index, question)
    numbers = site.index.every(question, keys)
    while batch := list(islice(numbers, _BATCH)):
        docs = site.index.docs(batch)
        yield site.dataset.retrying(partial(_read, site, docs, read))


def _read(site: Site, docs: Sequence[Doc], read: Read, snapshot: Snapshot) -> Any:
    values: dict[str, Any] = {"ids": [one.article_id for one in docs], "revisions": [one.revision for one in docs]}
    values["articles"] = snapshot.of("articles", {one.day for one in docs})
    with site.dataset.cursor(_BATCH_SECONDS) as cursor:
        return read(cursor, values)


def _as_table(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> pa.Table:
    return cursor.sql(selecting(_PARQUET_ROWS), params=values).to_arrow_table()


def _as_lines(cursor: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> bytes:
    rows = cursor.execute(selecting(_CSV_ROWS), values).fetchall()
    return _csv_lines([[defused(value) for value in row] for row in rows])


def _csv(batches: Iterable[bytes]) -> Iterator[bytes]:
    yield "\ufeff".encode() + _csv_lines([_CSV_COLUMNS])
    yield from batches


def _csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(rows)
    return sink.getvalue().encode("utf-8", errors="replace")


def _parquet(tables: Iterable[pa.Table]) -> Iterator[bytes]:
    spool = _Spool()
    sink = pa.PythonFile(spool, mode="w")
    writer: pq.ParquetWriter | None = None
    for table in tables:
        writer = writer or pq.ParquetWriter(sink, table.schema, compression="zstd")
        writer.write_table(table)
        yield spool.take()
    if writer is None:
        pq.write_table(pa.schema([("published_date", pa.date32()), *ARTICLES.schema]).empty_table(), sink)
    else:
        writer.close()
    yield spool.take()


class _Spool(io.RawIOBase):
    """A file that only grows, and gives away what was written to it."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._parts.append(bytes(data))
        self._length += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        return self._length

    def take(self) -> bytes:
        content, self._parts = b"".join(self._parts), []
        return content
