"""The bundled samples are what their README and expected.json say, as far as the read room can tell."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page
from transforms.read.inputs import find_inputs
from transforms.read.reader import read_input

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Page | DeadLetter]:
    read = [one for file in find_inputs([str(SAMPLES / "inputs")]) for one in read_input(file)]
    keys = [one.input_key if isinstance(one, Page) else one.key for one in read]
    assert len(keys) == len(set(keys))
    return dict(zip((key.split("/samples/inputs/", 1)[1] for key in keys), read, strict=True))


def test_every_input_is_expected_and_every_expectation_is_an_input(outcomes: dict[str, Page | DeadLetter]) -> None:
    assert sorted(outcomes) == sorted(EXPECTED)


def test_what_must_be_refused_at_the_door_is(outcomes: dict[str, Page | DeadLetter]) -> None:
    refused = {key: one.reason for key, one in outcomes.items() if isinstance(one, DeadLetter)}
    assert refused == {key: one["reason"] for key, one in EXPECTED.items() if one.get("stage") == "read"}


def test_the_readme_counts_right() -> None:
    counts = Counter(one["outcome"] for one in EXPECTED.values())
    line = (
        f"All in all {len(EXPECTED)} inputs: {counts['article']} articles, {counts['revision']} revision, "
        f"{counts['duplicate']} duplicate, {counts['not_an_article']} not articles, {counts['refused']} refused."
    )
    assert line in (SAMPLES / "README.md").read_text("utf-8")


def test_the_copy_and_the_revision_are_what_they_claim(outcomes: dict[str, Page | DeadLetter]) -> None:
    for key, one in EXPECTED.items():
        original = outcomes.get(one.get("copy_of") or one.get("revision_of") or "")
        page = outcomes[key]
        if isinstance(original, Page) and isinstance(page, Page):
            assert (page.url == original.url) == ("revision_of" in one)
            assert page.body != original.body


def test_charsets_are_what_the_names_say(outcomes: dict[str, Page | DeadLetter]) -> None:
    bodies = {key: one.body for key, one in outcomes.items() if isinstance(one, Page)}
    assert unicodedata.is_normalized("NFD", bodies["pages/14-bennuoc-nfd.html"].decode())
    old = unicodedata.normalize("NFC", bodies["pages/15-thoibaocu-2004-windows-1258.html"].decode("cp1258"))
    assert "Làng rượu bên sông giữ lửa" in old
    with pytest.raises(UnicodeDecodeError):
        bodies["pages/16-thoibaocu-2003-tcvn3.html"].decode()


def test_the_script_writes_the_files_that_are_committed(tmp_path: Path) -> None:
    copy = tmp_path / "samples"
    for path in [*SAMPLES.glob("sources/*"), SAMPLES / "make_archives.py", SAMPLES / "inputs/archives/dump.jsonl"]:
        target = copy / path.relative_to(SAMPLES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (copy / "inputs/pages").mkdir()
    (copy / "inputs/refused").mkdir()
    (tmp_path / "transforms").symlink_to(SAMPLES.parent / "transforms")
    subprocess.run([sys.executable, str(copy / "make_archives.py")], check=True)
    for made in sorted(path for path in (copy / "inputs").rglob("*") if path.is_file()):
        assert unpacked(made) == unpacked(SAMPLES / made.relative_to(copy)), made.name


def unpacked(path: Path) -> bytes:
    """Without gzip where that is whole: its bytes differ between versions of zlib."""
    content = path.read_bytes()
    return content if path.suffix != ".gz" or "truncated" in path.name else gzip.decompress(content)
