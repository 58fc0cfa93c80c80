"""Which readers try a place in the text, by the digit or the word that stands there."""

from __future__ import annotations

import re
from datetime import date

from transforms.annotate.dates.days import read_day, read_iso, read_lunar, read_said, read_weekday
from transforms.annotate.dates.found import Found, Reader
from transforms.annotate.dates.spans import (
    read_bare_years,
    read_decade,
    read_edge,
    read_month,
    read_month_year,
    read_part_of_year,
    read_quarter,
    read_season,
    read_short_quarter,
    read_years,
)

_DIGIT_READERS: tuple[Reader, ...] = (
    read_iso, read_lunar, read_day, read_month_year, read_part_of_year, read_bare_years,
)  # fmt: skip
_DAY_READERS: tuple[Reader, ...] = (read_lunar, read_day, read_said, read_weekday)
_READERS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("ngày", "hôm", "sáng", "rạng", "trưa", "chiều", "tối", "đêm", "khuya", "nửa"), _DAY_READERS),
    **dict.fromkeys(("thứ", "chủ", "cn", "giữa trưa"), (read_day, read_weekday)),
    **dict.fromkeys(("mùng", "mồng", "rằm"), (read_lunar,)),
    **dict.fromkeys(("đầu", "giữa", "cuối", "mấy"), (read_edge, read_day)),
    **dict.fromkeys(("giai đoạn", "nhiệm", "thời", "niên", "khoảng thời gian"), (read_years,)),
    "mùa": (read_years, read_season),
    **dict.fromkeys(("thượng tuần", "trung tuần", "hạ tuần"), (read_edge,)),
    **dict.fromkeys(("hai", "ba", "bốn", "bảy", "tám", "chín", "mười", "sáu"), (read_part_of_year,)),
    "những": (read_edge, read_part_of_year, read_decade),
    "tháng": (read_lunar, read_month, read_part_of_year, read_said),
    "tuần": (read_edge, read_said),
    "quý": (read_quarter, read_part_of_year, read_said),
    "quí": (read_quarter,),
    **dict.fromkeys(("q1", "q2", "q3", "q4"), (read_short_quarter,)),
    "năm": (read_years, read_decade, read_part_of_year, read_said),
    "thập": (read_decade,),
}
_READERS["ngày"] = (*_DAY_READERS, read_edge)
_READERS["nửa"] = (read_part_of_year, read_edge, *_DAY_READERS)

ANCHOR = re.compile(
    r"(?<![\w/])(?<!\d[.,:])(?:\d{1,4}(?!\d)|(?<!-)(?:"
    + "|".join(sorted(map(re.escape, _READERS), key=lambda word: (-len(word), word)))
    + r")(?!\w))"
)


def read_at(low: str, position: int, anchor: str, reference: date | None) -> Found | None:
    """The calendar expression that begins at an anchor; the first reader of its word that finds one."""
    readers = _DIGIT_READERS if anchor[0].isdigit() else _READERS[anchor]
    for reader in readers:
        found = reader(low, position, reference)
        if found:
            return found
    return None
