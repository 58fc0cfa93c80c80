"""What `dongtin fetch` may be told, validated on construction. Imports no Beam."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.catalog import Publisher, known_publishers, load_publishers, publisher_of, publishers_by_host
from pipelines.config import PipelineConfig, load_config
from pipelines.options import DataSet
from pipelines.yamls import ConfigError
from transforms.domain.articles import VIETNAM_TIME
from transforms.fetch.sites import registered_domain

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")  # a site names a folder


class FetchRequest(BaseModel):
    """One call of `dongtin fetch`: where stories are announced, which of them, and where they go.

    out         the data set: a folder, or `s3://bucket/prefix`
    publishers  ids of the registry: all their feeds, sitemaps and sections
    feeds, sitemaps  addresses of further ones (a section page may stand among them)
    pages       addresses of stories
    urls        a file of further ones, one a line; empty lines and lines that begin with # are passed over
    raw         the archive's folder; None puts it into `<out>/_raw`
    since       announced before this day (Vietnam's), a story is left out; one without a date is not
    limit       no more stories than this in one run, the newest first; the rest waits for the next
    contact     how whoever fetches can be reached; goes before the settings'
    registry    a folder of publishers in place of the shipped one
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    out: DataSet
    publishers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    urls: Path | None = None
    raw: DataSet | None = None
    since: date | None = None
    limit: int | None = Field(default=None, ge=1)
    contact: str | None = None
    config: Path | None = None
    registry: Path | None = None
    runner: str = "DirectRunner"
    workers: int = Field(default=1, ge=1, le=256)
    beam_args: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _asks_for_something(self) -> FetchRequest:
        if not (self.publishers or self.feeds or self.sitemaps or self.pages or self.urls):
            raise ValueError("say what to fetch: --publisher, --feed, --sitemap or --urls")
        return self

    def settings(self) -> PipelineConfig:
        """The settings of the rooms: the config file's, or the defaults; `contact` given here goes first."""
        config = load_config(self.config) if self.config else PipelineConfig()
        return config.for_contact(self.contact)

    def check(self) -> None:
        """Raises `ConfigError` for what can be known to be wrong before anybody is asked.

        Requests must say who asks; only tests on loopback may be silent.
        """
        self.chosen()
        self.addresses()
        assert_says_who_asks(self.settings())

    def catalogue(self) -> tuple[Publisher, ...]:
        """The registry of this call."""
        return load_publishers(self.registry) if self.registry else known_publishers()

    def chosen(self) -> tuple[Publisher, ...]:
        """The publishers asked for; raises `ConfigError` for an unknown one, or one that announces nothing."""
        known = {publisher.id: publisher for publisher in self.catalogue()}
        for name in self.publishers:
            if name not in known:
                raise ConfigError(f"--publisher {name}: not in the registry; `dongtin publishers list` shows who is")
            if not known[name].sources():
                raise ConfigError(f"--publisher {name}: the registry knows no feed, sitemap or section of it")
        return tuple(known[name] for name in self.publishers)

    def sources(self) -> list[str]:
        """The addresses to look for stories, each once."""
        listed = [source for publisher in self.chosen() for source in publisher.sources()]
        return list(dict.fromkeys((*listed, *self.feeds, *self.sitemaps)))

    def addresses(self) -> list[str]:
        """The addresses of stories asked for by name; raises `ConfigError` where the file `urls` cannot be read."""
        if self.urls is None:
            return list(self.pages)
        try:
            lines = self.urls.read_text("utf-8").splitlines()
        except OSError as error:
            raise ConfigError(f"{self.urls}: cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"{self.urls}: is not UTF-8 text") from error
        listed = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
        return [*self.pages, *listed]

    def since_instant(self) -> datetime | None:
        """The first instant of `since` in Vietnam."""
        return datetime.combine(self.since, time(), VIETNAM_TIME) if self.since else None

    @property
    def archive(self) -> Path:
        """The folder of the raw archive."""
        return self.raw or self.out / "_raw"

    @property
    def state(self) -> Path:
        """The folder of what is remembered between calls."""
        return self.out / "_fetch"


def says_who_asks(settings: PipelineConfig) -> bool:
    """Whether requests would say how whoever sends them can be reached; on loopback they need not."""
    return settings.fetch.contact is not None or settings.fetch.allow_loopback


def assert_says_who_asks(settings: PipelineConfig) -> None:
    """Raises `ConfigError` for requests that would not say how whoever fetches can be reached."""
    if not says_who_asks(settings):
        raise ConfigError("say how you can be reached: --contact you@example.org, or `fetch: contact` in the settings")


class Sites:
    """Which visit an address belongs to."""

    def __init__(self, publishers: tuple[Publisher, ...]) -> None:
        self._by_id = {publisher.id: publisher for publisher in publishers}
        self._by_host = publishers_by_host(publishers)
        self._sections = {feed.url: feed.section for publisher in publishers for feed in publisher.feeds}

    def publisher(self, url: str) -> Publisher | None:
        """Who publishes at this address."""
        found = publisher_of(host_of(url), self._by_host)
        return self._by_id[found] if found else None

    def site(self, url: str) -> str:
        """The name of the group of hosts that one worker asks: a publisher's id, else the registered domain."""
        publisher = self.publisher(url)
        named = publisher.id if publisher else registered_domain(host_of(url))
        return _UNSAFE.sub("_", named) or "nowhere"

    def hosts(self, site: str) -> tuple[str, ...]:
        """The hosts of a group."""
        publisher = self._by_id.get(site)
        return publisher.hosts if publisher else (site,)

    def section(self, source: str) -> str | None:
        """The section that a feed of the registry stands for."""
        return self._sections.get(source)

    def delay_seconds(self, site: str) -> float | None:
        """The least pause that the registry asks for."""
        publisher = self._by_id.get(site)
        return publisher.politeness.delay_seconds if publisher else None


def host_of(url: str) -> str:
    """The host as written, lower case, without `www.`; empty where there is none to be read."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.rstrip(".").removeprefix("www.")
