"""One line that says how the stream is: live in a terminal, now and then as a plain line elsewhere."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from rich.console import Console
from rich.live import Live
from rich.text import Text

from pipelines.stream.observers import Backlog, Committed

_RATE_SECONDS = 30.0
_PLAIN_SECONDS = 10.0
_REASONS_SHOWN = 3


class StatusLine:
    """Draws on `console`; `show` around the loop."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live: Live | None = None
        self._backlog: Backlog | None = None
        self._inputs = self._batches = 0
        self._refusals: Counter[str] = Counter()
        self._commits: deque[tuple[datetime, int]] = deque()
        self._began: datetime | None = None
        self._last_commit: datetime | None = None
        self._held_up: str | None = None
        self._said_at: datetime | None = None

    @contextmanager
    def show(self) -> Iterator[None]:
        """The line is there while the block runs; its last state stays."""
        if not self._console.is_terminal:
            yield
            self._say()
            return
        with Live(get_renderable=self.line, console=self._console, refresh_per_second=4) as live:
            self._live = live
            yield

    def looked(self, backlog: Backlog) -> None:
        """The doors were looked at."""
        self._began = self._began or backlog.at
        self._backlog = backlog
        self._say_now_and_then(backlog.at)

    def committed(self, commit: Committed) -> None:
        """A batch is in the data set."""
        self._inputs += commit.manifest.inputs
        self._batches += 1
        for name, count in commit.manifest.outcomes.items():
            outcome, _, reason = name.partition(":")
            if outcome == "refused":
                self._refusals[reason] += count
        self._commits.append((commit.at, commit.manifest.inputs))
        self._last_commit = commit.at

    def held_up(self, reason: str | None) -> None:
        """Another writer has the data set, or not any more."""
        self._held_up = reason

    def line(self) -> Text:
        """The line as of now."""
        parts = [f"{self._inputs:,} inputs", f"{self._rate():.1f}/s", self._waiting(), f"{self._batches:,} batches"]
        if self._last_commit:
            parts.append(f"last commit {self._last_commit.astimezone():%H:%M:%S}")
        text = Text(" · ".join(parts), no_wrap=True, overflow="ellipsis")
        if self._refusals:
            text.append(f" · refused {self._refusals.total():,} ({self._reasons()})", style="yellow")
        if self._held_up:
            text = Text("waiting for another writer · ", style="yellow", no_wrap=True).append_text(text)
        return text

    def _rate(self) -> float:
        if self._backlog is None or self._began is None:
            return 0.0
        now = self._backlog.at
        since = max(self._began, now - timedelta(seconds=_RATE_SECONDS))
        while self._commits and self._commits[0][0] < since:
            self._commits.popleft()
        seconds = max(1.0, (now - since).total_seconds())
        return sum(count for _, count in self._commits) / seconds

    def _waiting(self) -> str:
        if self._backlog is None:
            return "starting"
        if not self._backlog.waiting:
            return "none waiting"
        return f"{self._backlog.waiting:,} waiting, oldest {_short(self._backlog.age)}"

    def _reasons(self) -> str:
        shown = [
            f"{reason.replace('_', ' ')} {count:,}" for reason, count in self._refusals.most_common(_REASONS_SHOWN)
        ]
        return ", ".join(shown + (["…"] if len(self._refusals) > _REASONS_SHOWN else []))

    def _say_now_and_then(self, now: datetime) -> None:
        if self._live is None and (self._said_at is None or (now - self._said_at).total_seconds() >= _PLAIN_SECONDS):
            self._said_at = now
            self._say()

    def _say(self) -> None:
        self._console.print(self.line(), soft_wrap=True)


def _short(age: timedelta) -> str:
    seconds = age.total_seconds()
    if seconds < 100:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
