"""POSITION: "TT", "PTT" before a head of state or government, in a text that spells the office: "TT Trump", "PTT Mỹ …".

"TT" shortens much else ("TT Núi Thành", a town), so that a foreign name or a whole Vietnamese one must follow.
"""

from __future__ import annotations

from itertools import pairwise

from transforms.annotate.names.signs import full_name_begins
from transforms.annotate.offices.titles import Title
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape

_SHORT = frozenset(("tt", "ptt"))
_BEFORE = frozenset("cựu nguyên phó".split())
_SPELLED_OUT = frozenset((("tổng", "thống"), ("thủ", "tướng")))


def abbreviated_offices(view: TextView) -> list[Title]:
    """The abbreviated offices of a text, in reading order."""
    tokens = view.tokens
    if _SHORT.isdisjoint(tokens.keys) or _SPELLED_OUT.isdisjoint(pairwise(tokens.keys)):
        return []
    written = [i for i, key in enumerate(tokens.keys) if key in _SHORT and tokens.shapes[i] is Shape.UPPER]
    return [title for index in written if (title := _office(view, index))]


def _office(view: TextView, index: int) -> Title | None:
    tokens = view.tokens
    behind = view.place_ends.get(index + 1, index + 1)
    if index in view.place_ends or not _is_holder(view, behind):
        return None
    first = index - (index > 0 and tokens.keys[index - 1] in _BEFORE)
    return Title(first=first, behind=behind, organisation=None, letters="aP", bare=behind == index + 1)


def _is_holder(view: TextView, index: int) -> bool:
    tokens = view.tokens
    if not tokens.capital(index) or index in view.place_ends or tokens.glued(index):
        return False
    return tokens.shapes[index] is Shape.CAPITAL and (
        not is_syllable(tokens.keys[index]) or full_name_begins(view, index)
    )
