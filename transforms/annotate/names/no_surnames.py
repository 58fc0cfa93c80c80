"""What looks like a surname and opens no name: "Đoàn Văn công", "Lữ đoàn 955", a line in capitals."""

from __future__ import annotations

from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_BODIES = frozenset("đoàn đồng tổ chu đàm mạc tạ quan công phó tư sử viên".split())  # surnames, and words of bodies


def is_no_surname(view: TextView, index: int, behind: int) -> bool:
    """Whether a word of a body ("Đoàn Văn công") or of a line in capitals ("NHÀ LÝ LUẬN XUẤT SẮC") looks like one."""
    tokens = view.tokens
    if tokens.keys[index : index + 2] == ["lữ", "đoàn"]:
        return True
    if behind - index == 2 and tokens.keys[index] in _BODIES and view.opens_compound(index + 1):
        return True
    if tokens.shapes[index] is not Shape.UPPER or not (_shouts(view, index - 1) or _shouts(view, behind)):
        return False
    given = words("given_names.txt")
    return any(tokens.keys[i] not in given and tokens.keys[i] not in ("thị", "văn") for i in range(index + 1, behind))


def _shouts(view: TextView, index: int) -> bool:
    tokens = view.tokens
    return 0 <= index < len(tokens) and tokens.shapes[index] is Shape.UPPER and tokens.words[index].isalpha()
