"""The bars on real texts, which stay outside the project: skipped where they are absent."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.clean.lines.export import to_record
from transforms.domain.pages import Medium, Page

SHARED = Path(__file__).parents[3] / "shared"
SHARED = SHARED if SHARED.exists() else Path(__file__).parents[4] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").exists(), reason="the shared gold texts are not on this machine")


def test_every_line_of_the_seeds_has_its_gold_role() -> None:
    gold = json.loads((SHARED / "gold/text/seeds_clean.json").read_text("utf-8"))
    for name, wanted in gold.items():
        body = (SHARED / "seeds" / f"{name}.txt").read_bytes()
        page = Page(input_key=f"{name}.txt", medium=Medium.TEXT, body=body, fetched_at=datetime(2026, 3, 1, tzinfo=UTC))
        found = to_record(page)
        assert found["line_roles"] == wanted["line_roles"], name
        assert found["byline"] == (wanted["byline"] or {}).get("name"), name
        assert found["published"] == wanted["published"]["value"], name


@pytest.mark.slow
def test_flattened_pages_keep_the_bar() -> None:
    from benchmarks.flattened_pages import body_scores

    for side in ("look", "left_out"):
        for flattener, scores in body_scores(SHARED, side).items():
            assert scores.pooled >= 0.95, (side, flattener)
