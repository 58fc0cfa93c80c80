"""What Prometheus may ask."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from pipelines.stream.observers import Backlog, Committed

_SECONDS = (0.5, 1, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 30, 60, 120, 300)


class Metrics:
    """Counts a stream in a registry of its own; numbers begin at zero with the process, as Prometheus expects."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._inputs = Counter(
            "dongtin_stream_inputs", "Inputs committed, by outcome.", ["outcome"], registry=self.registry
        )
        self._refusals = Counter(
            "dongtin_stream_refusals", "Inputs refused, by reason.", ["reason"], registry=self.registry
        )
        self._batch_seconds = self._histogram("batch_seconds", "From the plan of a batch to its commit.")
        self._freshness = self._histogram("freshness_seconds", "From an input being complete to its commit.")
        self._waiting = self._gauge("waiting_inputs", "Inputs that are complete and not planned yet.")
        self._age = self._gauge("oldest_waiting_age_seconds", "How long the oldest of them has waited.")
        self._watermark = self._gauge(
            "watermark_timestamp_seconds", "All inputs that were complete before are committed."
        )
        self._last_commit = self._gauge("last_commit_timestamp_seconds", "When the last batch was committed.")
        self._held_up = self._gauge("held_up", "1 while another process writes the data set.")

    def looked(self, backlog: Backlog) -> None:
        """The doors were looked at."""
        self._waiting.set(backlog.waiting)
        self._age.set(backlog.age.total_seconds())
        self._watermark.set(backlog.watermark.timestamp())

    def committed(self, commit: Committed) -> None:
        """A batch is in the data set."""
        for name, count in commit.manifest.outcomes.items():
            outcome, _, reason = name.partition(":")
            self._inputs.labels(outcome).inc(count)
            if outcome == "refused":
                self._refusals.labels(reason).inc(count)
        self._batch_seconds.observe(commit.seconds)
        for seconds in commit.freshness:
            self._freshness.observe(seconds)
        self._last_commit.set(commit.at.timestamp())

    def held_up(self, reason: str | None) -> None:
        """Another writer has the data set, or not any more."""
        self._held_up.set(0 if reason is None else 1)

    def _gauge(self, name: str, meaning: str) -> Gauge:
        return Gauge(f"dongtin_stream_{name}", meaning, registry=self.registry)

    def _histogram(self, name: str, meaning: str) -> Histogram:
        return Histogram(f"dongtin_stream_{name}", meaning, buckets=_SECONDS, registry=self.registry)
