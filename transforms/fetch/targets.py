"""What is to be fetched, and how a visit to a publisher is planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from transforms.domain.pages import Hints

NO_HINTS = Hints()


class Role(StrEnum):
    """What an address is to us. Only a page becomes an article; the others are kept in the archive all the same."""

    PAGE = "page"
    SOURCE = "source"  # feed, sitemap, section page
    ROBOTS = "robots"
    HOP = "hop"  # an answer on the way: a redirect, a try that failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One address to fetch.

    url            as found: the input's key in the ledger
    hints          what feed or sitemap say of it
    etag, last_modified  validators of an earlier answer; the request becomes conditional
    """

    url: str
    role: Role = Role.PAGE
    publisher: str | None = None
    hints: Hints = NO_HINTS
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRobots:
    """A robots.txt as last learned. status: of its answer; 0 where there was none."""

    origin: str
    status: int
    body: bytes
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HostPatience:
    """What a visit learned of a host's patience."""

    host: str
    delay_seconds: float
    not_before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One publisher's addresses, fetched one after another by one worker.

    site     names the group: a publisher's id, else a registered domain; all its hosts are in no other visit
    hosts    redirects are followed among these and their subdomains
    day      ISO day of the archive's folder
    delay_seconds  the publisher's least pause, where the registry tells one
    numbers  what the journal calls the targets, where a visit is made again with more of them; by default their places
    robots, patience  what earlier visits learned of the hosts
    """

    site: str
    run_id: str
    day: str
    targets: tuple[Target, ...]
    hosts: tuple[str, ...] = ()
    robots: tuple[KnownRobots, ...] = ()
    patience: tuple[HostPatience, ...] = ()
    delay_seconds: float | None = None
    numbers: tuple[int, ...] | None = None

    def numbered(self) -> dict[int, Target]:
        """The targets by what the journal calls them."""
        return dict(zip(self.numbers or range(len(self.targets)), self.targets, strict=True))
