"""ORG: firms called by trade and name, without a word for their kind: "Nhựa Bình Minh", "Xây dựng Hòa Bình"."""

from __future__ import annotations

from functools import cache

from transforms.annotate.names.signs import stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, rows, trie

_TRADES = (
    "nhựa,thép,dược,dược phẩm,xây dựng,địa ốc,bất động sản,gỗ,thủy sản,sữa,bia,vận tải,xi măng,cao su,bảo hiểm,"
    "chứng khoán,dệt may,gạch,phân bón,hóa chất,bánh kẹo,ống thép,gốm sứ,cơ khí,cơ điện,thực phẩm,lương thực,"
    "mía đường,điện máy,khoáng sản,vàng bạc"
)
# Behind these the trade is a field: of a ministry, a department, a school, a paper.
_FIELD_BEFORE = frozenset(
    "bộ sở phòng cục vụ ban ngành khoa báo tờ tạp chí cổng thông trường viện học môn trưởng hội đoàn lĩnh và , - – & "
    "công ty tổng đoàn nghiệp phần mại vụ tnhh mtv cp".split()
)
_LONGEST = 3  # syllables of the name


def trade_firms(view: TextView) -> dict[int, int]:
    """First token of each such firm → the token behind it; one at the head of a sentence must act as firms do."""
    known = _trades()
    found: dict[int, int] = {}
    tokens = view.tokens
    trades = [i for i, key in enumerate(tokens.keys) if key in known and tokens.shapes[i] is Shape.CAPITAL]
    for index in trades:
        hit = longest(known, tokens.keys, index)
        if hit and (end := _name_end(view, index, hit[0])):
            found[index] = end
    told = {view.surface(first, end) for first, end in found.items() if _is_told(view, first, end)}
    return {first: end for first, end in found.items() if view.surface(first, end) in told}


@cache
def _trades() -> Trie:
    return trie((trade, "") for trade in _TRADES.split(","))


def _name_end(view: TextView, index: int, start: int) -> int:
    """Behind one to three capitals that a trade written with one capital leads to; 0 where they are no such name."""
    tokens = view.tokens
    before = tokens.keys[index - 1] if index else ""
    if before in _FIELD_BEFORE or any(tokens.shapes[i] is not Shape.LOWER for i in range(index + 1, start)):
        return 0
    end = start
    while end - start <= _LONGEST and tokens.capital(end) and not stops_at(view, end) and not view.opens_compound(end):
        end += 1
    named = 0 < end - start <= _LONGEST and not tokens.capital(end)
    alone = end - start == 1 and is_syllable(tokens.keys[start])
    return end if named and not alone else 0


def _is_told(view: TextView, first: int, end: int) -> bool:
    """Whether a mention stands inside a sentence, outside a list of fields, or does what firms do."""
    inside = not view.tokens.opens_sentence(first) and not view.tokens.capital(first - 1)
    place = view.place_ends.get(end - 1) == end or any(view.place_ends.get(at) == end for at in range(first, end))
    return longest(_deeds(), view.tokens.keys, end) is not None or (inside and not place)


@cache
def _deeds() -> Trie:
    return trie((row[0], "") for row in rows("company_signs.tsv") if row[1] == "behind")
