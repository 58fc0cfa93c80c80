"""The recipes of docs/reading.md, run as they stand there; and reading what is committed while it changes."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.nouns import judged, published
from tests.store.golden_data_set import GOLDEN
from transforms.store import merged
from transforms.store.commit import commit_run, open_run
from transforms.store.history import read_history
from transforms.store.maintenance import compact, vacuum
from transforms.store.parts import stage_parts
from transforms.store.reading import committed_files, read_committed
from transforms.store.rows import article_row
from transforms.store.schemas import ARTICLES

DOC = (Path(__file__).parents[2] / "docs" / "reading.md").read_text("utf-8")


def write(root: Path, run_id: str, day: str, *towns: str) -> None:
    with open_run(root, run_id) as run:
        articles = [judged(f"Ông Lê Văn An, thăm {town}.", published=published(day), title=town) for town in towns]
        rows = [article_row(one, run_id) for one in articles]
        parts = list(stage_parts(run.staging, ARTICLES, date.fromisoformat(day), rows))
        commit_run(run, parts, inputs=len(rows), outcomes={})


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles of one day in two files, one of another day in a third."""
    root = Path(shutil.copytree(GOLDEN / "version-1", tmp_path / "news"))
    write(root, "r3", "2026-02-28", "Đồi Cát")
    monkeypatch.chdir(tmp_path)
    return root


def blocks(heading: str, language: str) -> list[str]:
    section = re.split(r"^## ", DOC, flags=re.MULTILINE)
    (text,) = [one for one in section if one.startswith(heading + "\n")]
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def printed(block: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(compile(block, "docs/reading.md", "exec"), {"__name__": "recipe"})
    return out.getvalue()


def only(heading: str) -> str:
    (block,) = blocks(heading, "python")
    return printed(block)


def test_every_recipe_is_run() -> None:
    headings = re.findall(r"^## (.*)$", DOC, flags=re.MULTILINE)
    assert headings == ["In short", "DuckDB", "Polars", "pandas", "pyarrow", "Spark", "Only what is committed"]


def test_duckdb(news: Path) -> None:
    by_day, mentions = blocks("DuckDB", "sql")
    assert duckdb.sql(by_day).fetchall() == [(date(2026, 2, 28), None, "Đồi Cát")]
    assert [person for _, _, person in duckdb.sql(mentions).fetchall()] == ["Lê Văn An"] * 3
    assert "Scanning Files: 1/3" in only("DuckDB")


def test_polars(news: Path) -> None:
    told = only("Polars")
    assert "published_date=2026-02-28" in told
    assert "published_date=2026-02-27" not in told
    assert "Đồi Cát" in told


def test_pandas(news: Path) -> None:
    assert only("pandas").count("2026-02-28") == 1


def test_pyarrow(news: Path) -> None:
    files, rows = only("pyarrow").splitlines()
    assert files.count(".parquet") == files.count("published_date=2026-02-28") == 1
    assert "Đồi Cát" in rows


@pytest.mark.slow
def test_spark(news: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17")
    told = only("Spark") + capfd.readouterr().out
    assert re.search(r"PartitionFilters: .*published_date#\d+ = 2026-02-28", told)
    assert "Đồi Cát" in told


def test_the_manifest_recipes_count_committed_rows_only(news: Path) -> None:
    stray = next(news.glob("articles/*/*.parquet"))
    shutil.copy(stray, stray.with_name("part-stray.parquet"))
    by_hand, by_call = blocks("Only what is committed", "python")
    assert printed(by_hand).strip() == "(4,)"
    assert printed(by_call).strip() == "4"


def test_the_recipe_begins_with_a_checkpoint(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "SPACING", 2)
    for number in range(4, 8):
        write(news, f"r{number}", "2026-02-28", f"Cồn {number}")
    by_hand, _ = blocks("Only what is committed", "python")
    assert printed(by_hand).strip() == "(8,)"
    vacuum(news)
    assert printed(by_hand).strip() == "(8,)"
    (told,) = re.findall(r"`(SELECT sequence.*?)`", DOC, flags=re.DOTALL)
    rows = duckdb.connect().sql(told).fetchall()
    assert {sequence: json.loads(text)["run_id"] for sequence, _, text in rows} == {one[0]: one[1] for one in rows}
    assert {sequence for sequence, _, _ in rows} == set(range(1, 7))


def test_the_recipe_of_before_fails_where_it_would_read_a_part(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merged, "SPACING", 2)
    for number in range(4, 8):
        write(news, f"r{number}", "2026-02-28", f"Cồn {number}")
    assert len(_added_up(news)) == 7
    vacuum(news)
    with pytest.raises(KeyError, match="removed"):
        _added_up(news)


def _added_up(root: Path) -> set[str]:
    """As this page said before there were checkpoints."""
    live: set[str] = set()
    for manifest in sorted(Path(root, "_manifests").glob("*.json")):
        commit = json.loads(manifest.read_text("utf-8"))
        live.difference_update(commit["removed"])
        live |= {part["path"] for part in commit["added"] if part["table"] == "articles"}
    return live


def test_a_commit_whose_writer_died_is_read_from_where_its_files_lie(news: Path) -> None:
    (final,) = news.glob("articles/published_date=2026-02-28/*.parquet")
    staged = news / "_staging" / "r3" / final.relative_to(news)
    staged.parent.mkdir(parents=True)
    final.rename(staged)
    assert staged in committed_files(news, "articles")
    assert read_committed(news, "articles").num_rows == 4


def test_files_that_go_while_they_are_read_are_read_anew(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = committed_files(news, "articles")
    compact(news, before=date(2027, 1, 1))
    answers = iter([before])
    monkeypatch.setattr("transforms.store.reading.committed_files", lambda *_: next(answers, None) or _now(news))
    assert read_committed(news, "articles", ["title"]).num_rows == 4


def _now(root: Path) -> list[Path]:
    return [root / path for path, part in read_history(root).live.items() if part.table == "articles"]


def test_a_file_that_is_gone_for_good_is_named(news: Path) -> None:
    path = committed_files(news, "articles")[0]
    path.unlink()
    with pytest.raises(FileNotFoundError, match=path.name):
        read_committed(news, "articles")


def test_an_empty_table_has_its_columns(news: Path) -> None:
    assert read_committed(news, "quality", ["measure"]).column_names == ["measure"]
