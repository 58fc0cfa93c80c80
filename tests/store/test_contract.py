"""What readers rely on stays: versions of the tables only grow, and files of all versions live together."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.nouns import judged, published
from tests.store.golden_data_set import GOLDEN
from transforms.store import contract
from transforms.store.check import check_dataset
from transforms.store.commit import commit_run, open_run
from transforms.store.errors import IncompatibleSchema
from transforms.store.maintenance import compact
from transforms.store.parts import stage_parts
from transforms.store.rows import article_row
from transforms.store.schema_text import meanings, schema_text
from transforms.store.schemas import ARTICLES, PARTITION_COLUMN, SCHEMA_VERSION, TABLES, Table

DOCS = Path(__file__).parents[2] / "docs"
DAY = date(2026, 2, 27)
VERSIONS = sorted(path.name for path in GOLDEN.iterdir())
OLD: dict[str, contract.Columns] = {"t": {"a": ("string", False), "b": ("int32", True)}}


@pytest.fixture(params=VERSIONS)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOLDEN / request.param, tmp_path / "news"))


def test_the_page_of_the_tables_is_up_to_date() -> None:
    assert (DOCS / "schema.md").read_text("utf-8") == schema_text(), "run `make schema`"


def test_every_column_has_its_meaning_and_no_other() -> None:
    expected = {
        name: {"", *schema.names, *([PARTITION_COLUMN] if name in TABLES else [])}
        for name, schema in contract.schemas().items()
    }
    assert {name: set(told) for name, told in meanings().items()} == expected


def test_the_tables_are_those_of_the_locked_version() -> None:
    assert contract.locked()[SCHEMA_VERSION] == contract.current(), "raise SCHEMA_VERSION, then `make schema`"


def test_no_locked_version_breaks_the_one_before_it() -> None:
    lock = contract.locked()
    assert list(lock) == [str(number) for number in range(1, len(lock) + 1)]
    for number in range(2, len(lock) + 1):
        assert contract.broken_promises(lock[str(number - 1)], lock[str(number)]) == []


def test_the_lock_is_written_as_it_is_read() -> None:
    path = Path(contract.__file__).with_name("schema_lock.json")
    assert contract.written(contract.locked()) == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"a": ("string", False)}, "t.b: removed or renamed"),
        ({"a": ("string", False), "c": ("int32", True)}, "t.b: removed or renamed"),
        ({"a": ("string", False), "b": ("int64", True)}, "t.b: int32 became int64"),
        ({"a": ("string", True), "b": ("int32", True)}, "t.a: can now be null"),
        ({"a": ("string", False), "b": ("int32", False)}, "t.b: can no longer be null"),
        ({"a": ("string", False), "b": ("int32", True), "c": ("int32", False)}, "t.c: new and never null"),
        ({"a": ("string", False), "c": ("int32", True), "b": ("int32", True)}, "t: new columns go last"),
    ],
)
def test_what_would_break_readers_is_refused(columns: contract.Columns, what: str) -> None:
    assert what in contract.broken_promises(OLD, {"t": columns})
    with pytest.raises(IncompatibleSchema, match=r"version 2 breaks version 1"):
        contract.extended({"1": OLD}, "2", {"t": columns})


def test_a_lost_table_is_refused_and_new_tables_and_nullable_columns_are_not() -> None:
    assert contract.broken_promises(OLD, {}) == ["t: gone"]
    grown = {"t": {**OLD["t"], "c": ("string", True)}, "u": {"x": ("string", False)}}
    assert contract.extended({"1": OLD}, "2", grown) == {"1": OLD, "2": grown}


def test_a_change_without_a_new_version_is_refused() -> None:
    with pytest.raises(IncompatibleSchema, match="raise SCHEMA_VERSION"):
        contract.extended({"1": OLD}, "1", {"t": {**OLD["t"], "c": ("string", True)}})


def test_data_of_every_version_is_read_and_compacted(golden: Path) -> None:
    assert check_dataset(golden) == []
    before = {table: len(pq.read_table(golden / table)) for table in TABLES if (golden / table).exists()}
    assert compact(golden, before=date(2027, 1, 1)) is not None
    assert check_dataset(golden) == []
    assert {table: len(pq.read_table(golden / table)) for table in before} == before


def tomorrow() -> Table:
    """The table `articles` with one column more."""
    return replace(ARTICLES, schema=ARTICLES.schema.append(pa.field("tone", pa.string())))


def write_tomorrow(root: Path) -> None:
    with open_run(root, "r9") as run:
        one = article_row(judged("Ông Lê Văn An, nói.", published=published("2026-02-27")), "r9")
        parts = list(stage_parts(run.staging, tomorrow(), DAY, [one | {"tone": "calm"}]))
        commit_run(run, parts, inputs=1, outcomes={})


def test_readers_take_old_and_new_files_together(golden: Path) -> None:
    write_tomorrow(golden)
    files, expected = str(golden / "articles/*/*.parquet"), [None, None, None, "calm"]
    rows = duckdb.sql(f"SELECT tone FROM read_parquet('{files}', union_by_name=true) ORDER BY tone NULLS FIRST")  # noqa: S608
    assert [tone for (tone,) in rows.fetchall()] == expected
    assert pq.read_table(golden / "articles", schema=tomorrow().schema)["tone"].to_pylist().count(None) == 3
    frames = [polars.scan_parquet(path) for path in sorted(golden.glob("articles/*/*.parquet"))]
    assert polars.concat(frames, how="diagonal").collect()["tone"].sort().to_list() == expected


def test_compaction_carries_old_files_forward(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tomorrow(golden)
    monkeypatch.setitem(TABLES, "articles", tomorrow())  # type: ignore[arg-type]
    assert compact(golden, before=date(2027, 1, 1)) is not None
    (path,) = golden.glob("articles/*/*.parquet")
    tones = pq.ParquetFile(path).read()["tone"].to_pylist()
    assert sorted(tones, key=str) == [None, None, None, "calm"]


def test_old_code_refuses_to_rewrite_what_it_would_lose(golden: Path) -> None:
    write_tomorrow(golden)
    before = sorted(golden.glob("articles/*/*.parquet"))
    with pytest.raises(IncompatibleSchema, match="tone"):
        compact(golden, before=date(2027, 1, 1))
    assert sorted(golden.glob("articles/*/*.parquet")) == before


def test_a_file_that_is_not_of_its_version_is_found(golden: Path) -> None:
    write_tomorrow(golden)
    assert "not those of schema version" in check_dataset(golden)[0].what
