"""The main job: articles in, partitioned Parquet out, run as a user runs it."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from tests.pipelines.dataset import EXPECTED, SAMPLES, SHARED, dongtin, ingest, outcomes, rows, tree
from transforms.store.check import check_dataset

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the checkout")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples") / "news"
    done = ingest(SAMPLES, out=out, run_id="samples")
    assert done.returncode == 0, done.stderr
    return out


def test_every_sample_ends_as_expected(samples: Path) -> None:
    expected = json.loads(EXPECTED.read_text("utf-8"))
    found = {row["input_key"]: row for row in rows(samples, "ledger")}
    prefix = f"{SAMPLES.as_posix()}/"
    seen = {key.removeprefix(prefix): row["outcome"] for key, row in found.items()}
    wanted = {key: one["outcome"] for key, one in expected.items()}
    assert {key: seen.get(key) for key in wanted} == wanted


def test_titles_dates_and_bylines_of_the_samples(samples: Path) -> None:
    expected = json.loads(EXPECTED.read_text("utf-8"))
    prefix = f"{SAMPLES.as_posix()}/"
    found = {row["input_key"].removeprefix(prefix): row for row in rows(samples, "articles")}
    for key, one in expected.items():
        if key in found and "title" in one:
            assert (key, found[key]["title"], found[key]["byline"]) == (key, one["title"], one.get("byline"))


def test_every_mention_is_what_the_text_says_there(samples: Path) -> None:
    texts = {(row["article_id"], row["revision"]): row["text"] for row in rows(samples, "articles")}
    mentions = rows(samples, "mentions")
    assert len(mentions) > 100
    assert [
        row["surface"]
        for row in mentions
        if texts[row["article_id"], row["revision"]][row["start"] : row["end"]] != row["surface"]
    ] == []


def test_the_samples_check_out(samples: Path) -> None:
    assert check_dataset(samples) == []
    done = dongtin("check", samples)
    assert done.returncode == 0
    assert "inputs =" in done.stdout


@pytest.mark.parametrize("table", ["articles", "mentions", "offices", "ledger", "dead_letters"])
def test_four_readers_see_the_same_rows_by_a_plain_glob(samples: Path, table: str) -> None:
    glob = f"{samples}/{table}/published_date=*/*.parquet"
    key = {"articles": "article_id", "ledger": "input_key", "dead_letters": "key"}.get(table, "article_id")
    expected = sorted(row[key] for row in rows(samples, table))
    assert expected
    assert sorted(duckdb.sql(f"select {key} from '{glob}'").fetchnumpy()[key].tolist()) == expected  # noqa: S608
    assert sorted(pl.read_parquet(glob)[key].to_list()) == expected
    assert sorted(ds.dataset(samples / table, partitioning="hive").to_table()[key].to_pylist()) == expected
    assert sorted(pd.read_parquet(samples / table)[key].tolist()) == expected


def test_the_partition_day_is_a_column_to_every_reader(samples: Path) -> None:
    table = samples / "articles"
    days = {path.name.partition("=")[2] for path in table.iterdir()}
    found = duckdb.sql(f"select distinct published_date from '{table}/*/*.parquet'").fetchall()  # noqa: S608
    assert {str(day) for (day,) in found} == days
    assert set(map(str, pd.read_parquet(table)["published_date"])) == days


def test_the_same_run_again_leaves_the_same_bytes(samples: Path) -> None:
    before = tree(samples)
    assert ingest(SAMPLES, out=samples, run_id="samples").returncode == 0
    assert tree(samples) == before


def test_the_same_command_without_a_run_id_adds_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        assert ingest(SAMPLES / "texts", out=tmp_path / "news").returncode == 0
    assert len(list((tmp_path / "news" / "_manifests").iterdir())) == 1


def test_another_run_over_the_same_inputs_adds_no_article(tmp_path: Path) -> None:
    out = tmp_path / "news"
    assert ingest(SAMPLES / "texts", out=out, run_id="first").returncode == 0
    articles = len(rows(out, "articles"))
    assert ingest(SAMPLES / "texts", out=out, run_id="second").returncode == 0
    assert len(rows(out, "articles")) == articles
    second = [row for row in rows(out, "ledger") if row["run_id"] == "second"]
    assert {row["reason"] for row in second if row["article_id"]} == {"unchanged"}
    assert check_dataset(out) == []


def test_two_workers_write_the_same_bytes_as_one(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "news"
    done = ingest(SAMPLES, out=out, run_id="samples", workers=2)
    assert done.returncode == 0, done.stderr
    assert tree(out) == tree(samples)


def test_bad_inputs_become_dead_letters_and_lose_no_other(tmp_path: Path) -> None:
    good = "Hội nghị tổng kết công tác năm 2025\n\n" + "Sáng 12/1, Tỉnh ủy tổ chức hội nghị tổng kết. " * 8
    (tmp_path / "in").mkdir()
    files = {
        "a-empty.html": b"",
        "b-binary.html": bytes(range(256)) * 64,
        "c-cut.jsonl.gz": gzip.compress(json.dumps({"title": "t", "text": good}).encode() * 50)[:-40],
        "d-nothing.warc": b"",
        "e-noise.warc.gz": b"\x1f\x8b" + b"\x00" * 50,
        "f-good.txt": good.encode(),
        "g-forbidden.txt": b"x",
        "h-other.docx": b"PK",
    }
    for name, content in files.items():
        (tmp_path / "in" / name).write_bytes(content)
    done = ingest(tmp_path / "in", out=tmp_path / "news")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    refused = {Path(row["key"].partition("#")[0]).name: row for row in rows(tmp_path / "news", "dead_letters")}
    assert {
        "a-empty.html",
        "b-binary.html",
        "c-cut.jsonl.gz",
        "d-nothing.warc",
        "e-noise.warc.gz",
        "h-other.docx",
    } <= set(refused)
    assert [row["input_key"] for row in rows(tmp_path / "news", "articles")] == [f"{tmp_path}/in/f-good.txt"]
    for name in ("a-empty.html", "c-cut.jsonl.gz", "h-other.docx"):
        assert name in done.stdout
    assert check_dataset(tmp_path / "news") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_forbidden_file_is_a_dead_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert ingest(path, out=tmp_path / "news").returncode == 0
    assert [row["reason"] for row in rows(tmp_path / "news", "dead_letters")] == ["unreadable_input"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest", "nirgends", "--out", "news"], "nirgends: matches no file"),
        (["ingest", ".", "--out", "/dev/null/news"], "/dev/null/news: cannot be written"),
        (["ingest", ".", "--out", "news", "--config", "no.yaml"], "no.yaml: cannot be read"),
        (["ingest", ".", "--out", "news", "--workers", "0"], "--workers: Input should be greater"),
        (["ingest", ".", "--out", "news", "--run-id", "../x"], "--run-id: Value error, use letters"),
        (["ingest", ".", "--out", "news", "--runner", "NoSuchRunner"], "NoSuchRunner"),
        (["check", "nirgends"], "no manifest"),
    ],
)
def test_a_mistake_gets_one_line_that_names_it(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "a.txt").write_text("x")
    done = dongtin(*arguments, cwd=tmp_path)
    assert done.returncode != 0
    said = (done.stderr + done.stdout).strip().splitlines()
    assert len(said) == 1, said
    assert message in said[0]


def test_an_unknown_option_is_named(tmp_path: Path) -> None:
    done = dongtin("ingest", ".", "--out", "news", "--wrokers", "2", cwd=tmp_path)
    assert done.returncode == 2
    assert "--wrokers" in done.stderr


@needs_shared
def test_the_seeds_become_five_articles(tmp_path: Path) -> None:
    out = tmp_path / "news"
    assert ingest(SHARED / "seeds", out=out).returncode == 0
    articles = {row["article_id"]: row for row in rows(out, "articles")}
    assert (len(articles), outcomes(out)) == (5, {"article": 5})
    mentions = rows(out, "mentions")
    assert {row["article_id"] for row in mentions} == set(articles)
    for row in mentions:
        assert articles[row["article_id"]]["text"][row["start"] : row["end"]] == row["surface"]


@needs_shared
def test_every_real_page_has_one_outcome(tmp_path: Path) -> None:
    out, pages = tmp_path / "news", SHARED / "gold" / "html" / "dev_pages"
    assert ingest(pages, out=out).returncode == 0
    keys = [row["input_key"] for row in rows(out, "ledger")]
    assert sorted(keys) == sorted(path.as_posix() for path in pages.rglob("*.html"))


@needs_shared
def test_every_archive_yields_records_or_named_dead_letters(tmp_path: Path) -> None:
    out = tmp_path / "news"
    done = ingest(SHARED / "warc", out=out)
    assert done.returncode == 0, done.stderr
    files = {row["input_key"].partition("#")[0] for row in rows(out, "ledger")}
    assert files == {path.as_posix() for path in (SHARED / "warc").rglob("*") if path.is_file()}
    assert check_dataset(out) == []
