"""What may stand right behind the head of a body without being a field of work: its abbreviation, a town, a person."""

from __future__ import annotations

from transforms.annotate.name_signs import surnames
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, words


def behind_short_head(view: TextView, index: int, flags: str) -> int:
    """Behind the abbreviation of the head itself where a name goes on: "Câu lạc bộ (CLB) | Bóng đá Hà Nội"."""
    tokens = view.tokens
    short = tokens.keys[index : index + 1] == ["("] and tokens.keys[index + 2 : index + 3] == [")"]
    if not short or "C" not in flags or not tokens.capital(index + 3) or tokens.shapes[index + 1] is not Shape.UPPER:
        return index
    initials = tuple(key[0] for key in tokens.keys[max(index - 4, 0) : index] if key)
    letters = tuple(tokens.keys[index + 1])
    return index + 3 if initials[-len(letters) :] == letters else index


def bare_town(view: TextView, index: int) -> int | None:
    """Behind the name of a district or ward without its type word: "Phòng GD&ĐT | Hai Bà Trưng"."""
    tokens = view.tokens
    known = place_names()
    for behind in range(min(index + known.reach.get(tokens.keys[index], 0), len(tokens)), index + 1, -1):
        name = known.names.get(" ".join(tokens.keys[index:behind]))
        if name and name.table == "unit" and all(map(tokens.capital, range(index, behind))):
            surnamed = longest(surnames(), tokens.keys, index)
            return None if tokens.capital(behind) or (surnamed and surnamed[1] == "strong") else behind
    return None


def foreign_person(view: TextView, index: int) -> bool:
    """Whether the holder of a party's seat stands behind its name: "đảng Cộng hòa | John McCain"."""
    tokens = view.tokens
    first = tokens.keys[index] in words("foreign_names.txt") and not is_syllable(tokens.keys[index])
    return first and tokens.capital(index) and tokens.capital(index + 1)
