"""Exports hold what the filter holds, and no cell is a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from pipelines.explore.export import defused
from tests.explore.news import client, commit, story


def cells(answer_text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer_text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize(
    ("asked", "count"),
    [({}, 7), ({"q": "hoi nghi"}, 2), ({"q": "không có gì"}, 0), ({"publisher": "tinmau.example"}, 2)],
)
def test_both_files_hold_the_articles_of_the_filter(site: TestClient, asked: dict[str, str], count: int) -> None:
    rows = cells(site.get("/export.csv", params=asked).content.decode())
    table = pq.read_table(io.BytesIO(site.get("/export.parquet", params=asked).content))
    assert len(rows) == table.num_rows == count
    assert sorted(row["article_id"] for row in rows) == sorted(table["article_id"].to_pylist())


def test_parquet_keeps_every_column(site: TestClient) -> None:
    table = pq.read_table(io.BytesIO(site.get("/export.parquet").content))
    assert {"text", "captions", "date_candidates", "published_date", "published_at"} <= set(table.column_names)


def test_an_empty_parquet_file_has_the_same_columns(site: TestClient) -> None:
    empty = pq.read_table(io.BytesIO(site.get("/export.parquet?q=zzzz").content))
    full = pq.read_table(io.BytesIO(site.get("/export.parquet").content))
    assert empty.schema.names == full.schema.names


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\r=1",
        "\n=cmd|' /C calc'!A0",
        "＝1",
        "﹦1",
        "\ufeff=1",
        "\u200b=1",
    ],
)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["Hội nghị", "a=b", "12/5", "", "(-1)"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert defused(text) == text


def test_an_exported_title_is_defused(tmp_path: Path) -> None:
    commit(tmp_path / "news", "r1", [story("Bài.", title='=HYPERLINK("http://x")', publisher="@x")])
    row = cells(client(tmp_path / "news").get("/export.csv").content.decode())[0]
    assert row["title"] == '\'=HYPERLINK("http://x")'
    assert row["publisher"] == "'@x"


def test_many_articles_come_in_several_pieces(tmp_path: Path) -> None:
    commit(
        tmp_path / "many", "r1", [story(f"Tin {n}.", f"2026-02-{1 + n % 28:02}", input_key=str(n)) for n in range(900)]
    )
    site = client(tmp_path / "many")
    assert len(cells(site.get("/export.csv").content.decode())) == 900
    assert pq.read_table(io.BytesIO(site.get("/export.parquet").content)).num_rows == 900
