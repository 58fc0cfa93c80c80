"""ORG: a firm or hospital between whose kind and foreign name plain words say what it does: "hãng nội y | Sloggia".

Words of no table may say it, as long as they are nouns: none of them joins, points, judges or tells of ownership.
"""

from __future__ import annotations

from transforms.annotate.names.foreign import is_country
from transforms.annotate.names.signs import person_begins, stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, pairs, table_trie, words

_KINDS = frozenset((("công", "ty"), ("tập", "đoàn"), ("ngân", "hàng"), ("bệnh", "viện"), ("hãng",)))
_NO_TRADE = frozenset("quản vợ nhà tổng giám do phía đại tại tỉnh huyện đối ra vào đi mình này đó".split())
_MOST_WORDS = 5  # syllables between the kind and the name
_LONGEST_NAME = 4  # tokens
# "công ty mẹ Google", "hãng khổng lồ Apple", "hãng đối thủ Boeing": the name alone is meant.
_NOT_OF_THE_NAME = frozenset(
    "mẹ con chủ khổng lồ nổi tiếng lớn nhỏ đối thủ danh đầu riêng cũ mới khác nhất thuê vừa đến từ gốc người nước "
    "anh em hội thành viên giữ nắm gồm kỳ mong muốn thấy nói hay bán mua tên mang dùng sản".split()
)


def described_end(view: TextView, index: int, head_end: int) -> int | None:
    """The token behind the foreign name that such words lead to from the kind at `index`; None where none follows."""
    tokens = view.tokens
    if head_end >= len(tokens) or tokens.shapes[head_end] is not Shape.LOWER:
        return None
    if tuple(tokens.keys[index:head_end]) not in _KINDS:
        return None
    at = head_end
    while at - head_end < _MOST_WORDS and at < len(tokens) and _describes(view, at):
        at += 1
    if at == head_end:
        return None
    return _foreign_name(view, at) or (_name(view, at) if _may_have_trade(view, index, head_end, at) else None)


def _may_have_trade(view: TextView, index: int, head_end: int, at: int) -> bool:
    """Whether two words and more stand behind a "Công ty" with a capital: "Công ty | nước mắm cốt | Thanh Hà"."""
    written = view.tokens.capital(index) and tuple(view.tokens.keys[index:head_end]) == ("công", "ty")
    return written and at - head_end > 1 and not _NO_TRADE.intersection(view.tokens.keys[head_end:at])


def _name(view: TextView, index: int) -> int | None:
    """Behind two to four plain capitals that are no place and no whole name of a person."""
    tokens = view.tokens
    known = longest(table_trie("organisation_names.tsv"), tokens.keys, index)
    if known and view.body_ends.get(index) == known[0]:
        return known[0]
    end = index
    while end - index <= _LONGEST_NAME and tokens.capital(end) and not stops_at(view, end):
        end += 1
    named = 2 <= end - index <= _LONGEST_NAME and tokens.shapes[end - 1] is Shape.CAPITAL
    inner = any(at in view.place_ends or at in view.body_ends for at in range(index, end))
    return end if named and not inner and not person_begins(view, index) else None


def _describes(view: TextView, index: int) -> bool:
    tokens = view.tokens
    key = tokens.keys[index]
    if tokens.shapes[index] is not Shape.LOWER or key in _NOT_OF_THE_NAME or key in words("function_words.txt"):
        return False
    return (key, tokens.keys[index + 1] if index + 1 < len(tokens) else "") not in pairs("verbs.txt")


def _foreign_name(view: TextView, index: int) -> int | None:
    tokens = view.tokens
    if index >= len(tokens) or is_country(tokens.keys[index]) or tokens.keys[index] in words("foreign_names.txt"):
        return None
    end = index
    while end - index < _LONGEST_NAME and tokens.capital(end) and not is_syllable(tokens.keys[end]):
        end += 1
    named = end > index and not tokens.capital(end) and index not in view.place_ends
    return end if named and len(tokens.words[index]) > 2 else None
