"""What one task of a run ingests, and how its rows are named: the same for every attempt. Pure but for the listing."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from newsdags.spec import DatasetSpec, Source


class Chunk(TypedDict):
    """The share of one task, as it goes through XCom.

    run_id  the run in the data set: the same inputs of the same day have the same id, whoever ingests them
    fetch   the label of a source that is fetched, in place of inputs; its runs name themselves
    after   the last commit when the share was found: an attempt tells of all fetches since
    """

    name: str
    run_id: str
    publisher: str | None
    inputs: list[str]
    fetch: str | None
    after: int


class Span(TypedDict):
    """Which day a DAG run is for, and from which day on its data is still coming in."""

    day: str
    name: str
    closed_before: str


class InputsMissing(Exception):
    """A source has no file for the day, and is not optional."""


def span_of(spec: DatasetSpec, dag_run: Any, day: str | None = None) -> Span:
    """The day of a run: as asked, else of its data interval, else the day before it was started.

    A run asked for a day is named as that day's scheduled one, so that both write the same rows.
    """
    zone = ZoneInfo(spec.timezone)
    start, end = dag_run.data_interval_start, dag_run.data_interval_end
    if day:
        chosen = date.fromisoformat(day)
        return Span(day=day, name=day, closed_before=(chosen + timedelta(days=1)).isoformat())
    if start is None or start == end:
        today = dag_run.run_after.astimezone(zone).date()
        return span_of(spec, dag_run, (today - timedelta(days=1)).isoformat())
    local = start.astimezone(zone)
    return Span(
        day=local.date().isoformat(), name=_moment(local), closed_before=end.astimezone(zone).date().isoformat()
    )


def _moment(local: datetime) -> str:
    midnight = (local.hour, local.minute) == (0, 0)
    return local.date().isoformat() if midnight else f"{local:%Y-%m-%dT%H%M}"


def chunks_of(spec: DatasetSpec, sources: Iterable[Source], span: Span) -> list[Chunk]:
    """The shares of one run; raises `InputsMissing` where a source that must have files has none."""
    return [chunk for source in sources for chunk in _chunks_of_source(spec, source, span)]


def fetch_chunk(source: Source, after: int) -> Chunk:
    """The share of a source that is fetched: all of it, since one call keeps the pace of every publisher."""
    return Chunk(name=source.label, run_id="", publisher=None, inputs=[], fetch=source.label, after=after)


def _chunks_of_source(spec: DatasetSpec, source: Source, span: Span) -> list[Chunk]:
    patterns = [pattern.format(day=span["day"]) for pattern in source.inputs]
    found = [pattern for pattern in patterns if _matches(pattern)]
    if len(found) < len(patterns) and not source.optional:
        missing = ", ".join(pattern for pattern in patterns if pattern not in found)
        raise InputsMissing(f"{source.label}: {missing}: no such file or folder")
    if not found:
        return []
    shares = {0: found} if source.chunks == 1 else shared(_entries(found), source.chunks)
    return [
        Chunk(
            name=source.label if source.chunks == 1 else f"{source.label} {number + 1}/{source.chunks}",
            run_id=run_name(spec.name, span["name"], source.label, f"{number:02d}"),
            publisher=source.publisher,
            inputs=inputs,
            fetch=None,
            after=0,
        )
        for number, inputs in sorted(shares.items())
    ]


def shared(entries: Sequence[str], chunks: int) -> dict[int, list[str]]:
    """Entries by chunk, empty ones left out: by name alone, so that a late file moves no other to another chunk."""
    shares: dict[int, list[str]] = {}
    for entry in sorted(entries):
        number = int(hashlib.sha256(entry.encode()).hexdigest()[:8], 16) % chunks
        shares.setdefault(number, []).append(entry)
    return shares


def run_name(*parts: str) -> str:
    """A run id that is a file name everywhere; a too long one ends in a digest of the whole."""
    name = re.sub(r"[^A-Za-z0-9._+:-]", "-", "-".join(parts))
    return name if len(name) <= 128 else f"{name[:100]}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def _matches(pattern: str) -> bool:
    return Path(pattern).exists() or bool(glob.glob(pattern, recursive=True))  # noqa: PTH207


def _entries(found: Iterable[str]) -> list[str]:
    """The files and folders right below the folders found, and the files found."""
    paths = [Path(name) for pattern in found for name in ([pattern] if Path(pattern).exists() else glob.glob(pattern))]  # noqa: PTH207
    return sorted({str(entry) for path in paths for entry in (path.iterdir() if path.is_dir() else [path])})
