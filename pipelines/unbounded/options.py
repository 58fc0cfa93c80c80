"""What a stream on an engine may be told, validated on construction. Imports no Beam."""

from __future__ import annotations

import re

from pydantic import Field, field_validator, model_validator

from pipelines.requests import assert_says_who_asks
from pipelines.taking import StreamTaking

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._]{0,63}")


class UnboundedOptions(StreamTaking):
    """One stream on an engine: what it takes in, how it is cut, where it runs.

    name        names the runs and, at Kafka, the consumer's group: a stream that goes on has the name it had
    kafka       brokers (`host:port,…`) of `topics` (pages, records) and `url_topics` (addresses to fetch);
                `kafka_client` are further settings of the client
    window      seconds of arrival that are judged and committed together
    lateness    seconds that a window still takes arrivals in after its end; what comes later is a dead letter
    idle_exit   ends when nothing has come for so many seconds; None: never
    """

    name: str = "stream"
    kafka: str | None = None
    topics: tuple[str, ...] = ()
    url_topics: tuple[str, ...] = ()
    kafka_client: tuple[tuple[str, str], ...] = ()
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

    def check(self) -> None:
        """Raises ConfigError for what can be known to be wrong before anything is begun."""
        settings, request = self.settings(), self.request()
        if request:
            request.check()
        if self.url_topics:
            assert_says_who_asks(settings)
