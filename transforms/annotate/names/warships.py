"""Warships, whose names name nobody: "tàu hộ vệ Trần Hưng Đạo"."""

from __future__ import annotations

from transforms.annotate.names.preceding import by_last_word, precedes
from transforms.annotate.view import TextView

_KINDS = by_last_word(
    (
        "chiến hạm,soái hạm,mẫu hạm,trục hạm,dương hạm,tàu chiến,tàu hộ vệ,tàu hộ tống,tàu khu trục,tàu ngầm,"
        "tàu tuần dương,tàu đổ bộ,tàu sân bay"
    ).split(",")
)
_SHIPS = frozenset(("tàu", "hạm", "vệ"))


def behind_ship(view: TextView, index: int) -> bool:
    """Whether a kind of warship or a hull number ("tàu 015-Trần Hưng Đạo") goes before; not "tàu hộ vệ | Lê Văn Hà"."""
    tokens = view.tokens
    if index > 2 and tokens.words[index - 1] in "-–" and tokens.words[index - 2].isdigit():
        return not _SHIPS.isdisjoint(tokens.keys[max(index - 4, 0) : index - 2])
    return precedes(view, index, _KINDS) and tokens.keys[index + 1 : index + 2] not in (["văn"], ["thị"])
