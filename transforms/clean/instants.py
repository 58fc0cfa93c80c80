"""Instants as machines write them: ISO, RFC 2822, epoch, dd/mm forms, and the ids that sites put into URLs."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from transforms.domain.articles import VIETNAM_TIME, DatedInstant, Precision

_EARLIEST_YEAR = 1995  # no Vietnamese news site is older
_LATEST_YEAR = 2100
_ISO = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?"
    r"\s*(Z|GMT|UTC|[+-]\d{1,2}:?\d{0,2})?(?:\s*\(?\w*\)?)?$",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"^(?:\D{0,20}?,\s*)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[\sT,|-]+(\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(AM|PM|SA|CH)?)?"
    r"\s*\(?\s*(?:GMT|UTC)?\s*([+-]\d{1,2}(?::?\d{2})?)?\s*\)?$",
    re.IGNORECASE,
)
_CLOCK_FIRST = re.compile(
    r"^(\d{1,2})[:h](\d{2})(?::(\d{2}))?[\s,|-]+(?:ngày\s+)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$", re.IGNORECASE
)
_EPOCH = re.compile(r"^(?:/Date\()?(\d{10})(\d{3})?(?:[+-]\d{4})?(?:\)/)?$")
_RFC = re.compile(r"^[A-Za-z]{3},? \d{1,2} [A-Za-z]{3} \d{4}")
_URL_LONG = re.compile(
    r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)([0-5]\d)\d{0,5}(?!\d)"
)
_URL_SHORT = re.compile(
    r"(?<!\d)\d{2,3}(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])([0-5]\d)([0-5]\d)\d{3}(?!\d)"
)
_URL_DAY = re.compile(
    r"(?<!\d)(20\d{2})(?:([/-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\w)"
)


def _zone(text: str | None) -> timezone:
    if not text:
        return VIETNAM_TIME
    if text.upper() in ("Z", "GMT", "UTC"):
        return UTC
    digits = re.sub(r"\D", "", text)
    hours, minutes = int(digits[:2] if len(digits) != 3 else digits[:1]), int(digits[-2:] if len(digits) > 2 else 0)
    offset = timedelta(hours=hours, minutes=minutes) * (-1 if text.startswith("-") else 1)
    return timezone(offset) if abs(offset) < timedelta(hours=24) else VIETNAM_TIME


def _build(
    parts: tuple[str | None, ...], zone: timezone, source: str, meridiem: str | None = None
) -> DatedInstant | None:
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in parts)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        return None
    if meridiem and meridiem.upper() in ("PM", "CH") and hour < 12:
        hour += 12
    elif meridiem and meridiem.upper() in ("AM", "SA") and hour == 12:
        hour = 0
    told = Precision.SECOND if parts[5] else Precision.MINUTE if parts[3] else Precision.DAY
    try:
        at = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError:
        return None
    return DatedInstant(at=at, precision=told, source=source)


def parse_instant(text: str, source: str) -> DatedInstant | None:
    """One instant from a machine's text, Vietnam's time where no zone is told; None for any other text.

    Day before month, except where only month before day makes a date, and in `M/D/YYYY h:mm:ss AM`, which is what
    ASP.NET writes under its default culture.
    """
    text = text.strip()
    if not text or len(text) > 60:
        return None
    epoch = _EPOCH.match(text)
    if epoch:
        at = datetime.fromtimestamp(int(epoch[1]), UTC)
        fits = _EARLIEST_YEAR <= at.year <= _LATEST_YEAR
        return DatedInstant(at=at, precision=Precision.SECOND, source=source) if fits else None
    iso = _ISO.match(text)
    if iso:
        return _build(iso.groups()[:6], _zone(iso[7]), source)
    if _RFC.match(text):
        return _rfc(text, source)
    return _vietnamese(text, source)


def _rfc(text: str, source: str) -> DatedInstant | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=VIETNAM_TIME)
    return DatedInstant(at=aware, precision=Precision.SECOND, source=source)


def _vietnamese(text: str, source: str) -> DatedInstant | None:
    clock = _CLOCK_FIRST.match(text)
    if clock:
        hour, minute, second, day, month, year = clock.groups()
        return _build((year, month, day, hour, minute, second), VIETNAM_TIME, source)
    found = _DAY_FIRST.match(text)
    if not found:
        return None
    first, middle, year, hour, minute, second, meridiem, zone = found.groups()
    american = meridiem is not None and meridiem.upper() in ("AM", "PM") and second is not None and "/" in text
    orders = [(middle, first), (first, middle)] if not american else [(first, middle), (middle, first)]
    for month, day in orders:
        instant = _build((year, month, day, hour, minute, second), _zone(zone), source, meridiem)
        if instant:
            return instant
    return None


def url_instant(url: str) -> DatedInstant | None:
    """The instant that a URL's id or path tells: `…-20220726135423.htm`, `188220726135423001`, `/2015/03/23/`."""
    path = re.sub(r"^[a-z]+://[^/]+", "", url.split("?")[0].split("#")[0])
    for pattern, century in ((_URL_LONG, ""), (_URL_SHORT, "20")):
        match = pattern.search(path)
        if match:
            year, *rest = match.groups()
            return _build((century + year, *rest), VIETNAM_TIME, "url")
    match = _URL_DAY.search(path)
    if match is None:
        return None
    return _build((match[1], match[3] or match[5], match[4] or match[6], None, None, None), VIETNAM_TIME, "url")
