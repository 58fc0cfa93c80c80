"""Single given names ("Nga khai …") of people whom the text has named in full before."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape

# Capitalised for other reasons too often.
_NEVER = frozenset("đảng nhà bộ sở ban đoàn quốc trung ương hội tết phật chúa đất bắc nam đông tây mỹ anh pháp đức ý úc nhật hàn việt".split())
_COUNTRY_CUES = frozenset("nước tại ở sang từ quân đội binh điện người tiếng gốc lính tướng chính phủ hội trưởng".split())
_FOLLOWERS = frozenset(
    "đã khai cho là bị nói và cùng thừa đến được không có rồi sau tiếp lấy dùng đi về bỏ chạy đâm bán mua thuê nhờ gọi kể "
    "biết thấy nghĩ yêu quyết bàn rủ lái chở cầm đánh chém tự vẫn còn cũng đang sẽ chia hứa nhận trả vay làm thì , ra vào".split()
)


def find_given_names(view: TextView, names: Sequence[Name], taken: bytearray) -> list[Name]:
    """Capitalised single syllables that are the given name of a person named in full earlier in the text."""
    known = {view.tokens.keys[n.behind - 1]: n.behind for n in reversed(names) if _full(view, n)}
    occupied = bytearray(taken)
    for first, behind in view.place_ends.items():
        if behind - first == 1 and known.get(view.tokens.keys[first], len(taken)) <= first and not _of_country(view, first):
            occupied[first] = 0
    for name in names:
        occupied[name.first : name.behind] = b"\1" * (name.behind - name.first)
    return [
        Name(first=index, behind=index + 1, sign="given")
        for index, key in enumerate(view.tokens.keys)
        if known.get(key, len(occupied)) <= index and _alone(view, index, occupied)
    ]


def _of_country(view: TextView, index: int) -> bool:
    return view.tokens.keys[index - 1] in _COUNTRY_CUES or view.tokens.keys[index - 1] == "thống"


def _full(view: TextView, name: Name) -> bool:
    key = view.tokens.keys[name.behind - 1]
    return name.behind - name.first in (2, 3, 4) and name.sign != "foreign" and is_syllable(key) and key not in _NEVER


def _alone(view: TextView, index: int, occupied: bytearray) -> bool:
    tokens = view.tokens
    if tokens.shapes[index] is not Shape.CAPITAL or occupied[index]:
        return False
    if tokens.capital(index + 1) or (tokens.capital(index - 1) and not tokens.opens_sentence(index - 1)):
        return False
    if not tokens.opens_sentence(index):
        return True
    return index + 1 < len(tokens) and tokens.keys[index + 1] in _FOLLOWERS and tokens.words[index + 1] != ","
