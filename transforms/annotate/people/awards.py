"""Orders, prizes and titles of honour that are called after people: "Huân chương Hồ Chí Minh" names nobody."""

from __future__ import annotations

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.view import TextView
from transforms.vietnamese.tables import longest, trie

_AWARDS = trie(
    (words, "") for words in ("huân chương", "huy chương", "kỷ niệm chương", "giải thưởng", "danh hiệu", "học bổng")
)
_LONGEST = 4  # capitals of such a name


def award_names(view: TextView) -> list[TokenSpan]:
    """Token spans of the capitals right behind the word for an award; no person's name begins in them."""
    tokens = view.tokens
    found = []
    for index, key in enumerate(tokens.keys):
        if key not in _AWARDS:
            continue
        hit = longest(_AWARDS, tokens.keys, index)
        if hit:
            end = hit[0]
            while tokens.capital(end) and end - hit[0] < _LONGEST:
                end += 1
            found.append((hit[0], end))
    return found
