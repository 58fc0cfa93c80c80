"""Places in the quoted titles of works, which name no place: phim "Điệp vụ Hà Nội", đóng 'Cướp biển Caribbean'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.annotate.candidates import Candidate

# "phim truyền hình 'Sài Gòn …'", "phần 6 của 'Cướp biển …'", "vở cải lương “…”"
_CUE = re.compile(
    r"(?<!\w)(?:phim(?: (?:ngắn|truyền hình|điện ảnh|tài liệu|hoạt hình|kinh dị|hành động|hài))?"
    r"|vở(?: (?:diễn|kịch|cải lương|chèo|tuồng|múa|nhạc kịch))?|đóng|phần \d{1,2}(?: của)?|tiểu thuyết"
    r"|truyện(?: ngắn| dài)?|ca khúc|bài (?:hát|thơ)|nhạc phẩm|album|MV|trích đoạn|tiết mục|tập thơ|trường ca) \Z",
    re.IGNORECASE,
)
_CUE_REACH = 24
_QUOTES = {"'": "'", "‘": "’", '"': '"', "“": "”"}
_LONGEST = 80


def outside_works(text: str, places: Sequence[Candidate]) -> list[Candidate]:
    """The places that stand in no such title."""
    kept = []
    for place in places:
        opening = _opening(text, place.start)
        if opening < 0 or not _is_title(text, opening, place.end):
            kept.append(place)
    return kept


def _opening(text: str, position: int) -> int:
    """Where the quotation begins that a place stands in; -1 for none."""
    low = max(0, position - _LONGEST)
    found = max(text.rfind(mark, low, position) for mark in _QUOTES)
    return found if found > 0 and text[found - 1] == " " and text[found + 1] != " " else -1


def _is_title(text: str, opening: int, end: int) -> bool:
    closing = text.find(_QUOTES[text[opening]], opening + 1, opening + _LONGEST)
    if closing < end or not text[opening + 1].isupper() or "\n" in text[opening:closing]:
        return False
    return _CUE.search(text, max(0, opening - _CUE_REACH), opening) is not None
