"""Ranges that a few odd days cannot move, and that chance does not leave."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.quality.expectation import Expected, Past, Scale, Side, expected


def past(*values: float, base: int = 100) -> list[Past]:
    return [Past(value=value, base=base) for value in values]


def count_range(*values: float, width: float = 4.5) -> Expected:
    found = expected(past(*values), 1, scale=Scale.COUNT, width=width)
    assert found is not None
    return found


def share_range(*values: float, base: int = 100) -> Expected:
    found = expected(past(*values, base=base), base, scale=Scale.SHARE, width=4.5)
    assert found is not None
    return found


def test_three_days_tell_nothing() -> None:
    assert expected(past(5, 5, 5), 5, scale=Scale.COUNT, width=4.5) is None


def test_silence_of_a_publisher_of_twenty_a_day_is_noticed() -> None:
    usual = count_range(20, 22, 19, 21, 20, 18, 23, 20)
    assert not usual.admits(0, Side.BOTH)
    assert usual.admits(16, Side.BOTH)


def test_silence_is_noticed_where_days_differ_much_but_none_was_silent() -> None:
    assert not count_range(8, 30, 12, 41, 9, 25, 60, 10).admits(0, Side.BOTH)
    assert count_range(8, 30, 0, 41, 9, 25, 60, 10).admits(0, Side.BOTH)


def test_silence_of_a_publisher_of_two_a_day_is_chance() -> None:
    assert count_range(2, 1, 3, 2, 2, 0, 4, 2).admits(0, Side.BOTH)


def test_one_outage_in_the_history_moves_nothing() -> None:
    sound, with_outage = count_range(*[100, 104, 97, 101, 99, 103, 98]), count_range(*[100, 104, 97, 0, 99, 103, 98])
    assert not with_outage.admits(40, Side.BOTH)
    assert abs(with_outage.low - sound.low) < 15


def test_a_fill_rate_that_falls_is_noticed_and_one_that_rises_is_not() -> None:
    usual = share_range(0.9, 0.92, 0.88, 0.91, 0.9)
    assert not usual.admits(0.4, Side.LOW)
    assert usual.admits(1.0, Side.LOW)
    assert usual.admits(0.85, Side.LOW)


def test_few_rows_make_a_wide_range() -> None:
    assert share_range(1, 1, 1, 1, base=5).admits(0.6, Side.LOW)
    assert not share_range(1, 1, 1, 1, base=500).admits(0.6, Side.LOW)


@given(
    st.lists(st.floats(0, 1), min_size=4, max_size=30),
    st.integers(1, 1000),
    st.sampled_from([Scale.SHARE, Scale.COUNT, Scale.MEAN]),
)
def test_the_median_lies_in_its_range(values: list[float], base: int, scale: Scale) -> None:
    found = expected(past(*values), base, scale=scale, width=4.5)
    assert found is not None
    assert 0 <= found.low <= found.median + 1e-6
    assert found.median <= found.high + 1e-6


@given(st.lists(st.integers(0, 500), min_size=4, max_size=20), st.randoms())
def test_the_order_of_days_does_not_matter(values: list[int], shuffler: random.Random) -> None:
    other = list(values)
    shuffler.shuffle(other)
    assert count_range(*values) == count_range(*other)


@pytest.mark.parametrize("mean", [3, 20, 150])
def test_chance_alone_seldom_alarms(mean: int) -> None:
    # Days that vary half as much again as pure chance would make them, as news do.
    source = random.Random(2026)
    draws = [max(0, round(source.gauss(mean, 1.5 * mean**0.5))) for _ in range(9 * 2000)]
    weeks = [draws[start : start + 9] for start in range(0, len(draws), 9)]
    alarms = sum(not count_range(*week[:8]).admits(week[8], Side.BOTH) for week in weeks)
    assert alarms / len(weeks) < 0.01
