"""LOC: power plants, which are places also as "Nhà máy …", and the number in their names: "thủy điện Sông Tranh 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.candidates import Candidate

_PLANT = re.compile(
    r"(?:nhà máy |hồ |cụm )?(?:thủy điện|nhiệt điện|điện hạt nhân|điện gió|điện mặt trời) ", re.IGNORECASE
)
_NUMBER = re.compile(
    r" \d{1,2}(?![\w%./,-]?\d|\w|%)"
    r"(?! (?:tỷ|tỉ|triệu|nghìn|người|ngày|tháng|năm|giờ|phút|km|m|ha|lần|vụ|xe|con|cửa|tổ|đợt|hộ|MW)\b)"
)


def is_plant(surface: str) -> bool:
    """Whether the name is a power plant's."""
    return _PLANT.match(surface) is not None


def with_number(text: str, places: Sequence[Candidate]) -> list[Candidate]:
    """The places, those of power plants with the number behind their name."""
    return [_numbered(text, place) if is_plant(text[place.start : place.end]) else place for place in places]


def _numbered(text: str, place: Candidate) -> Candidate:
    number = _NUMBER.match(text, place.end)
    return replace(place, end=number.end()) if number else place
