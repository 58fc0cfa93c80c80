"""ORG: sources of no table in a closing credit: "(Theo Inhabitat)", "(Theo BI, Techtimes/AFP)"."""

from __future__ import annotations

from transforms.annotate.names.degrees import is_degree
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_PARTS = frozenset((",", "/", ";", "và", "-", "–"))
_MOST = 16  # tokens between the brackets
_LONGEST = 4  # tokens of a name
_LONGEST_PART = 7  # tokens of any part: a longer one is no source ("theo Nghị quyết số 88 về đổi mới …, SGK")
_AUTHORS = frozenset("pv nv btv ctv tg".split())


def bracketed_sources(view: TextView) -> dict[int, int]:
    """First token of each such source → the token behind it."""
    tokens = view.tokens
    found: dict[int, int] = {}
    for at in [i + 1 for i, key in enumerate(tokens.keys) if key == "theo" and i and tokens.words[i - 1] == "("]:
        closing = next((i for i in range(at, min(at + _MOST, len(tokens))) if tokens.words[i] == ")"), at)
        parts = _parts(view, at, closing)
        if all(_may_name(view, first) and behind - first <= _LONGEST_PART for first, behind in parts):
            found |= {first: behind for first, behind in parts if _is_source(view, first, behind)}
    return found


def _parts(view: TextView, first: int, closing: int) -> list[tuple[int, int]]:
    """What stands between the marks from `first` to the closing bracket; a hyphen inside a word parts nothing."""
    tokens = view.tokens
    parts = []
    for index in range(first, closing + 1):
        inside = tokens.words[index] == "-" and tokens.glued(index) and tokens.glued(index + 1)
        if index == closing or (tokens.keys[index] in _PARTS and not inside):
            parts.append((first, index))
            first = index + 1
    return parts


def _may_name(view: TextView, first: int) -> bool:
    """Whether a part begins as names do: with a capital or a foreign word."""
    tokens = view.tokens
    return tokens.capital(first) or not is_syllable(tokens.keys[first])


def _is_source(view: TextView, first: int, behind: int) -> bool:
    """Whether foreign words or an abbreviation stand there, none a person's first name, a degree or a place."""
    tokens = view.tokens
    key = tokens.keys[first]
    if not 0 < behind - first <= _LONGEST or first in view.place_ends or key in words("foreign_names.txt"):
        return False
    if any(not tokens.capital(at) or not tokens.words[at].isalnum() for at in range(first, behind)):
        return False
    short = tokens.shapes[first] is Shape.UPPER and len(key) > 1 and behind == first + 1
    return not is_degree(key) and key not in _AUTHORS and (short or not is_syllable(key))
