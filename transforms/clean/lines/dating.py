"""When a flattened article was published and updated: from its own stamp lines, never from its prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from transforms.clean.instants import url_instant
from transforms.clean.lines.hinted import read_hint
from transforms.clean.lines.prefixes import Opening
from transforms.clean.lines.roles import LineRole
from transforms.domain.articles import DatedInstant, Precision
from transforms.domain.pages import Hints
from transforms.vietnamese.stamps import Stamp, StampKind, find_stamps

_NEAR = 8  # lines from the headline or the text's edges within which a stamp is the article's own
_LONGEST_TITLE = 400  # characters
_FUTURE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """What is known of an article's dates; `flags` say what was wrong or poor."""

    published: DatedInstant | None
    updated: DatedInstant | None
    candidates: tuple[DatedInstant, ...]
    flags: frozenset[str]


def date_article(
    roles: Sequence[LineRole], openings: Sequence[Opening], hints: Hints, fetched_at: datetime, url: str | None = None
) -> Dating:
    """Choose among stamp lines near the text, leaked metadata, the door's hints and the address's id, in this order.

    Of the same day, month or year the source that tells most of it is taken. An update fills `published` at day
    precision where nothing better is known: it is an upper bound. What lies more than a day after the fetch is a
    candidate, never chosen. Flags: `date:from_future`, `date:hint_unread`, `published_from_update`.
    """
    stamps = _near_stamps(roles)
    published = [s.instant() for s in stamps if s.kind is not StampKind.UPDATED]
    updated = [s.instant() for s in stamps if s.kind is StampKind.UPDATED]
    leaked = [o.leaked.instant("leaked_prefix") for o in openings if o.leaked]
    told = [read_hint(hints.published, "record"), read_hint(hints.feed_published, "feed")]
    by_url = url_instant(url) if url else None
    changed = read_hint(hints.updated, "record")
    published += leaked + [found for found in (*told, by_url) if found]
    updated += [changed] if changed else []
    latest = fetched_at + _FUTURE
    known = [d for d in published if d.at <= latest]
    changes = [d for d in updated if d.at <= latest]
    flags = {"date:from_future"} if len(known) + len(changes) < len(published) + len(updated) else set()
    if _unread(hints, [*told, changed]):
        flags.add("date:hint_unread")
    chosen = _finest(known)
    if chosen is None and changes:
        chosen = _day_of(changes[0])
        flags.add("published_from_update")
    candidates = tuple(sorted({*published, *updated}, key=lambda d: (d.at, d.precision, d.source)))
    update = changes[0] if changes else None
    return Dating(published=chosen, updated=update, candidates=candidates, flags=frozenset(flags))


def _unread(hints: Hints, found: Sequence[DatedInstant | None]) -> bool:
    """Whether a field that should hold a date holds none that can be read."""
    told = (hints.published, hints.feed_published, hints.updated)
    return any(text and instant is None for text, instant in zip(told, found, strict=True))


def stamp_lines(roles: Sequence[LineRole]) -> list[str]:
    """Stamp lines next to the text, those above it first, the nearest to the headline first."""
    kept = [i for i, role in enumerate(roles) if role.role in ("title", "body")]
    if not kept:
        return [role.text for role in roles if role.role == "drop:date_stamp"]
    head, last = kept[0], kept[-1]
    body = next((i for i in kept if roles[i].role == "body"), head)
    near = [i for i, role in enumerate(roles) if role.role == "drop:date_stamp" and head - _NEAR <= i <= last + _NEAR]
    clocked = any(head < i <= body and _tells_hour(roles[i].text) for i in near)
    # A bare day over the headline is the page's calendar where a stamp with its hour stands under it.
    near.sort(key=lambda i: (i > body, clocked and i < head and not _tells_hour(roles[i].text), abs(i - head), i))
    return [roles[i].text for i in near if i <= body or i > last - _NEAR]


def _tells_hour(text: str) -> bool:
    return any(stamp.precision in (Precision.MINUTE, Precision.SECOND) for stamp in find_stamps(text))


def cut_stamp(title: str) -> tuple[str, Stamp | None]:
    """A headline without the stamp that a flattener glued before it."""
    stamps = find_stamps(title[:_LONGEST_TITLE])
    if not stamps or stamps[0].start or stamps[0].precision not in (Precision.MINUTE, Precision.SECOND):
        return title, None
    rest = title[stamps[0].end :].lstrip(" |-–·,")
    return (rest, stamps[0]) if len(rest.split()) >= 3 else (title, None)


def _near_stamps(roles: Sequence[LineRole]) -> list[Stamp]:
    glued = [stamp for role in roles if role.role == "title" for stamp in cut_stamp(role.text)[1:] if stamp]
    return glued + [stamp for text in stamp_lines(roles) for stamp in find_stamps(text)]


def _finest(known: Sequence[DatedInstant]) -> DatedInstant | None:
    """The most trusted instant, or a finer one that tells more of the same day, month or year."""
    best = known[0] if known else None
    for other in known[1:]:
        if best and other.local_iso().startswith(best.local_iso()):
            best = other if len(other.local_iso()) > len(best.local_iso()) else best
    return best


def _day_of(change: DatedInstant) -> DatedInstant:
    """The day of an update, as an upper bound of publication."""
    if change.precision in (Precision.MONTH, Precision.YEAR):
        return change
    day = datetime.combine(change.local_day(), datetime.min.time(), tzinfo=change.at.tzinfo)
    return DatedInstant(at=day, precision=Precision.DAY, source="stamp:updated")
