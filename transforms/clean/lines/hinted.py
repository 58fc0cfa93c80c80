"""The instants that a door's fields tell, in whatever form their source writes them."""

from __future__ import annotations

import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

from transforms.clean.instants import parse_instant
from transforms.domain.articles import VIETNAM_TIME, DatedInstant, Precision
from transforms.vietnamese.stamps import find_stamps

_EPOCH = re.compile(r"(\d{10})(?:\d{3}|\d{6}|\d{9})?(?:\.\d*)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?)?(Z|[+-]\d{4})?")
_RFC = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d\d(?:\d\d)? \d{1,2}:\d\d.*")
_SECONDS = re.compile(r"\d{1,2}:\d\d:\d\d")
_LONGEST = 120  # characters


def read_hint(text: str | None, source: str) -> DatedInstant | None:
    """The instant of a field: ISO 8601 (compact and cut to month or year too), RFC 822, a Vietnamese stamp, or seconds,
    milli-, micro- or nanoseconds since 1970. Zone and precision as told, Vietnam's time where no zone is; None for any
    other text.
    """
    told = " ".join((text or "").split())
    if not told or len(told) > _LONGEST:
        return None
    epoch, compact = _EPOCH.fullmatch(told), _COMPACT.fullmatch(told)
    if epoch:
        return parse_instant(epoch[1], source)
    if compact:
        return parse_instant(_spread(compact), source)
    if _RFC.fullmatch(told):
        return _rfc(told, source)
    return parse_instant(told, source) or _stamp(told, source)


def _spread(compact: re.Match[str]) -> str:
    """`20170206T073000Z` as `2017-02-06T07:30:00Z`."""
    year, month, day, hour, minute, second, zone = compact.groups()
    clock = ":".join(part for part in (hour, minute, second) if part)
    return f"{year}-{month}-{day}" + (f"T{clock}{zone or ''}" if clock else "")


def _rfc(text: str, source: str) -> DatedInstant | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    precision = Precision.SECOND if _SECONDS.search(text) else Precision.MINUTE
    iso = (at if at.tzinfo else at.replace(tzinfo=VIETNAM_TIME)).isoformat()
    found = parse_instant(iso, source)  # refuses years in which no site can have published
    return replace(found, precision=precision) if found else None


def _stamp(text: str, source: str) -> DatedInstant | None:
    """A printed stamp; the field's name is the label that a bare month or year lacks."""
    stamps = find_stamps(text) or find_stamps(f"date {text}")
    return stamps[0].instant(source) if stamps else None
