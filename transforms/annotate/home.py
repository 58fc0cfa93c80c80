"""Which city or province "Thành ủy", "UBND tỉnh" mean in a text: its dateline, else the place it speaks of most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from transforms.annotate.candidates import Candidate

# "Đà Nẵng - …", "(Đà Nẵng) …", "Đà Nẵng, ngày …" at the head of the text or behind its title line.
_BEHIND_DATELINE = re.compile(r"\)? ?(?:[-–:]|, ?(?:ngày|sáng|chiều))")
_HEAD = 300
_SHARE = 0.5  # of the provinces named: below it the text has no home


def home_of(text: str, places: Sequence[Candidate], prefix: str) -> str | None:
    """The name of the home city (`prefix` "loc:thanh-pho-") or province ("loc:tinh-"); None where it stays open."""
    units = [place for place in places if _is_unit(place, prefix)]
    for place in units:
        opens_line = place.start == 0 or text[place.start - 1] in "\n("
        if place.start < _HEAD and opens_line and _BEHIND_DATELINE.match(text, place.end):
            return place.canonical
    counts = Counter(place.canonical for place in units if place.canonical)
    if not counts:
        return None
    name, count = min(counts.items(), key=lambda named: (-named[1], named[0]))
    return name if count >= _SHARE * sum(counts.values()) else None


def _is_unit(place: Candidate, prefix: str) -> bool:
    key = place.entity_key or ""
    return key.startswith(prefix) and "." not in key and bool(place.canonical)
