"""Names that belong to a beast or a thing: "chú lợn con tên Porkchop", "cuộc thi sắc đẹp mang tên Elite Model"."""

from __future__ import annotations

from transforms.annotate.view import TextView
from transforms.vietnamese.tables import words

_CALLED = frozenset((("mang", "tên"), ("có", "tên"), ("tên", "gọi"), ("đặt", "tên"), ("lấy", "tên")))
_REACH = 8  # tokens before the calling in which the noun stands
_BEASTS = frozenset("lợn heo chó mèo gà vịt ngựa voi hổ báo gấu khỉ bò trâu dê cừu thỏ rùa trăn chim vẹt cún".split())
_TWO_WORD_BEASTS = frozenset((("sư", "tử"), ("cá", "voi"), ("cá", "sấu"), ("cá", "heo"), ("tinh", "tinh")))
_COUNTED = frozenset("con chú cô nàng chàng cậu bầy đàn giống loài".split())
_PEOPLE = frozenset(
    "người ông bà cô anh chị em bé cậu chàng nàng gái trai nam nữ khách thủ viên sinh sĩ sỹ giả nhân tá sư đứa gã hắn "
    "bào thanh thiếu dân bạn vợ chồng cháu khoản nick facebook facebooker fanpage account tôi mình họ kẻ đàn "
    "đốc trưởng tịch cđv hlv vđv fan".split()
)
_THINGS = frozenset(
    "thi xe chiếc tàu thuyền phim án phẩm hiệu giải trình hát khúc làng hàng chứng bệnh mẫu loại món dụng mềm dòng bão "
    "album đảo núi hồ vở cuốn sách giống trường chùa đền".split()
)
_ENDS = frozenset(".;:?!\n")


def is_called_thing(view: TextView, index: int) -> bool:
    """Whether a name at a token is given to a beast or a thing by the words before it."""
    keys = view.tokens.keys
    if "tên" not in keys[max(index - 4, 0) : index]:
        return False
    at = index - 1 if keys[index - 1] in "\"“‘'" else index
    at -= keys[at - 1] == "là"
    if at < 2 or "tên" not in keys[at - 2 : at]:
        return False
    head = at - 2 if tuple(keys[at - 2 : at]) in _CALLED else at - 1
    before = _clause(view, head)
    if _is_beast(before):
        return True
    return head == at - 2 and bool(before) and not _is_person(before, known=keys[index] in words("foreign_names.txt"))


def _clause(view: TextView, head: int) -> list[str]:
    """The words in lower case before the calling, in its sentence."""
    tokens = view.tokens
    start = head
    while start > max(head - _REACH, 0) and tokens.keys[start - 1] not in _ENDS:
        start -= 1
    return [tokens.keys[at] for at in range(start, head) if not tokens.capital(at) or at == start]


def _is_person(before: list[str], *, known: bool) -> bool:
    """Whether a word for people stands there, and none for a thing behind it; a known given name needs none."""
    for word in reversed(before):
        if word in _THINGS:
            return False
        if word in _PEOPLE:
            return True
    return known


def _is_beast(before: list[str]) -> bool:
    """Whether a beast with its classifier is the last noun: "chú lợn con", "con sư tử"."""
    for at in range(max(len(before) - 4, 0), len(before)):
        pair = tuple(before[at : at + 2])
        if pair in _TWO_WORD_BEASTS or (before[at] in _BEASTS and at and before[at - 1] in _COUNTED):
            return True
    return False
