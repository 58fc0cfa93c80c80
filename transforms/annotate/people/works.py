"""Plays, cups and warships called after people: "vở Lưu Bình Dương Lễ", "tàu hộ vệ Trần Hưng Đạo" name nobody."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.names.preceding import by_last_word, precedes
from transforms.annotate.names.warships import behind_ship
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView

_WORKS = by_last_word(
    (
        "vở,vở diễn,vở kịch,vở tuồng,vở chèo,vở cải lương,trích đoạn,tiết mục,bài thơ,đoạt giải,trao giải,giành giải,"
        "nhận giải,dự giải,cúp,hạng mục,danh hiệu"
    ).split(",")
)
_CALLED = frozenset(("role", "title", "honorific", "age", "foreign", "byline"))
_TWO_NAMES = 4  # syllables: "Lưu Bình Dương Lễ"


def without_works(view: TextView, names: Sequence[Name]) -> list[Name]:
    """The names but for those right behind such a noun; one of four syllables falls wherever the text has it."""
    keys = view.tokens.keys
    works = {n for n in names if n.sign not in _CALLED and _is_work(view, n.first)}
    plays = {tuple(keys[n.first : n.behind]) for n in works if n.behind - n.first >= _TWO_NAMES}
    return [n for n in names if n not in works and tuple(keys[n.first : n.behind]) not in plays]


def _is_work(view: TextView, index: int) -> bool:
    return precedes(view, index, _WORKS) or behind_ship(view, index)
