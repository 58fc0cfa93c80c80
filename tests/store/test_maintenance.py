"""Compaction, expiry and settling: rows stay true. Kills: `test_faults.py`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.nouns import letter, outcome
from tests.store.test_commit import DAY, tree, write
from transforms.domain.outcomes import refusal
from transforms.store.check import check_dataset
from transforms.store.commit import commit, commit_run, open_run
from transforms.store.history import next_manifest, read_history
from transforms.store.letters import page_of, read_letters
from transforms.store.maintenance import compact, expire, vacuum
from transforms.store.manifest import CommitKind
from transforms.store.parts import stage_parts
from transforms.store.rows import dead_letter_row, ledger_row
from transforms.store.schemas import DEAD_LETTERS, LEDGER

LATER = date(2026, 12, 1)


@pytest.fixture
def three_runs(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    for run_id in ("r1", "r2", "r3"):
        write(root, run_id, f"{run_id} một", f"{run_id} hai")
    return root


def rows(root: Path) -> list[tuple[str, str]]:
    paths = root.glob("articles/*/*.parquet")
    return sorted((row["run_id"], row["text"]) for path in paths for row in pq.ParquetFile(path).read().to_pylist())


def files(root: Path) -> list[Path]:
    return sorted(root.glob("articles/*/*.parquet"))


def test_compaction_keeps_every_row_in_one_file(three_runs: Path) -> None:
    before = rows(three_runs)
    manifest = compact(three_runs, before=LATER)
    assert manifest is not None
    assert (rows(three_runs), len(files(three_runs))) == (before, 1)
    assert read_history(three_runs).rows["r2"] == {"articles": 2}


def test_compaction_leaves_open_days_and_compacted_days_alone(three_runs: Path) -> None:
    assert compact(three_runs, before=DAY) is None
    assert compact(three_runs, before=LATER) is not None
    before = tree(three_runs)
    assert compact(three_runs, before=LATER) is None
    assert tree(three_runs) == before


def test_a_run_repeated_after_compaction_replaces_its_rows_and_no_others(three_runs: Path) -> None:
    compact(three_runs, before=LATER)
    write(three_runs, "r2", "r2 ba")
    texts = [(run_id, text.split(", ")[1]) for run_id, text in rows(three_runs)]
    assert texts == [("r1", "r1 hai"), ("r1", "r1 một"), ("r2", "r2 ba"), ("r3", "r3 hai"), ("r3", "r3 một")]


def test_an_equal_run_repeated_after_compaction_keeps_the_rows(three_runs: Path) -> None:
    before = rows(three_runs)
    compact(three_runs, before=LATER)
    write(three_runs, "r2", "r2 một", "r2 hai")
    assert rows(three_runs) == before
    with open_run(three_runs, "r2") as run:
        assert run.later == {"r2", "r3", "compact-00000004"}


def test_expiry_takes_whole_days_of_the_named_tables(three_runs: Path) -> None:
    assert expire(three_runs, before=DAY, tables=["articles"]) is None
    assert expire(three_runs, before=LATER, tables=["ledger"]) is None
    assert expire(three_runs, before=LATER, tables=["articles"]) is not None
    assert rows(three_runs) == []
    assert read_history(three_runs).rows == {run: {"articles": 0} for run in ("r1", "r2", "r3")}


def test_vacuum_removes_what_no_commit_refers_to(three_runs: Path) -> None:
    before = tree(three_runs)
    with open_run(three_runs, "r4") as run:
        list(stage_parts(run.staging, LEDGER, DAY, [ledger_row(outcome(), "r4")]))
    stray = files(three_runs)[0].with_name("part-stray.parquet")
    stray.write_bytes(b"x")
    vacuum(three_runs)
    assert tree(three_runs) == before


def test_settled_letters_leave_with_their_outcomes(tmp_path: Path) -> None:
    letters = [letter("a.warc"), letter("b.warc", "empty_input")]
    with open_run(tmp_path, "r1") as run:
        parts = [
            *stage_parts(run.staging, DEAD_LETTERS, DAY, [dead_letter_row(one, "r1") for one in letters]),
            *stage_parts(run.staging, LEDGER, DAY, [ledger_row(refusal(one), "r1") for one in letters]),
        ]
        commit_run(run, parts, inputs=2, outcomes={})
    assert check_dataset(tmp_path) == []
    with open_run(tmp_path, "replay") as run:
        answered = [ledger_row(outcome("a.warc", reason="unchanged"), "replay")]
        parts = list(stage_parts(run.staging, LEDGER, DAY, answered))
        commit_run(run, parts, inputs=1, outcomes={}, settled=frozenset({("r1", "a.warc")}))
    assert [stored.letter for stored in read_letters(tmp_path)] == [letters[1]]
    assert check_dataset(tmp_path) == []


def test_settling_leaves_a_runs_files_of_other_days_where_they_are(tmp_path: Path) -> None:
    refused = letter("a.warc")
    with open_run(tmp_path, "r1") as run:
        parts = [
            *stage_parts(run.staging, DEAD_LETTERS, DAY, [dead_letter_row(refused, "r1")]),
            *stage_parts(run.staging, LEDGER, DAY, [ledger_row(refusal(refused), "r1")]),
            *stage_parts(run.staging, LEDGER, LATER, [ledger_row(outcome("b.html", reason="unchanged"), "r1")]),
        ]
        commit_run(run, parts, inputs=2, outcomes={})
    (kept,) = tmp_path.glob(f"ledger/published_date={LATER}/*.parquet")
    with open_run(tmp_path, "replay") as run:
        parts = list(
            stage_parts(run.staging, LEDGER, DAY, [ledger_row(outcome("a.warc", reason="unchanged"), "replay")])
        )
        commit_run(run, parts, inputs=1, outcomes={}, settled=frozenset({("r1", "a.warc")}))
    assert kept.exists()
    assert check_dataset(tmp_path) == []


def test_a_manifest_that_would_lose_a_file_is_not_written(three_runs: Path) -> None:
    history = read_history(three_runs)
    part = next(iter(history.live.values()))
    lost = next_manifest(history, "r4", CommitKind.INGEST, added=[part], removed=[], rows={})
    with pytest.raises(ValueError, match="adds and removes"):
        commit(three_runs, replace(lost, removed=(part.path,)))
    assert read_history(three_runs) == history


def test_letters_are_found_by_reason_and_stage(tmp_path: Path) -> None:
    letters = [letter("a.warc"), letter("b.warc", "empty_input")]
    with open_run(tmp_path, "r1") as run:
        parts = list(stage_parts(run.staging, DEAD_LETTERS, DAY, [dead_letter_row(one, "r1") for one in letters]))
        commit_run(run, parts, inputs=2, outcomes={})
    assert [stored.letter.key for stored in read_letters(tmp_path, reason="empty_input")] == ["b.warc"]
    assert list(read_letters(tmp_path, stage="clean")) == []
    assert [page_of(stored.letter) for stored in read_letters(tmp_path)] == [None, None]
