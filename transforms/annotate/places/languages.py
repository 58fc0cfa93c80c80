"""Languages and subjects called like countries, which are no places: "tiếng Anh, Đức và Nhật", "Toán, Lý, Anh"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.annotate.candidates import Candidate
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.gazetteer.spelling import fold_name

_CUE = re.compile(r"(?<!\w)(?:tiếng|ngôn ngữ|Ngôn ngữ|Tiếng)(?: [A-ZĐ]\w*)?(?:, | và | hay | hoặc | )\Z")
_SUBJECTS = re.compile(r"(?<!\w)(?:Toán|Lý|Hóa|Hoá|Văn|Sinh|Sử|Địa|Ngữ văn|Vật lý|Hóa học)(?:, | và )\Z")
_JOINERS = frozenset((", ", " và ", " hay ", " hoặc "))
_REACH = 30


def outside_languages(text: str, places: Sequence[Candidate]) -> list[Candidate]:
    """The places in reading order, without the countries whose language or school subject is meant."""
    kept = []
    spoken_to = 0  # where the last such country ended
    for place in sorted(places, key=lambda one: one.start):
        if _is_country(text[place.start : place.end]) and (
            _is_cued(text, place.start) or (spoken_to and text[spoken_to : place.start] in _JOINERS)
        ):
            spoken_to = place.end
        else:
            kept.append(place)
    return kept


def _is_cued(text: str, start: int) -> bool:
    low = max(0, start - _REACH)
    return (_CUE.search(text, low, start) or _SUBJECTS.search(text, low, start)) is not None


def _is_country(surface: str) -> bool:
    name = place_names().names.get(fold_name(surface))
    return name is not None and name.table == "countries"
