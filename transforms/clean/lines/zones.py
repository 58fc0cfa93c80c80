"""Where the article stands among the lines: the span richest in prose, cut where comments and link lists begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.clean.lines.furniture import Furniture
from transforms.clean.lines.shapes import Line, Shape

# Weights of a line for the span, set by hand on flattened pages of the publishers that may be looked at.
_PROSE_FULL = 75  # words from which a paragraph weighs no more
_PROSE_SCALE = 25.0
_SENTENCE, _SHORT_PHRASE, _PHRASE, _FURNITURE, _END = 0.4, -0.45, -0.35, -0.8, -5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The article's lines are `first <= index < after`, in indices of the non-blank lines."""

    first: int
    after: int


def weigh(line: Line, furniture: Furniture | None) -> float:
    """How much a line speaks for the article (positive) or for furniture (negative)."""
    if furniture:
        if furniture.reason in ("separator", "date_stamp", "player_widget", "gallery_intro"):
            return 0.0
        return _END if furniture.opens == "end" and furniture.sure else _FURNITURE
    if line.shape is Shape.PROSE:
        return min(line.words, _PROSE_FULL) / _PROSE_SCALE
    if line.shape is Shape.SENTENCE:
        return _SENTENCE
    return _SHORT_PHRASE if line.words <= 4 else _PHRASE


def find_zone(lines: Sequence[Line], furniture: Sequence[Furniture | None]) -> Zone:
    """The contiguous span of greatest weight, with its edges settled; empty where there is no prose."""
    weights = [weigh(line, verdict) for line, verdict in zip(lines, furniture, strict=True)]
    first, after = _heaviest(weights)
    after = _cut_at_end_prompt(furniture, weights, first, after)
    return Zone(first=first, after=after)


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """Kadane's span: linear time; the earliest of equals."""
    best, best_span = 0.0, (0, 0)
    total, start = 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best + 1e-9:
            best, best_span = total, (start, index + 1)
    return best_span


def _cut_at_end_prompt(furniture: Sequence[Furniture | None], weights: Sequence[float], first: int, after: int) -> int:
    """The span ends at the first prompt behind which no paragraph of the article can follow."""
    total = sum(max(weight, 0.0) for weight in weights[first:after])
    so_far = 0.0
    for index in range(first, after):
        verdict = furniture[index]
        # A prompt in the first third is a button bar over the text, not the comments under it.
        if verdict and verdict.sure and verdict.opens == "end" and so_far > total / 3:
            return index
        so_far += max(weights[index], 0.0)
    return after
