"""What was seen, when, with which validators, and what is due: one SQLite file, written by one process at a time.

Workers never see it: a run's visits are planned from it, and what their journals say is taken back into it. All of
that happens in transactions, so a crash leaves the plan as it was, to be carried out by the next start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from transforms.domain.archives import read_hints, write_hints
from transforms.fetch.candidates import Candidate
from transforms.fetch.journal import FETCHED, NOT_MODIFIED, Entry, Settled
from transforms.fetch.revisits import source_interval, story_due
from transforms.fetch.targets import HostPatience, KnownRobots, Role, Target
from transforms.wiring.sqlite import transaction

_SCHEMA = """
create table if not exists stories (
  canonical text primary key, url text not null, publisher text, hints text, published text,
  result text, etag text, last_modified text, settled_at text, failures integer not null default 0, due_at text);
create index if not exists due on stories (due_at) where due_at is not null;
create table if not exists sources (
  url text primary key, etag text, last_modified text, asked_at text,
  interval_seconds real not null default 0, due_at text);
create table if not exists robots (origin text primary key, status integer, body blob, fetched_at text);
create table if not exists hosts (host text primary key, delay_seconds real, not_before text);
create table if not exists runs (run_id text primary key, kind text not null, day text not null, done integer not null);
create table if not exists targets (
  run_id text, site text, number integer, url text, canonical text, role text, publisher text, hints text,
  etag text, last_modified text, primary key (run_id, site, number));
"""


class FrontierBusy(Exception):
    """Another process fetches into this data set; the message names it."""


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
def open_frontier(path: Path) -> Iterator[Frontier]:
    """Opens the frontier, new or known, for this process alone; raises FrontierBusy."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_suffix(".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise FrontierBusy(f"{path.parent}: another process is fetching into it; wait for it") from None
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.executescript(_SCHEMA)
        yield Frontier(connection)
    finally:
        connection.close()
        lock.release()


class Frontier:
    """The one small interface to what is remembered. Instants are stored as ISO text in UTC, so that they sort."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """One transaction around the block."""
        with transaction(self._sql):
            yield

    def unfinished(self, kind: str) -> PlannedRun | None:
        """The run of this kind that was planned but never finished."""
        row = self._sql.execute(
            "select run_id, kind, day from runs where kind = ? and not done order by run_id", (kind,)
        ).fetchone()
        return PlannedRun(run_id=row[0], kind=row[1], day=row[2]) if row else None

    def plan(self, run: PlannedRun, planned: Iterable[Planned]) -> None:
        """Remembers a run and its targets; planning it again changes nothing."""
        self._sql.execute("insert or ignore into runs values (?, ?, ?, 0)", (run.run_id, run.kind, run.day))
        self._sql.executemany(
            "insert or ignore into targets values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    run.run_id,
                    one.site,
                    one.number,
                    one.target.url,
                    one.canonical,
                    one.target.role.value,
                    one.target.publisher,
                    write_hints(one.target.hints),
                    one.target.etag,
                    one.target.last_modified,
                )
                for one in planned
            ),
        )

    def planned(self, run: PlannedRun) -> list[Planned]:
        """The targets of a run, by site and number."""
        rows = self._sql.execute(
            "select site, number, canonical, url, role, publisher, hints, etag, last_modified from targets"
            " where run_id = ? order by site, number",
            (run.run_id,),
        )
        return [
            Planned(
                site=site,
                number=number,
                canonical=canonical,
                target=Target(
                    url=url,
                    role=Role(role),
                    publisher=publisher,
                    hints=read_hints(hints),
                    etag=etag,
                    last_modified=last_modified,
                ),
            )
            for site, number, canonical, url, role, publisher, hints, etag, last_modified in rows
        ]

    def finish(self, run: PlannedRun) -> None:
        """The run is carried out and what it brought is taken in; its targets are forgotten."""
        self._sql.execute("update runs set done = 1 where run_id = ?", (run.run_id,))
        self._sql.execute("delete from targets where run_id = ?", (run.run_id,))

    def announce(self, found: Iterable[tuple[Candidate, str | None]], now: datetime) -> list[str]:
        """Remembers announced stories with their publishers; gives the names of those never heard of before.

        A story that is known is due again where its announcement tells a change later than its fetch.
        """
        fresh = []
        for one, publisher in found:
            told = (write_hints(one.hints(now)), _iso(one.published.at) if one.published else None)
            added = self._sql.execute(
                "insert into stories (canonical, url, publisher, hints, published, due_at) values (?, ?, ?, ?, ?, ?)"
                " on conflict do nothing",
                (one.canonical, one.url, publisher, *told, _iso(now)),
            )
            if added.rowcount:
                fresh.append(one.canonical)
            elif one.updated is not None and one.updated.at <= now:
                self._sql.execute(
                    "update stories set due_at = ?, hints = ?"
                    " where canonical = ? and settled_at < ? and result in (?, ?)",
                    (_iso(now), told[0], one.canonical, _iso(one.updated.at), FETCHED, NOT_MODIFIED),
                )
        return fresh

    def due_stories(self, now: datetime) -> list[tuple[str, str | None, Target]]:
        """(name, published, target) of the stories that are due, newest first, then by name."""
        rows = self._sql.execute(
            "select canonical, published, url, publisher, hints, etag, last_modified from stories where due_at <= ?"
            " order by published is null, published desc, canonical",
            (_iso(now),),
        )
        return [
            (
                canonical,
                published,
                Target(url=url, publisher=publisher, hints=read_hints(hints), etag=etag, last_modified=last_modified),
            )
            for canonical, published, url, publisher, hints, etag, last_modified in rows
        ]

    def source(self, url: str, publisher: str | None) -> tuple[Target, datetime | None]:
        """The target of a feed, sitemap or section page, with its validators; and when it is due, if it was asked."""
        row = self._sql.execute("select etag, last_modified, due_at from sources where url = ?", (url,)).fetchone()
        etag, last_modified, due = row or (None, None, None)
        target = Target(url=url, role=Role.SOURCE, publisher=publisher, etag=etag, last_modified=last_modified)
        return target, datetime.fromisoformat(due) if due else None

    def absorb_source(self, entry: Settled, *, news: int) -> None:
        """Takes in what became of a source, and when to ask again; `news`: stories it announced first."""
        row = self._sql.execute("select interval_seconds from sources where url = ?", (entry.url,)).fetchone()
        interval = source_interval(
            row[0] if row else None, news=news, failed=entry.result not in (FETCHED, NOT_MODIFIED)
        )
        self._sql.execute(
            "insert into sources values (?, ?, ?, ?, ?, ?) on conflict (url) do update set"
            " etag = excluded.etag, last_modified = excluded.last_modified, asked_at = excluded.asked_at,"
            " interval_seconds = excluded.interval_seconds, due_at = excluded.due_at",
            (
                entry.url,
                entry.etag,
                entry.last_modified,
                _iso(entry.at),
                interval.total_seconds(),
                _iso(entry.at + interval),
            ),
        )

    def absorb_story(self, canonical: str, entry: Settled) -> None:
        """Takes in what became of a story."""
        row = self._sql.execute("select failures from stories where canonical = ?", (canonical,)).fetchone()
        failed = entry.result not in (FETCHED, NOT_MODIFIED)
        failures = (row[0] if row else 0) + 1 if failed else 0
        due = story_due(entry.result, entry.at, failures)
        self._sql.execute(
            "update stories set result = ?, settled_at = ?, failures = ?, due_at = ?,"
            " etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) where canonical = ?",
            (
                entry.result,
                _iso(entry.at),
                failures,
                _iso(due) if due else None,
                entry.etag,
                entry.last_modified,
                canonical,
            ),
        )

    def absorb_hosts(self, entries: Iterable[Entry]) -> None:
        """Takes in what visits learned of robots.txt and of patience."""
        for entry in entries:
            if isinstance(entry, KnownRobots):
                row = (entry.origin, entry.status, entry.body, _iso(entry.fetched_at))
                self._sql.execute("insert or replace into robots values (?, ?, ?, ?)", row)
            elif isinstance(entry, HostPatience):
                patience = (entry.host, entry.delay_seconds, _iso(entry.not_before))
                self._sql.execute("insert or replace into hosts values (?, ?, ?)", patience)

    def robots(self, origins: Iterable[str]) -> tuple[KnownRobots, ...]:
        """What is known of these origins' robots.txt."""
        found = []
        for origin in sorted(set(origins)):
            row = self._sql.execute(
                "select status, body, fetched_at from robots where origin = ?", (origin,)
            ).fetchone()
            if row:
                at = datetime.fromisoformat(row[2])
                found.append(KnownRobots(origin=origin, status=row[0], body=row[1], fetched_at=at))
        return tuple(found)

    def patience(self, hosts: Iterable[str]) -> tuple[HostPatience, ...]:
        """What is known of these hosts' patience."""
        found = []
        for host in sorted(set(hosts)):
            row = self._sql.execute("select delay_seconds, not_before from hosts where host = ?", (host,)).fetchone()
            if row:
                until = datetime.fromisoformat(row[1])
                found.append(HostPatience(host=host, delay_seconds=row[0], not_before=until))
        return tuple(found)


def _iso(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
