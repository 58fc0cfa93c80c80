"""Where the article stands among the lines: the span richest in prose, cut where comments and link lists begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.clean.lines.bylines import is_signature
from transforms.clean.lines.foreign import breaks_subject
from transforms.clean.lines.furniture import Furniture
from transforms.clean.lines.shapes import Line, Shape, is_listed

# Weights of a line for the span, set by hand on flattened pages of the publishers that may be looked at.
_PROSE_FULL = 75  # words from which a paragraph weighs no more
_PROSE_SCALE = 25.0
_SENTENCE, _SHORT_PHRASE, _PHRASE, _FURNITURE, _END = 0.4, -0.45, -0.35, -0.8, -5.0
_LONGEST_LIST = 12  # lines
_LONGEST_BOX = 5  # lines
_WORTH_A_GAP = 40  # words of prose
_BULLETS = "*•·●▪■►▶"


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
        if not furniture.sure:
            return _SHORT_PHRASE
        return _END if furniture.opens == "end" else _FURNITURE
    if line.shape is Shape.PROSE:
        return min(line.words, _PROSE_FULL) / _PROSE_SCALE
    if line.shape is Shape.SENTENCE:
        return _SENTENCE
    return _SHORT_PHRASE if line.words <= 4 else _PHRASE


def find_zone(lines: Sequence[Line], furniture: Sequence[Furniture | None]) -> Zone:
    """The contiguous span of greatest weight, with its edges settled; empty where there is no prose."""
    weights = [weigh(line, verdict) for line, verdict in zip(lines, furniture, strict=True)]
    _spare_lists(lines, weights)
    _spare_boxes(lines, furniture, weights)
    first, after = _heaviest(weights)
    if after > first:
        first, after = _over_tables(lines, furniture, first, after)
    after = _cut_at_end_prompt(furniture, weights, first, after)
    return Zone(first=first, after=after)


def _spare_lists(lines: Sequence[Line], weights: list[float]) -> None:
    """Short lists between paragraphs speak neither for nor against: marked items, and what a colon announces.

    Menus are lists too, but long ones, with bullets that nothing announces, and no sentence right before and behind.
    """
    run: list[int] = []
    for index, line in enumerate(lines):
        announced = bool(run) and lines[run[0]].core.endswith(":")
        if _FURNITURE < weights[index] <= 0 and (announced or is_listed(line) or line.core.endswith(":")):
            run.append(index)
            continue
        if run and run[0] > 0 and weights[run[0] - 1] > 0 and weights[index] > 0 and _is_list_of_text(lines, run):
            for spared in run:
                weights[spared] = 0.0
        run = []


def _spare_boxes(lines: Sequence[Line], furniture: Sequence[Furniture | None], weights: list[float]) -> None:
    """A few links to other stories between two paragraphs weigh no more than one: boxes stand in short texts too."""
    run: list[int] = []
    for index, verdict in enumerate(furniture):
        links = verdict is not None and verdict.sure and verdict.reason == "related"
        headline = bool(run) and verdict is None and lines[index].shape is Shape.PHRASE
        if (links or headline) and len(run) < _LONGEST_BOX:
            run.append(index)
            continue
        if run and run[0] > 0 and weights[run[0] - 1] > 0 and weights[index] > 0:
            for spared in run:
                weights[spared] = max(weights[spared], _FURNITURE / len(run))
        run = []


def _is_list_of_text(lines: Sequence[Line], run: Sequence[int]) -> bool:
    announced = any(lines[i].core.endswith(":") for i in (run[0], run[0] - 1))
    return len(run) <= _LONGEST_LIST and (announced or all(lines[i].text[0] not in _BULLETS for i in run))


def _over_tables(
    lines: Sequence[Line], furniture: Sequence[Furniture | None], first: int, after: int
) -> tuple[int, int]:
    """The span widened over gaps without furniture (a table's cells, verses) to prose of the same subject."""
    body = [lines[i].core for i in range(first, after)]
    end = after + _reach(lines[after:], furniture[after:], body)
    start = first - _reach(lines[:first][::-1], furniture[:first][::-1], body)
    return start, end


def _reach(lines: Sequence[Line], furniture: Sequence[Furniture | None], body: Sequence[str]) -> int:
    """How many lines further the article goes: to the last prose before furniture, if it shares the subject."""
    stop = next((i for i, verdict in enumerate(furniture) if verdict and verdict.reason != "separator"), len(lines))
    prose = [i for i in range(stop) if lines[i].shape is Shape.PROSE]
    if sum(lines[i].words for i in prose) < _WORTH_A_GAP or any(is_signature(line) for line in lines[: prose[-1]]):
        return 0
    alien = breaks_subject(body, [lines[i].core for i in prose], strong_cue=True)
    return 0 if alien else prose[-1] + 1


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
