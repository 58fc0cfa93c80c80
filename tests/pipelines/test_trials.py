"""`dongtin clean` and `dongtin annotate`: what scorers read, and what people look at."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.dataset import EXPECTED, ROOT, SAMPLES, SHARED, dongtin

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the checkout")
_TEXT = "Sáng 12/1, ông Lê Văn An, Bí thư Tỉnh ủy Đồng Tháp, đã ký Quyết định số 15-QĐ/TU.\n"


def records(stdout: str) -> list[dict]:
    return [json.loads(line) for line in stdout.splitlines()]


def test_pages_are_named_below_their_folder_and_texts_by_their_stem() -> None:
    done = dongtin("clean", SAMPLES)
    found = {record.get("page") or record["doc_id"]: record for record in records(done.stdout)}
    for key, expected in json.loads(EXPECTED.read_text("utf-8")).items():
        if key.startswith("pages/"):
            assert found[key]["is_article"] == (expected["outcome"] == "article"), key
            assert found[key].get("title") == expected.get("title"), key
    assert "byline" in found["04-allcaps-byline-dots"]["line_roles"].values()
    assert found["refused/01-empty.html"]["refused"] == "empty_input"


@pytest.mark.parametrize("output_format", ["text", "html"])
def test_what_a_person_sees_holds_headline_and_body(output_format: str) -> None:
    path = SAMPLES / "pages" / "01-baovidu-article.html"
    shown = dongtin("clean", path, "--format", output_format).stdout
    (record,) = records(dongtin("clean", path).stdout)
    assert record["title"] in shown
    assert record["paragraphs"][0][:60] in shown


def test_annotations_refer_to_the_file_as_it_stands(tmp_path: Path) -> None:
    text = _TEXT.replace("\n", "\r\n").replace(" Lê", "\u00a0Lê")
    path = tmp_path / "bai.txt"
    path.write_bytes(text.encode())
    (record,) = records(dongtin("annotate", path, "--ref-date", "2026-01-15").stdout)
    assert record["doc_id"] == "bai"
    surfaces = {text[one["start"] : one["end"]]: one for one in record["entities"]}
    assert {"Lê Văn An", "Bí thư Tỉnh ủy Đồng Tháp", "Quyết định số 15-QĐ/TU"} <= set(surfaces)
    assert [one["value"]["value"] for one in record["entities"] if one["label"] == "DATE"] == ["2026-01-12TMO"]
    assert len(record["relations"]) == 1


def test_records_from_standard_input_and_a_page_to_look_at(tmp_path: Path) -> None:
    line = json.dumps({"doc_id": "một", "text": _TEXT, "ref_date": "2026-01"})
    command = [sys.executable, "-m", "pipelines.cli", "annotate", "--jsonl", "-", "--format", "html"]
    done = subprocess.run(command, input=line, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Lê Văn An" in done.stdout
    assert done.stdout.lstrip().lower().startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", ":1: not a record"),
        (b'{"doc_id": "a"}', ":1: not a record"),
        (b'{"doc_id": "a", "text": "t", "ref_date": "hier"}', "is no day"),
    ],
)
def test_a_bad_record_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(content)
    done = dongtin("annotate", "--jsonl", path)
    assert done.returncode == 2
    assert message in done.stderr


@pytest.mark.parametrize("arguments", [["annotate"], ["annotate", "nirgends.txt"], ["clean", "nirgends"]])
def test_a_mistake_gets_one_line(arguments: list[str]) -> None:
    done = dongtin(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


@needs_shared
def test_the_seeds_come_through_perfectly(tmp_path: Path) -> None:
    predictions = tmp_path / "lines.jsonl"
    predictions.write_text(dongtin("clean", SHARED / "seeds").stdout)
    command = [SHARED / "checks" / "score_text.py", SHARED / "gold" / "text" / "seeds_clean.json", predictions]
    scored = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout
    assert "body lines P/R/F1 1.000/1.000/1.000" in scored
    assert all(line in scored for line in ("roles 77/77", "title 5/5", "byline 5/5", "published 5/5"))
