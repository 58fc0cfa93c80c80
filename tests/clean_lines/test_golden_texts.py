"""Golden texts: each folder holds a flattened page of our own writing and what must be made of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.clean.lines.export import to_record
from transforms.domain.pages import Medium, Page

FOLDERS = sorted(path.parent for path in (Path(__file__).parents[1] / "golden/texts").glob("*/input.txt"))
FETCHED_AT = datetime(2026, 3, 1, tzinfo=UTC)


def record_of(folder: Path) -> dict[str, object]:
    body = (folder / "input.txt").read_bytes()
    page = Page(input_key=f"{folder.name}.txt", medium=Medium.TEXT, body=body, fetched_at=FETCHED_AT)
    return {key: value for key, value in to_record(page).items() if key != "text"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_golden_text(folder: Path) -> None:
    assert record_of(folder) == json.loads((folder / "expected.json").read_text("utf-8"))
