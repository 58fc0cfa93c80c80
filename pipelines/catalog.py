"""The publishers we know. Imports no Beam: DAG files read this too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field

from transforms.domain.articles import Article

# Beside this package in a checkout and in an installed distribution alike.
_REGISTRY = Path(__file__).parents[1] / "configs" / "publishers"


class Publisher(BaseModel):
    """One outlet, a file in `configs/publishers/`.

    id     what `articles.publisher` says; the file's name
    name   as printed
    hosts  where it publishes, without `www.`; subdomains belong to it too
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"[a-z0-9-]+")
    name: str
    hosts: tuple[str, ...] = Field(min_length=1)


@cache
def known_publishers() -> tuple[Publisher, ...]:
    """The shipped registry, by id."""
    return tuple(_publisher(file) for file in sorted(_REGISTRY.glob("*.yaml")))


def publishers_by_host() -> dict[str, str]:
    """Host → publisher id, for `name_publisher`."""
    return {host: publisher.id for publisher in known_publishers() for host in publisher.hosts}


def name_publisher(article: Article, by_host: Mapping[str, str]) -> Article:
    """The article with a publisher: as given, else known by its host, else the host itself; None without a URL."""
    host = urlsplit(article.canonical_url or "").hostname
    if article.publisher is not None or host is None:
        return article
    host = host.removeprefix("www.")
    return replace(article, publisher=_known(host, by_host) or host)


def _known(host: str, by_host: Mapping[str, str]) -> str | None:
    """Looks up the host, then what it is a subdomain of."""
    labels = host.split(".")
    candidates = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((by_host[candidate] for candidate in candidates if candidate in by_host), None)


def _publisher(file: Path) -> Publisher:
    return Publisher(id=file.stem, **yaml.safe_load(file.read_text("utf-8")))
