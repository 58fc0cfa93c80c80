"""What was seen, when, with which validators, and what is due; one process at a time.

Workers never see it: a run's visits are planned from it, and what their journals say is taken back into it. All of
that happens in transactions, so a crash leaves the plan as it was, to be carried out by the next start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from transforms.domain.archives import read_hints, write_hints
from transforms.domain.pages import Hints
from transforms.fetch.candidates import Candidate
from transforms.fetch.journal import FETCHED, NOT_MODIFIED, Entry, Settled
from transforms.fetch.revisits import source_interval, story_due
from transforms.fetch.tables import Row, Tables, open_tables
from transforms.fetch.targets import HostPatience, KnownRobots, Role, Target

_ANSWERED = (FETCHED, NOT_MODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """A run that is to be carried out. kind: `discovery` or `fetch`; day: ISO day of its archive."""

    run_id: str
    kind: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One target of a run, its place in it, and the name of its story (the address itself for a source)."""

    site: str
    number: int
    canonical: str
    target: Target


@contextmanager
def open_frontier(folder: Path, *, beat_seconds: float = 30.0) -> Iterator[Frontier]:
    """Opens the frontier of a folder or prefix, new or known, for this process alone; as `open_tables`."""
    with open_tables(folder, beat_seconds) as tables:
        yield Frontier(tables)


class Frontier:
    """The one small interface to what is remembered. Instants are stored as ISO text in UTC, so that they sort.

    Each change is a transaction, or part of the one around it. Any may raise `StoreBusy`: it was not made then.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._within = False

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """One transaction around the block."""
        if self._within:
            yield
            return
        self._within = True
        try:
            with self._tables.transaction():
                yield
        finally:
            self._within = False

    def unfinished(self, kind: str) -> PlannedRun | None:
        """The run of this kind that was planned but never finished."""
        query = "select run_id, kind, day from runs where kind = ? and not done order by run_id limit 1"
        return next((PlannedRun(**row) for row in self._tables.rows(query, (kind,))), None)

    def planned_runs(self) -> set[str]:
        """The runs that were planned but never finished, of any kind."""
        return {row["run_id"] for row in self._tables.rows("select run_id from runs where not done")}

    def plan(self, run: PlannedRun, planned: Iterable[Planned]) -> None:
        """Remembers a run and its targets; planning it again changes nothing."""
        if self._row("runs", "run_id", run.run_id) is not None:
            return
        targets = [_target_row(run, one) for one in planned]
        with self.all_or_nothing():
            row = {"run_id": run.run_id, "kind": run.kind, "day": run.day, "done": 0}
            self._tables.put("runs", [row])
            self._tables.put("targets", targets)

    def planned(self, run: PlannedRun) -> list[Planned]:
        """The targets of a run, by site and number."""
        rows = self._tables.rows("select * from targets where run_id = ? order by site, number", (run.run_id,))
        return [
            Planned(site=row["site"], number=row["number"], canonical=row["canonical"], target=_target(row))
            for row in rows
        ]

    def finish(self, run: PlannedRun) -> None:
        """The run is carried out and what it brought is taken in; it is forgotten."""
        with self.all_or_nothing():
            for table in ("runs", "targets"):
                self._tables.remove(table, run.run_id)

    def announce(self, found: Iterable[tuple[Candidate, str | None]], now: datetime) -> list[str]:
        """Remembers announced stories with their publishers; gives the names of those never heard of before.

        A story that is known is due again where its announcement tells a change later than its fetch.
        """
        fresh = []
        with self.all_or_nothing():
            for one, publisher in found:
                known = self._row("stories", "canonical", one.canonical)
                if known is None:
                    fresh.append(one.canonical)
                    self._tables.put("stories", [_story_row(one, publisher, now)])
                elif _changed_since(known, one, now):
                    again = {"due_at": _iso(now), "hints": write_hints(one.hints(now))}
                    self._tables.put("stories", [known | again])
        return fresh

    def due_stories(self, now: datetime) -> list[tuple[str, str | None, Target]]:
        """(name, published, target) of the stories that are due, newest first, then by name."""
        query = "select * from stories where due_at <= ? order by published is null, published desc, canonical"
        rows = self._tables.rows(query, (_iso(now),))
        return [(row["canonical"], row["published"], _target(row | {"role": Role.PAGE})) for row in rows]

    def fetched_at(self, canonical: str) -> datetime | None:
        """When a story was last fetched, or found unchanged; None where its last try failed, or it is not known."""
        row = self._row("stories", "canonical", canonical)
        return _instant(row["settled_at"]) if row and row["result"] in _ANSWERED else None

    def hints(self, canonical: str) -> Hints:
        """What was announced of a story."""
        row = self._row("stories", "canonical", canonical)
        return read_hints(row["hints"] if row else None)

    def source(self, url: str, publisher: str | None) -> tuple[Target, datetime | None]:
        """The target of a feed, sitemap or section page, with its validators; and when it is due, if it was asked."""
        row = self._row("sources", "url", url) or {}
        target = Target(
            url=url,
            role=Role.SOURCE,
            publisher=publisher,
            etag=row.get("etag"),
            last_modified=row.get("last_modified"),
        )
        due = row.get("due_at")
        return target, _instant(due) if due else None

    def absorb_source(self, entry: Settled, *, news: int) -> None:
        """Takes in what became of a source, and when to ask again; `news`: stories it announced first."""
        known = self._row("sources", "url", entry.url)
        last = known["interval_seconds"] if known else None
        interval = source_interval(last, news=news, failed=entry.result not in _ANSWERED)
        row = {
            "url": entry.url,
            "etag": entry.etag,
            "last_modified": entry.last_modified,
            "asked_at": _iso(entry.at),
            "interval_seconds": interval.total_seconds(),
            "due_at": _iso(entry.at + interval),
        }
        with self.all_or_nothing():
            self._tables.put("sources", [row])

    def absorb_story(self, canonical: str, entry: Settled) -> None:
        """Takes in what became of a story; nothing where the story is not known."""
        known = self._row("stories", "canonical", canonical)
        if known is None:
            return
        failures = known["failures"] + 1 if entry.result not in _ANSWERED else 0
        due = story_due(entry.result, entry.at, failures)
        changes = {
            "result": entry.result,
            "settled_at": _iso(entry.at),
            "failures": failures,
            "due_at": _iso(due) if due else None,
            "etag": entry.etag or known["etag"],
            "last_modified": entry.last_modified or known["last_modified"],
        }
        with self.all_or_nothing():
            self._tables.put("stories", [known | changes])

    def absorb_hosts(self, entries: Iterable[Entry]) -> None:
        """Takes in what visits learned of robots.txt and of patience."""
        with self.all_or_nothing():
            for entry in entries:
                if isinstance(entry, KnownRobots):
                    self._tables.put("robots", [asdict(entry) | {"fetched_at": _iso(entry.fetched_at)}])
                elif isinstance(entry, HostPatience):
                    self._tables.put("hosts", [asdict(entry) | {"not_before": _iso(entry.not_before)}])

    def robots(self, origins: Iterable[str]) -> tuple[KnownRobots, ...]:
        """What is known of these origins' robots.txt."""
        found = [self._row("robots", "origin", origin) for origin in sorted(set(origins))]
        return tuple(KnownRobots(**row | {"fetched_at": _instant(row["fetched_at"])}) for row in found if row)

    def patience(self, hosts: Iterable[str]) -> tuple[HostPatience, ...]:
        """What is known of these hosts' patience."""
        found = [self._row("hosts", "host", host) for host in sorted(set(hosts))]
        return tuple(HostPatience(**row | {"not_before": _instant(row["not_before"])}) for row in found if row)

    def _row(self, table: str, key: str, value: str) -> dict[str, Any] | None:
        rows = self._tables.rows(f"select * from {table} where {key} = ?", (value,))  # noqa: S608 -- names of ours
        return dict(rows[0]) if rows else None


def _story_row(one: Candidate, publisher: str | None, now: datetime) -> Row:
    return {
        "canonical": one.canonical,
        "url": one.url,
        "publisher": publisher,
        "hints": write_hints(one.hints(now)),
        "published": _iso(one.published.at) if one.published else None,
        "due_at": _iso(now),
        "failures": 0,
    }


def _changed_since(known: Row, one: Candidate, now: datetime) -> bool:
    """Whether an announcement tells a change later than the story's fetch."""
    told = one.updated.at if one.updated else None
    return told is not None and told <= now and known["result"] in _ANSWERED and known["settled_at"] < _iso(told)


def _target_row(run: PlannedRun, one: Planned) -> Row:
    return {
        "run_id": run.run_id,
        "site": one.site,
        "number": one.number,
        "url": one.target.url,
        "canonical": one.canonical,
        "role": one.target.role.value,
        "publisher": one.target.publisher,
        "hints": write_hints(one.target.hints),
        "etag": one.target.etag,
        "last_modified": one.target.last_modified,
    }


def _target(row: Row) -> Target:
    return Target(
        url=row["url"],
        role=Role(row["role"]),
        publisher=row["publisher"],
        hints=read_hints(row["hints"]),
        etag=row["etag"],
        last_modified=row["last_modified"],
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _iso(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
