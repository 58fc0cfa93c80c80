from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from tests.read.conftest import ReadBytes, told
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Hints, Medium, Page
from transforms.read.options import ReadOptions, RecordFields, record_fields


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def only_page(outcomes: list[Page | DeadLetter]) -> Page:
    (page,) = outcomes
    assert isinstance(page, Page)
    return page


def test_common_names_are_known_without_config(read_bytes: ReadBytes) -> None:
    record = {
        "link": "https://bao.example/1.htm",
        "headline": "Cầu mới",
        "description": "Cầu thông xe.",
        "body": "Đoạn một.\nĐoạn hai.",
        "date": "2/7/2025 08:15",
        "author": [{"name": "Lê Thị Sim"}, {"name": "Vũ Đức Ổi"}],
        "category": "Giao thông",
        "crawled_at": "2025-07-02T09:00:00+07:00",
        "source": {"name": "Báo Ví Dụ"},
    }
    assert only_page(read_bytes("tin.jsonl", lines(record))) == Page(
        input_key="tin.jsonl#L1",
        medium=Medium.TEXT,
        body="Đoạn một.\nĐoạn hai.".encode(),
        fetched_at=datetime(2025, 7, 2, 2, 0, tzinfo=UTC),
        url="https://bao.example/1.htm",
        publisher="Báo Ví Dụ",
        hints=Hints(
            title="Cầu mới",
            sapo="Cầu thông xe.",
            section="Giao thông",
            byline="Lê Thị Sim, Vũ Đức Ổi",
            published="2/7/2025 08:15",
            charset="utf-8",
        ),
    )


def test_a_config_names_the_fields(read_bytes: ReadBytes) -> None:
    fields = record_fields({"text": "noidung.chinh", "url_template": "https://kho.example/{id}", "title": None})
    page = only_page(
        read_bytes(
            "kho.jsonl", lines({"id": 7, "title": "bỏ", "noidung": {"chinh": "Chữ."}}), ReadOptions(fields=fields)
        )
    )
    assert (page.body.decode(), page.url, page.hints.title) == ("Chữ.", "https://kho.example/7", None)


@pytest.mark.parametrize("mapping", [{"txt": "a"}, {"url_template": "https://kho.example/"}])
def test_a_wrong_config_is_an_error(mapping: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"txt|\{id\}"):
        record_fields(mapping)


@pytest.mark.parametrize(
    ("record", "medium", "body"),
    [
        ({"html": "<p>a</p>", "text": "b"}, Medium.HTML, "<p>a</p>"),
        ({"content": "<p>a</p><p>b</p>"}, Medium.HTML, "<p>a</p><p>b</p>"),
        ({"text": "giá < 5 và > 3"}, Medium.TEXT, "giá < 5 và > 3"),
        ({"summary": "Chỉ có tóm tắt."}, Medium.TEXT, "Chỉ có tóm tắt."),
        ({"body": ["Đ" * 90, "ngắn"]}, Medium.TEXT, "Đ" * 90 + "\nngắn"),
        ({"text": "nửa \ud83d mặt"}, Medium.TEXT, "nửa ? mặt"),
    ],
)
def test_what_becomes_the_body(read_bytes: ReadBytes, record: object, medium: Medium, body: str) -> None:
    page = only_page(read_bytes("tin.jsonl", json.dumps(record).encode()))
    assert (page.medium, page.body.decode()) == (medium, body)


@pytest.mark.parametrize(
    ("stamp", "instant"),
    [
        ("2025-07-02T09:00:00", datetime(2025, 7, 2, 2, 0, tzinfo=UTC)),
        (1751421600, datetime(2025, 7, 2, 2, 0, tzinfo=UTC)),
        (1751421600000, datetime(2025, 7, 2, 2, 0, tzinfo=UTC)),
    ],
)
def test_arrival_in_many_forms(read_bytes: ReadBytes, stamp: object, instant: datetime) -> None:
    assert only_page(read_bytes("t.jsonl", lines({"text": "x", "fetched_at": stamp}))).fetched_at == instant


@pytest.mark.parametrize("stamp", ["hôm qua", "nan", "1e300", "9999-12-31T23:59:59-12:00"])
def test_an_arrival_that_cannot_be_told_is_the_files(read_bytes: ReadBytes, stamp: str) -> None:
    page = only_page(read_bytes("t.jsonl", lines({"text": "x", "fetched_at": stamp})))
    assert page.fetched_at.year > 2024


BAD_LINES = [
    b"{",
    b"[1]",
    b"null",
    b"{}",
    b'{"text": ""}',
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"text": ' + b"9" * 5000 + b"}",
    b'{"title": "ch\xe0o"}',
]


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_bad_line_is_one_dead_letter_and_the_rest_goes_on(read_bytes: ReadBytes, bad: bytes) -> None:
    good = lines({"text": "Tốt."})
    outcomes = read_bytes("tin.jsonl", good + bad + b"\n\n" + good)
    assert told(outcomes) == [("tin.jsonl#L1", "page"), ("tin.jsonl#L2", "malformed_record"), ("tin.jsonl#L4", "page")]
    assert isinstance(outcomes[1], DeadLetter)
    assert outcomes[1].payload == bad


def test_truncated_gzip_gives_the_good_lines_and_one_letter(read_bytes: ReadBytes) -> None:
    content = lines(*({"text": f"Tin {n} {n * 7919}"} for n in range(2000)))
    packed = gzip.compress(content)
    outcomes = told(read_bytes("tin.jsonl.gz", packed[: len(packed) // 2]))
    assert outcomes[-1] == ("tin.jsonl.gz", "truncated_input")
    assert len(outcomes) > 500
    assert outcomes[:-1] == [(f"tin.jsonl.gz#L{n}", "page") for n in range(1, len(outcomes))]


def test_a_line_beyond_the_cap_is_refused_and_the_next_read(read_bytes: ReadBytes) -> None:
    content = b'{"text": "' + b"a" * 300_000 + b'"}\n' + lines({"text": "Tốt."})
    outcomes = told(read_bytes("tin.jsonl", content, ReadOptions(max_page_bytes=1000)))
    assert outcomes == [("tin.jsonl#L1", "page_too_large"), ("tin.jsonl#L2", "page")]


def test_an_array_is_read_element_by_element(read_bytes: ReadBytes) -> None:
    records = [{"text": f"Tin số {n}: " + "chữ, [ngoặc] " * 900} for n in range(40)]
    outcomes = read_bytes("tin.json", json.dumps(records, indent=2, ensure_ascii=False).encode())
    assert told(outcomes) == [(f"tin.json#item{n}", "page") for n in range(1, 41)]
    assert [o.body.decode() for o in outcomes if isinstance(o, Page)] == [r["text"].strip() for r in records]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"text": "mot"}', ["page"]),
        (b'{"text": "mot"}\n{"text": "hai"}\n', ["page", "page"]),
        (b'[{"text": "mot"}, 12, {"text": "hai"}]', ["page", "malformed_record", "page"]),
        (b'[{"text": "mot"}, {"text": "ha', ["page", "malformed_record"]),
        (b'[{"text": "mot"}, oops, {"text": "hai"}]', ["page", "malformed_record"]),
        (b"[]", ["empty_input"]),
        (b"[" * 100_000, ["malformed_record"]),
    ],
)
def test_shapes_of_json(read_bytes: ReadBytes, content: bytes, expected: list[str]) -> None:
    assert [outcome for _, outcome in told(read_bytes("tin.json", content))] == expected


def test_no_default_name_means_two_things() -> None:
    fields = RecordFields()
    names = [name for one in fields.__dataclass_fields__ if one != "url_template" for name in getattr(fields, one)]
    assert len(names) == len(set(names))


def test_a_crawlers_own_clock_is_no_date_of_publication(read_bytes: ReadBytes) -> None:
    arrived = "2026-02-27T08:15:30.250001+07:00"
    told = {
        "2026-02-27T08:15:30.249000+07:00": None,  # stamped while the feed was parsed
        "2026-02-27T08:15:30+07:00": "2026-02-27T08:15:30+07:00",
        "2026-02-27T06:00:00.500000+07:00": "2026-02-27T06:00:00.500000+07:00",
    }
    for published, kept in told.items():
        record = {"text": "x", "published": published, "fetched": arrived}
        assert only_page(read_bytes("t.jsonl", lines(record))).hints.published == kept
