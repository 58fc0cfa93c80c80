"""When a story was published and updated: every candidate with its provenance, and the choice among them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from transforms.clean.instants import parse_instant, url_instant
from transforms.clean.layout import Element, Layout, text_inside
from transforms.clean.reading import Reading
from transforms.clean.role import TEXT_ROLES, Role
from transforms.clean.story import is_sentence
from transforms.clean.structured import Structured, article_string
from transforms.clean.zones import OUTSIDE_TEXT, Zone
from transforms.domain.articles import DatedInstant, Precision
from transforms.domain.pages import Page
from transforms.vietnamese.stamps import Stamp, StampKind, find_stamps, is_stamp_line

_PUBLISHED_META = (
    "article:published_time", "datepublished", "pubdate", "publishdate", "published_time", "publish_date",
    "og:published_time", "article:published", "date.published", "dc.date.issued", "dcterms.created", "dc.date", "date",
    "parsely-pub-date", "sailthru.date", "dable:published_time", "article.published", "its_publication", "published",
    "og:pubdate", "release_date", "cxenseparse:recs:publishtime", "publish-date", "article_date_original",
    "datecreated", "article:created_time",
)  # fmt: skip
_UPDATED_META = (
    "article:modified_time", "datemodified", "lastmod", "og:updated_time", "article_updatetime", "dc.date.modified",
    "dcterms.modified", "article:updated_time", "updated_time", "last-modified",
)  # fmt: skip
_DATELESS = frozenset({Role.RELATED, Role.COMMENT, Role.TITLE, Role.CAPTION})
_NEAR_TITLE = 25  # blocks around the headline in which a stamp is that of the story
_AFTER_BODY = 6
_LONGEST_STAMP = 160
_DAY_LIKE = re.compile(r"\d\s?[/.-]\s?\d|\d{4}|\btháng\b", re.IGNORECASE)
_LONGEST_SCRIPT = 20_000
_WRITTEN = re.compile(r"(?:innerHTML|innerText|textContent|write|html|text)\s*[=(]\s*[\"']([^\"'<>]{10,80})[\"']")
_HEAD_ABOVE, _HEAD_BELOW = 2, 4  # blocks around the headline in which a bare day is a stamp
_CLOCK_ABOVE = 3  # blocks between a stamp and the headline under it: then it is the page's clock, not the story's stamp
_CHANGED = re.compile(r"updat|modif|capnhat|cap-nhat", re.IGNORECASE)
_FIRST = re.compile(r"publish|creat|entry-date|posted", re.IGNORECASE)
_FUTURE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The chosen instants, all candidates (sorted), and whether only a last resort found the day."""

    published: DatedInstant | None
    updated: DatedInstant | None
    candidates: tuple[DatedInstant, ...]
    from_future: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    stamp: Stamp
    distance: int
    worded: bool  # the page's own words call the place a date
    above: int = 0  # blocks between it and the headline that it stands over


def find_dates(page: Page, root: Element, reading: Reading) -> Dates:
    """The dates of the story, none from its prose and none later than a day after the page was fetched.

    What a publisher's selector finds is taken first. The printed stamp beats what the page tells machines, except
    where a machine's day exists and the stamp names another: then the stamp must say of itself that it is the day of
    publication.
    """
    machine, updated = _told(page, reading)
    printed = _printed(reading.layout, reading.roles, reading.title_index, reading.extent)
    printed = _without_clock(printed, machine)
    published_stamps = [p for p in printed if p.stamp.kind is not StampKind.UPDATED]
    latest = page.fetched_at + _FUTURE
    everything = [*machine, *updated, *(p.stamp.instant() for p in printed)]
    future = any(found.at > latest for found in everything)
    machine = [found for found in machine if found.at <= latest]
    stamp = _choose_stamp([p for p in published_stamps if p.stamp.instant().at <= latest], machine)
    published = _finer(stamp, machine) if stamp else (machine[0] if machine else None)
    picked = reading.picked.published
    published = picked if picked and picked.at <= latest else published
    updated_stamps = [p.stamp.instant() for p in printed if p.stamp.kind is StampKind.UPDATED]
    changes = [found for found in [*updated_stamps, *updated] if found.at <= latest]
    published = published or next((found for found in _scripted(root) if found.at <= latest), None)
    if published is None and changes:
        published = changes[0]
    return Dates(
        published=published,
        updated=_later(changes, published),
        candidates=_unique([found for found in everything if found.at <= latest]),
        from_future=future,
    )


def _told(page: Page, reading: Reading) -> tuple[list[DatedInstant], list[DatedInstant]]:
    """Instants of publication and of changes that are told to machines, most trusted first."""
    told, anchor = reading.told, reading.title_index
    marked = _marked(reading.layout, anchor if anchor is not None else reading.extent[0], reading.extent[1])
    machine = [*_machine(told, page), *(found for found in marked if found.source == "marked")]
    modified = _parsed([(article_string(told, "dateModified"), "json_ld")])
    meta = [found for name in _UPDATED_META for found in _meta(told, name)]
    return machine, [*modified, *meta, *(found for found in marked if found.source != "marked")]


def _finer(stamp: DatedInstant, machine: list[DatedInstant]) -> DatedInstant:
    """The stamp, or what machines are told of the same day where the stamp has no hour."""
    if stamp.precision is not Precision.DAY:
        return stamp
    day = stamp.local_day()
    timed = [m for m in machine if m.local_day() == day and m.precision is not Precision.DAY and m.source != "url"]
    return timed[0] if timed else stamp


def _later(changes: list[DatedInstant], published: DatedInstant | None) -> DatedInstant | None:
    """The trusted change, where it is later than publication."""
    for change in changes:
        if published is None or change.at > published.at:
            return change
    return None


def _parsed(texts: list[tuple[str | None, str]]) -> list[DatedInstant]:
    return [found for text, source in texts if text for found in (_instant(text, source),) if found]


def _instant(text: str, source: str) -> DatedInstant | None:
    found = parse_instant(text, source)
    if found is None:
        stamps = find_stamps(text)
        found = stamps[0].instant(source) if stamps else None
    return found


def _meta(told: Structured, name: str) -> list[DatedInstant]:
    return _parsed([(text, f"meta:{name}") for text in told.meta.get(name, ())])


def _machine(told: Structured, page: Page) -> list[DatedInstant]:
    """What machines are told, most trusted first."""
    found = _parsed([(article_string(told, "datePublished"), "json_ld")])
    for name in _PUBLISHED_META:
        found.extend(_meta(told, name))
    found.extend(_parsed([(page.hints.published, "record"), (page.hints.feed_published, "feed")]))
    found.extend(_parsed([(article_string(told, "dateCreated", "uploadDate"), "json_ld")]))
    for url in (page.url, told.canonical, told.first("og:url")):
        told_by_url = url_instant(url) if url else None
        if told_by_url:
            found.append(told_by_url)
            break
    return found


def _printed(layout: Layout, roles: list[Role], title_index: int | None, story: tuple[int, int]) -> list[_Printed]:
    """Stamps near the headline or right behind the story, nearest first; never from prose, teasers or comments."""
    start, end = story
    anchor = title_index if title_index is not None else start
    last = max((i for i, role in enumerate(roles) if role in TEXT_ROLES), default=end)
    found: list[_Printed] = []
    for i, block in enumerate(layout.blocks):
        near = abs(i - anchor) <= _NEAR_TITLE or start - 4 <= i < end + _AFTER_BODY
        if not near or len(block.text) > _LONGEST_STAMP or roles[i] in _DATELESS or not _DAY_LIKE.search(block.text):
            continue
        zones = {layout.spans[at].zone for at in block.around.zones}
        worded = Zone.DATE in zones
        bare = worded or anchor - _HEAD_ABOVE <= i <= anchor + _HEAD_BELOW or i > last
        if not _may_hold_stamp(block.text, worded, bare) or (zones & OUTSIDE_TEXT and not worded and i < anchor - 3):
            continue
        distance = abs(i - anchor) if i <= end else abs(i - anchor) + 5
        above = max(0, anchor - i - 1)
        found.extend(
            _Printed(stamp=s, distance=distance, worded=worded, above=above) for s in find_stamps(block.text, bare=bare)
        )
    found.extend(_worded(layout, anchor, start, end))
    return sorted(found, key=lambda p: (p.distance - 3 * p.worded, p.stamp.start))


def _without_clock(printed: list[_Printed], machine: list[DatedInstant]) -> list[_Printed]:
    """Stamps without the clock in the page's head: unlabelled, far over the headline, where others stand nearer."""
    days = {found.local_day() for found in machine}
    story = [
        p
        for p in printed
        if p.above < _CLOCK_ABOVE or p.stamp.kind is not StampKind.UNKNOWN or p.stamp.instant().local_day() in days
    ]
    return story or printed


def _marked(layout: Layout, anchor: int, end: int) -> list[DatedInstant]:
    """Instants in the attributes of places worded date near the headline: `<time datetime=…>`."""
    found = []
    for span in layout.zoned:
        if span.zone is not Zone.DATE or not (
            abs(span.start - anchor) <= _NEAR_TITLE and span.start <= end + _AFTER_BODY
        ):
            continue
        if span.start < anchor - 1 - _CLOCK_ABOVE or span.end - span.start > 2:
            continue
        for name in ("datetime", "content", "title"):
            instant = parse_instant(span.element.get(name) or "", "marked")
            if instant:
                changed = _CHANGED.search(span.names) and not _FIRST.search(span.names)
                found.append(replace(instant, source="marked:updated") if changed else instant)
                break
    return found


def _worded(layout: Layout, anchor: int, start: int, end: int) -> list[_Printed]:
    """Stamps in small elements that the page words as date, inside lines that hold more than a stamp."""
    found: list[_Printed] = []
    for span in layout.zoned:
        near = abs(span.start - anchor) <= _NEAR_TITLE and span.start <= end + _AFTER_BODY
        if span.zone is not Zone.DATE or not near or span.end - span.start > 2 or span.start >= len(layout.blocks):
            continue
        text = text_inside(span.element, pieces=12)
        if len(text) <= _LONGEST_STAMP and not is_sentence(text):
            distance = abs(span.start - anchor)
            above = max(0, anchor - span.start - 1)
            found.extend(
                _Printed(stamp=s, distance=distance, worded=True, above=above) for s in find_stamps(text, bare=True)
            )
    return found


def _scripted(root: Element) -> Iterator[DatedInstant]:
    """Stamps that a script writes into the page: `….innerHTML = "Thứ năm, 20/12/2012, 16:10 GMT+7"`."""
    for script in root.iter("script"):
        for match in _WRITTEN.finditer((script.text or "")[:_LONGEST_SCRIPT]):
            written = html.unescape(match[1])
            if is_stamp_line(written):
                for stamp in find_stamps(written):
                    yield stamp.instant("script")


def _may_hold_stamp(text: str, worded: bool, bare: bool) -> bool:
    return is_stamp_line(text, bare=bare) or (worded and not is_sentence(text))


def _choose_stamp(printed: list[_Printed], machine: list[DatedInstant]) -> DatedInstant | None:
    """The nearest stamp that a machine's day confirms; without machines, the nearest; hours beat bare days."""
    days = {found.local_day() for found in machine if found.source != "url"}
    confirmed = [p for p in printed if not days or p.stamp.instant().local_day() in days]
    certain = [p for p in printed if p.stamp.kind is StampKind.PUBLISHED]
    pool = confirmed or certain or ([] if days else printed)
    if not pool:
        return None
    timed = [p for p in pool[:3] if p.stamp.precision in (Precision.MINUTE, Precision.SECOND)]
    return (timed or pool)[0].stamp.instant()


def _unique(found: list[DatedInstant]) -> tuple[DatedInstant, ...]:
    return tuple(sorted(set(found), key=lambda d: (d.at, d.precision, d.source)))
