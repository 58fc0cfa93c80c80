"""What a stream on an engine may be told, validated on construction. Imports no Beam."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pipelines.config import PipelineConfig
from pipelines.options import settings_of
from pipelines.requests import FetchRequest, assert_says_who_asks

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._]{0,63}")


class UnboundedOptions(BaseModel):
    """One stream on an engine: what it takes in, how it is cut, where it runs.

    name        names the runs and, at Kafka, the consumer's group: a stream that goes on has the name it had
    watch       folders or globs
    publishers, feeds, sitemaps, contact, registry, round_stories  as for the embedded stream: asked every `every` s
    kafka       brokers (`host:port,…`) of `topics` (pages, records) and `url_topics` (addresses to fetch);
                `kafka_client` are further settings of the client
    publisher   given to every page of the watched files and messages
    window      seconds of arrival that are judged and committed together
    lateness    seconds that a window still takes arrivals in after its end; what comes later is a dead letter
    idle_exit   ends when nothing has come for so many seconds; None: never
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    out: Path
    name: str = "stream"
    watch: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    every: float = Field(default=300.0, ge=1)
    contact: str | None = None
    registry: Path | None = None
    round_stories: int = Field(default=200, ge=1)
    kafka: str | None = None
    topics: tuple[str, ...] = ()
    url_topics: tuple[str, ...] = ()
    kafka_client: tuple[tuple[str, str], ...] = ()
    config: Path | None = None
    publisher: str | None = None
    runner: str
    window: int = Field(default=60, ge=1, le=86_400)
    lateness: int = Field(default=600, ge=0, le=7 * 86_400)
    late_pause: int = Field(default=10, ge=1, le=3_600)
    poll_seconds: float = Field(default=5.0, gt=0, le=3_600)
    idle_exit: float | None = Field(default=None, gt=0)
    beam_args: tuple[str, ...] = ()

    @field_validator("name")
    @classmethod
    def _names_runs(cls, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise ValueError("use letters, digits, dot and underscore, 64 at most")
        return name

    @model_validator(mode="after")
    def _takes_something(self) -> UnboundedOptions:
        if bool(self.kafka) != bool(self.topics or self.url_topics):
            raise ValueError("--kafka names the brokers and --topic or --url-topic what to read there: give both")
        if not (self.watch or self.kafka or self.publishers or self.feeds or self.sitemaps):
            raise ValueError("say what to take in: --watch, --publisher, --feed, --sitemap, or --kafka and --topic")
        return self

    def settings(self) -> PipelineConfig:
        """The settings of the rooms; raises `ConfigError`."""
        config = settings_of(self.config).for_contact(self.contact)
        return config.for_publisher(self.publisher) if self.publisher else config

    def check(self) -> None:
        """Raises ConfigError for what can be known to be wrong before anything is begun."""
        settings, request = self.settings(), self.request()
        if request:
            request.check()
        if self.url_topics:
            assert_says_who_asks(settings)

    def request(self) -> FetchRequest | None:
        """What is fetched on a schedule; None where nothing is."""
        if not (self.publishers or self.feeds or self.sitemaps):
            return None
        return FetchRequest(
            out=self.out.absolute(),
            publishers=self.publishers,
            feeds=self.feeds,
            sitemaps=self.sitemaps,
            contact=self.contact,
            config=self.config,
            registry=self.registry,
            limit=self.round_stories,
        )
