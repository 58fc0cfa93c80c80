"""The factories of upkeep: compaction, and dead letters tried again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from airflow.sdk import DAG, Param, dag, get_current_context, task

from newsdags.assets import counts_since, last_commit
from newsdags.chunks import Span, span_of
from newsdags.process import dongtin
from newsdags.spec import DatasetSpec
from newsdags.steps import check_step, cron, dag_arguments, options_given, publish_step

_COMPACT_DOC = """
Merges the small files of days that are closed in `{out}`, removes what no commit refers to, and checks the result.

The rows stay as they are. Readers are never blocked; scheduled runs may still be repeated afterwards.
"""

_REPLAY_DOC = """
Tries the dead letters of `{out}` again with today's code. What can be read now gets its rows, and its dead letter
goes; what is refused again keeps one. The assets tell of the rows that came so.

`reason` narrows it to one refusal (`extraction_timeout`), `stage` to one room (`clean`).
"""


def compact_dag(spec: DatasetSpec) -> DAG:
    """`<name>_compact`: compact the closed days → vacuum → check."""

    @dag(schedule=cron(spec, spec.maintenance_schedule), **dag_arguments(spec, "compact", _COMPACT_DOC))
    def compact() -> None:
        @task(pool=spec.writer_pool)
        def merge_closed_days() -> None:
            span = span_of(spec, get_current_context()["dag_run"])
            before = date.fromisoformat(span["closed_before"]) - timedelta(days=spec.open_days)
            dongtin("compact", spec.out, "--before", before.isoformat())

        @task(pool=spec.writer_pool)
        def vacuum() -> None:
            dongtin("vacuum", spec.out)

        merge_closed_days() >> vacuum() >> check_step(spec)()

    return compact()


def replay_dag(spec: DatasetSpec) -> DAG:
    """`<name>_replay`: replay → check → publish, where anything could be tried again."""
    params = {
        "reason": Param(None, type=["null", "string"], description="Only dead letters refused for this reason."),
        "stage": Param(None, type=["null", "string"], description="Only those that this room refused."),
    }

    @dag(schedule=cron(spec, spec.replay_schedule), params=params, **dag_arguments(spec, "replay", _REPLAY_DOC))
    def replay() -> None:
        @task(pool=spec.writer_pool)
        def replay_dead_letters() -> dict[str, Any]:
            told, before = get_current_context()["params"], last_commit(spec.out)
            dongtin("replay", *replay_arguments(spec, told["reason"], told["stage"]))
            return counts_since(spec.out, before, "replay")

        @task
        def which_day() -> Span:
            return span_of(spec, get_current_context()["dag_run"])

        replayed = replay_dead_letters()
        replayed >> check_step(spec)() >> publish_step(spec)([replayed], which_day())

    return replay()


def replay_arguments(spec: DatasetSpec, reason: str | None, stage: str | None) -> list[str]:
    """What `dongtin replay` is told; addresses are fetched again with what the first source that fetches says."""
    fetch = next((source.fetch for source in spec.sources if source.fetch), None)
    named = {
        "--reason": reason or None,  # a form may send nothing as ""
        "--stage": stage or None,
        "--config": spec.config,
        "--contact": fetch.contact if fetch else None,
        "--registry": fetch.registry if fetch else None,
    }
    return [spec.out, *options_given(named)]
