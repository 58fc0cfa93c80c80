"""From a request to a run: ask the sources, remember what they announce, choose what is due.

Nothing here is lost by a crash: discovery and fetch are both planned in the frontier before the first request, and a
plan that was not finished is carried out by the next call before anything else.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pipelines.requests import FetchRequest, Sites
from transforms.domain.articles import VIETNAM_TIME
from transforms.domain.identity import digest
from transforms.domain.outcomes import DeadLetter
from transforms.fetch.archive import read_answer
from transforms.fetch.candidates import Candidate, candidate, merge
from transforms.fetch.clock import Clock
from transforms.fetch.discovery import Announced, read_source
from transforms.fetch.frontier import Frontier, Planned, PlannedRun
from transforms.fetch.growing import ReadRange, forget, names_below, range_reader
from transforms.fetch.journal import FETCHED, Settled, read_journal
from transforms.fetch.options import FetchOptions
from transforms.fetch.replay import settled
from transforms.fetch.sitemaps import ListedSitemap
from transforms.fetch.targets import Role, Target, Visit
from transforms.fetch.visits import Folders, make_visit
from transforms.wiring.places import place

logger = logging.getLogger(__name__)

DISCOVERY, FETCH = "discovery", "fetch"
_SITEMAPS_OPENED = 10  # of an index, the latest: older ones list what was seen long ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What became of one source: how many stories it announced, how many were new, and what went wrong."""

    url: str
    stories: int
    news: int
    problem: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPlan:
    """A run to carry out: its visits, and what discovery found on the way (nothing for a plan taken up again)."""

    run: PlannedRun
    visits: tuple[Visit, ...]
    looked: tuple[Looked, ...] = ()


class Planner:
    """Plans runs of one request on one frontier."""

    def __init__(self, request: FetchRequest, frontier: Frontier, clock: Clock) -> None:
        self._request = request
        self._frontier = frontier
        self._clock = clock
        self._options: FetchOptions = request.settings().fetch.options()
        self._sites = Sites(request.catalogue())
        journals = str(request.state / "journals")
        self.folders = Folders(raw=str(request.archive), journals=journals)
        # Apart from the pages' archive: read again, it would be files without a page.
        self._asked = Folders(raw=str(request.state / "sources"), journals=journals)

    def unfinished(self, kind: str = FETCH) -> FetchPlan | None:
        """The fetch that an earlier call planned and did not finish."""
        run = self._frontier.unfinished(kind)
        return FetchPlan(run=run, visits=self._visits(run)) if run else None

    def next_plan(self, *, dry: bool = False) -> FetchPlan:
        """Looks for stories and plans the fetch of those that are due; `dry`: tells the plan, but does not keep it."""
        discovery = self._frontier.unfinished(DISCOVERY) or self._plan_discovery()
        looked, found = self._look(discovery)
        now = self._clock.now()
        run = PlannedRun(run_id=f"fetch-{_stamp(now)}-{discovery.run_id[-8:]}", kind=FETCH, day=_day(now))
        with self._frontier.all_or_nothing():
            report = self._take_in(looked, found, now)
            planned = self._choose(found, now)
            self._frontier.plan(run, planned)
            for looked_for in (discovery, _listed_by(discovery)):
                self._frontier.finish(looked_for)
            visits = self._visits(run)
            if dry or not visits:
                self._frontier.finish(run)
        return FetchPlan(run=run, visits=visits, looked=report)

    def plan_addresses(self, kind: str, letters: Iterable[DeadLetter]) -> FetchPlan:
        """Plans to fetch refused addresses again, each once, but for those that were fetched since."""
        now = self._clock.now()
        wanted = {one.key: self._again(one) for one in letters if not self.fetched_since(one)}
        run = PlannedRun(run_id=f"{kind}-{_stamp(now)}-{digest(*wanted)[:8]}", kind=kind, day=_day(now))
        self._frontier.plan(run, self._grouped(wanted.values()))
        return FetchPlan(run=run, visits=self._visits(run))

    def fetched_since(self, letter: DeadLetter) -> bool:
        """Whether a run has fetched the story of this address after it was refused."""
        at = self._frontier.fetched_at(_asked(letter.key).canonical)
        return at is not None and at >= letter.arrived_at

    def _again(self, letter: DeadLetter) -> tuple[str, Target]:
        """The story's name, and its target as announced; unconditional, since no article was made of it."""
        name = _asked(letter.key).canonical
        return name, Target(url=letter.key, publisher=letter.publisher, hints=self._frontier.hints(name))

    def finish(self, plan: FetchPlan) -> None:
        """Takes in what a committed run brought."""
        names = {(one.site, one.number): one.canonical for one in self._frontier.planned(plan.run)}
        with self._frontier.all_or_nothing():
            for visit in plan.visits:
                journal = self.folders.journal(visit)
                self._frontier.absorb_hosts(read_journal(journal))
                for entry in settled(journal):
                    self._frontier.absorb_story(names[visit.site, entry.number], entry)
            self._frontier.finish(plan.run)
        self.forget_journals()

    def forget_journals(self) -> None:
        """Removes the journals of runs that were taken in: the frontier knows what they said."""
        journals, planned = place(self.folders.journals), self._frontier.planned_runs()
        for run_id in names_below(journals):
            if run_id not in planned:
                forget(journals / run_id)

    def _plan_discovery(self) -> PlannedRun:
        now = self._clock.now()
        sources = [self._frontier.source(url, self._publisher(url)) for url in self._request.sources()]
        explicit = {*self._request.feeds, *self._request.sitemaps}
        due = [target for target, due_at in sources if target.url in explicit or due_at is None or due_at <= now]
        run_id = f"discovery-{_stamp(now)}-{digest(*(target.url for target in due))[:8]}"
        run = PlannedRun(run_id=run_id, kind=DISCOVERY, day=_day(now))
        with self._frontier.all_or_nothing():
            self._frontier.plan(run, self._grouped((target.url, target) for target in due))
        return run

    def _look(self, run: PlannedRun) -> tuple[dict[str, tuple[Settled, Announced]], list[Candidate]]:
        """Asks the sources of a discovery, then the sitemaps that their indexes name."""
        looked = self._ask(run)
        listed = _listed_by(run)
        named = [one for _, announced in looked.values() for one in announced.sitemaps if one.url not in looked]
        self._frontier.plan(listed, self._grouped((url, self._source(url)) for url in _latest(named)))
        looked |= self._ask(listed)
        told = [story for _, announced in looked.values() for story in announced.stories]
        asked = [_asked(url) for url in self._request.addresses()]
        return looked, merge([*told, *asked])

    def _source(self, url: str) -> Target:
        return Target(url=url, role=Role.SOURCE, publisher=self._publisher(url))

    def _ask(self, run: PlannedRun) -> dict[str, tuple[Settled, Announced]]:
        visits = self._visits(run)
        with ThreadPoolExecutor(max_workers=self._options.threads) as threads:
            list(threads.map(lambda visit: make_visit(visit, self._options, self._clock, self._asked), visits))
        found: dict[str, tuple[Settled, Announced]] = {}
        with self._frontier.all_or_nothing():
            for visit in visits:
                journal = self._asked.journal(visit)
                self._frontier.absorb_hosts(read_journal(journal))
                read = range_reader(self._asked.archive(visit))
                found |= {entry.url: (entry, self._read(visit, read, entry)) for entry in settled(journal)}
        return found

    def _read(self, visit: Visit, read: ReadRange, entry: Settled) -> Announced:
        if entry.result == FETCHED and entry.place is not None:
            answer = read_answer(read, entry.place)
            announced = read_source(answer, self._sites.hosts(visit.site), self._options.limits)
            return _in_section(announced, self._sites.section(entry.url))
        problem = None if entry.result == "not_modified" else f"{entry.result}: {entry.detail}"
        return Announced(problem=problem)

    def _take_in(
        self, looked: dict[str, tuple[Settled, Announced]], found: list[Candidate], now: datetime
    ) -> tuple[Looked, ...]:
        named = ((one, self._publisher(one.url)) for one in found)
        fresh = set(self._frontier.announce(named, now))
        report = []
        for url, (entry, announced) in looked.items():
            news = sum(story.canonical in fresh for story in announced.stories)
            self._frontier.absorb_source(entry, news=news)
            report.append(Looked(url=url, stories=len(announced.stories), news=news, problem=announced.problem))
        return tuple(report)

    def _choose(self, found: list[Candidate], now: datetime) -> list[Planned]:
        """The due stories of this request: of its publishers, and of what was just announced."""
        since = self._request.since_instant()
        wanted = {one.canonical for one in found}
        chosen = [
            (name, target)
            for name, published, target in self._frontier.due_stories(now)
            if (name in wanted or target.publisher in self._request.publishers)
            and not (since and published and datetime.fromisoformat(published) < since)
        ]
        return self._grouped(chosen[: self._request.limit])

    def _grouped(self, targets: Iterable[tuple[str, Target]]) -> list[Planned]:
        groups: dict[str, list[tuple[str, Target]]] = defaultdict(list)
        for name, target in targets:
            groups[self._sites.site(target.url)].append((name, target))
        return [
            Planned(site=site, number=number, canonical=name, target=target)
            for site in sorted(groups)
            for number, (name, target) in enumerate(groups[site])
        ]

    def _visits(self, run: PlannedRun) -> tuple[Visit, ...]:
        groups: dict[str, list[Target]] = defaultdict(list)
        for one in self._frontier.planned(run):
            groups[one.site].append(self._hinted(one.target))
        return tuple(self._visit(run, site, tuple(targets)) for site, targets in groups.items())

    def _visit(self, run: PlannedRun, site: str, targets: tuple[Target, ...]) -> Visit:
        return Visit(
            site=site,
            run_id=run.run_id,
            day=run.day,
            targets=targets,
            hosts=self._sites.hosts(site),
            robots=self._frontier.robots(_origin(target.url) for target in targets),
            patience=self._frontier.patience((urlsplit(target.url).hostname or "") for target in targets),
            delay_seconds=self._sites.delay_seconds(site),
        )

    def _hinted(self, target: Target) -> Target:
        """The target with the charset that its publisher is known for."""
        publisher = self._sites.publisher(target.url)
        if publisher is None or publisher.charset is None or target.hints.charset:
            return target
        return replace(target, hints=replace(target.hints, charset=publisher.charset))

    def _publisher(self, url: str) -> str | None:
        found = self._sites.publisher(url)
        return found.id if found else None


def _listed_by(discovery: PlannedRun) -> PlannedRun:
    """The part of a discovery that its own answers made necessary: sitemaps that an index named."""
    return replace(discovery, run_id=f"{discovery.run_id}-listed", kind=f"{DISCOVERY}-listed")


def _in_section(announced: Announced, section: str | None) -> Announced:
    """The stories with the section of their feed, where they name none themselves."""
    if section is None:
        return announced
    stories = tuple(replace(story, section=story.section or section) for story in announced.stories)
    return replace(announced, stories=stories)


def _latest(listed: list[ListedSitemap]) -> list[str]:
    """The last changed of an index, each once; one that tells no date counts as changed just now."""
    never = datetime.max.replace(tzinfo=UTC)
    ordered = sorted(listed, key=lambda one: one.changed.at if one.changed else never, reverse=True)
    return list(dict.fromkeys(one.url for one in ordered))[:_SITEMAPS_OPENED]


def _asked(url: str) -> Candidate:
    """An address that was typed: even one that nobody may fetch is tried, to end as a named refusal."""
    return candidate(url, "") or Candidate(url=url, canonical=url, source="")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _stamp(now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%SZ}"


def _day(now: datetime) -> str:
    return now.astimezone(VIETNAM_TIME).date().isoformat()
