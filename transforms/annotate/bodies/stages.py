"""ORG: companies of actors called by their stage: "Sân khấu kịch Quốc Thảo", "Sân khấu Trăng của đạo diễn …"."""

from __future__ import annotations

import re

from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape

_STAGE = re.compile(r"Sân khấu (?=\w)")
_KINDS = frozenset(("kịch", "nhỏ"))
_GENRES = frozenset("cải chèo tuồng kịch hát múa rối xiếc ca nhạc điện truyền lớn ngoài trong dân đương".split())
_NOT_BEFORE = frozenset("trên & - – và hội sĩ học ngành trường khoa viện chí cục".split())
_FOUNDERS = frozenset(("của", who) for who in "đạo nghệ nsưt nsnd ông bà".split())
_LONGEST = 4  # syllables of a name


def stages(view: TextView) -> dict[int, int]:
    """First token of each such company → the token behind it."""
    keys = view.tokens.keys
    found = {}
    for stage in _STAGE.finditer(view.tokens.text):
        first = view.token_at.get(stage.start())
        end = _name_end(view, first + 2) if first is not None else 0
        if first is not None and end and (not first or keys[first - 1] not in _NOT_BEFORE):
            found[first] = end
    return found


def _name_end(view: TextView, index: int) -> int:
    """Behind the capitals after which a stage is called; 0 where they are a place, a genre or too few."""
    tokens = view.tokens
    kind = tokens.keys[index] in _KINDS and tokens.shapes[index] is Shape.LOWER
    start = index + kind
    if not tokens.capital(start) or start in view.place_ends or tokens.keys[start] in _GENRES:
        return 0
    end = start
    while tokens.capital(end) and end - start <= _LONGEST:
        end += 1 + view.opens_compound(end)  # "Thế giới Trẻ"
    size = end - start
    if not kind and not all(is_syllable(key) for key in tokens.keys[start:end]):
        return 0  # "Sân khấu Super Bowl"
    founded = tuple(tokens.keys[end : end + 2]) in _FOUNDERS
    return end if 2 <= size <= _LONGEST or (size == 1 and (kind or founded)) else 0
