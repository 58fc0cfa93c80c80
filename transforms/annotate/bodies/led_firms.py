"""ORG: firms of no table that a head's title leads to: "Chủ tịch Wingsoft, ông …", "Giám đốc VLAB Lê Văn …"."""

from __future__ import annotations

from transforms.annotate.names.foreign import is_country
from transforms.annotate.names.signs import person_begins
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_TITLES = frozenset(("đốc", "tịch", "ceo", "tgđ", "gđ", "lập", "hành"))  # "giám đốc", "nhà sáng lập", "điều hành"
_PARTED = frozenset((",", "-", "–", "(", ":"))
_HONORIFICS = frozenset(("ông", "bà", "anh", "chị"))
_SHORTEST = 2  # letters


def led_firms(view: TextView) -> dict[int, int]:
    """First token of each mention of such a firm → the token behind it."""
    tokens = view.tokens
    if _TITLES.isdisjoint(tokens.keys):
        return {}
    led = {at + 1 for at, key in enumerate(tokens.keys[:-3]) if key in _TITLES and _is_led(view, at + 1)}
    names = {tokens.words[index] for index in led}
    return (
        {i: i + 1 for i, word in enumerate(tokens.words) if word in names and (i in led or _stands_alone(view, i))}
        if names
        else {}
    )


def _is_led(view: TextView, index: int) -> bool:
    tokens = view.tokens
    if not tokens.capital(index) or index in view.place_ends:
        return False
    if tokens.words[index].isupper() and person_begins(view, index + 1):
        return _is_firm(tokens.keys[index], tokens.words[index])
    if tokens.words[index + 1] not in _PARTED or tokens.keys[index + 2] not in _HONORIFICS:
        return False
    return tokens.capital(index + 3) and _is_firm(tokens.keys[index], tokens.words[index])


def _is_firm(key: str, word: str) -> bool:
    known = is_country(key) or key in place_names().names or key in words("foreign_names.txt")
    return len(word) >= _SHORTEST and word.isalnum() and not is_syllable(key) and not known


def _stands_alone(view: TextView, index: int) -> bool:
    tokens = view.tokens
    joined = tokens.glued(index) and tokens.words[index - 1] in "-/."
    beside = tokens.capital(index + 1) and tokens.shapes[index + 1] is not Shape.UPPER
    return (
        not joined and not beside and not (index and tokens.capital(index - 1) and not tokens.opens_sentence(index - 1))
    )
