"""What may be set about cleaning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteHints:
    """What is known of one publisher's pages; all of it may be left out.

    publisher, hosts  whose pages these are: the id, and hosts without `www.`, subdomains included
    title, sapo, body, byline, published  CSS selectors; the first element that one finds is believed
    remove            CSS selectors of what is taken off the page before it is read
    marks             names of the publisher itself (`TPO`), which never sign a story
    time_zone         of times that are printed without one
    """

    publisher: str
    hosts: tuple[str, ...] = ()
    title: str | None = None
    sapo: str | None = None
    body: str | None = None
    byline: str | None = None
    published: str | None = None
    remove: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    time_zone: str = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """Caps and switches of the clean room; the defaults are those of the benchmarks.

    max_bytes, max_elements, max_depth, max_tag_bytes  caps of the guard, beyond which a page is `PageTooLarge`
        (an over-long tag only loses its attributes)
    sites  hints for the pages of some publishers
    check_completeness  compare the text with a second extractor's and fall back where far more is found there
    """

    max_bytes: int = 32 * 1024 * 1024
    max_elements: int = 400_000
    max_depth: int = 2_000
    max_tag_bytes: int = 65_536
    sites: tuple[SiteHints, ...] = ()
    check_completeness: bool = True

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_elements", "max_depth", "max_tag_bytes"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxLimits:
    """What one page may take, and how long a worker serves.

    seconds, bytes_of_memory  per page, of wall-clock time and of the worker's address space
    pages_per_worker          a worker is replaced after that many, so that nothing it hoards lasts
    """

    seconds: float = 10.0
    bytes_of_memory: int = 1 << 30
    pages_per_worker: int = 5_000

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.bytes_of_memory <= 0 or self.pages_per_worker <= 0:
            raise ValueError("limits must be positive")
