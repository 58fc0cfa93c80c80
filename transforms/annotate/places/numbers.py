"""Places that are named by a number: "quận 1", "quốc lộ 1A", "đường số 7"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from transforms.annotate.candidates import Candidate
from transforms.annotate.places.heads import FoundHead, Head, heads
from transforms.annotate.places.readings import Place

# "tại km 45 quốc lộ 1A" counts no roads.
_PLURAL_BEFORE = re.compile(r"(?:^|(?<!km)\s)(?:các|những|\d+|hai|ba|bốn|nhiều) $", re.IGNORECASE)

# "đường 30/4", "công viên 23-9", "quảng trường 2 tháng 4": days of remembrance
_DAY = re.compile(r"([1-37](?<![\d/.-].)\d?)(?:[-/.]|\ [Tt]háng\ )(\d{1,2})(?![\w%]|[.,/:-]\d)")
_REMEMBERED = frozenset(
    "30/4 2/9 3/2 19/8 23/9 23/3 29/3 20/10 20/11 1/5 26/3 27/7 22/12 7/5 2/4 16/4 10/10 19/5 24/3".split()
)
_CALLED_BY_DAY = re.compile(
    r"(?<!\w)(?<!xuống )(?<!lên )(?<!ra )"
    r"(đường|phố|đại lộ|công viên|quảng trường|cầu|chợ|sân vận động|vòng xoay|ngã tư|rạp) \Z",
    re.IGNORECASE,
)
_LONGEST_HEAD = 20


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((re.escape(h.words) for h in heads().values() if "number" in h.numbers), key=lambda w: (-len(w), w))
    return re.compile(
        rf"(?<![\w.])({'|'.join(words)}) ?((?:số )?\d{{1,4}}[A-ZĐ]?(?:/\d{{1,4}})*)(?![\w%]|[.,/:-]\d)", re.IGNORECASE
    )


def numbered_places(text: str) -> Iterator[Place]:
    """The places with a number for a name, in reading order; then those with a day."""
    for match in _pattern().finditer(text):
        if not _PLURAL_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            yield _place(heads()[match[1].lower()], match.start(), match.start(2), match.end(), match[2])
    for day in _DAY.finditer(text):
        if f"{day[1]}/{day[2]}" not in _REMEMBERED:
            continue
        called = _CALLED_BY_DAY.search(text, max(0, day.start() - _LONGEST_HEAD), day.start())
        if called:
            yield _place(heads()[called[1].lower()], called.start(), day.start(), day.end(), day[0])


def _place(head: Head, start: int, name_start: int, end: int, name: str) -> Place:
    return Place(
        start=start,
        end=end,
        name_start=name_start,
        folded=name.lower(),
        name=None,
        head=FoundHead(start=start, head=head, plural=False),
        sure=True,
        until=0,
        method="place:numbered",
    )


def outside_places(dates: Sequence[Candidate], places: Sequence[Candidate]) -> list[Candidate]:
    """The dates that are no part of a place's name: "công viên 23/9" names no day."""
    ends = [place.end for place in places]
    kept = []
    for each in dates:
        at = bisect_left(ends, each.end)
        if at == len(places) or places[at].start >= each.start:
            kept.append(each)
    return kept
