"""ORG: companies known by one word alone, told by what the text says of them: "ABCON đã phát hành", "cổ đông của ABCO".

A word is judged over all its mentions in the text, as people without a surname are (`unsigned.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.names.foreign import noun_before
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, phrase_keys, rows, trie

_ADVERBS = frozenset("đã sẽ đang vừa cũng từng còn hiện đều mới lại tiếp".split())
_GOODS = frozenset("mã xe mẫu dòng chiếc điện sản thương chứng chip thẻ ứng".split())
_SHORTEST = 4  # letters; shorter capitals abbreviate everything
_SHORTEST_SPEAKER = 3  # of one that says something: "NIC cho biết"
_NUMERALS = frozenset("ivxlc")
_SIGNS_OF_A_WORD = 2  # for a word in lower case, which may be a person's name


def one_word_companies(view: TextView, occupied: Sequence[int]) -> list[TokenSpan]:
    """Token spans of such companies outside the tokens that are `occupied` by other names."""
    mentions: dict[str, list[int]] = {}
    tokens = view.tokens
    for index, shape in enumerate(tokens.shapes):
        if 1 <= shape <= 3 and not occupied[index] and _may_be_name(view, index, occupied):
            mentions.setdefault(tokens.words[index], []).append(index)
    found: list[TokenSpan] = []
    for word, places in mentions.items():
        needed = 1 if word.isupper() else _SIGNS_OF_A_WORD
        if sum(_acts(view, i) or _owns(view, i) for i in places) >= needed or any(_speaks(view, i) for i in places):
            found += [(i, i + 1) for i in places if tokens.keys[i - 1] not in _GOODS and not noun_before(view, i)]
    return found


def _may_be_name(view: TextView, index: int, occupied: Sequence[int]) -> bool:
    tokens = view.tokens
    key = tokens.keys[index]
    shortest = _SHORTEST_SPEAKER if tokens.words[index].isupper() else _SHORTEST
    if len(key) < shortest or not key.isalpha() or is_syllable(key) or _NUMERALS.issuperset(key):
        return False
    if key in _never() or index in view.place_ends:
        return False
    alone = not (tokens.capital(index - 1) and not occupied[index - 1]) and not tokens.capital(index + 1)
    glued = any(tokens.glued(at) and tokens.words[at - (at == index)] in "-/.@" for at in (index, index + 1))
    return alone and not glued and tokens.shapes[index] is not Shape.NUMBER


def _acts(view: TextView, index: int) -> bool:
    long_enough = len(view.tokens.keys[index]) >= _SHORTEST
    return long_enough and longest(_signs("behind"), view.tokens.keys, _behind_adverbs(view, index)) is not None


def _speaks(view: TextView, index: int) -> bool:
    """Whether a word in capitals says or does what only bodies and people do: people are not written so."""
    said = view.tokens.words[index].isupper() and not _among_capitals(view, index)
    return said and longest(_signs("speaks"), view.tokens.keys, _behind_adverbs(view, index)) is not None


def _among_capitals(view: TextView, index: int) -> bool:
    """Whether words beside it are in capitals too: in a headline all are."""
    tokens = view.tokens
    behind = tokens.words[index + 1 : index + 4]
    return tokens.capital(index - 1) or any(word.isupper() and len(word) > 1 for word in behind)


def _behind_adverbs(view: TextView, index: int) -> int:
    at = index + 1
    while view.tokens.keys[at : at + 1] and view.tokens.keys[at] in _ADVERBS and at - index < 3:
        at += 1
    return at


def _owns(view: TextView, index: int) -> bool:
    keys = view.tokens.keys
    return len(keys[index]) >= _SHORTEST and any(
        longest(_signs("before"), keys, start) == (index, "") for start in range(max(index - 4, 0), index)
    )


@cache
def _signs(side: str) -> Trie:
    return trie((row[0], "") for row in rows("company_signs.tsv") if row[1] == side)


@cache
def _never() -> frozenset[str]:
    return frozenset(phrase_keys(row[0])[0] for row in rows("company_signs.tsv") if row[1] == "none")
