"""The factory of scheduled ingests."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime, time, timedelta
from typing import Any

from airflow.sdk import DAG, Asset, Param, dag, get_current_context, task

from newsdags.process import run_command
from newsdags.spec import IngestSpec
from pipelines.options import IngestOptions
from transforms.store.summary import committed

_DOC = """
Reads the articles of one day's folder, cleans and annotates them, and commits them to the data set `{out}`.

- A retry, or clearing the task, rewrites the same rows: the run is named by its day.
- Params `inputs` and `out` replace the configured ones for a manual run.
- Exit code, outcome counts and refusals are in the task's log; counts are also its return value and the metadata
  of the asset event.
"""


def articles_asset(spec: IngestSpec) -> Asset:
    """The asset that downstream DAGs wait for."""
    return Asset(name=f"{spec.dag_id}_articles", uri=f"dongtin://{spec.dag_id}/articles")


def ingest_dag(spec: IngestSpec) -> DAG:
    """A DAG with one task that ingests the day's inputs and reports the asset."""
    articles = articles_asset(spec)

    @dag(
        dag_id=spec.dag_id,
        schedule=spec.schedule,
        start_date=datetime.combine(spec.start_date, time(), UTC),
        catchup=False,
        max_active_runs=1,  # a data set has one writer
        default_args={"owner": "dongtin", "retries": spec.retries, "retry_delay": timedelta(minutes=1)},
        params={"inputs": Param(list(spec.inputs), type="array"), "out": Param(spec.out, type="string")},
        tags=["dongtin", "ingest"],
        doc_md=_DOC.format(out=spec.out),
    )
    def news() -> None:
        @task(outlets=[articles], execution_timeout=timedelta(minutes=spec.timeout_minutes))
        def ingest() -> dict[str, Any]:
            context = get_current_context()
            options = options_of(spec, context["params"], run_day(context), run_name(spec.dag_id, context))
            run_command([sys.executable, "-m", "pipelines.cli", "ingest", *options.to_arguments()])
            counts = committed_counts(options)
            context["outlet_events"][articles].extra = counts
            return counts

        ingest()

    return news()


def options_of(spec: IngestSpec, params: Any, day: str, run_id: str) -> IngestOptions:
    """What `dongtin ingest` is told for one run."""
    return IngestOptions(
        inputs=tuple(pattern.format(day=day) for pattern in params["inputs"]),
        out=params["out"],
        config=spec.config,
        publisher=spec.publisher,
        runner=spec.runner,
        workers=spec.workers,
        run_id=run_id,
    )


def run_day(context: Any) -> str:
    """The day a run is for: of its logical date, or of its start where it was triggered without one."""
    dag_run = context["dag_run"]
    return (dag_run.logical_date or dag_run.run_after).date().isoformat()


def run_name(dag_id: str, context: Any) -> str:
    """The run's id in the data set: the same for every attempt at one logical date, so that each rewrites its rows.

    A run triggered without a logical date is named by itself.
    """
    dag_run = context["dag_run"]
    moment = f"{dag_run.logical_date:%Y-%m-%dT%H%MZ}" if dag_run.logical_date else dag_run.run_id
    return re.sub(r"[^A-Za-z0-9._+:-]", "-", f"{dag_id}-{moment}")[:128]


def committed_counts(options: IngestOptions) -> dict[str, Any]:
    """Inputs, outcomes, rows and partitions of the run as committed."""
    manifest = committed(options.out, str(options.run_id))
    partitions = sorted({part.path.split("/")[1] for part in manifest.added if part.table == "articles"})
    return {
        "run_id": manifest.run_id,
        "inputs": manifest.inputs,
        "outcomes": dict(manifest.outcomes),
        "rows": dict(manifest.rows[manifest.run_id]),
        "partitions": partitions,
    }
