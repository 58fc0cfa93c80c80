"""PER: short names of the highlands, "K'Bình" and "Y Byăn"; not a people ("người H'Mông"), nor a mark ("bảng A")."""

from __future__ import annotations

from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_PEOPLES_BEFORE = frozenset("người tộc bào tiếng xã huyện làng buôn dân".split())
_PEOPLES = frozenset("mông mong roi rê".split())
# Behind these a letter is a mark or a field: "bảng A", "ngành Y".
_LETTERED = frozenset(
    "bảng hạng nhóm khối loại lớp khu tòa nhà cúm gan serie điểm lô dãy ga cột mục vitamin thị bộ ngành khoa viện "
    "trường đại sở học đh hình phần block tháp bậc đội tuyến bến đường số".split()
)


def of_one_word(view: TextView, index: int) -> bool:
    """Whether one word is a name of the highlands by itself: "K'Bình"."""
    word, before = view.tokens.words[index], view.tokens.keys[index - 1]
    named = word[0] in "KH" and len(word) > 3 and word[2].isupper() and not view.tokens.capital(index + 1)
    return named and before not in _PEOPLES_BEFORE and view.tokens.keys[index][2:] not in _PEOPLES


def of_one_letter(view: TextView, index: int) -> bool:
    """Whether a surname of one letter stands with one given name: "Y Byăn", "A Thút"; not "bảng A", "ngành Y"."""
    tokens = view.tokens
    if len(tokens.keys[index]) > 1 or tokens.opens_sentence(index) or tokens.shapes[index + 1] is not Shape.CAPITAL:
        return False
    if tokens.glued(index) or tokens.capital(index - 1):
        return False
    key = tokens.keys[index + 1]
    given = key in words("given_names.txt") or not is_syllable(key)
    return given and tokens.keys[index - 1] not in _LETTERED and not view.opens_compound(index + 1)
