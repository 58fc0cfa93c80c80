"""Canals and the like whose type word opens a sentence: "[Kênh Bắc] chảy qua đô thị", "[Rạch Lăng] dài 2 km"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.annotate.places.context import opens_sentence
from transforms.annotate.places.heads import FoundHead, Head, heads
from transforms.annotate.places.readings import Place
from transforms.vietnamese.gazetteer.spelling import fold_name

_NAMED = re.compile(
    r"[KRĐHPC](?<!\w.)(?:ênh|ạch|ầm|ang|há|ồn) ([^\W\d_]+(?: [^\W\d_]+)?)"
    r"(?= (?:chảy|(?:dài|rộng) (?:gần |hơn |khoảng )?\d|nối|đổ (?:ra|vào)|bắt nguồn|ô nhiễm|bị ô nhiễm)(?!\w))"
)
_KINDS = frozenset(("kênh", "rạch", "đầm", "hang", "phá", "hầm", "cồn"))


def opening_waters(text: str) -> Iterator[Place]:
    """Such places, in reading order."""
    for match in _NAMED.finditer(text):
        words = match[1].split(" ")
        named = all(word[0].isupper() and word[1:].islower() for word in words)
        kind = match[0].split(" ")[0].lower()
        if named and kind in _KINDS and opens_sentence(text, match.start()):
            yield _place(match, heads()[kind])


def _place(match: re.Match[str], head: Head) -> Place:
    return Place(
        start=match.start(),
        end=match.end(),
        name_start=match.start(1),
        folded=fold_name(match[1]),
        name=None,
        head=FoundHead(start=match.start(), head=head, plural=False),
        sure=True,
        until=0,
        method="place:typed",
    )
