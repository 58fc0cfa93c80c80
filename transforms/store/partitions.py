"""Which day a row belongs to, and where that day lives. Days are Vietnam's."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from transforms.domain.articles import VIETNAM_TIME, Article
from transforms.store.schemas import PARTITION_COLUMN

UNKNOWN_DAY = date(1970, 1, 1)
# A day outside this range is taken for an error of the source, not for a publication day.
_FIRST_PLAUSIBLE_DAY = date(1990, 1, 1)


class Partition(NamedTuple):
    """A day and what it was taken from: `published`, `updated`, `feed`, `fetched` or `unknown`."""

    day: date
    source: str


def partition_of_article(article: Article) -> Partition:
    """Publication day, else update, feed or arrival day; the first day where only a month or year is known."""
    feed = next((one for one in article.date_candidates if one.source == "feed"), None)
    candidates = (("published", article.published), ("updated", article.updated), ("feed", feed))
    for source, instant in candidates:
        if instant is not None and instant.local_day() >= _FIRST_PLAUSIBLE_DAY:
            return Partition(instant.local_day(), source)
    return Partition(arrival_day(article.fetched_at), "fetched" if _arrived(article.fetched_at) else "unknown")


def arrival_day(arrived_at: datetime) -> date:
    """The day in Vietnam on which an input arrived; `1970-01-01` where that is not known."""
    return arrived_at.astimezone(VIETNAM_TIME).date() if _arrived(arrived_at) else UNKNOWN_DAY


def _arrived(arrived_at: datetime) -> bool:
    return arrived_at.astimezone(VIETNAM_TIME).date() >= _FIRST_PLAUSIBLE_DAY


def folder_of(table: str, day: date) -> PurePosixPath:
    """`articles/published_date=2022-07-26`, relative to the data set."""
    return PurePosixPath(table) / f"{PARTITION_COLUMN}={day.isoformat()}"


def day_of(path: PurePosixPath) -> date:
    """The partition day in a file's path; raises ValueError where there is none."""
    for part in path.parts:
        name, _, value = part.partition("=")
        if name == PARTITION_COLUMN:
            return date.fromisoformat(value)
    raise ValueError(f"{path} lies in no {PARTITION_COLUMN} folder")
