"""What `dongtin stream` may be told, validated on construction. Imports no Beam."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipelines.config import PipelineConfig
from pipelines.errors import UsageError
from pipelines.options import settings_of
from pipelines.requests import FetchRequest
from pipelines.stream.listing import Listing


class StreamOptions(BaseModel):
    """One stream: what it takes in, how it cuts that into batches, how it tells of itself, when it ends.

    watch          folders, globs or files
    publishers, feeds, sitemaps, contact, registry  as `FetchRequest`: asked every `every` seconds
    publisher      given to every page of the watched files
    poll_seconds   pause between two looks where nothing waits
    settle_seconds a file that was not written to for so long is complete
    batch_inputs   no more than so many inputs in one commit
    batch_seconds  an input that has waited so long is not kept waiting for a fuller batch
    round_stories  no more than so many stories in one round of fetching; the rest waits for the next
    compact_every  minutes between two compactions; 0 leaves that to whoever runs `dongtin compact`
    metrics_port   where Prometheus may ask, on `metrics_host`
    once           ends when nothing waits; `idle_exit` when nothing has come for so many seconds
    workers        processes that clean pages at the same time
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    out: Path
    watch: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    every: float = Field(default=300.0, ge=1)
    contact: str | None = None
    registry: Path | None = None
    config: Path | None = None
    publisher: str | None = None
    poll_seconds: float = Field(default=0.5, gt=0, le=3600)
    settle_seconds: float = Field(default=0.5, ge=0, le=3600)
    batch_inputs: int = Field(default=200, ge=1, le=10_000)
    batch_seconds: float = Field(default=1.0, ge=0, le=3600)
    round_stories: int = Field(default=200, ge=1)
    compact_every: float = Field(default=15.0, ge=0)
    metrics_port: int | None = Field(default=None, ge=1, le=65_535)
    metrics_host: str = "127.0.0.1"
    once: bool = False
    idle_exit: float | None = Field(default=None, gt=0)
    workers: int = Field(default=2, ge=1, le=64)

    @model_validator(mode="after")
    def _takes_something(self) -> StreamOptions:
        if not (self.watch or self._web):
            raise ValueError("say what to take in: --watch, --publisher, --feed or --sitemap")
        return self

    @property
    def _web(self) -> bool:
        return bool(self.publishers or self.feeds or self.sitemaps)

    @property
    def state(self) -> Path:
        """The folder of what the stream remembers."""
        return self.out / "_stream"

    def settings(self) -> PipelineConfig:
        """The settings of the rooms; raises `ConfigError`."""
        config = settings_of(self.config)
        return config.for_publisher(self.publisher) if self.publisher else config

    def check(self) -> None:
        """Raises UsageError or ConfigError for what can be known to be wrong before anything is begun."""
        self.settings()
        for pattern in self.watch:
            if not Listing(pattern).possible():
                raise UsageError(f"--watch {pattern}: there is no such folder; make it first")
        request = self.request()
        if request:
            request.check()

    def request(self) -> FetchRequest | None:
        """What is fetched on a schedule; None where nothing is."""
        if not self._web:
            return None
        return FetchRequest(
            out=self.out,
            publishers=self.publishers,
            feeds=self.feeds,
            sitemaps=self.sitemaps,
            contact=self.contact,
            config=self.config,
            registry=self.registry,
            limit=self.round_stories,
        )
