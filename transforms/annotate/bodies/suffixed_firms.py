"""ORG: Vietnamese names that a foreign word for their kind ends: "An Gia Group", "Khánh Hòa FC", "Phú Điền E&C"."""

from __future__ import annotations

from transforms.annotate.names.foreign import words_that
from transforms.annotate.names.signs import stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape

_LONGEST = 4  # syllables before the word


def suffixed_firms(view: TextView) -> dict[int, int]:
    """First token of each such firm → the token behind it."""
    tokens = view.tokens
    ends = [(i, behind) for i in range(len(tokens)) if (behind := _suffix_end(view, i)) and not tokens.capital(behind)]
    return {first: behind for end, behind in ends if (first := _first(view, end)) < end}


def _suffix_end(view: TextView, index: int) -> int:
    """Behind a word for a kind of firm, or two capitals like "E&C"; 0 where neither stands at a token."""
    tokens = view.tokens
    if not tokens.capital(index):
        return 0
    if tokens.keys[index] in words_that("company"):
        return 0 if is_syllable(tokens.keys[index]) else index + 1
    joined = tokens.words[index + 1 : index + 2] == ["&"] and tokens.glued(index + 1) and tokens.glued(index + 2)
    return index + 3 if joined and len(tokens.keys[index]) == len(tokens.keys[index + 2]) == 1 else 0


def _first(view: TextView, end: int) -> int:
    """The first of the capitals that lead to a word; the word itself where they are no such name."""
    tokens = view.tokens
    first = end
    while first and tokens.capital(first - 1) and not stops_at(view, first - 1):
        first -= 1
        if not is_syllable(tokens.keys[first]) or tokens.glued(first + 1) or end - first > _LONGEST:
            return end
    opening = tokens.shapes[first] is Shape.CAPITAL and tokens.opens_sentence(first)  # "Vở A&B"
    return end if end - first == 1 and opening else first
