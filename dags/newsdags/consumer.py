"""An example of what may follow an ingest: a DAG that reads what the asset's events say."""

from __future__ import annotations

import logging
from typing import Any

from airflow.sdk import DAG, dag, get_current_context, task

from newsdags.assets import table_asset
from newsdags.spec import DatasetSpec
from newsdags.steps import dag_arguments

logger = logging.getLogger(__name__)

_DOC = """
An example to copy: runs whenever the articles of `{out}` have grown, and reads from the asset event which partitions
were touched and how many rows were added. Put your own work where it only logs.
"""


def consumer_dag(spec: DatasetSpec) -> DAG:
    """`<name>_consumer`, triggered by the asset of the articles."""

    @dag(schedule=[table_asset(spec, "articles")], **dag_arguments(spec, "consumer", _DOC))
    def consumer() -> None:
        @task
        def read_new_articles() -> dict[str, Any]:
            events = get_current_context()["triggering_asset_events"].values()
            extras = [event.extra for group in events for event in group]
            partitions = sorted({day for extra in extras for day in extra["partitions"]})
            for day in partitions:
                logger.info("to read: %s/articles/published_date=%s/*.parquet", spec.out, day)
            return {"rows": sum(extra["rows"] for extra in extras), "partitions": partitions}

        read_new_articles()

    return consumer()
