"""Addresses that feeds, sitemaps and section pages announce."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from transforms.domain.articles import DatedInstant
from transforms.domain.pages import Hints
from transforms.domain.urls import canonical_url
from transforms.fetch.feed_dates import written

_FUTURE = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One announced story, as told: nothing of it is the truth yet.

    canonical  its name; two addresses of one story have the same
    source     the address of what announced it
    """

    url: str
    canonical: str
    source: str
    title: str | None = None
    summary: str | None = None
    section: str | None = None
    byline: str | None = None
    published: DatedInstant | None = None
    updated: DatedInstant | None = None

    def hints(self, fetched_at: datetime) -> Hints:
        """What the clean room is told of it; a date that lies more than a day ahead of the fetch is kept back."""
        return Hints(
            title=self.title,
            sapo=self.summary,
            section=self.section,
            byline=self.byline,
            feed_published=_believable(self.published, fetched_at),
            updated=_believable(self.updated, fetched_at),
        )


def candidate(url: str, source: str) -> Candidate | None:
    """A bare candidate; None for what is no http(s) address."""
    name = canonical_url(url)
    return Candidate(url=url, canonical=name, source=source) if name else None


def merge(found: Iterable[Candidate]) -> list[Candidate]:
    """One candidate a story, in the order first met; what one announcement does not tell is taken from the next."""
    merged: dict[str, Candidate] = {}
    for one in found:
        known = merged.get(one.canonical)
        merged[one.canonical] = _filled(known, one) if known else one
    return list(merged.values())


def _filled(known: Candidate, more: Candidate) -> Candidate:
    return replace(
        known,
        title=known.title or more.title,
        summary=known.summary or more.summary,
        section=known.section or more.section,
        byline=known.byline or more.byline,
        published=known.published or more.published,
        updated=known.updated or more.updated,
    )


def _believable(told: DatedInstant | None, fetched_at: datetime) -> str | None:
    return written(told) if told and told.at <= fetched_at + _FUTURE else None
