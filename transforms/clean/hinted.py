"""What is known of one publisher's pages beforehand: optional, and believed before the general rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from transforms.clean.instants import parse_instant
from transforms.clean.layout import Element, text_inside
from transforms.clean.options import CleanOptions, SiteHints
from transforms.domain.articles import VIETNAM_TIME, DatedInstant, Precision
from transforms.domain.pages import Page
from transforms.vietnamese.stamps import find_stamps

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECES = 60  # text nodes of a selected element that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What a publisher's selectors found on a page; None where there are none, or they found nothing."""

    title: Element | None = None
    sapo: Element | None = None
    body: Element | None = None
    byline: str | None = None
    published: DatedInstant | None = None


def site_of(page: Page, options: CleanOptions) -> SiteHints | None:
    """The hints for the page's publisher, by its id, else by the host of its address or what that is part of."""
    host = (urlsplit(page.url or "").hostname or "").removeprefix("www.")
    for site in options.sites:
        if page.publisher == site.publisher or any(host == own or host.endswith(f".{own}") for own in site.hosts):
            return site
    return None


def for_page(options: CleanOptions, page: Page) -> CleanOptions:
    """The options with the hints of this page's publisher alone: what a worker has to be told."""
    if not options.sites:
        return options
    site = site_of(page, options)
    return replace(options, sites=(site,) if site else ())


def pick(root: Element, site: SiteHints | None) -> Picked:
    """What the hints find on a parsed page; takes what they name as removed off the tree."""
    if site is None:
        return Picked()
    for selector in site.remove:
        _drop(_select(root, selector))
    byline, published = _first(root, site.byline), _first(root, site.published)
    return Picked(
        title=_first(root, site.title),
        sapo=_first(root, site.sapo),
        body=_first(root, site.body),
        byline=(text_inside(byline, pieces=_PIECES) or None) if byline is not None else None,
        published=_instant_of(published) if published is not None else None,
    )


def in_zone(found: DatedInstant, zone: str) -> DatedInstant:
    """An instant that was read without a zone, moved to the publisher's; days stay the days that are printed."""
    if found.at.tzinfo is not VIETNAM_TIME or found.precision not in (Precision.MINUTE, Precision.SECOND):
        return found
    return replace(found, at=found.at.replace(tzinfo=ZoneInfo(zone)))


def _drop(elements: Iterable[Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            element.tag = "dropped"
            etree.strip_elements(parent, "dropped", with_tail=False)


@lru_cache(maxsize=256)
def _path(selector: str) -> etree.XPath:
    from cssselect import HTMLTranslator

    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def _select(root: Element, selector: str) -> list[Element]:
    found = _path(selector)(root)
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _first(root: Element, selector: str | None) -> Element | None:
    return next(iter(_select(root, selector)), None) if selector else None


def _instant_of(element: Element) -> DatedInstant | None:
    for name in ("datetime", "content", "title"):
        found = parse_instant(element.get(name) or "", "selector")
        if found:
            return found
    text = text_inside(element, pieces=_PIECES)
    stamps = find_stamps(text, bare=True)
    return stamps[0].instant("selector") if stamps else parse_instant(text, "selector")
