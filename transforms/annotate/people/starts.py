"""Where a person's name begins inside a run of capitals: behind a calling that opens a sentence, or behind a club."""

from __future__ import annotations

from transforms.annotate.bodies.organisations import heads
from transforms.annotate.names.foreign import heads_of_names, names_thing
from transforms.annotate.names.signs import COMMON_SURNAMES, is_surname
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.tables import longest

_CALLS = frozenset("ngài ông bà chị cụ cô bé cháu chú bác thầy cậu dì mợ".split())
_ALSO_NAMES = frozenset(("anh", "em"))  # "Anh Thư": skipped at the head of a sentence, or before a surname
_COUNTRIES = frozenset("mỹ anh pháp đức nga nhật hàn ý úc ấn việt thái áo".split())
_JUST_CALLED = frozenset("ông bà anh chị cô ngài chú bác cụ tên".split())


def name_start(view: TextView, index: int, end: int) -> int:
    """The token at which the name begins: "Chị | Nhàn, 24 tuổi", "tiền đạo Man City | Edin Dzeko"."""
    if end - index > 1 and (_is_calling(view, index, end) or _is_country(view, index, end)):
        return index + 1
    hit = longest(heads_of_names(), view.tokens.keys, index)
    return hit[0] if hit and hit[0] < end and view.tokens.capital(hit[0]) and hit[0] > index + 1 else index


def behind_country(view: TextView, index: int, end: int) -> int:
    """Behind a country or people of one syllable before a foreign name: "Hạm đội … Mỹ | Ana Kova"."""
    return index + 1 if _is_country(view, index, end) else index


def _is_country(view: TextView, index: int, end: int) -> bool:
    keys = view.tokens.keys
    return end - index > 2 and keys[index] in _COUNTRIES and not is_syllable(keys[index + 1])


def surname_of_foreign(view: TextView, index: int, end: int) -> bool:
    """Whether a common Vietnamese surname opens a foreign name of three or four words: "Nguyễn Adou Leygley Minh"."""
    keys = view.tokens.keys
    if not 3 <= end - index <= 4 or keys[index] not in COMMON_SURNAMES:
        return False
    return not is_syllable(keys[index + 1]) and not names_thing(keys[index:end])


def is_body_by_name(view: TextView, index: int, end: int) -> bool:
    """Whether one foreign word is a firm or club behind a calling: "ông chủ Facebook", "huyền thoại M.U"."""
    keys = view.tokens.keys
    if end != index + 1 or is_syllable(keys[index]) or keys[index - 1] in _JUST_CALLED:
        return False
    hit = longest(heads(), keys, index)
    printed = hit is not None and ("^" not in hit[1] or view.tokens.words[index].isupper())
    return hit is not None and printed and hit[0] == end and "n" in hit[1]


def _is_calling(view: TextView, index: int, end: int) -> bool:
    key = view.tokens.keys[index]
    if key in _ALSO_NAMES:
        return is_surname(view, index + 1) if end - index > 2 else view.tokens.opens_sentence(index)
    return key in _CALLS
