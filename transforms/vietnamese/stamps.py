"""Publication stamps as Vietnamese sites print them: `Cập nhật lúc 14h05 ngày 3-2-2017`, `Thứ Bảy, 17/04/2021 | 9:41`.

Pure parsing. What stands in prose is no stamp: a bare date counts only where a label stands before it, a clock time
beside it, or where the line holds nothing else. Prose that tells an hour and a day still matches: ask `is_stamp_line`
before a line of unknown kind is believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache

from transforms.domain.articles import VIETNAM_TIME, DatedInstant, Precision
from transforms.vietnamese import stamp_forms as forms

_LONGEST_LINE = 160


class StampKind(StrEnum):
    """What a stamp says of itself."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A printed stamp: `line[start:end]`, label included.

    local_time   as printed, naive; the first instant of the day, month or year where only that is told
    utc_offset   minutes east of Greenwich where a zone is printed, else None (Vietnam is meant)
    """

    start: int
    end: int
    kind: StampKind
    local_time: datetime
    precision: Precision
    utc_offset: int | None = None

    def instant(self, source: str = "stamp") -> DatedInstant:
        """The stamp as an aware instant; Vietnam's time where no zone is printed."""
        zone = VIETNAM_TIME if self.utc_offset is None else timezone(timedelta(minutes=self.utc_offset))
        return DatedInstant(at=self.local_time.replace(tzinfo=zone), precision=self.precision, source=source)


def find_stamps(line: str, *, bare: bool = False) -> tuple[Stamp, ...]:
    """All stamps of a line, in order, none overlapping; offsets in code points of `line`.

    bare  a full date counts without clock and label: for places that are known to hold stamps
    """
    found: list[Stamp] = []
    for match in forms.DATE.finditer(line):
        floor = found[-1].end if found else 0
        if match.start() < floor:
            continue
        stamp = _stamp_around(line, match, floor, bare)
        if stamp:
            found.append(stamp)
    return tuple(found)


def is_stamp_line(line: str, *, bare: bool = False) -> bool:
    """Whether the line is nothing but a stamp, with a weekday, a section, a byline or a view count at most.

    bare  see `find_stamps`

    Relative (`3 giờ trước`) and yearless (`14:05 26/7`) stamps count, though `find_stamps` gives no value for them.
    """
    text = line.strip()
    return 0 < len(text) <= _LONGEST_LINE and _is_stamp_line(text, bare)


@lru_cache(maxsize=8192)
def _is_stamp_line(text: str, bare: bool) -> bool:
    if forms.RELATIVE.fullmatch(text) or forms.YEARLESS.fullmatch(text):
        return True
    stamps = find_stamps(text, bare=bare)
    return bool(stamps) and _is_furniture(_without(text, stamps))


def _stamp_around(line: str, date: re.Match[str], floor: int, bare: bool) -> Stamp | None:
    """The stamp whose date is `date`: label and clock before, clock and zone behind."""
    day = forms.read_date(date)
    if day is None:
        return None
    before = line[max(floor, date.start() - 80) : date.start()]
    head = forms.BEFORE_DATE.search(before)
    clock, start = _clock_before(before, head, date.start())
    end = date.end()
    if clock is None:
        clock, end = _clock_behind(line, end)
    zone = forms.ZONE.match(line, end)
    end = end + len(zone[0].rstrip()) if zone else end
    kind, start = _kind_before(line[max(floor, start - 60) : start], start)
    whole = _alone(line, start, end)
    if clock is None and kind is StampKind.UNKNOWN and not whole and not (bare and day.certain):
        return None
    if not day.certain and kind is StampKind.UNKNOWN and not (clock and day.month):
        return None
    return _build(day, clock, kind, (start, end), forms.read_zone(zone))


def _clock_before(before: str, head: re.Match[str] | None, date_start: int) -> tuple[forms.Clock | None, int]:
    """The clock that stands before the date, and where the stamp starts (weekday and `ngày` included)."""
    if head is None:
        return None, date_start
    start = date_start - (len(before) - head.start())
    return forms.read_clock(head), start


def _clock_behind(line: str, end: int) -> tuple[forms.Clock | None, int]:
    match = forms.CLOCK_BEHIND.match(line, end)
    clock = forms.read_clock(match) if match else None
    return (clock, match.end()) if match and clock else (None, end)


def _kind_before(before: str, start: int) -> tuple[StampKind, int]:
    """What the label right before the stamp says, and where the stamp starts with it."""
    for kind, label in ((StampKind.UPDATED, forms.UPDATED_LABEL), (StampKind.PUBLISHED, forms.PUBLISHED_LABEL)):
        match = label.search(before)
        if match:
            return kind, start - (len(before) - match.start())
    return StampKind.UNKNOWN, start


def _alone(line: str, start: int, end: int) -> bool:
    """Whether nothing but punctuation, weekdays and zones stands around."""
    around = line[:start] + " " + line[end:]
    return not re.search(r"\w", forms.WEEKDAY.sub(" ", forms.ZONE_ANYWHERE.sub(" ", around)))


def _build(
    day: forms.Day, clock: forms.Clock | None, kind: StampKind, span: tuple[int, int], offset: int | None
) -> Stamp | None:
    clock = clock if day.day else None
    hour, minute, second = clock or (0, 0, None)
    try:
        # Naive on purpose: what is printed; `instant` makes it aware.
        local = datetime(day.year, day.month or 1, day.day or 1, hour, minute, second or 0)  # noqa: DTZ001
    except ValueError:
        return None
    precision = _precision(day, clock)
    return Stamp(start=span[0], end=span[1], kind=kind, local_time=local, precision=precision, utc_offset=offset)


def _precision(day: forms.Day, clock: forms.Clock | None) -> Precision:
    if clock:
        return Precision.MINUTE if clock.second is None else Precision.SECOND
    if day.day:
        return Precision.DAY
    return Precision.MONTH if day.month else Precision.YEAR


def _without(text: str, stamps: tuple[Stamp, ...]) -> str:
    """`text` with a bar where each stamp stood, so that what is left falls into parts."""
    pieces, at = [], 0
    for stamp in stamps:
        pieces.append(text[at : stamp.start])
        at = stamp.end
    return "|".join([*pieces, text[at:]])


def _parts(rest: str) -> tuple[str, ...]:
    rest = forms.ZONE_ANYWHERE.sub("|", forms.WEEKDAY.sub("|", forms.COUNTER.sub("|", rest)))
    parts = (part.strip(" ()[]\t") for part in forms.PART_BORDER.split(rest))
    return tuple(part for part in parts if re.search(r"\w", part))


def beside_stamps(line: str) -> tuple[str, ...]:
    """What a line holds beside its stamps, weekdays and counters, in parts: sections, writers, prose."""
    text = line.strip()
    return _parts(_without(text, find_stamps(text, bare=True)))


def _is_furniture(rest: str) -> bool:
    """Whether what stands beside the stamps is short furniture: sections, a name, counts; not prose, no list."""
    parts = _parts(rest)
    return len(parts) <= 4 and all(_is_short_name(part) for part in parts)


def _is_short_name(part: str) -> bool:
    """A section or a person: at most five words, opened by a capital, without sentence marks."""
    part = forms.NAME_LABEL.sub("", part)
    words = part.split()
    return 0 < len(words) <= 5 and part[0].isupper() and not re.search(r"[:;?!“”\"\d]|\.\s|\.$", part)
