from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.read.conftest import ReadBytes, told
from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Medium, Page
from transforms.read.inputs import Kind, describe
from transforms.read.options import ReadOptions
from transforms.read.reader import read_input


def test_a_file_is_one_page_with_its_bytes_untouched(read_bytes: ReadBytes) -> None:
    content = b"\xef\xbb\xbf<p>T\x00\xe0u</p>\r\n"
    assert read_bytes("tin.html", content, ReadOptions(publisher="bao-vi-du")) == [
        Page(
            input_key="tin.html",
            medium=Medium.HTML,
            body=content,
            fetched_at=describe("tin.html").modified_at,
            publisher="bao-vi-du",
        )
    ]


def test_text_and_gzip(read_bytes: ReadBytes) -> None:
    (page,) = read_bytes("tin.txt.gz", gzip.compress("Mưa lớn".encode()) + gzip.compress(b" \n") + b"\0\0")
    assert isinstance(page, Page)
    assert (page.medium, page.body.decode()) == (Medium.TEXT, "Mưa lớn \n")


@pytest.mark.parametrize("content", [b"", b" \r\n\t "])
@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.jsonl", "a.json", "a.warc", "a.arc", "a.parquet"])
def test_nothing_is_an_empty_input(read_bytes: ReadBytes, name: str, content: bytes) -> None:
    (letter,) = read_bytes(name, content)
    assert isinstance(letter, DeadLetter)
    assert letter.key == name
    is_binary_format = name in {"a.parquet", "a.warc"}  # white space is no empty archive, but a wrong one
    assert letter.reason == ("malformed_record" if content and is_binary_format else "empty_input")
    assert letter.detail.startswith(f"{name}: ")


def test_truncated_gzip_keeps_what_was_there(read_bytes: ReadBytes) -> None:
    whole = gzip.compress(b"<p>" + bytes(range(256)) * 40 + b"</p>")
    (letter,) = read_bytes("tin.html.gz", whole[: len(whole) // 2])
    assert isinstance(letter, DeadLetter)
    assert letter.reason == "truncated_input"
    assert letter.payload is not None
    assert letter.payload.startswith(b"<p>")


def test_damaged_gzip_and_unknown_kinds(read_bytes: ReadBytes) -> None:
    assert told(read_bytes("tin.html.gz", b"\x1f\x8b\x08\x00nonsense here")) == [("tin.html.gz", "malformed_record")]
    assert told(read_bytes("tin.docx", b"PK")) == [("tin.docx", "unsupported_format")]


def test_a_page_beyond_the_cap_is_refused_and_a_bomb_never_unpacked(read_bytes: ReadBytes) -> None:
    bomb = gzip.compress(bytes(50 << 20))
    (letter,) = read_bytes("bom.html.gz", bomb, ReadOptions(max_page_bytes=1 << 20, payload_cap=10))
    assert isinstance(letter, DeadLetter)
    assert (letter.reason, letter.payload) == ("page_too_large", None)


def test_what_the_system_refuses_is_unreadable(read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("transforms.read.documents.open_binary", denied)
    (letter,) = read_bytes("kin.html", b"<p>x</p>")
    assert isinstance(letter, DeadLetter)
    assert letter.reason == "unreadable_input"
    assert "Permission denied" in letter.detail


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "mat.jsonl"
    path.write_bytes(b"{}")
    file = describe(str(path))
    path.unlink()
    assert told(list(read_input(file))) == [(str(path), "unreadable_input")]
    assert file.kind is Kind.JSONL
