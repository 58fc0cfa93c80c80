"""PER: single foreign names in a list of players: "Oblak; Juanfran, Savic, Filipe Luis; Saul, Koke, Griezmann".

A list counts as one of people where at least five stand in a row, two of them are known and none is anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.annotate.names.signs import stops_at
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape

_JOINERS = frozenset((",", ";", "-", "–", "và"))
_FEWEST = 5
_FEWEST_KNOWN = 2
_LONGEST = 3  # tokens of a member
Member = tuple[int, int]


def find_lineups(view: TextView, names: Sequence[Name], taken: Sequence[int]) -> list[Name]:
    """Names of one foreign word in such lists, outside the tokens that are `taken` by bodies, titles and places."""
    known = {name.first: name.behind for name in names}
    if len(known) < _FEWEST_KNOWN:
        return []
    found: list[Name] = []
    for members in _lists(view, known, taken):
        if len(members) < _FEWEST or sum(first in known for first, _ in members) < _FEWEST_KNOWN:
            continue
        unknown = [member for member in members if member[0] not in known]
        if all(_foreign_word(view, *member) for member in unknown):
            found += [Name(first=first, behind=behind, sign="lineup") for first, behind in unknown]
    return found


def _lists(view: TextView, known: dict[int, int], taken: Sequence[int]) -> Iterator[list[Member]]:
    """Runs of capitals joined by marks or "và"; a taken token ends a list."""
    tokens = view.tokens
    members: list[Member] = []
    index, size = 0, len(tokens)
    while index < size:
        capital = tokens.shapes[index] is Shape.CAPITAL
        behind = known.get(index) or (_run_end(view, index, taken) if capital else 0)
        if not behind:
            index += 1
            continue
        members.append((index, behind))
        if behind < size and tokens.keys[behind] in _JOINERS and tokens.capital(behind + 1) and not taken[behind + 1]:
            index = behind + 1
            continue
        yield members
        members, index = [], behind
    yield members


def _run_end(view: TextView, index: int, taken: Sequence[int]) -> int:
    """Behind the capitals that begin at a token; 0 where there are none, or too many."""
    tokens = view.tokens
    if taken[index] or tokens.capital(index - 1):
        return 0
    behind = index + 1
    while tokens.capital(behind) and not taken[behind]:
        behind += 1
    return behind if behind - index <= _LONGEST else 0


def _foreign_word(view: TextView, first: int, behind: int) -> bool:
    key = view.tokens.keys[first]
    return behind - first == 1 and len(key) > 2 and not is_syllable(key) and not stops_at(view, first)
