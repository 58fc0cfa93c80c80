"""Where the name of a body ends because its head, with rank or honorific, begins: "Quân khu 7 | Trung tướng …"."""

from __future__ import annotations

from transforms.annotate.names.degrees import is_degree
from transforms.annotate.names.signs import full_name_begins, is_surname
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

_RANKS = frozenset(
    (grade, rank)
    for grade in ("thiếu", "trung", "thượng", "đại", "chuẩn")
    for rank in ("tướng", "tá", "úy", "uý", "đô")
)
_SHORT = 2  # digits of a unit's number; houses in streets have more
_HONORIFICS = frozenset(("ông", "bà"))
# Called after people, or kinds whose heads may hold a name.
_EPONYMOUS = frozenset("trường thpt thcs tiểu mầm quỹ nhà bảo lớp chi đội công hợp dntn doanh cơ cửa văn hãng".split())


def before_holder(view: TextView, index: int, end: int) -> int:
    """The end of a body that begins at `index`, before a rank, a degree, an honorific or a whole name inside it."""
    for at in range(index + 1, end):
        if any(begins(view, at) for begins in (_is_rank, _is_degree, _is_honorific, _is_behind_number)):
            return at
        branch = view.tokens.keys[at - 1] == "nhánh"  # "chi nhánh Mạc Thị Bưởi": called after a street
        if (
            at > index + 2
            and not branch
            and view.tokens.keys[at + 1 : at + 2] == ["thị"]
            and _opens_name(view, index, at)
        ):
            return at
    return end


def _is_rank(view: TextView, at: int) -> bool:
    return tuple(view.tokens.keys[at : at + 2]) in _RANKS and view.tokens.capital(at)


def _is_honorific(view: TextView, at: int) -> bool:
    tokens = view.tokens
    return tokens.keys[at] in _HONORIFICS and tokens.shapes[at] is Shape.LOWER and tokens.capital(at + 1)


def _is_behind_number(view: TextView, at: int) -> bool:
    return _behind_number(view, at) and full_name_begins(view, at)


def _is_degree(view: TextView, at: int) -> bool:
    """Whether a degree stands before a name: "Học viện Y … | TS.BS Lê …"."""
    tokens = view.tokens
    return is_degree(tokens.keys[at]) and tokens.capital(at) and is_surname(view, at + 1)


def _behind_number(view: TextView, at: int) -> bool:
    """Whether the number of a unit ends here: "Đội CSGT số 1 | Nguyễn …", no house number."""
    tokens = view.tokens
    return tokens.shapes[at - 1] is Shape.NUMBER and len(tokens.keys[at - 1]) <= _SHORT


def _opens_name(view: TextView, index: int, at: int) -> bool:
    """Whether a woman's whole name ends a body that is not called after people: "Ủy ban Tư pháp | Mai Thị …"."""
    tokens = view.tokens
    if tokens.shapes[at - 1] is Shape.NUMBER and len(tokens.keys[at - 1]) > _SHORT:
        return False  # "Trung tâm hội nghị 272 Võ Thị Sáu": an address
    written = tokens.capital(at) and tokens.capital(at + 1) and tokens.capital(at + 2)
    eponymous = tokens.keys[index] in _EPONYMOUS and not _behind_number(view, at)
    return written and not eponymous and is_surname(view, at)
