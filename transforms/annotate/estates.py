"""LOC: housing estates with foreign names ("Harbor City", "Biên Hòa River Side"), in texts that speak of homes."""

from __future__ import annotations

from itertools import pairwise

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.names.foreign import heads_of_names, words_that
from transforms.annotate.names.signs import stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest

_HOMES = frozenset(
    tuple(word.split())
    for word in (
        "dự án,căn hộ,khu đô,đất nền,chung cư,biệt thự,bất động,nhà phố,mở bán,địa ốc,khu dân,nhà ở".split(",")
    )
)
_SIGNS = 4  # words of homes in a text, from which on it is one about them
_LONGEST = 6


def find_estates(view: TextView) -> list[TokenSpan]:
    """Token spans of such names; none in a text that speaks of no homes."""
    tokens = view.tokens
    last_words = words_that("estate")
    ends = [at for at, key in enumerate(tokens.keys) if key in last_words and _ends_name(view, at)]
    if not ends or sum(pair in _HOMES for pair in pairwise(tokens.keys)) < _SIGNS:
        return []
    spans = [(_first(view, last), last + 1) for last in ends]
    return [(first, behind) for first, behind in spans if behind - first > 1 and not _is_company(view, first, behind)]


def find_projects(view: TextView) -> list[TokenSpan]:
    """Token spans of foreign names right behind "dự án": "dự án Diamond Lotus", "dự án EverGreen"."""
    tokens = view.tokens
    spans = []
    for index, pair in enumerate(pairwise(tokens.keys)):
        if pair != ("dự", "án") or not tokens.capital(index + 2):
            continue
        behind = index + 2
        while tokens.capital(behind) and behind - index <= _LONGEST:
            behind += 1
        if _is_foreign(view, index + 2, behind) and not _is_company(view, index + 2, index + 3):
            spans.append((index + 2, behind))
    return spans


def _is_foreign(view: TextView, first: int, behind: int) -> bool:
    """Whether a foreign word stands in a name that is no single plain word: "Polypropylene" is what is made."""
    tokens = view.tokens
    foreign = [at for at in range(first, behind) if not is_syllable(tokens.keys[at]) and len(tokens.keys[at]) > 2]
    capitals = tokens.shapes[first] is Shape.MIXED or behind - first > 1
    return bool(foreign) and capitals and all(tokens.shapes[at] is not Shape.UPPER for at in range(first, behind))


def _ends_name(view: TextView, index: int) -> bool:
    tokens = view.tokens
    return index > 0 and tokens.capital(index) and tokens.capital(index - 1) and not tokens.capital(index + 1)


def _is_company(view: TextView, first: int, behind: int) -> bool:
    hit = longest(heads_of_names(), view.tokens.keys, first)
    return hit is not None and hit[0] >= behind


def _first(view: TextView, last: int) -> int:
    """The first capital of the name; a word that only opens the sentence ("Tại Harbor City") is left out."""
    tokens = view.tokens
    first = last
    while first and last - first < _LONGEST and tokens.capital(first - 1) and not stops_at(view, first - 1):
        if tokens.shapes[first - 1] is Shape.NUMBER or tokens.starts[first] - tokens.ends[first - 1] > 1:
            break
        first -= 1
    return first
