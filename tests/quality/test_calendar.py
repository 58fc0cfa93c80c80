"""Which days are like each other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipelines.quality.calendar import DayKind, comparable_days, day_kind


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 3, 4), DayKind.WORKDAY),
        (date(2026, 3, 7), DayKind.SATURDAY),
        (date(2026, 3, 8), DayKind.SUNDAY),
        (date(2026, 4, 30), DayKind.HOLIDAY),  # the fixed ones
        (date(2025, 4, 7), DayKind.HOLIDAY),  # Hùng kings: the tenth of the third lunar month
        (date(2027, 1, 1), DayKind.HOLIDAY),
    ],
)
def test_kinds_of_days(day: date, kind: DayKind) -> None:
    assert day_kind(day) is kind


# The first day of the lunar year in Vietnam, from the government's yearly notices of the Tết leave.
@pytest.mark.parametrize(
    "new_year",
    [
        date(2019, 2, 5),
        date(2020, 1, 25),
        date(2021, 2, 12),
        date(2022, 2, 1),
        date(2023, 1, 22),
        date(2024, 2, 10),
        date(2025, 1, 29),
        date(2026, 2, 17),
    ],
)
def test_tet_is_a_time_of_its_own(new_year: date) -> None:
    days = [new_year + timedelta(days=offset) for offset in range(-5, 11)]
    assert [(day - new_year).days for day in days if day_kind(day) is DayKind.TET] == list(range(-3, 8))


def test_ordinary_days_are_compared_with_ordinary_ones_of_eight_weeks() -> None:
    days = list(comparable_days(date(2026, 3, 20)))
    assert days[0] == date(2026, 1, 23)
    assert days == sorted(days)
    assert date(2026, 2, 17) not in days
    assert date(2026, 3, 19) in days
    assert len(days) == 56 - 11


def test_tet_is_compared_with_tet() -> None:
    days = list(comparable_days(date(2026, 2, 17)))
    assert {day.year for day in days} == {2024, 2025, 2026}
    assert date(2025, 1, 29) in days
    assert all(day_kind(day) is DayKind.TET for day in days)
