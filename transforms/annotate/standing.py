"""Which titles count as offices: with a complement, beside a name, or high enough to stand alone."""

from __future__ import annotations

from transforms.annotate.positions import Title
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

# In lower case too these mean one person.
_HIGH = frozenset(
    {("thủ", "tướng"), ("phó", "thủ", "tướng"), ("tổng", "thống"), ("tổng", "bí", "thư"), ("chủ", "tịch", "nước")}
)
_OF_A_CLASS = frozenset((body, many) for body in ("ubnd", "hđnd") for many in ("các", "cấp", "mỗi", "những"))
_NO_HOLDER = frozenset("đời cử chức phủ viên đua nhiệm ghế tranh làm thành cựu cho hoặc dinh quyền".split())


def standing(view: TextView, found: list[Title], held: set[Title]) -> list[Title]:
    """The titles that count: with a complement, beside a name, or high enough to stand alone in capitals."""
    return [
        title
        for title in found
        if title in held or (_stands_alone(view, title) if title.bare else not _is_contested(view, title))
    ]


def _is_contested(view: TextView, title: Title) -> bool:
    """Whether an election to an office is spoken of: in "bầu cử Tổng thống Pháp" only the country is named."""
    keys = view.tokens.keys
    return title.first > 1 and keys[title.first - 1] == "cử" and keys[title.first - 2] in ("bầu", "tranh", "ứng")


def _stands_alone(view: TextView, title: Title) -> bool:
    tokens = view.tokens
    before = tokens.keys[title.first - 1] if title.first else ""
    after = tuple(tokens.keys[title.behind : title.behind + 2])
    if after[:1] in (("các",), ("mỗi",)) or after in _OF_A_CLASS:
        return False  # "Thủ trưởng các sở"
    if before in ("một", "các", "những", "mỗi", "cử", "phủ", "đua") or tokens.shapes[title.first] is Shape.UPPER:
        return False
    if not tokens.capital(title.first):
        return tuple(tokens.keys[title.first : title.behind]) in _HIGH and before not in _NO_HOLDER
    return "A" in title.letters or not tokens.opens_sentence(title.first)
