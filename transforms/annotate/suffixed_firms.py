"""ORG: Vietnamese names that a foreign word for their kind ends: "An Gia Group", "Khánh Hòa FC", "Phú Long Land"."""

from __future__ import annotations

from transforms.annotate.foreign import words_that
from transforms.annotate.name_signs import stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable

_LONGEST = 4  # syllables before the word


def suffixed_firms(view: TextView) -> dict[int, int]:
    """First token of each such firm → the token behind it."""
    kinds = words_that("company")
    tokens = view.tokens
    ends = [i for i, key in enumerate(tokens.keys) if key in kinds and tokens.capital(i) and not is_syllable(key)]
    return {first: end + 1 for end in ends if (first := _first(view, end)) < end and not tokens.capital(end + 1)}


def _first(view: TextView, end: int) -> int:
    """The first of the capitals that lead to a word; the word itself where one is foreign or they are too many."""
    tokens = view.tokens
    first = end
    while first and tokens.capital(first - 1) and not stops_at(view, first - 1):
        first -= 1
        if not is_syllable(tokens.keys[first]) or tokens.glued(first + 1) or end - first > _LONGEST:
            return end
    return first
