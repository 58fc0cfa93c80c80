"""The time axis: few steps, no gaps, every day in one of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.periods import Step, axis_between, axis_of

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("length", "step"),
    [(0, Step.DAY), (91, Step.DAY), (92, Step.WEEK), (600, Step.WEEK), (2000, Step.MONTH), (9000, Step.YEAR)],
)
def test_the_finest_axis_that_can_be_read(length: int, step: Step) -> None:
    assert axis_between(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=length)).step is step


@given(days, days)
def test_every_day_lies_in_one_step(one: date, other: date) -> None:
    first, last = sorted((one, other))
    axis = axis_between(first, last)
    assert axis.starts[0] <= first
    assert list(axis.starts) == sorted(set(axis.starts))
    assert len(axis.starts) <= 92
    counts = axis.counted([(first, 1), (last, 2)])
    assert sum(counts) == 3
    assert counts[-1] >= 2


def test_a_few_early_days_do_not_make_it_coarser() -> None:
    axis = axis_of(date(1999, 1, 1), date(2026, 1, 2), date(2026, 2, 1))
    assert (axis.step, axis.starts[0]) == (Step.DAY, date(2026, 1, 2))
    assert axis.counted([(date(1999, 1, 1), 5), (date(2026, 1, 2), 1)])[0] == 1


def test_the_first_day_is_drawn_where_it_costs_nothing() -> None:
    assert axis_of(date(2026, 1, 1), date(2026, 1, 3), date(2026, 2, 1)).starts[0] == date(2026, 1, 1)
