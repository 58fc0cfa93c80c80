"""Numbers and branches in the names of bodies: "Quân khu 7", "Chi cục Thuế khu vực II", "… chi nhánh TP.HCM"."""

from __future__ import annotations

from transforms.annotate.bodies.tails import UNITS
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, trie

_BRANCHES = trie((words, "") for words in ("chi nhánh", "- chi nhánh", "– chi nhánh", "khu vực", "vùng"))
_LONGEST_BRANCH = 3  # syllables
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split())


def is_number(view: TextView, index: int) -> bool:
    """Whether a short number or a Roman numeral stands at a token."""
    if index >= len(view.tokens):
        return False
    shape, key = view.tokens.shapes[index], view.tokens.keys[index]
    if shape is Shape.NUMBER:
        return len(key) <= 4 and "." not in key and "," not in key
    return shape is Shape.UPPER and key in _NUMERALS


def whole_number(view: TextView, index: int) -> int:
    """Behind a mark such as 29-03V whose first digits end before `index`."""
    tokens = view.tokens
    dashed = tokens.keys[index : index + 1] == ["-"] and tokens.glued(index) and tokens.glued(index + 1)
    if not dashed or tokens.shapes[index + 1] is not Shape.NUMBER:
        return index
    return index + 3 if tokens.glued(index + 2) and tokens.capital(index + 2) else index + 2


def branch_end(view: TextView, index: int) -> int | None:
    """Behind the place or number of a branch: "Ngân hàng Nhà nước | chi nhánh TP.HCM", "Chi cục Thuế | khu vực II"."""
    keys = view.tokens.keys
    if index >= len(keys):
        return None
    if keys[index] in "-–" and keys[index - 3 : index - 1] == ["khu", "vực"]:
        return view.place_ends.get(index + 1)  # "TAND khu vực 1 | - TP.HCM"
    named = longest(_BRANCHES, keys, index)
    if named and view.tokens.keys[index] in ("khu", "vùng"):
        return named[0] + 1 if is_number(view, named[0]) else None
    return (view.place_ends.get(named[0]) or _branch_name(view, named[0])) if named else None


def continent_end(view: TextView, index: int) -> int:
    """Behind the continent of whose branch a known name speaks: "ESPN | châu Á"; `index` itself where none stands."""
    keys = view.tokens.keys
    end = view.place_ends.get(index, index) if keys[index : index + 1] == ["châu"] else index
    return end + 3 if end > index and keys[end : end + 3] == ["thái", "bình", "dương"] else end


def _branch_name(view: TextView, index: int) -> int | None:
    """Behind two or three plain capitals after which a branch is called: "Agribank chi nhánh | Láng Hạ"."""
    tokens = view.tokens
    end = index
    while tokens.capital(end) and is_syllable(tokens.keys[end]) and end - index <= _LONGEST_BRANCH:
        end += 1
    return end if 2 <= end - index <= _LONGEST_BRANCH and not view.opens_compound(end - 1) else None


def counts_units(view: TextView, index: int) -> bool:
    """Whether a number of units is spoken of: "UBND | 168 phường, xã"."""
    tokens = view.tokens
    number = index < len(tokens) and tokens.shapes[index] is Shape.NUMBER
    return number and longest(UNITS, tokens.keys, index + 1) is not None


def of_numbered_unit(view: TextView, index: int, end: int) -> bool:
    """Whether a force or court is told by the number of its district: "công an quận 5"; not so "trung tâm quận 5"."""
    return view.place_ends.get(end - 2) == end and view.tokens.keys[index] in ("công", "tòa", "toà", "viện", "bệnh")
