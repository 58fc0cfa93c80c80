"""The day against which partial dates are read, where the caller does not know it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

_FULL_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<![\d.,/-])(?<!\d\d [-–] )(?:19[5-9]\d|20\d\d)(?![\d.,/-])")
_PARTIAL_DAY = re.compile(r"(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối|[Hh]ôm)\s(\d{1,2})\s?[/-]\s?(\d{1,2})(?![\d/-])")
_HEAD = 400  # characters: a full date in the first lines is the dateline or the stamp of publication


def infer_reference(text: str) -> date | None:
    """The full day at the head of the text; else its first partial day in the year it names most; else None."""
    head = [day for match in _FULL_DAY.finditer(text, 0, _HEAD) if (day := _day(*match.groups()))]
    if head:
        return head[0]
    years = Counter(_YEAR.findall(text))
    if not years:
        return None
    year = max(years, key=lambda y: (years[y], y))
    partial = _PARTIAL_DAY.search(text)
    return partial and _day(partial[1], partial[2], year)


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
