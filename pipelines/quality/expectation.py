"""What is usual: a range around the median of comparable days that a few odd days cannot move.

Values are brought to a scale on which chance has about the same size everywhere, so that one rule serves a publisher of
five articles a day and one of five hundred: counts by the square root (Anscombe 1948), shares by the arcsine of the
root, means by the logarithm. The spread is the median absolute deviation, never less than what chance alone makes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Scale(StrEnum):
    """What kind of number a measure is."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"


class Side(StrEnum):
    """On which side of the range a value is wrong: fewer dates are, more are not."""

    LOW = "low"
    HIGH = "high"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A value of an earlier day, and of how many rows it was made."""

    value: float
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What was to be expected: the median of `days` comparable days, and the range."""

    low: float
    high: float
    median: float
    days: int

    def admits(self, value: float, side: Side) -> bool:
        """Whether a value is in the range, on the sides that matter."""
        too_low = value < self.low - _ROUNDING and side is not Side.HIGH
        too_high = value > self.high + _ROUNDING and side is not Side.LOW
        return not (too_low or too_high)


_ROUNDING = 1e-9
# The MAD of normally spread values is 0.6745 of their standard deviation (Rousseeuw & Croux 1993), and that of few
# values falls short by about n / (n - 0.8) (the same, table 2).
_MAD_TO_DEVIATION = 1.4826
_FEWEST_DAYS = 4
# At a mean of ten a day, a day of none by chance is one in twenty thousand.
_NEVER_SILENT_FROM = 10
# Below this a difference is of no interest, however sure: 2 points of a share near one half, 5 % of a mean.
_LEAST_SPREAD = {Scale.COUNT: 0.0, Scale.SHARE: 0.015, Scale.MEAN: 0.05}


def expected(past: Sequence[Past], base: int, *, scale: Scale, width: float) -> Expected | None:
    """The range of a value made of `base` rows; None where fewer than four days tell.

    width  of the range on each side, in deviations
    """
    if len(past) < _FEWEST_DAYS:
        return None
    values = [_forward(one.value, scale) for one in past]
    middle = median(values)
    deviation = _MAD_TO_DEVIATION * median(abs(value - middle) for value in values) * len(past) / (len(past) - 0.8)
    spread = width * max(deviation, _chance(base, past, scale), _LEAST_SPREAD[scale])
    never_silent = scale is Scale.COUNT and min(one.value for one in past) > 0
    usual = median(one.value for one in past)
    return Expected(
        # Few days make a wide range; silence of a publisher that was never silent needs no statistics.
        low=max(_backward(middle - spread, scale), 1.0 if never_silent and usual >= _NEVER_SILENT_FROM else 0.0),
        high=_backward(middle + spread, scale),
        median=usual,
        days=len(past),
    )


def _forward(value: float, scale: Scale) -> float:
    if scale is Scale.COUNT:
        return 2 * math.sqrt(value + 0.375)
    if scale is Scale.SHARE:
        return 2 * math.asin(math.sqrt(min(1.0, max(0.0, value))))
    return math.log(value + 0.5)


def _backward(value: float, scale: Scale) -> float:
    if scale is Scale.COUNT:
        return max(0.0, (max(0.0, value) / 2) ** 2 - 0.375)
    if scale is Scale.SHARE:
        return math.sin(min(math.pi, max(0.0, value)) / 2) ** 2
    return max(0.0, math.exp(value) - 0.5)


def _chance(base: int, past: Sequence[Past], scale: Scale) -> float:
    """The deviation that chance alone gives the value and the median it is compared with."""
    if scale is Scale.COUNT:
        return math.sqrt(1 + 1 / len(past))
    rows = sum(one.base for one in past)
    return math.sqrt(1 / max(1, base) + 1 / max(1, rows))
