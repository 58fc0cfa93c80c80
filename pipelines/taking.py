"""What streams of both drivers take in beside what each can alone. Imports no Beam."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from pipelines.config import PipelineConfig
from pipelines.options import settings_of
from pipelines.requests import FetchRequest


class StreamTaking(BaseModel):
    """Watched files, and what is announced on a schedule.

    watch          folders, globs or files
    publishers, feeds, sitemaps, contact, registry  as `FetchRequest`: asked every `every` seconds
    round_stories  no more than so many stories in one round of fetching; the rest waits for the next
    publisher      given to every page of the watched files and messages
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
    round_stories: int = Field(default=200, ge=1)
    config: Path | None = None
    publisher: str | None = None

    def settings(self) -> PipelineConfig:
        """The settings of the rooms; raises `ConfigError`."""
        config = settings_of(self.config).for_contact(self.contact)
        return config.for_publisher(self.publisher) if self.publisher else config

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
