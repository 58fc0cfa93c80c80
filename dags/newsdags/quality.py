"""The factory of quality checks: what was just published, against what is usual."""

from __future__ import annotations

from typing import Any

from airflow.sdk import DAG, Asset, Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from newsdags.assets import table_asset
from newsdags.process import CommandFailed, dongtin
from newsdags.spec import DatasetSpec
from newsdags.steps import dag_arguments
from pipelines.options import QUALITY_FAILED

# More days than a month's backfill brings; beyond them the newest are judged.
_MOST_DAYS = 40

_DOC = """
Judges the days that an ingest has just touched against the history of each publisher: volume by weekday and hour
(Tết and holidays known), fill-rates, language, duplicates, refusals, mentions. Every value lies in the table `quality`
of `{out}` with the range that was expected.

The task fails, and an alarm goes out, where a value is out of its range: the message names publisher, measure, range
and a sample row. A retry would judge the same rows, so there is none. `docs/airflow.md` says what to do.

To look at the data set: `dongtin report {out}`; where the spec names a page under `report`, the second task writes it,
whatever the verdict.
"""


def quality_dag(spec: DatasetSpec) -> DAG:
    """`<name>_quality`, triggered by the asset of the articles."""
    params = {"days": Param([], type="array", description="Days to judge, instead of those just published.")}
    quality = Asset(name=f"{spec.name}_quality", uri=f"dongtin://{spec.name}/quality", group="dongtin")
    page = Asset(name=f"{spec.name}_report", uri=f"dongtin://{spec.name}/report", group="dongtin")

    @dag(schedule=[table_asset(spec, "articles")], params=params, **dag_arguments(spec, "quality", _DOC))
    def judge() -> None:
        @task(pool=spec.writer_pool, outlets=[quality])
        def judge_days() -> list[str]:
            context = get_current_context()
            extras = [event.extra for events in context["triggering_asset_events"].values() for event in events]
            days = context["params"]["days"] or days_of(extras)
            _judge(spec, days, closed_before(extras))
            context["outlet_events"][quality].extra = {"out": spec.out, "partitions": days}
            return days

        # Written whatever the verdict, which it shows; as a teardown it leaves the run as failed as it is.
        @task(outlets=[page])
        def write_report() -> str:
            dongtin("report", spec.out, "--out", str(spec.report))
            get_current_context()["outlet_events"][page].extra = {"out": spec.out, "page": spec.report}
            return str(spec.report)

        judged = judge_days()
        if spec.report:
            judged >> write_report().as_teardown()

    return judge()


def days_of(extras: list[dict[str, Any]]) -> list[str]:
    """The newest partitions that some asset events speak of."""
    return sorted({day for extra in extras for day in extra.get("partitions", [])})[-_MOST_DAYS:]


def closed_before(extras: list[dict[str, Any]]) -> str | None:
    """From which day on data is still coming in, as far as the events know."""
    return max((extra["closed_before"] for extra in extras if extra.get("closed_before")), default=None)


def _judge(spec: DatasetSpec, days: list[str], closed: str | None) -> None:
    named = [word for day in days for word in ("--day", day)]
    limit = ["--closed-before", closed] if closed else []
    try:
        dongtin("quality", spec.out, *named, *limit)
    except CommandFailed as failure:
        if failure.code == QUALITY_FAILED:
            raise AirflowFailException("\n".join(failure.lines)) from failure
        raise
