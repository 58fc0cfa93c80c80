"""One pane, one commit: what a window brought is judged against the data set as it is then, and committed at once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import apache_beam as beam
from apache_beam.transforms.window import IntervalWindow
from apache_beam.utils.windowed_value import PaneInfo, WindowedValue

from pipelines.assembly import Annotated, StageAnnotated
from pipelines.config import PipelineConfig
from pipelines.runners import LOCAL_RUNNER, engine
from transforms.domain.annotations import AnnotatedArticle
from transforms.domain.identity import digest
from transforms.domain.outcomes import DeadLetter, Outcome
from transforms.store.commit import open_run
from transforms.store.known_inputs import Arrived, inputs_of_runs
from transforms.store.ptransforms import CommitReceipt

logger = logging.getLogger(__name__)

Ready = AnnotatedArticle | DeadLetter | Outcome

# A compaction may hold the lock for minutes; a stream that cannot write for longer should fail and be seen.
_LOCK_SECONDS = 900.0


class Committed(NamedTuple):
    """A pane whose every input is in the ledger; `run_id` is None where all of them were before."""

    run_id: str | None
    inputs: tuple[str, ...]


@dataclass
class CommitPanes(beam.PTransform):
    """In: `Annotated`, in windows. Out: a `Committed` for each pane, after its manifest was written.

    All inputs of a window meet in one place, since one writer commits and articles of a window are judged by one
    another. A retried, repeated or differently cut pane commits what the ledger does not have, and nothing twice.
    """

    stream: str
    out: Path
    settings: PipelineConfig

    def expand(self, annotated: Annotated) -> beam.PCollection:
        """One key: the window is the group."""
        return (
            tuple(annotated)
            | "All that is ready" >> beam.Flatten()
            | "One group a window" >> beam.WithKeys("")
            | "Gather panes" >> beam.GroupByKey()
            | "Commit each pane" >> beam.ParDo(_CommitFn(self.stream, self.out, self.settings))
        )


class _CommitFn(beam.DoFn):
    def __init__(self, stream: str, out: Path, settings: PipelineConfig) -> None:
        self._stream = stream
        self._out = out
        self._settings = settings

    def start_bundle(self) -> None:
        self._panes: list[tuple[IntervalWindow, int, list[Ready]]] = []

    def process(
        self,
        keyed: tuple[str, Iterable[Ready]],
        window: IntervalWindow = beam.DoFn.WindowParam,
        pane: PaneInfo = beam.DoFn.PaneInfoParam,
    ) -> None:
        self._panes.append((window, pane.index, list(keyed[1])))

    def finish_bundle(self) -> Iterator[WindowedValue]:
        """Windows that close together are committed in their order, whatever that of the engine is."""
        for window, _, ready in sorted(self._panes, key=lambda one: (one[0].start, one[1])):
            yield WindowedValue(self._commit(window, ready), window.max_timestamp(), (window,))

    def _commit(self, window: IntervalWindow, ready: list[Ready]) -> Committed:
        start = window.start.to_utc_datetime(has_tz=True)
        return commit_pane(self._stream, start, ready, out=self._out, settings=self._settings)


def commit_pane(
    stream: str, window_start: datetime, ready: list[Ready], *, out: Path, settings: PipelineConfig
) -> Committed:
    """Commits those inputs of a pane that no run of the stream has settled for this window.

    The run is named by stream, window and the inputs it settles, so that a retry commits the same bytes under the
    same name. Raises the `StoreError`s.
    """
    prefix = f"{runs_of(stream, window_start)}-"
    settled = inputs_of_runs(out, lambda run_id: run_id.startswith(prefix))
    news = {_arrived(one): one for one in ready if _arrived(one) not in settled}
    inputs = tuple(sorted(_arrived(one)[0] for one in ready))
    if not news:
        return Committed(None, inputs)
    run_id = prefix + digest(*(f"{key}\t{moment.isoformat()}" for key, moment in sorted(news)))[:12]
    # A thread of its own: Beam keeps what it knows of a running step by thread, and this one is in the middle of one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(_run, list(news.values()), run_id, out, settings).result()
    return Committed(run_id, inputs)


def runs_of(stream: str, window_start: datetime) -> str:
    """What the ids of all runs of a window begin with; those of a stream sort as its windows do."""
    return f"{stream}-{window_start.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _run(ready: list[Ready], run_id: str, out: Path, settings: PipelineConfig) -> None:
    """The bounded graph of every other run, in process: one middle for batch and stream."""
    with open_run(out, run_id, wait_seconds=_LOCK_SECONDS) as run:
        runner, options = engine(LOCAL_RUNNER, ())
        pipeline = beam.Pipeline(runner=runner, options=options)
        annotated = Annotated(
            pipeline | "Articles" >> beam.Create([one for one in ready if isinstance(one, AnnotatedArticle)]),
            pipeline | "Dead letters" >> beam.Create([one for one in ready if isinstance(one, DeadLetter)]),
            pipeline | "Settled" >> beam.Create([one for one in ready if isinstance(one, Outcome)]),
        )
        inputs = pipeline | "How many" >> beam.Create([len(ready)])
        (annotated, inputs) | StageAnnotated(run, settings) | CommitReceipt(run)
        pipeline.run().wait_until_finish()


def _arrived(ready: Ready) -> Arrived:
    match ready:
        case AnnotatedArticle(article=article):
            return article.input_key, article.fetched_at.astimezone(UTC)
        case DeadLetter(key=key, arrived_at=moment):
            return key, moment.astimezone(UTC)
        case Outcome(input_key=key, arrived_at=moment):
            return key, moment.astimezone(UTC)
