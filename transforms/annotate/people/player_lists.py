"""PER: players known by one name, in a list that says so: "ba ngoại binh là Alvino, Renko và Sule"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.names.foreign import is_country
from transforms.annotate.names.preceding import by_last_word, precedes
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape

_PLAYERS = by_last_word(
    (
        "ngoại binh,cầu thủ,tiền đạo,tiền vệ,hậu vệ,trung vệ,thủ môn,chân sút,trụ cột,học trò,đồng đội,ngôi sao,"
        "danh thủ,tuyển thủ,bộ đôi,bộ ba,tân binh,trung phong"
    ).split(",")
)
_LINKS = frozenset(("là", "gồm", "như", ":"))
_REACH = 7  # words between the noun and the link: "ngoại binh người Brazil là"
_JOINERS = frozenset((",", "và"))
Run = tuple[int, int]


def find_players(view: TextView, names: Sequence[Name], taken: Sequence[int]) -> list[Name]:
    """Single foreign words in such lists of two or more, outside the tokens that are taken."""
    if not view.of_sport:
        return []
    known = {name.first: name.behind for name in names}
    found: list[Name] = []
    for index, key in enumerate(view.tokens.keys, start=1):
        if key in _PLAYERS and precedes(view, index, _PLAYERS):
            members = _members(view, _list_start(view, index), known, taken)
            if len(members) > 1:
                found += [Name(first=f, behind=b, sign="role") for f, b in members if f not in known]
    return list({name.first: name for name in found}.values())


def _list_start(view: TextView, index: int) -> int:
    """Behind "là", "gồm" or ":" some words further, where a capital follows; 0 where none does."""
    tokens = view.tokens
    for at in range(index, min(index + _REACH, len(tokens) - 1)):
        if tokens.keys[at] in _LINKS:
            return at + 1 if tokens.capital(at + 1) else 0
        if tokens.shapes[at] is Shape.MARK and tokens.words[at] not in "\"“”'‘’":
            return 0
    return 0


def _members(view: TextView, index: int, known: dict[int, int], taken: Sequence[int]) -> list[Run]:
    tokens = view.tokens
    members: list[Run] = []
    while index and index < len(tokens):
        behind = known.get(index) or (index + 1 if _is_player(view, index, taken) else 0)
        if not behind:
            return members
        members.append((index, behind))
        if tokens.keys[behind : behind + 1] and tokens.keys[behind] in _JOINERS and tokens.capital(behind + 1):
            index = behind + 1
            continue
        return members
    return members


def _is_player(view: TextView, index: int, taken: Sequence[int]) -> bool:
    tokens = view.tokens
    key = tokens.keys[index]
    if taken[index] or tokens.shapes[index] is not Shape.CAPITAL or tokens.capital(index + 1) or is_country(key):
        return False
    return len(key) > 2 and not is_syllable(key)
