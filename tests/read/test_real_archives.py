"""Archives and dumps made by others: each yields pages or named dead letters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from transforms.domain.pages import Page
from transforms.read.inputs import InputFile, find_inputs
from transforms.read.options import ReadOptions, record_fields
from transforms.read.reader import read_input

SHARED = Path(__file__).resolve().parents[3] / "shared"


def shared_files(folder: str) -> list[InputFile]:
    return find_inputs([str(SHARED / folder)]) if (SHARED / folder).is_dir() else []


def outcomes_of(file: InputFile, options: ReadOptions | None = None) -> Counter[str]:
    return Counter("page" if isinstance(o, Page) else o.reason for o in read_input(file, options))


@pytest.mark.skipif(not shared_files("warc"), reason="the shared archives are not here")
def test_every_shared_archive_has_outcomes_and_none_is_a_traceback() -> None:
    counts = {Path(file.path).name: outcomes_of(file) for file in shared_files("warc")}
    assert len(counts) == 19
    assert all(counts.values())
    assert counts["sample-0000.warc.gz"]["page"] == 22
    assert counts["example.arc.gz"] == counts["example.warc"] == {"page": 1}
    assert counts["example-space-in-url.arc"] == {"truncated_input": 1}
    assert counts["example-digest.warc"] == {"empty_input": 1}


@pytest.mark.skipif(not shared_files("text"), reason="the shared dumps are not here")
def test_dumps_are_read_by_a_mapping_given_as_config() -> None:
    first, *feeds = shared_files("text")
    dump = record_fields({"text": "body", "title": "title", "sapo": "sapo", "id": "id"})
    assert outcomes_of(first, ReadOptions(fields=dump)) == {"page": 6000}
    feed = record_fields({"url": "link", "text": "summary", "fetched_at": "fetched", "section": "category"})
    pages = [page for file in feeds for page in read_input(file, ReadOptions(fields=feed))]
    assert len(pages) == 3532
    assert all(isinstance(page, Page) and page.url for page in pages)
    # one publisher's feed tells no date: its crawler wrote its own clock, which is no date of publication
    undated = [page.url for page in pages if isinstance(page, Page) and not page.hints.published]
    assert (len(undated), {(url or "").split("/")[2] for url in undated}) == (895, {"tuoitre.vn"})
