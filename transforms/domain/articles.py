"""An article: what the clean room makes of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from transforms.domain.pickling import quickly_pickled

# Asia/Ho_Chi_Minh has been UTC+7 without daylight saving since 1975; a fixed offset needs no time-zone database.
VIETNAM_TIME = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


class Precision(StrEnum):
    """How much of an instant the source told."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class DatedInstant:
    """An instant with what is known of it.

    at         aware; the first instant of the day, month or year where only that is known
    precision  how much of `at` was told
    source     where it was found: `json_ld`, `meta:article:published_time`, `stamp`, `url`, `feed`, `record`, …
    """

    at: datetime
    precision: Precision
    source: str

    def local_day(self) -> date:
        """The day in Vietnam on which it falls."""
        return self.at.astimezone(VIETNAM_TIME).date()

    def local_iso(self) -> str:
        """Local time as ISO text cut to the precision: `2022-07-26T13:54:23+07:00`, `2022-07-26`, `2024-12`, `2023`."""
        local = self.at.astimezone(VIETNAM_TIME)
        day_length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}.get(self.precision)
        return local.date().isoformat()[:day_length] if day_length else local.isoformat()


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The text of a photo, graphic or video, and who is credited for it."""

    text: str
    credit: str | None = None


@quickly_pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A clean article.

    `text` is what entity offsets refer to: sapo (where there is one) and paragraphs, joined by one newline.
    `foreign_tail` are paragraphs that seem to belong to another story glued on: set aside, never deleted.
    `flags` and `date_candidates` are sorted, so that the same page gives the same article.
    """

    article_id: str
    input_key: str
    fetched_at: datetime
    url: str | None
    canonical_url: str | None
    publisher: str | None
    section: str | None
    title: str | None
    sapo: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[Caption, ...] = ()
    foreign_tail: tuple[str, ...] = ()
    byline: str | None = None
    source_agency: str | None = None
    dateline: str | None = None
    published: DatedInstant | None = None
    updated: DatedInstant | None = None
    date_candidates: tuple[DatedInstant, ...] = ()
    language: str | None = None
    flags: tuple[str, ...] = ()
    extractor: str = ""

    @property
    def text(self) -> str:
        """Sapo and paragraphs, a line each."""
        lead = (self.sapo,) if self.sapo else ()
        return "\n".join((*lead, *self.paragraphs))
