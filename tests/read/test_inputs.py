from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.read.inputs import InputNotFoundError, Kind, describe, find_inputs, key_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("tin/b.html", "tin/a.HTM", "tin/sau/c.jsonl.gz", "tin/.an/d.html", "tin/.e.html", "tin/f.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


@pytest.mark.usefixtures("folder")
class TestFindInputs:
    def test_a_folder_gives_all_visible_files_sorted_and_the_unknown_too(self) -> None:
        found = [(one.key, one.kind) for one in find_inputs(["tin"])]
        assert found == [
            ("tin/a.HTM", Kind.HTML),
            ("tin/b.html", Kind.HTML),
            ("tin/f.docx", Kind.UNSUPPORTED),
            ("tin/sau/c.jsonl.gz", Kind.JSONL),
        ]

    @pytest.mark.parametrize("pattern", ["tin/*.html", "./tin//b.html", "tin/**/b.html", "t?n/b.html"])
    def test_globs_and_odd_spellings_name_the_same_file(self, pattern: str) -> None:
        assert [one.key for one in find_inputs([pattern])] == ["tin/b.html"]

    def test_a_file_named_twice_is_one_input(self) -> None:
        assert [one.key for one in find_inputs(["tin/b.html", "tin/*.html", "tin/b.html"])] == ["tin/b.html"]

    def test_a_hidden_file_named_outright_is_read(self) -> None:
        assert [one.key for one in find_inputs(["tin/.e.html"])] == ["tin/.e.html"]

    @pytest.mark.parametrize("pattern", ["khong-co.html", "tin/*.pdf", "gs://kho/tin.html", "trong"])
    def test_a_pattern_without_files_is_an_error_that_names_it(self, pattern: str) -> None:
        Path("trong").mkdir()
        with pytest.raises(InputNotFoundError, match=pattern.replace("*", r"\*")):
            find_inputs(["tin", pattern])

    def test_a_folder_that_links_to_itself_is_read_once(self) -> None:
        Path("tin/vong").symlink_to("..", target_is_directory=True)
        Path("tin/vong2").symlink_to("../tin", target_is_directory=True)
        assert sorted(one.key for one in find_inputs(["tin"]) if "b.html" in one.key) == ["tin/b.html"]

    def test_a_link_that_leads_nowhere_is_an_input(self) -> None:
        Path("tin/gay.html").symlink_to("khong-co.html")
        assert [one.kind for one in find_inputs(["tin/gay.html"])] == [Kind.UNREADABLE]

    def test_a_pipe_is_never_opened(self) -> None:
        os.mkfifo("tin/ong.html")
        assert describe("tin/ong.html").kind is Kind.UNSUPPORTED

    def test_the_time_is_the_files_in_utc(self) -> None:
        os.utime("tin/b.html", (1_700_000_000, 1_700_000_000))
        assert describe("tin/b.html").modified_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_a_name_that_is_no_unicode_still_gives_a_key_that_can_be_stored() -> None:
    assert key_of(os.fsdecode(b"tin/\xe0.html")).encode("utf-8") == rb"tin/\xe0.html"


@pytest.mark.parametrize(("typed", "key"), [("//tin/a", "/tin/a"), ("tin/./a/../b", "tin/b"), ("tin/", "tin")])
def test_keys_are_normalised(typed: str, key: str) -> None:
    assert key_of(typed) == key
