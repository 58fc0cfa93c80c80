"""Places that are named by a number: "quận 1", "quốc lộ 1A", "đường số 7"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from transforms.annotate.place_heads import FoundHead, heads
from transforms.annotate.place_readings import Place

# "tại km 45 quốc lộ 1A" counts no roads.
_PLURAL_BEFORE = re.compile(r"(?:^|(?<!km)\s)(?:các|những|\d+|hai|ba|bốn|nhiều) $", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((re.escape(h.words) for h in heads().values() if "number" in h.numbers), key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?<![\w.])({'|'.join(words)}) ?((?:số )?\d{{1,4}}[A-ZĐ]?(?:/\d{{1,4}})*)(?![\w%]|[.,/:-]\d)", re.IGNORECASE
    )


def numbered_places(text: str) -> Iterator[Place]:
    """The places with a number for a name, in reading order."""
    for match in _pattern().finditer(text):
        head = heads()[match[1].lower()]
        if _PLURAL_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        yield Place(
            start=match.start(),
            end=match.end(),
            name_start=match.start(2),
            folded=match[2].lower(),
            name=None,
            head=FoundHead(start=match.start(), head=head, plural=False),
            sure=True,
            until=0,
            method="place:numbered",
        )
