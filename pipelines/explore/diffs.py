"""What differs between two texts: lines beside each other, and inside changed lines the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many words a changed line is shown whole, out and in: comparing is quadratic.
_MOST_WORDS = 1_500
_MOST_LINES = 2_000
# Lines that share less than this of their words are two lines, not one that was changed.
_SAME_LINE = 0.4

Words = list[tuple[str, bool]]  # stretches of a line, and whether the other text has them not


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePair:
    """Lines that answer each other; one side is None where the other text has nothing in its place."""

    left: Words | None
    right: Words | None
    same: bool


def compare(left: str, right: str) -> list[LinePair]:
    """The lines of two texts side by side, in order."""
    before, after = left.split("\n")[:_MOST_LINES], right.split("\n")[:_MOST_LINES]
    pairs: list[LinePair] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [LinePair(left=[(one, False)], right=[(one, False)], same=True) for one in before[i1:i2]]
        else:
            pairs += _changed(before[i1:i2], after[j1:j2])
    return pairs


def _changed(before: list[str], after: list[str]) -> Iterator[LinePair]:
    """Pairs a changed line with the next one like it; what has none stands alone."""
    waiting = list(after)
    for line in before:
        place = next((i for i, other in enumerate(waiting) if _alike(line, other)), None)
        if place is None:
            yield LinePair(left=[(line, True)], right=None, same=False)
            continue
        for other in waiting[:place]:
            yield LinePair(left=None, right=[(other, True)], same=False)
        left, right = _words(line, waiting[place])
        yield LinePair(left=left, right=right, same=False)
        waiting = waiting[place + 1 :]
    for other in waiting:
        yield LinePair(left=None, right=[(other, True)], same=False)


def _alike(left: str, right: str) -> bool:
    first, second = set(left.split()), set(right.split())
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= _SAME_LINE


def _words(left: str, right: str) -> tuple[Words, Words]:
    before, after = left.split(" "), right.split(" ")
    if len(before) + len(after) > _MOST_WORDS:
        return [(left, True)], [(right, True)]
    old: Words = []
    new: Words = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if i2 > i1:
            old.append((" ".join(before[i1:i2]) + " ", kind != "equal"))
        if j2 > j1:
            new.append((" ".join(after[j1:j2]) + " ", kind != "equal"))
    return old, new
