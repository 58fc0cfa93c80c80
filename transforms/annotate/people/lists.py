"""PER: given names in a list that says of whom it is one: "đồng bọn là Hùng, Dũng và Sơn", "rủ Tuấn, Minh"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.names.preceding import by_last_word, precedes
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_CUES = frozenset("bọn nhóm gồm rủ tên bạn con cháu phạm nạn anh chị em cùng".split())
_LINKS = frozenset(("là", "gồm", "có", ":", "nhân", "của", "tên"))
_JOINERS = frozenset((",", "và"))
_REACH = 2  # words between the cue and the list
_COUPLES = by_last_word(
    ("vợ chồng", "cặp đôi", "anh em", "chị em", "mẹ con", "cha con", "vợ chồng ông", "vợ chồng anh")
)
_JOINED = ((",",), ("và",))
_LONGEST = 4  # syllables of a name
_LEAST = 2  # members
# Subjects of schools, seasons, virtues, years: lists of them are no people.
_NEVER = frozenset(
    "văn lý lí hóa hoá sinh sử địa toán anh pháp nhật trung nga đức mỹ hàn việt xuân hạ thu đông bắc nam tây trung "
    "phúc lộc thọ tài nhân nghĩa lễ trí tín tý sửu dần mão thìn tỵ ngọ mùi thân dậu tuất hợi kim mộc thủy hỏa thổ "
    "tết đảng nhà nước sở bộ ban hội đoàn".split()
)


def find_lists(view: TextView, taken: Sequence[int]) -> list[Name]:
    """Single given names in lists of two or more behind such a cue, outside the tokens that are taken."""
    found: list[Name] = []
    reach = 0
    for cue in [at for at, key in enumerate(view.tokens.keys[:-3]) if key in _CUES]:
        index = _behind_links(view, cue + 1)
        if index <= reach or not _is_given(view, index, taken):
            continue
        members = _members(view, index, taken)
        if len(members) >= _LEAST:
            found += [Name(first=at, behind=at + 1, sign="list") for at in members]
            reach = members[-1]
    return found


def find_couples(view: TextView, names: Sequence[Name], taken: Sequence[int]) -> list[Name]:
    """The two behind a word for a couple: "vợ chồng Phú Hà, Thúy Loan lập …"; outside the taken tokens."""
    keys = view.tokens.keys
    ends = {name.first: name.behind for name in names}
    found = []
    for first in [at + 1 for at, key in enumerate(keys) if key in _COUPLES and precedes(view, at + 1, _COUPLES)]:
        behind = ends.get(first) or _given_end(view, first, taken)
        second = behind + 1
        if behind > first and tuple(keys[behind:second]) in _JOINED:
            end = ends.get(second) or _given_end(view, second, taken)
            if end > second:
                found += [
                    Name(first=f, behind=b, sign="list") for f, b in ((first, behind), (second, end)) if f not in ends
                ]
    return found


def _given_end(view: TextView, first: int, taken: Sequence[int]) -> int:
    """Behind two to four capitals of given names that are the whole of a run; `first` where they are not."""
    tokens = view.tokens
    end = first
    while tokens.capital(end) and not taken[end] and tokens.keys[end] in _given():
        end += 1
    whole = 2 <= end - first <= _LONGEST and not tokens.capital(end) and not view.opens_compound(end - 1)
    return end if whole else first


def _given() -> frozenset[str]:
    return words("given_names.txt")


def _behind_links(view: TextView, index: int) -> int:
    """Behind the one or two words that may lead from the cue to the list: "đồng bọn | là", "gồm | có :"."""
    keys = view.tokens.keys
    end = index
    while end - index < _REACH and end < len(keys) - 1 and keys[end] in _LINKS:
        end += 1
    return end


def _members(view: TextView, index: int, taken: Sequence[int]) -> list[int]:
    tokens = view.tokens
    members = [index]
    while tokens.keys[members[-1] + 1 : members[-1] + 2] and tokens.keys[members[-1] + 1] in _JOINERS:
        following = members[-1] + 2
        if following >= len(tokens) or not _is_given(view, following, taken):
            break
        members.append(following)
    return members


def _is_given(view: TextView, index: int, taken: Sequence[int]) -> bool:
    tokens = view.tokens
    key = tokens.keys[index]
    if tokens.shapes[index] is not Shape.CAPITAL or taken[index] or key in _NEVER:
        return False
    alone = not tokens.capital(index + 1) and not tokens.capital(index - 1)
    return alone and key in _given() and not view.opens_compound(index)
