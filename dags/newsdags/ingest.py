"""The factories of ingests: the scheduled one, and the one for what was missed."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from airflow.sdk import DAG, Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from newsdags.assets import last_commit
from newsdags.chunks import Chunk, InputsMissing, Span, chunks_of, fetch_chunk, span_of
from newsdags.spec import DatasetSpec, Source
from newsdags.steps import check_step, cron, dag_arguments, day_param, ingest_step, publish_step

_INGEST_DOC = """
Reads the articles of the day that has just ended, cleans and annotates them, and commits them to `{out}`.

`which_day` → `discover` (the sources of the spec, split into chunks) → `ingest`, one task a chunk → `check` (every
file and count against the manifests) → `publish` (the assets, with rows and partitions).

- **Retry, clear, run again:** always safe. A chunk's run is named by data set, day, source and number, so each
  attempt replaces its rows by the same rows.
- **A day again:** trigger with `day`. **Many days:** *Trigger → Backfill*, or the DAG `{name}_backfill`.
- **`ingest` stays `scheduled`:** the pool `{pool}` of one slot must exist; all writers queue there.
- **A source that is fetched** asks for what is new when the task runs, and only in runs for the present day. A retry
  finishes what was interrupted; what was fetched is not fetched again.
- **`discover` fails:** a source's files are not there; the message names them.
- **`check` fails:** the data set is not what its manifests say; see the log, and `docs/airflow.md`.
"""

_BACKFILL_DOC = """
Ingests what was missed or comes late into `{out}`: either the sources of the spec for a range of days, or any inputs
(WARC, JSONL, Parquet, folders of pages).

- `first_day` and `last_day`: the same runs as the scheduled ones of these days; doing it twice changes nothing.
- `inputs`: files, folders or globs, with `{{day}}` for each day where a range is given too. Named by the inputs and
  the publisher, so that the same call replaces its rows.
"""


def ingest_dag(spec: DatasetSpec) -> DAG:
    """`<name>_ingest`: which day → discover → ingest (mapped) → check → publish."""

    @dag(
        schedule=cron(spec, spec.schedule),
        params={"day": day_param("Instead of the data interval's.")},
        **dag_arguments(spec, "ingest", _INGEST_DOC),
    )
    def news() -> None:
        @task
        def which_day() -> Span:
            context = get_current_context()
            return span_of(spec, context["dag_run"], context["params"]["day"])

        @task
        def discover(span: Span) -> list[Chunk]:
            context = get_current_context()
            past = context["params"]["day"] or str(context["dag_run"].run_type) == "backfill"
            return _found(spec, spec.sources, [span], fetching=not past)

        span = which_day()
        _ingested(spec, discover(span), span)

    return news()


def backfill_dag(spec: DatasetSpec) -> DAG:
    """`<name>_backfill`: the same steps over a range of days or over given inputs."""
    params = {
        "first_day": day_param("The first day of a range."),
        "last_day": day_param("The last day of the range, itself included."),
        "inputs": Param([], type="array", description="Instead of the spec's sources."),
        "publisher": Param(None, type=["null", "string"], description="Given to every page of `inputs`."),
        "chunks": Param(1, type="integer", minimum=1, maximum=64, description="Tasks that share `inputs`."),
    }

    @dag(schedule=None, params=params, **dag_arguments(spec, "backfill", _BACKFILL_DOC))
    def backfill() -> None:
        @task
        def which_day() -> Span:
            return _span_of_range(get_current_context()["params"])

        @task
        def discover() -> list[Chunk]:
            params = get_current_context()["params"]
            return _found(spec, _sources(spec, params), _spans(params))

        _ingested(spec, discover(), which_day())

    return backfill()


def _ingested(spec: DatasetSpec, chunks: Any, span: Any) -> None:
    counts = ingest_step(spec).expand(chunk=chunks)
    checked = check_step(spec)()
    counts >> checked >> publish_step(spec)(counts, span)


def _found(spec: DatasetSpec, sources: tuple[Source, ...], spans: list[Span], *, fetching: bool = False) -> list[Chunk]:
    """The shares of the runs of some days. Feeds tell what is new now, so past days are not fetched again."""
    files = [source for source in sources if source.kind == "files"]
    fetched = [source for source in sources if source.kind == "fetch" and fetching]
    try:
        chunks = [chunk for span in spans for chunk in chunks_of(spec, files, span)]
        chunks += [fetch_chunk(source, last_commit(spec.out)) for source in fetched]
    except InputsMissing as error:
        raise AirflowFailException(str(error)) from error
    if not chunks:
        raise AirflowSkipException("no source has files for this day")
    return chunks


def _days(params: Any) -> list[date]:
    first, last = params["first_day"], params["last_day"]
    if not first and not last:
        return []
    start, end = date.fromisoformat(first or last), date.fromisoformat(last or first)
    if end < start:
        raise AirflowFailException(f"first_day {start} is after last_day {end}")
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def _span_of_range(params: Any) -> Span:
    """The last day stands for a range; without days nothing is known to be still coming in."""
    days = _days(params)
    if not days:
        return Span(day="", name="", closed_before="9999-12-31")
    closed = (days[-1] + timedelta(days=1)).isoformat()
    return Span(day=days[-1].isoformat(), name=days[-1].isoformat(), closed_before=closed)


def _spans(params: Any) -> list[Span]:
    days = [day.isoformat() for day in _days(params)]
    if not days and not params["inputs"]:
        raise AirflowFailException("name `first_day` and `last_day`, or `inputs`")
    return [Span(day=day, name=day or "backfill", closed_before="") for day in days or [""]]


def _sources(spec: DatasetSpec, params: Any) -> tuple[Source, ...]:
    """The spec's sources, or the inputs asked for as a source of their own name."""
    if not params["inputs"]:
        return spec.sources
    told = json.dumps([sorted(params["inputs"]), params["publisher"], params["chunks"]])
    name = f"inputs-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
    source = Source(name=name, inputs=tuple(params["inputs"]), publisher=params["publisher"], chunks=params["chunks"])
    return (source,)
