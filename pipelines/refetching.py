"""Addresses that were refused, fetched again by today's rules: robots.txt is asked anew, and the guard as strict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.fetching import fetch
from pipelines.planning import FetchPlan, Planner
from pipelines.requests import FetchRequest
from transforms.fetch.clock import Clock
from transforms.fetch.frontier import Frontier
from transforms.fetch.replay import STAGE
from transforms.fetch.visits import Folders
from transforms.store.letters import StoredLetter, read_letters
from transforms.store.manifest import Manifest

AGAIN = "replay"


class Refetching:
    """Plans and carries out what `dongtin replay` fetches; plans outlive a crash as those of `dongtin fetch` do."""

    def __init__(self, request: FetchRequest, frontier: Frontier, clock: Clock) -> None:
        self._request = request
        self._frontier = frontier
        self._clock = clock
        self._planner = Planner(request, frontier, clock)

    @property
    def folders(self) -> Folders:
        """Where visits write."""
        return self._planner.folders

    def plans(self, letters: Sequence[StoredLetter]) -> Iterator[FetchPlan]:
        """First what an interrupted call planned, then these letters; ask for the next when one is carried out."""
        left = self._planner.unfinished(AGAIN)
        if left is not None:
            yield _asking_anew(left)
        standing = {(one.run_id, one.letter.key) for one in read_letters(self._request.out, stage=STAGE)}
        if due := [one.letter for one in letters if (one.run_id, one.letter.key) in standing]:
            yield _asking_anew(self._planner.plan_addresses(AGAIN, due))

    def fetch(self, plan: FetchPlan) -> Manifest:
        """Carries out a plan and settles its letters in the same commit: what is refused again gets a new one.

        A letter whose story was fetched since by another run is settled without a request.
        """
        asked = {target.url for visit in plan.visits for target in visit.targets}
        letters = list(read_letters(self._request.out, stage=STAGE))
        answered = {one.letter.key for one in letters if self._planner.fetched_since(one.letter)}
        settled = frozenset(
            (one.run_id, one.letter.key)
            for one in letters
            if one.letter.key in asked | answered and one.run_id != plan.run.run_id
        )
        return fetch(self._request, plan, self._planner, self._clock, settled)


def _asking_anew(plan: FetchPlan) -> FetchPlan:
    """The plan without what is known of robots.txt: whoever tries again wants to know what it says now."""
    return replace(plan, visits=tuple(replace(visit, robots=()) for visit in plan.visits))
