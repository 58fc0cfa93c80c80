"""The steps that several DAGs are put together from, and what all DAGs have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from airflow.sdk import (
    CronDataIntervalTimetable,
    DeadlineAlert,
    DeadlineReference,
    Param,
    SyncCallback,
    get_current_context,
    task,
)
from airflow.sdk.exceptions import AirflowSkipException

from newsdags.alarms import deadline_missed, on_failure
from newsdags.assets import (
    TABLE_NAMES,
    counts_since,
    publish_events,
    publishers_alias,
    run_counts,
    table_asset,
    together,
)
from newsdags.chunks import Chunk, Span
from newsdags.process import dongtin
from newsdags.spec import DatasetSpec
from pipelines.options import IngestOptions
from transforms.store.layout import progress_path


def day_param(description: str) -> Param:
    """A day that may be left out; a new one each time, since Airflow keeps a run's value in the object."""
    return Param(None, type=["null", "string"], format="date", description=description)


def dag_arguments(spec: DatasetSpec, kind: str, doc: str) -> dict[str, Any]:
    """What `@dag` is told by every factory; `{name}`, `{out}` and `{pool}` in `doc` are filled in."""
    return {
        "dag_id": f"{spec.name}_{kind}",
        "start_date": datetime.combine(spec.start_date, time(), ZoneInfo(spec.timezone)),
        "catchup": False,
        "max_active_runs": 1,  # a data set has one writer
        "default_args": {
            "owner": spec.owner,
            "retries": spec.retries,
            "retry_delay": timedelta(minutes=spec.retry_minutes),
            "execution_timeout": timedelta(minutes=spec.timeout_minutes),
            "on_failure_callback": on_failure(spec.alarm_connection),
        },
        "deadline": _deadline(spec),
        "tags": ["dongtin", spec.name, kind, *spec.tags],
        "description": " ".join(doc.split(". ")[0].split()).format(name=spec.name, out=spec.out, pool=spec.writer_pool),
        "doc_md": doc.format(name=spec.name, out=spec.out, pool=spec.writer_pool),
    }


def _deadline(spec: DatasetSpec) -> DeadlineAlert | None:
    if spec.deadline_minutes is None:
        return None
    told = {"connection": spec.alarm_connection, "minutes": spec.deadline_minutes}
    return DeadlineAlert(
        # Not DAGRUN_QUEUED_AT: Airflow 3.3.2 answers 500 when a run with such a deadline is cleared.
        reference=DeadlineReference.AVERAGE_RUNTIME(max_runs=10, min_runs=1),
        interval=timedelta(minutes=spec.deadline_minutes),
        callback=SyncCallback(deadline_missed, told),
    )


def cron(spec: DatasetSpec, expression: str | None) -> CronDataIntervalTimetable | None:
    """A schedule with data intervals: Airflow 3's plain cron string has none, its runs would be for no day."""
    return CronDataIntervalTimetable(expression, timezone=spec.timezone) if expression else None


def ingest_step(spec: DatasetSpec) -> Any:
    """The task that ingests one chunk; to be mapped."""

    @task(
        task_id="ingest",
        pool=spec.writer_pool,
        max_active_tis_per_dag=1,  # holds where the pool has been given more slots
        map_index_template="{{ chunk_name }}",
    )
    def ingest(chunk: Chunk) -> dict[str, Any]:
        get_current_context()["chunk_name"] = chunk["name"]  # type: ignore[typeddict-unknown-key]
        if chunk["fetch"]:
            dongtin("fetch", *fetch_arguments(spec, chunk["fetch"]))
            return counts_since(spec.out, chunk["after"], "fetch")
        options = options_of(spec, chunk)
        progress = progress_path(Path(spec.out), chunk["run_id"])
        dongtin("ingest", *options.to_arguments(), progress=progress)
        return run_counts(spec.out, chunk["run_id"])

    return ingest


def options_of(spec: DatasetSpec, chunk: Chunk) -> IngestOptions:
    """What `dongtin ingest` is told for one chunk."""
    return IngestOptions(
        inputs=tuple(chunk["inputs"]),
        out=Path(spec.out),
        config=Path(spec.config) if spec.config else None,
        publisher=chunk["publisher"],
        runner=spec.runner,
        workers=spec.workers,
        beam_args=spec.beam_args,
        run_id=chunk["run_id"],
    )


def fetch_arguments(spec: DatasetSpec, label: str) -> list[str]:
    """What `dongtin fetch` is told for a source."""
    asked = next(source.fetch for source in spec.sources if source.fetch and source.label == label)
    named = {"--publisher": asked.publishers, "--feed": asked.feeds, "--sitemap": asked.sitemaps}
    single = {
        "--out": spec.out,
        "--config": spec.config,
        "--limit": asked.limit,
        "--contact": asked.contact,
        "--registry": asked.registry,
        "--runner": spec.runner,
        "--workers": spec.workers,
    }
    words = [word for option, values in named.items() for value in values for word in (option, value)]
    words += options_given(single)
    return words + [word for argument in spec.beam_args for word in ("--beam-arg", argument)]


def options_given(named: Mapping[str, object]) -> list[str]:
    """Options as words of a command line, without those that are None."""
    return [word for option, value in named.items() if value is not None for word in (option, str(value))]


def check_step(spec: DatasetSpec) -> Any:
    """The task that compares the data set with its manifests; in the pool, since it must not meet a writer."""

    @task(task_id="check", pool=spec.writer_pool)
    def check() -> None:
        dongtin("check", spec.out)

    return check


def publish_step(spec: DatasetSpec) -> Any:
    """The task that reports the assets, and returns the run's counts."""
    outlets = [*(table_asset(spec, table) for table in TABLE_NAMES), publishers_alias(spec)]

    @task(task_id="publish", outlets=outlets)
    def publish(parts: list[dict[str, Any]], span: Span) -> dict[str, Any]:
        counts = together(parts)
        if not counts["inputs"]:
            raise AirflowSkipException("no input, no asset event")
        publish_events(spec, get_current_context()["outlet_events"], counts, dict(span))
        return counts

    return publish
