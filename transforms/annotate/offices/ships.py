"""Ships called after a rank and a name: "chiến hạm Đô đốc Essen và Đô đốc Makarov"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.names.warships import behind_ship
from transforms.annotate.offices.titles import Title
from transforms.annotate.view import TextView

_RANKS = frozenset(
    tuple(rank.split()) for rank in "đô đốc,phó đô đốc,chuẩn đô đốc,đại đô đốc,nguyên soái,thống chế".split(",")
)
_JOINERS = frozenset((",", "và"))
_LONGEST = 4  # capitals of the name behind the rank


def ships_by_rank(view: TextView, titles: Sequence[Title]) -> list[TokenSpan]:
    """The names of ships that open with a rank, and where the same rank and name stand again."""
    ranks = [t for t in titles if tuple(view.tokens.keys[t.first : t.behind]) in _RANKS]
    ships: set[TokenSpan] = set()
    for rank in ranks:
        if _is_ship(view, rank.first) or _joined(view, rank, ships):
            ships.add((rank.first, _name_end(view, rank.behind)))
    named = {tuple(view.tokens.keys[first:behind]) for first, behind in ships}
    spans = ((rank.first, _name_end(view, rank.behind)) for rank in ranks) if ships else ()
    return [span for span in spans if tuple(view.tokens.keys[slice(*span)]) in named]


def _is_ship(view: TextView, index: int) -> bool:
    bare = index > 0 and view.tokens.keys[index - 1] == "tàu"
    return view.tokens.capital(index) and (bare or behind_ship(view, index))


def _joined(view: TextView, rank: Title, ships: set[TokenSpan]) -> bool:
    """Whether a ship goes before in the same list: "… Đô đốc Essen và | Đô đốc Makarov"."""
    joined = view.tokens.keys[rank.first - 1 : rank.first] and view.tokens.keys[rank.first - 1] in _JOINERS
    return bool(joined) and any(behind == rank.first - 1 for _, behind in ships)


def _name_end(view: TextView, index: int) -> int:
    end = index
    while view.tokens.capital(end) and end - index < _LONGEST:
        end += 1
    return end
