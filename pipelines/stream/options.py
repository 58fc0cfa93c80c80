"""What `dongtin stream` may be told, validated on construction. Imports no Beam."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, model_validator

from pipelines.errors import UsageError
from pipelines.stream.listing import Listing
from pipelines.taking import StreamTaking


class StreamOptions(StreamTaking):
    """One stream: what it takes in, how it cuts that into batches, how it tells of itself, when it ends.

    poll_seconds   pause between two looks where nothing waits
    settle_seconds a file that was not written to for so long is complete
    batch_inputs   no more than so many inputs in one commit
    batch_seconds  an input that has waited so long is not kept waiting for a fuller batch
    compact_every  minutes between two compactions; 0 leaves that to whoever runs `dongtin compact`
    metrics_port   where Prometheus may ask, on `metrics_host`
    once           ends when nothing waits; `idle_exit` when nothing has come for so many seconds
    workers        processes that clean and annotate pages at the same time
    """

    poll_seconds: float = Field(default=0.5, gt=0, le=3600)
    settle_seconds: float = Field(default=0.5, ge=0, le=3600)
    batch_inputs: int = Field(default=200, ge=1, le=10_000)
    batch_seconds: float = Field(default=1.0, ge=0, le=3600)
    compact_every: float = Field(default=15.0, ge=0)
    metrics_port: int | None = Field(default=None, ge=1, le=65_535)
    metrics_host: str = "127.0.0.1"
    once: bool = False
    idle_exit: float | None = Field(default=None, gt=0)
    workers: int = Field(default=2, ge=1, le=64)

    @model_validator(mode="after")
    def _takes_something(self) -> StreamOptions:
        if not (self.watch or self.publishers or self.feeds or self.sitemaps):
            raise ValueError("say what to take in: --watch, --publisher, --feed or --sitemap")
        return self

    @property
    def state(self) -> Path:
        """The folder of what the stream remembers."""
        return self.out / "_stream"

    def check(self) -> None:
        """Raises UsageError or ConfigError for what can be known to be wrong before anything is begun."""
        self.settings()
        for pattern in self.watch:
            if not Listing(pattern).possible():
                raise UsageError(f"--watch {pattern}: there is no such folder; make it first")
        request = self.request()
        if request:
            request.check()
