from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.nouns import article, published
from transforms.domain.articles import DatedInstant, Precision
from transforms.store.partitions import UNKNOWN_DAY, day_of, folder_of, partition_of_article


@given(st.sampled_from(["articles", "ledger"]), st.dates())
def test_the_day_is_read_back_from_the_path(table: str, day: date) -> None:
    assert day_of(folder_of(table, day) / "part-0.parquet") == day


def test_a_path_without_partition_is_an_error() -> None:
    with pytest.raises(ValueError, match="published_date"):
        day_of(PurePosixPath("articles/part-0.parquet"))


def test_late_evening_in_utc_is_the_next_day_in_vietnam() -> None:
    late = DatedInstant(at=datetime(2026, 2, 27, 18, 30, tzinfo=UTC), precision=Precision.MINUTE, source="json_ld")
    assert partition_of_article(article(published=late)) == (date(2026, 2, 28), "published")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"published": published("2026-02-01", precision=Precision.MONTH)}, (date(2026, 2, 1), "published")),
        ({"updated": published("2026-02-03")}, (date(2026, 2, 3), "updated")),
        ({"date_candidates": (published("2026-02-04", source="feed"),)}, (date(2026, 2, 4), "feed")),
        ({"published": published("1970-01-01"), "updated": published("2026-02-03")}, (date(2026, 2, 3), "updated")),
        ({}, (date(2026, 3, 1), "fetched")),
        ({"fetched_at": datetime(1970, 1, 1, tzinfo=UTC)}, (UNKNOWN_DAY, "unknown")),
    ],
)
def test_what_the_day_is_taken_from(changes: dict, expected: tuple[date, str]) -> None:
    assert partition_of_article(article(**changes)) == expected
