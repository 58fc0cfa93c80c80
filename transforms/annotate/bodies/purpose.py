"""The purpose for which a committee was set up: "Trưởng ban tổ chức | lễ hội hoa lần thứ 3", in words of any kind."""

from __future__ import annotations

from functools import cache

from transforms.annotate.names.signs import person_begins
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, pairs, rows, table_trie

_LONGEST = 45  # tokens; longer purposes have not been met
_ENDING_MARKS = frozenset(",;.:()!?…\n“”\"'-–")
_PREDICATES = frozenset(
    "đã sẽ đang vừa cho là nói được bị cùng trao khai đọc ký do gồm vào sáng chiều tối ngày phát cũng vẫn".split()
)


def purpose_end(view: TextView, index: int) -> int:
    """Behind the purpose that begins at `index`; `index` itself where none begins. Ends at a mark, verb or person."""
    tokens = view.tokens
    opening = longest(_openings(), tokens.keys, index)
    if not opening:
        return index
    end = opening[0]
    while end < min(len(tokens), index + _LONGEST) and not _ends(view, end):
        end = view.place_ends.get(end, end + 1)
    return end if end < index + _LONGEST else index


@cache
def _openings() -> dict[str, object]:
    return table_trie("committee_purposes.txt")


def _ends(view: TextView, index: int) -> bool:
    tokens = view.tokens
    if tokens.shapes[index] in (Shape.MARK, Shape.NEWLINE):
        return tokens.words[index] in _ENDING_MARKS and not _inside_code(view, index)
    if tokens.capital(index) and index not in view.place_ends:
        return person_begins(view, index)
    return is_predicate(view, index)


def is_predicate(view: TextView, index: int) -> bool:
    """Whether a verb or particle that begins what is told of a body stands at a token."""
    return view.tokens.keys[index] in _PREDICATES or tells(view, index)


def tells(view: TextView, index: int) -> bool:
    """Whether a verb of two syllables that tells what bodies do stands at a token: "công bố"."""
    return tuple(view.tokens.keys[index : index + 2]) in _verbs()


def _inside_code(view: TextView, index: int) -> bool:
    """Whether a mark stands within a number or code: "ISO 9001:2015"."""
    tokens = view.tokens
    return tokens.glued(index) and tokens.glued(index + 1) and tokens.shapes[index + 1] is Shape.NUMBER


@cache
def _verbs() -> frozenset[tuple[str, ...]]:
    purposes = {tuple(row[0].split(" ")) for row in rows("committee_purposes.txt")} | {("thông", "tin")}
    return frozenset(pair for pair in pairs("verbs.txt") if pair not in purposes)
