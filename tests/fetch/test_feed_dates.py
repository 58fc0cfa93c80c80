from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.domain.articles import VIETNAM_TIME, Precision
from transforms.fetch.feed_dates import feed_date, written

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("Fri, 27 Feb 2026 08:15:30 +0700", "2026-02-27T08:15:30+07:00", "second"),
        ("Fri, 27 Feb 2026 08:15:30 GMT+7", "2026-02-27T08:15:30+07:00", "second"),
        ("Fri, 27 Feb 2026 08:15:30 GMT+07:00", "2026-02-27T08:15:30+07:00", "second"),
        ("Fri, 27 Feb 2026 08:15:30 ICT", "2026-02-27T08:15:30+07:00", "second"),
        ("Fri, 27 Feb 2026 01:15:30 GMT", "2026-02-27T08:15:30+07:00", "second"),
        ("Fri, 27 Feb 2026 01:15:30 Z", "2026-02-27T08:15:30+07:00", "second"),
        ("Fri, 27 Feb 2026 08:15:30", "2026-02-27T08:15:30+07:00", "second"),
        ("Thứ Sáu, 27 Feb 2026 08:15:30 +0700", "2026-02-27T08:15:30+07:00", "second"),
        ("27 Feb 2026", "2026-02-27", "day"),
        ("2026-02-27T08:15:30+07:00", "2026-02-27T08:15:30+07:00", "second"),
        ("2026-02-27T01:15:30.123Z", "2026-02-27T08:15:30+07:00", "second"),
        ("2026-02-27T08:15:30", "2026-02-27T08:15:30+07:00", "second"),
        ("2026-02-27 08:15", "2026-02-27T08:15:00+07:00", "minute"),
        ("2026-02-27", "2026-02-27", "day"),
        ("2026-02", "2026-02", "month"),
        ("27/02/2026 08:15", "2026-02-27T08:15:00+07:00", "minute"),
        ("27-02-2026 08:15:30", "2026-02-27T08:15:30+07:00", "second"),
        ("2/27/2026 8:15:30 PM", "2026-02-27T20:15:30+07:00", "second"),
        ("Thứ sáu, 27/2/2026, 08:15 (GMT+7)", "2026-02-27T08:15:00+07:00", "minute"),
        ("08:15 ngày 27/02/2026", "2026-02-27T08:15:00+07:00", "minute"),
        ("Ngày 27 tháng 2 năm 2026", "2026-02-27", "day"),
        ("1772154930", "2026-02-27T08:15:30+07:00", "second"),
        ("1772154930000", "2026-02-27T08:15:30+07:00", "second"),
    ],
)
def test_dates_as_feeds_write_them(text: str, iso: str, precision: str) -> None:
    found = feed_date(text)
    assert found is not None
    assert (written(found), found.precision.value) == (iso, precision)


@pytest.mark.parametrize(
    "text", ["", None, "vừa xong", "Fri, 32 Feb 2026 08:15:30 +0700", "0001-01-01T00:00:00", "a" * 99]
)
def test_what_is_no_date(text: str | None) -> None:
    assert feed_date(text) is None


@given(st.integers(820454400, 4070908800), st.integers(-12 * 4, 14 * 4))  # 1996 to 2099, all zones there are
def test_iso_comes_back_as_the_same_instant(seconds: int, quarters: int) -> None:
    at = datetime.fromtimestamp(seconds, timezone(timedelta(minutes=15 * quarters)))
    found = feed_date(at.isoformat())
    assert found is not None
    assert (found.at, found.precision) == (at, Precision.SECOND)
    assert datetime.fromisoformat(written(found)).astimezone(UTC) == at


@given(st.text(max_size=90))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = feed_date(text)
    assert found is None or found.at.tzinfo is not None


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the checkout")
def test_real_feed_records_keep_their_dates() -> None:
    files = sorted((SHARED / "text" / "tintuchangngay_rss_items").glob("*.json"))
    records = [record for file in files for record in json.loads(file.read_text("utf-8"))]
    assert len(records) == 3532
    for record in records:
        found = feed_date(record["published"])
        told = datetime.fromisoformat(record["published"]).replace(microsecond=0)
        assert found is not None
        assert (found.at, found.local_day()) == (told, told.astimezone(VIETNAM_TIME).date())
