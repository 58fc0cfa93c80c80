"""Clubs, centres and funds called by a phrase of which the first syllable alone is a capital.

"Câu lạc bộ | Chung tay vì cộng đồng Hà Nội", "Quỹ | Thắp sáng niềm tin": the name goes on to the place or person that
closes it, else to the next verb or mark.
"""

from __future__ import annotations

from transforms.annotate.bodies.purpose import is_predicate, tells
from transforms.annotate.bodies.tails import paired_place
from transforms.annotate.names.signs import person_begins
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import pairs, phrase_keys, words

_KINDS = frozenset(map(phrase_keys, ("câu lạc bộ", "CLB", "trung tâm", "quỹ", "quỹ học bổng", "mái ấm")))
_LONGEST = 9  # syllables of a phrase
_SHORTEST = 3  # syllables of a phrase that no name closes
_LONGEST_NAME = 4  # syllables of a person after whom a body is called
_BEHIND_NAMES = frozenset("tại ở của trong từ không có nằm nơi khi nếu mà thì do với hay hoặc rồi nào này đó".split())


def phrase_end(view: TextView, index: int, head_end: int, end: int) -> int:
    """Behind the phrase after which the body from `index` is called; 0 where its head leads to no such phrase.

    end: behind the words that are known to be of the name; where they are more than the capital, a name must close it.
    """
    tokens = view.tokens
    if tuple(tokens.keys[index:head_end]) not in _KINDS or not tokens.capital(index) or not _opens(view, head_end):
        return 0
    alone = end == head_end + 1
    if any(tokens.shapes[at] is not Shape.LOWER for at in range(head_end + 1, end)):
        return 0
    at = end + alone
    while at < len(tokens) and tokens.shapes[at] is Shape.LOWER and at - end < _LONGEST and not _closes(view, at):
        at += 1
    name = _name_end(view, at)
    if name or not alone:
        return name
    known = (tokens.keys[head_end], tokens.keys[end]) in pairs("compounds.tsv")
    return at if known or at - head_end >= _SHORTEST else 0


def _opens(view: TextView, index: int) -> bool:
    """Whether one syllable with a capital leads to words in lower case that may go on with a name."""
    tokens = view.tokens
    if index + 1 >= len(tokens) or index in view.place_ends or not is_syllable(tokens.keys[index]):
        return False
    following = tokens.keys[index + 1]
    lower = tokens.shapes[index : index + 2] == [Shape.CAPITAL, Shape.LOWER] and is_syllable(following)
    plain = following in words("function_words.txt") and following != "sáng"  # "Thắp sáng", "Tỏa sáng"
    return lower and not plain and not tells(view, index + 1)


def _closes(view: TextView, index: int) -> bool:
    return view.tokens.keys[index] in _BEHIND_NAMES or is_predicate(view, index)


def _name_end(view: TextView, index: int) -> int:
    """Behind the place or the person that closes a phrase; 0 where neither stands at `index`."""
    tokens = view.tokens
    if index in view.place_ends:
        return paired_place(view, index, view.place_ends[index], "")
    end = index
    while tokens.capital(end) and end - index <= _LONGEST_NAME:
        end += 1
    return end if 2 <= end - index <= _LONGEST_NAME and person_begins(view, index) else 0
