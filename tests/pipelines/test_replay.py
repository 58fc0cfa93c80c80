"""Dead letters tried again, as an operator does it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.pipelines.dataset import dongtin, ingest, outcomes, rows
from transforms.store.check import check_dataset

_PARAGRAPHS = (
    "Sáng 12/1, Tỉnh ủy tổ chức hội nghị tổng kết công tác xây dựng Đảng năm 2025 và bàn nhiệm vụ năm 2026.",
    "Ông Lê Văn An cho biết toàn tỉnh đã hoàn thành việc sắp xếp các phòng chuyên môn trước ngày 30/6.",
    "Theo báo cáo, trong năm đã có 412 chi bộ được kiện toàn, tăng gần một phần ba so với cùng kỳ năm trước.",
    "Các đại biểu đề nghị sớm có hướng dẫn về chế độ cho cán bộ không chuyên trách ở những xã mới sáp nhập.",
    "Kết luận hội nghị, lãnh đạo tỉnh yêu cầu các địa phương giữ ổn định tổ chức, không để gián đoạn công việc.",
)
_STORY = "\n\n".join(("Tỉnh ủy tổng kết công tác năm 2025", *_PARAGRAPHS))


def test_what_was_mended_is_settled_and_what_was_not_stays(tmp_path: Path) -> None:
    inputs, out = tmp_path / "in", tmp_path / "news"
    inputs.mkdir()
    (inputs / "cut.txt.gz").write_bytes(gzip.compress(_STORY.encode())[:-30])
    (inputs / "empty.txt").write_bytes(b"")
    assert ingest(inputs, out=out, publisher="baovidu").returncode == 0
    assert outcomes(out) == {"refused": 2}
    (inputs / "cut.txt.gz").write_bytes(gzip.compress(_STORY.encode()))
    done = dongtin("replay", out)
    assert done.returncode == 0, done.stderr
    assert outcomes(out) == {"article": 1, "refused": 1}
    assert [row["publisher"] for row in rows(out, "articles")] == ["baovidu"]
    assert [row["reason"] for row in rows(out, "dead_letters")] == ["empty_input"]
    assert check_dataset(out) == []


def test_a_page_refused_for_its_limits_passes_with_wider_ones(tmp_path: Path) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in _PARAGRAPHS)
    page, out = tmp_path / "a.html", tmp_path / "news"
    page.write_text(
        f"<html><head><title>Tin</title></head><body><article><h1>Tỉnh ủy</h1>{body}</article></body></html>"
    )
    strict = tmp_path / "strict.yaml"
    strict.write_text("clean: {page_elements: 3}")
    assert ingest(page, out=out, config=strict).returncode == 0
    (refused,) = rows(out, "dead_letters")
    assert (refused["stage"], refused["reason"], json.loads(refused["hints"])["title"]) == (
        "clean",
        "page_too_large",
        None,
    )
    page.unlink()
    assert dongtin("replay", out, "--stage", "read").returncode == 0
    assert outcomes(out) == {"refused": 1}
    assert dongtin("replay", out, "--reason", "page_too_large").returncode == 0
    assert outcomes(out) == {"article": 1}
    assert rows(out, "dead_letters") == []
    assert check_dataset(out) == []


def test_compact_and_vacuum_say_what_they_did(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_STORY)
    (tmp_path / "b.txt").write_text(_STORY.replace("2026", "2027"))
    for name in ("a", "b"):
        assert ingest(tmp_path / f"{name}.txt", out=tmp_path / "news").returncode == 0
    done = dongtin("compact", tmp_path / "news", "--before", "2100-01-01")
    assert "files out" in done.stdout
    assert "nothing to merge" in dongtin("compact", tmp_path / "news", "--before", "2100-01-01").stdout
    assert dongtin("vacuum", tmp_path / "news").returncode == 0
    assert dongtin("vacuum", tmp_path).stderr.strip().endswith("`dongtin ingest --out` wrote")
    assert dongtin("vacuum", tmp_path / "news", "--expire-before", "soon", "--table", "ledger").returncode == 2
    assert check_dataset(tmp_path / "news") == []


def test_of_an_archive_only_the_refused_record_is_tried_again(tmp_path: Path) -> None:
    archive, out = tmp_path / "dump.jsonl", tmp_path / "news"
    versions = [
        {
            "url": "https://vidu.vn/a.html",
            "text": _STORY + f"\n\nBản tin cập nhật lần thứ {number}, {60 + number} đại biểu dự.",
        }
        for number in (1, 2)
    ]
    lines = [json.dumps(version, ensure_ascii=False) for version in versions]
    archive.write_text("\n".join([*lines, '{"url": "https://vidu.vn/b.html", "text": ']) + "\n", encoding="utf-8")
    assert ingest(archive, out=out).returncode == 0
    assert outcomes(out) == {"article": 1, "revision": 1, "refused": 1}
    assert dongtin("replay", out).returncode == 0
    assert outcomes(out) == {"article": 1, "revision": 1, "refused": 1}
    mended = json.dumps({"url": "https://vidu.vn/b.html", "text": _STORY.replace("2025", "2024")}, ensure_ascii=False)
    archive.write_text("\n".join([*lines, mended]) + "\n", encoding="utf-8")
    assert dongtin("replay", out).returncode == 0
    assert outcomes(out) == {"article": 2, "revision": 1}
    assert check_dataset(out) == []


def test_a_letter_stands_when_its_record_is_gone(tmp_path: Path) -> None:
    archive, out = tmp_path / "dump.jsonl", tmp_path / "news"
    good = json.dumps({"url": "https://vidu.vn/a.html", "text": _STORY}, ensure_ascii=False)
    archive.write_text(good + "\n{\n", encoding="utf-8")
    assert ingest(archive, out=out).returncode == 0
    archive.write_text(good + "\n", encoding="utf-8")
    assert dongtin("replay", out).returncode == 0
    assert outcomes(out) == {"article": 1, "refused": 1}
    assert [row["reason"] for row in rows(out, "dead_letters")] == ["malformed_record"]
    assert check_dataset(out) == []
