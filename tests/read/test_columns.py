from __future__ import annotations

import io
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from tests.read.conftest import ReadBytes, told
from transforms.domain.pages import Medium, Page
from transforms.read.options import ReadOptions, record_fields


def parquet(table: pa.Table, **options: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink, **options)
    return sink.getvalue()


ROWS = pa.table(
    {
        "url": [f"https://bao.example/{n}" for n in range(1000)],
        "body": [f"Tin số {n}." if n % 10 else None for n in range(1000)],
        "published": pa.array([datetime(2025, 7, 2, 1, 2, tzinfo=UTC)] * 1000, pa.timestamp("us", tz="UTC")),
        "vector": [[0.5] * 8] * 1000,
    }
)


def test_rows_are_pages_by_the_same_mapping(read_bytes: ReadBytes) -> None:
    outcomes = read_bytes("kho.parquet", parquet(ROWS, row_group_size=300))
    assert [key for key, _ in told(outcomes)] == [f"kho.parquet#row{n}" for n in range(1, 1001)]
    assert [outcome for _, outcome in told(outcomes)].count("malformed_record") == 100
    page = outcomes[1]
    assert isinstance(page, Page)
    assert (page.medium, page.body.decode(), page.url) == (Medium.TEXT, "Tin số 1.", "https://bao.example/1")
    assert page.hints.published == "2025-07-02T01:02:00+00:00"


def test_nested_and_binary_columns(read_bytes: ReadBytes) -> None:
    table = pa.table({"page": [{"raw": b"<p>a</p>"}], "source": [{"name": "bao-vi-du"}]})
    options = ReadOptions(fields=record_fields({"html": "page.raw", "publisher": "source.name"}))
    (page,) = read_bytes("kho.parquet", parquet(table), options)
    assert isinstance(page, Page)
    assert (page.medium, page.body, page.publisher) == (Medium.HTML, b"<p>a</p>", "bao-vi-du")


def test_a_file_without_its_end_is_truncated_and_another_kind_malformed(read_bytes: ReadBytes) -> None:
    content = parquet(ROWS)
    assert told(read_bytes("kho.parquet", content[: len(content) // 2])) == [("kho.parquet", "truncated_input")]
    assert told(read_bytes("kho.parquet", b"nothing of the kind")) == [("kho.parquet", "malformed_record")]
    assert told(read_bytes("kho.parquet", parquet(ROWS.slice(0, 0)))) == [("kho.parquet", "empty_input")]


def test_a_damaged_row_group_costs_only_itself(read_bytes: ReadBytes) -> None:
    content = bytearray(
        parquet(ROWS, row_group_size=250, compression="none", write_page_checksum=True, use_dictionary=False)
    )
    spot = content.index("Tin số 301.".encode())
    content[spot : spot + 4] = b"XXXX"
    outcomes = told(read_bytes("kho.parquet", bytes(content)))
    assert len(outcomes) == 751
    assert [key for key, outcome in outcomes if outcome == "malformed_record" and "row251" in key] == [
        "kho.parquet#row251"
    ]


def test_a_table_without_known_columns_refuses_each_row(read_bytes: ReadBytes) -> None:
    outcomes = told(read_bytes("kho.parquet", parquet(pa.table({"x": [1, 2]}))))
    assert outcomes == [("kho.parquet#row1", "malformed_record"), ("kho.parquet#row2", "malformed_record")]
