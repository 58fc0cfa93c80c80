"""From one target to its one settlement: guard, robots, turn, request, redirects, archive, journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from transforms.domain.errors import (
    BadRedirect,
    FetchError,
    ForbiddenAddress,
    HostBusy,
    HostUnreachable,
    RobotsDisallowed,
)
from transforms.fetch import answers, pacing, robots
from transforms.fetch.addresses import Address, join_address, read_address
from transforms.fetch.answers import Answer
from transforms.fetch.archive import Archive, Place
from transforms.fetch.client import Client
from transforms.fetch.clock import Clock
from transforms.fetch.journal import FETCHED, NOT_MODIFIED, Entry, Journal, Settled
from transforms.fetch.options import FetchOptions
from transforms.fetch.pacing import Pace
from transforms.fetch.robots import Rules
from transforms.fetch.sites import belongs, registered_domain
from transforms.fetch.targets import HostPatience, KnownRobots, Role, Target, Visit

_LONGEST_SLEEP = 60.0
_PIECE_BYTES = 8 << 20  # what an archive in an object store holds in memory at most, but for one answer


class Asker:
    """Asks the hosts of one visit, remembers their paces and rules. One thread at a time."""

    def __init__(
        self, visit: Visit, options: FetchOptions, clock: Clock, client: Client, archive: Archive, journal: Journal
    ) -> None:
        self._visit = visit
        self._options = options
        self._clock = clock
        self._client = client
        self._archive = archive
        self.journal = journal
        self._committed_at = clock.now()
        self.paces: dict[str, Pace] = {}
        told = [entry for entry in journal.entries if isinstance(entry, KnownRobots)]
        self._robots = {one.origin: one for one in (*visit.robots, *told)}
        self._rules: dict[str, Rules] = {}
        patience = [entry for entry in journal.entries if isinstance(entry, HostPatience)]
        self._patience = {one.host: one for one in (*visit.patience, *patience)}

    def settle(self, number: int, target: Target) -> None:
        """Fetches one target to its end and commits it; raises the FetchError that stands in the way."""
        address = read_address(target.url, self._options.reach)
        seen = {address.url}
        while True:
            self._check_robots(address)
            sent = self._client.headers(target.etag, target.last_modified)
            answer, at = self._ask(address, sent)
            if answer.status not in answers.REDIRECTS:
                break
            self._archive.keep(address, sent, answer, at, Role.HOP, target)
            address = self._next_hop(address, answer, seen)
        self._commit(number, target, (address, sent, answer, at))

    def refuse(self, number: int, target: Target, refusal: FetchError) -> None:
        """Commits that a target was refused."""
        self.note(Settled(number=number, url=target.url, result=refusal.reason, at=self._now(), detail=refusal.detail))

    def note(self, entry: Entry) -> None:
        """Writes an entry down, and the archive so far with it."""
        self.journal.write(entry, self._archive.end)
        if self._archive.waiting >= _PIECE_BYTES:
            self.commit()

    def commit(self) -> None:
        """Whatever comes, what was noted is asked for no more; on a disk that is so without a commit, too."""
        if self._archive.end == self.journal.archive_end:  # an answer on the way belongs to what is not settled yet
            self._archive.commit()
            self.journal.commit()
            self._committed_at = self._clock.now()

    def close(self) -> None:
        """Ends the visit, whatever ended it."""
        try:
            self.commit()
        finally:
            self._client.close()
            self._archive.close()
            self.journal.close()

    def longest_wait(self, host: str) -> float:
        """Seconds that a visit waits for one turn: our patience, or the host's own regular pause if that is longer."""
        return max(self._options.manners.patience_seconds, self._pace(host).delay_seconds)

    def wait_until(self, instant: datetime) -> None:
        """Sleeps until then; in pieces, so that a clock that was set back cannot keep us for ever."""
        late = (instant - self._committed_at).total_seconds() >= self._options.commit_seconds
        if late and self.journal.waiting:
            self.commit()
        while (left := (instant - self._clock.now()).total_seconds()) > 0:
            self._clock.sleep(min(left, _LONGEST_SLEEP))

    def _commit(self, number: int, target: Target, exchange: tuple[Address, dict[str, str], Answer, datetime]) -> None:
        address, sent, answer, at = exchange
        refusal = self._judge(target, answer)
        role = target.role if refusal is None else Role.HOP
        place = self._archive.keep(address, sent, answer, at, role, target)
        if refusal is not None:
            raise refusal
        self.note(_settled(number, target, address, answer, at, place))

    def _judge(self, target: Target, answer: Answer) -> FetchError | None:
        conditional = target.etag is not None or target.last_modified is not None
        if answer.status == answers.NOT_MODIFIED and conditional:
            return None
        refusal = answers.status_refusal(answer)
        if refusal is not None:
            return refusal
        try:
            answers.check_content(answer, answers.undo_coding(answer, self._options.limits), target.role)
        except FetchError as refused:
            return refused
        return None

    def _ask(self, address: Address, sent: dict[str, str]) -> tuple[Answer, datetime]:
        """One request in its turn; the host's pace follows its answer."""
        pace = self._pace(address.host)
        if (pace.next_at - self._clock.now()).total_seconds() > self.longest_wait(address.host):
            raise HostBusy(f"{address.host} asks for patience until {pace.next_at:%Y-%m-%dT%H:%M:%SZ}")
        self.wait_until(pace.next_at)
        try:
            answer = self._client.get(address, sent)
        except ForbiddenAddress:
            raise
        except FetchError as refusal:
            unreachable = isinstance(refusal, HostUnreachable)
            self.paces[address.host] = pacing.after_failure(pace, self._clock.now(), unreachable=unreachable)
            raise
        now = self._clock.now()
        if answer.status in (429, 503):
            asked = pacing.read_retry_after(answer.header("retry-after"), now)
            self.paces[address.host] = pacing.after_throttle(pace, now, self._options.manners, asked)
        else:
            self.paces[address.host] = pacing.after_answer(pace, now)
        return answer, self._now()

    def _pace(self, host: str) -> Pace:
        if host not in self.paces:
            self.paces[host] = pacing.first_pace(
                self._options.manners, self._clock.now(), self._visit.delay_seconds, self._patience.get(host)
            )
        return self.paces[host]

    def _next_hop(self, address: Address, answer: Answer, seen: set[str]) -> Address:
        location = answer.header("location")
        if not location:
            raise BadRedirect("a redirect that names no address")
        following = join_address(address, location, self._options.reach)
        if following.url in seen:
            raise BadRedirect(f"redirects in a circle, back to {following.url}")
        if len(seen) > self._options.limits.redirects:
            raise BadRedirect(f"more than {self._options.limits.redirects} redirects")
        if not self._stays(address, following):
            raise BadRedirect(f"leads away from the publisher, to {following.url}; fetch that address itself")
        seen.add(following.url)
        return following

    def _stays(self, address: Address, following: Address) -> bool:
        same = registered_domain(address.host) == registered_domain(following.host)
        return same or belongs(following.host, self._visit.hosts)

    def _check_robots(self, address: Address) -> None:
        rules = self._rules.get(address.origin)
        if rules is None:
            known = self._robots.get(address.origin)
            if known is None or not robots.is_fresh(known, self._clock.now()):
                known = self._learn_robots(address)
                self._robots[address.origin] = known
                self.note(known)
            rules = self._rules[address.origin] = robots.read_rules(known, self._options.user_agent)
            pace = pacing.with_robots_delay(self._pace(address.host), rules.delay_seconds())
            self.paces[address.host] = pace
        if not rules.allow(address.url):
            status = self._robots[address.origin].status
            unknown = not 200 <= status < 300
            why = f"could not be learned (status {status})" if unknown else "forbids it"
            raise RobotsDisallowed(f"{address.origin}/robots.txt {why}")

    def _learn_robots(self, address: Address) -> KnownRobots:
        """Asks for robots.txt; raises HostUnreachable or ForbiddenAddress where the host itself cannot be asked."""
        asked = replace(address, path="/robots.txt")
        target = Target(url=asked.url, role=Role.ROBOTS)
        sent = self._client.headers(None, None)
        status, body = 0, b""
        try:
            for _ in range(robots.ROBOTS_REDIRECTS + 1):
                answer, at = self._ask(asked, sent)
                self._archive.keep(asked, sent, answer, at, Role.ROBOTS, target)
                if answer.status not in answers.REDIRECTS:
                    status, body = answer.status, answers.undo_coding(answer, self._options.limits)
                    break
                asked = self._next_hop(asked, answer, {asked.url})
            else:
                status = 404  # RFC 9309, 2.3.1.2: beyond five redirects there is none
        except (HostUnreachable, ForbiddenAddress):
            raise
        except FetchError:
            status = 0
        body = body[: robots.MAX_ROBOTS_BYTES]
        return KnownRobots(origin=address.origin, status=status, body=body, fetched_at=self._now())

    def _now(self) -> datetime:
        """Whole seconds, as a WARC date tells them: the archive and the first reading must agree."""
        return self._clock.now().replace(microsecond=0)


def _settled(number: int, target: Target, address: Address, answer: Answer, at: datetime, place: Place) -> Settled:
    return Settled(
        number=number,
        url=target.url,
        result=NOT_MODIFIED if answer.status == answers.NOT_MODIFIED else FETCHED,
        at=at,
        status=answer.status,
        final_url=address.url,
        etag=answer.header("etag") or target.etag,
        last_modified=answer.header("last-modified") or target.last_modified,
        place=place,
    )
