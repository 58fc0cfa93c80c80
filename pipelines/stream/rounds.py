"""Publishers on a schedule: rounds of `dongtin fetch` beside the folders, without holding them up.

A round takes minutes, since nobody is asked for more than a page a second. So a thread of its own asks and archives,
journal line by journal line; the loop then commits from the archive, without a request. Plan and exactly-once are
the frontier's, as in `dongtin fetch`: a round that a crash cut off is finished by the next start.
"""

from __future__ import annotations

import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from pipelines.fetching import KnownOf, commit_visits
from pipelines.planning import FetchPlan, Planner
from pipelines.requests import FetchRequest
from transforms.fetch.clock import Clock
from transforms.fetch.frontier import Frontier, open_frontier
from transforms.fetch.visits import Folders, make_visit
from transforms.store.manifest import Manifest


class _Stopped(BaseException):
    """The stream ends; visits leave off between two requests."""


class FetchRounds:
    """Asks every so many seconds; call `ready`, `commit`, `close` from the loop's thread.

    Raises what went wrong in the thread (FrontierBusy, a bug) at the next `ready`.
    """

    def __init__(self, request: FetchRequest, clock: Clock, *, every_seconds: float) -> None:
        self._request = request
        self._every_seconds = every_seconds
        self._ended = threading.Event()
        self._clock = clock  # travels with a graph
        self._waiting_clock = Clock(now=clock.now, sleep=self._sleep)
        self._fetched: queue.Queue[FetchPlan] = queue.Queue(maxsize=1)
        self._committed: queue.Queue[FetchPlan] = queue.Queue(maxsize=1)
        self._failure: BaseException | None = None
        self._folders: Folders | None = None
        self._first_round_over = threading.Event()
        # What an earlier process left unfinished may hold answers of any age.
        self._asking_since: datetime | None = datetime.min.replace(tzinfo=UTC)
        self._thread = threading.Thread(target=self._run, name="fetch rounds", daemon=True)
        self._thread.start()

    @property
    def had_a_round(self) -> bool:
        """Whether all that was announced at the start is committed, as far as one round goes."""
        return self._first_round_over.is_set()

    @property
    def asking_since(self) -> datetime | None:
        """Before when no answer of the round at hand was given; None between two rounds."""
        return self._asking_since

    @property
    def folders(self) -> Folders:
        """Where the answers of a round that is `ready` lie."""
        assert self._folders is not None  # noqa: S101 -- the thread made them before the plan
        return self._folders

    def ready(self) -> FetchPlan | None:
        """A round whose answers all lie in the archive; ask again until it is committed."""
        if self._failure is not None:
            raise self._failure
        try:
            return self._fetched.get_nowait()
        except queue.Empty:
            return None

    def commit(self, plan: FetchPlan, known: KnownOf) -> Manifest:
        """Commits a round; raises as `ingest` does, and the round may then be committed once more."""
        manifest = commit_visits(self._request, plan, self.folders, self._clock, known)
        self.committed(plan)
        return manifest

    def committed(self, plan: FetchPlan) -> None:
        """All that the round brought is in the data set; the frontier may forget it."""
        self._committed.put(plan)

    def close(self) -> None:
        """Ends the thread after the request in flight; the rest of a round waits for the next start."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            with open_frontier(self._request.state) as frontier:
                self._rounds(frontier)
        except _Stopped:
            pass
        except BaseException as failure:  # noqa: BLE001 -- raised again in the loop's thread
            self._failure = failure

    def _rounds(self, frontier: Frontier) -> None:
        planner = Planner(self._request, frontier, self._waiting_clock)
        self._folders = planner.folders
        left = planner.unfinished()
        if left is not None:
            self._carry_out(left, planner)
        while True:
            self._asking_since = self._clock.now()
            self._carry_out(planner.next_plan(), planner)
            self._asking_since = None
            self._first_round_over.set()
            self._sleep(self._every_seconds)

    def _carry_out(self, plan: FetchPlan, planner: Planner) -> None:
        if plan.visits:
            options = self._request.settings().fetch.options()
            with ThreadPoolExecutor(max_workers=options.threads) as threads:
                visits = [
                    threads.submit(make_visit, visit, options, self._waiting_clock, planner.folders)
                    for visit in plan.visits
                ]
            for visit in visits:
                visit.result()
            self._fetched.put(plan)
            self._wait_for_commit()
            planner.finish(plan)
        planner.forget_journals()

    def _wait_for_commit(self) -> None:
        while True:
            try:
                self._committed.get(timeout=0.2)
            except queue.Empty:
                self._sleep(0)
            else:
                return

    def _sleep(self, seconds: float) -> None:
        if self._ended.wait(seconds):
            raise _Stopped
