"""The publishers we know. Imports no Beam: DAG files read this too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipelines.yamls import ConfigError, load_yaml
from transforms.clean.options import SiteHints
from transforms.domain.articles import Article
from transforms.domain.errors import ForbiddenAddress
from transforms.fetch.addresses import read_address
from transforms.fetch.options import Reach

# Beside this package in a checkout and in an installed distribution alike.
REGISTRY = Path(__file__).parents[1] / "configs" / "publishers"
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
_ANY_PORT = Reach(ports=frozenset(range(1, 65536)))  # which ports are asked is the settings' to say


def _fetchable(url: str) -> str:
    try:
        read_address(url, _ANY_PORT)
    except ForbiddenAddress as refusal:
        raise ValueError(f"{url}: {refusal.detail}") from None
    return url


def _bare_host(host: str) -> str:
    if not _HOST.fullmatch(host) or host.startswith("www."):
        raise ValueError(f"{host!r} is no host name without www., lower case, as in baodanang.vn")
    return host


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"{name!r} is no time zone; Asia/Ho_Chi_Minh is one") from None
    return name


def _selector(text: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from None
    return text


Url = Annotated[str, AfterValidator(_fetchable)]
Host = Annotated[str, AfterValidator(_bare_host)]
Selector = Annotated[str, AfterValidator(_selector)]


class Level(StrEnum):
    """Whose voice an outlet is."""

    NATIONAL = "national"  # newspapers and agencies read in the whole country
    PARTY = "party"  # organs of the Party and its bodies
    GOVERNMENT = "government"  # portals and papers of government, ministries, National Assembly, army, police
    PROVINCIAL = "provincial"  # of one province or city


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Feed(_Part):
    """One RSS or Atom address, and the section it stands for."""

    url: Url
    section: str | None = None


class Politeness(_Part):
    """delay_seconds: least pause between requests to one host, beyond what the settings ask for."""

    delay_seconds: float = Field(default=1.0, ge=0, le=600)


class Selectors(_Part):
    """CSS selectors, where the general rules are known to fail; `remove` names what is taken off the page first."""

    title: Selector | None = None
    sapo: Selector | None = None
    body: Selector | None = None
    byline: Selector | None = None
    published: Selector | None = None
    remove: tuple[Selector, ...] = ()


class Publisher(_Part):
    """One outlet, a file in `configs/publishers/`.

    id           what `articles.publisher` says; the file's name
    name         as printed
    hosts        where it publishes, without `www.`; subdomains belong to it too
    level        whose voice it is
    feeds, sitemaps, sections  where it announces stories; a section is a page that lists some
    verified_on  the day on which somebody asked these addresses and found them right; null: never, they are from memory
    charset, time_zone, selectors  help for the clean room where its general rules fail (`site_hints`)
    byline_hints  how the outlet names itself; such a name signs no story
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str
    hosts: tuple[Host, ...] = Field(min_length=1)
    level: Level = Level.NATIONAL
    feeds: tuple[Feed, ...] = ()
    sitemaps: tuple[Url, ...] = ()
    sections: tuple[Url, ...] = ()
    time_zone: Annotated[str, AfterValidator(_zone)] = "Asia/Ho_Chi_Minh"
    politeness: Politeness = Politeness()
    charset: str | None = None
    byline_hints: tuple[str, ...] = ()
    selectors: Selectors = Selectors()
    verified_on: date | None = None

    @model_validator(mode="after")
    def _publishes_on_its_hosts(self) -> Publisher:
        for url in self.sources():
            host = (urlsplit(url).hostname or "").removeprefix("www.")
            if not any(host == one or host.endswith("." + one) for one in self.hosts):
                raise ValueError(f"{url} is on none of the publisher's hosts")
        return self

    def sources(self) -> tuple[str, ...]:
        """All addresses that announce stories: feeds, sitemaps, sections."""
        return (*(feed.url for feed in self.feeds), *self.sitemaps, *self.sections)


@cache
def known_publishers() -> tuple[Publisher, ...]:
    """The shipped registry, by id; raises `ConfigError` with file, line and key."""
    return load_publishers(REGISTRY)


def load_publishers(folder: Path) -> tuple[Publisher, ...]:
    """The publishers of a folder, by id; raises `ConfigError` with file, line and key, and for a host named twice."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise ConfigError(f"{folder}: holds no publisher; a file <id>.yaml names one")
    publishers = tuple(load_yaml(file, Publisher, id=file.stem) for file in files)
    owners: dict[str, str] = {}
    for publisher in publishers:
        for host in publisher.hosts:
            if host in owners:
                raise ConfigError(f"{folder / publisher.id}.yaml: hosts: {host} belongs to {owners[host]} already")
            owners[host] = publisher.id
    return publishers


def publishers_by_host(publishers: Iterable[Publisher] | None = None) -> dict[str, str]:
    """Host → publisher id, for `name_publisher`; of the shipped registry where none are given."""
    chosen = known_publishers() if publishers is None else publishers
    return {host: publisher.id for publisher in chosen for host in publisher.hosts}


def site_hints(publishers: Iterable[Publisher] | None = None) -> tuple[SiteHints, ...]:
    """What the clean room is told of publishers that differ from the rule; of the shipped registry if None."""
    chosen = known_publishers() if publishers is None else publishers
    told = (
        SiteHints(
            publisher=one.id, hosts=one.hosts, marks=one.byline_hints, time_zone=one.time_zone,
            **one.selectors.model_dump(),
        )
        for one in chosen
    )  # fmt: skip
    return tuple(hints for hints in told if hints != SiteHints(publisher=hints.publisher, hosts=hints.hosts))


def name_publisher(article: Article, by_host: Mapping[str, str]) -> Article:
    """The article with a publisher: as given, else known by its host, else the host itself; None without a URL."""
    host = urlsplit(article.canonical_url or "").hostname
    if article.publisher is not None or host is None:
        return article
    host = host.removeprefix("www.")
    return replace(article, publisher=publisher_of(host, by_host) or host)


def publisher_of(host: str, by_host: Mapping[str, str]) -> str | None:
    """Looks up the host, then what it is a subdomain of."""
    labels = host.split(".")
    candidates = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((by_host[candidate] for candidate in candidates if candidate in by_host), None)
