"""Dates as feeds and sitemaps write them: RFC 822, W3C, and what Vietnamese sites print instead."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from transforms.domain.articles import VIETNAM_TIME, DatedInstant, Precision
from transforms.vietnamese.stamps import find_stamps

_YEARS = range(1995, 2101)  # no Vietnamese news site is older
_W3C = re.compile(
    r"(\d{4})-(\d\d)"
    r"(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?",
    re.IGNORECASE,
)
_RFC822 = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{2,4}\b")
# Zones that sites name although RFC 822 does not know them; GMT+7 is written for +0700.
_NAMED_ZONE = re.compile(r"\b(?:GMT|UTC|ICT|Z)\s*([+-])\s?(\d{1,2}):?(\d\d)?\s*$")
_INDOCHINA = re.compile(r"\bICT\s*$")
_EPOCH = re.compile(r"(1\d{9})(\d{3})?")
_VIETNAMESE_DAY = re.compile(r"^(?:thứ\s+\S+|chủ\s+nhật)\s*,\s*", re.IGNORECASE)


def feed_date(text: str | None, source: str = "feed") -> DatedInstant | None:
    """The instant that a feed's date means; Vietnam's time where no zone is told; None where it is no date."""
    told = " ".join((text or "").split())
    if not told or len(told) > 80:
        return None
    for read in (_w3c, _rfc822, _epoch, _printed):
        found = read(told, source)
        if found is not None:
            return found if found.at.year in _YEARS else None
    return None


def written(told: DatedInstant) -> str:
    """The instant as hints carry it: ISO, Vietnam's time, cut to what was told."""
    return told.local_iso()


def _w3c(text: str, source: str) -> DatedInstant | None:
    match = _W3C.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    precision = _precision(day, hour, second)
    try:
        at = datetime(
            int(year),
            int(month),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            tzinfo=_zone(zone),
        )
    except ValueError:
        return None
    return DatedInstant(at=at, precision=precision, source=source)


def _precision(day: str | None, hour: str | None, second: str | None) -> Precision:
    if second is not None:
        return Precision.SECOND
    if hour is not None:
        return Precision.MINUTE
    return Precision.DAY if day is not None else Precision.MONTH


def _zone(text: str | None) -> timezone:
    if text is None:
        return VIETNAM_TIME
    if text.upper() == "Z":
        return UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return timezone(-offset if text[0] == "-" else offset) if offset < timedelta(hours=24) else VIETNAM_TIME


def _rfc822(text: str, source: str) -> DatedInstant | None:
    plain = _VIETNAMESE_DAY.sub("", text)
    if not _RFC822.match(plain):
        return None
    plain = _INDOCHINA.sub("+0700", _NAMED_ZONE.sub(_offset, plain))
    parts = parsedate_tz(plain)
    if parts is None:
        return None
    told_clock = ":" in plain
    zone = VIETNAM_TIME if parts[9] is None or _zoneless(plain) else timezone(timedelta(seconds=parts[9]))
    try:
        at = datetime(parts[0], parts[1], parts[2], parts[3], parts[4], min(parts[5], 59), tzinfo=zone)
    except ValueError:
        return None
    return DatedInstant(at=at, precision=Precision.SECOND if told_clock else Precision.DAY, source=source)


def _offset(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]):02d}{match[3] or '00'}"


def _zoneless(text: str) -> bool:
    """Whether no zone stands at the end: Python then says +0000."""
    return re.search(r"(?:[+-]\d{4}|[A-Za-z]{1,5})$", text) is None


def _epoch(text: str, source: str) -> DatedInstant | None:
    match = _EPOCH.fullmatch(text)
    if match is None:
        return None
    return DatedInstant(at=datetime.fromtimestamp(int(match[1]), UTC), precision=Precision.SECOND, source=source)


def _printed(text: str, source: str) -> DatedInstant | None:
    stamps = find_stamps(text)
    return stamps[0].instant(source) if stamps else None
