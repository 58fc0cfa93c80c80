from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.nouns import ARRIVAL, judged, letter, outcome
from transforms.domain.judgements import outcome_of
from transforms.domain.outcomes import OutcomeKind, refusal
from transforms.store.check import check_dataset
from transforms.store.commit import commit_run, open_run
from transforms.store.layout import staging_folder
from transforms.store.partitions import arrival_day
from transforms.store.parts import stage_parts
from transforms.store.rows import Row, article_row, dead_letter_row, ledger_row
from transforms.store.schemas import ARTICLES, DEAD_LETTERS, LEDGER, Table

DAY = arrival_day(ARRIVAL)


def write(root: Path, rows: dict[Table, list[Row]], *, inputs: int) -> None:
    with open_run(root, "r1") as run:
        parts = [part for table, some in rows.items() for part in stage_parts(run.staging, table, DAY, some)]
        commit_run(run, parts, inputs=inputs, outcomes={})


@pytest.fixture
def rows() -> dict[Table, list[Row]]:
    one = judged()
    refused = letter()
    unchanged = outcome("b.html", OutcomeKind.DUPLICATE, reason="unchanged")
    return {
        ARTICLES: [article_row(one, "r1")],
        DEAD_LETTERS: [dead_letter_row(refused, "r1")],
        LEDGER: [ledger_row(some, "r1") for some in (outcome_of(one), refusal(refused), unchanged)],
    }


def whats(root: Path) -> list[str]:
    return [difference.what for difference in check_dataset(root)]


def part_of(root: Path, table: str) -> Path:
    return next((root / table).rglob("*.parquet"))


def test_a_data_set_as_committed_has_no_difference(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    write(tmp_path, rows, inputs=3)
    assert check_dataset(tmp_path) == []


def test_a_folder_without_manifest_is_no_data_set(tmp_path: Path) -> None:
    assert "no manifest" in whats(tmp_path)[0]


def test_a_missing_file_is_found(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    write(tmp_path, rows, inputs=3)
    part_of(tmp_path, "articles").unlink()
    assert whats(tmp_path) == ["missing"]


def test_a_changed_byte_is_found(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    write(tmp_path, rows, inputs=3)
    path = part_of(tmp_path, "ledger")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "bytes changed" in whats(tmp_path)[0]


def test_a_file_that_no_run_committed_is_found(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    write(tmp_path, rows, inputs=3)
    pq.write_table(pa.table({"a": [1]}), part_of(tmp_path, "articles").with_name("other.parquet"))
    assert "no run committed" in whats(tmp_path)[0]


def test_an_unfinished_run_is_found(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    write(tmp_path, rows, inputs=3)
    staging_folder(tmp_path, "r2").mkdir(parents=True)
    assert "unfinished run (r2)" in whats(tmp_path)[0]


def test_an_input_without_outcome_is_found(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    write(tmp_path, rows, inputs=4)
    assert whats(tmp_path) == ["4 inputs, 3 outcomes in the ledger"]


def test_an_input_with_two_outcomes_is_found(tmp_path: Path, rows: dict[Table, list[Row]]) -> None:
    rows[LEDGER][2] |= {"input_key": rows[LEDGER][1]["input_key"]}
    write(tmp_path, rows, inputs=3)
    assert whats(tmp_path) == ["2 outcomes of one input: tin/hong.warc"]


@pytest.mark.parametrize("table", [ARTICLES, DEAD_LETTERS])
def test_a_lost_row_is_found(tmp_path: Path, rows: dict[Table, list[Row]], table: Table) -> None:
    rows[table] = []
    write(tmp_path, rows, inputs=3)
    assert whats(tmp_path) == [f"0 rows of {table.name}, 1 in the ledger"]


def test_a_later_schema_version_is_found(
    tmp_path: Path, rows: dict[Table, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, rows, inputs=3)
    monkeypatch.setattr("transforms.store.contract.SCHEMA_VERSION", "0")
    assert set(whats(tmp_path)) == {"schema version 1, this code reads up to 0"}
