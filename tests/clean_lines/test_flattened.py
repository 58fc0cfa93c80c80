"""Flattened texts of our own writing: the role of every line.

A file of `tests/golden/flattened` holds several, each headed `=== name {what is expected as JSON}`. Every line
bears its role: T title, B body, H subhead, C caption, S signature, X furniture, ? any; a lone `|` is a blank line.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from transforms.clean.lines.export import to_record
from transforms.domain.pages import Medium, Page

FOLDER = Path(__file__).parents[1] / "golden/flattened"
FETCHED_AT = datetime(2026, 3, 1, tzinfo=UTC)
ROLES = {"T": "title", "B": "body", "H": "subhead", "C": "caption", "S": "byline", "X": "drop"}
_HEAD = re.compile(r"^=== (\S+) (\{.*\})$", re.MULTILINE)


def _cases() -> list[tuple[str, dict[str, Any], list[str]]]:
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        pieces = _HEAD.split(path.read_text("utf-8"))
        for name, expected, body in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            found.append((name, json.loads(expected), body.strip("\n").split("\n")))
    return found


@pytest.mark.parametrize(("name", "expected", "lines"), _cases(), ids=[case[0] for case in _cases()])
def test_flattened_text(name: str, expected: dict[str, Any], lines: list[str]) -> None:
    text = "\n".join(line[2:] for line in lines)
    page = Page(input_key=f"{name}.txt", medium=Medium.TEXT, body=text.encode(), fetched_at=FETCHED_AT)
    record = to_record(page)
    roles = record["line_roles"]
    assert isinstance(roles, dict)
    wanted = {str(n): ROLES[line[0]] for n, line in enumerate(lines, 1) if line[0] in ROLES}
    assert {n: roles[n].partition(":")[0] for n in wanted} == wanted
    found = {field: record[field] for field in expected}
    assert {**found, "byline": _folded(found["byline"])} == {**expected, "byline": _folded(expected["byline"])}


def _folded(name: object) -> str | None:
    return name.casefold() if isinstance(name, str) else None
