"""Puts a stream together and runs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from prometheus_client import start_http_server

from pipelines.errors import UsageError
from pipelines.known.index import Memory
from pipelines.stream.doors import Door
from pipelines.stream.folder import FolderDoor
from pipelines.stream.graph import StandingGraph
from pipelines.stream.loop import Loop
from pipelines.stream.metrics import Metrics
from pipelines.stream.observers import Observer
from pipelines.stream.options import StreamOptions
from pipelines.stream.plan import ForeignPlan, Plan, open_plan
from pipelines.stream.rounds import FetchRounds
from pipelines.stream.upkeep import Upkeep
from transforms.clean.keeping import workers_kept
from transforms.fetch.clock import Clock
from transforms.store.history import read_history


def stream(
    options: StreamOptions,
    *,
    clock: Clock,
    stop: threading.Event,
    observers: Sequence[Observer] = (),
    more_doors: Sequence[Door] = (),
) -> None:
    """Runs a stream until `stop` is set or the options say that it ends; a stop takes effect between two batches.

    more_doors  beside the watched folders

    Raises StreamBusy and ForeignPlan for the plan, UsageError for a folder that is not there or a port that is
    taken, ConfigError, FrontierBusy, the `StoreError`s, and whatever a bug raises. Calling it again goes on where it
    was, whatever ended it.
    """
    options.check()
    settings = options.settings()
    with ExitStack() as closing:
        plan = closing.enter_context(open_plan(options.state / "plan.sqlite"))
        _assert_same_data_set(plan, options)
        doors = [*_folder(options, clock), *more_doors]
        observers = [*observers, *closing.enter_context(_metrics(options))]
        memory = Memory(options.state / "known.sqlite")
        closing.callback(memory.close)
        closing.enter_context(workers_kept())
        graph = StandingGraph(options.out, settings, memory, cleaners=options.workers)
        rounds = _rounds(options, clock)
        if rounds:
            closing.callback(rounds.close)
        for door in doors:
            closing.callback(door.close)
        Loop(
            options=options,
            plan=plan,
            graph=graph,
            doors=doors,
            rounds=rounds,
            observers=observers,
            clock=clock,
            stop=stop,
            upkeep=Upkeep(options.out, every_minutes=options.compact_every),
        ).run()


def _folder(options: StreamOptions, clock: Clock) -> list[Door]:
    return [FolderDoor(options.watch, clock, settle_seconds=options.settle_seconds)] if options.watch else []


def _rounds(options: StreamOptions, clock: Clock) -> FetchRounds | None:
    request = options.request()
    if request is None:
        return None
    return FetchRounds(request, clock, every_seconds=options.every)


@contextmanager
def _metrics(options: StreamOptions) -> Iterator[list[Observer]]:
    if options.metrics_port is None:
        yield []
        return
    metrics = Metrics()
    try:
        server, thread = start_http_server(options.metrics_port, options.metrics_host, metrics.registry)
    except OSError as error:
        where = f"{options.metrics_host}:{options.metrics_port}"
        raise UsageError(f"--metrics-port: {where} cannot be had ({error.strerror}); choose another") from error
    try:
        yield [metrics]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _assert_same_data_set(plan: Plan, options: StreamOptions) -> None:
    last = plan.last_done()
    if last is not None and read_history(options.out).latest(last) is None:
        raise ForeignPlan(
            f"{plan.path}: says that {last} was committed, but {options.out} does not hold it; bring plan and data set "
            f"from one backup, or remove {options.state} to take in all watched files anew"
        )
