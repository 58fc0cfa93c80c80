"""A throw-away Airflow: a home on SQLite, a spec, `dag.test()`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.pipelines.dataset import ROOT

_RUN = """
import json, sys
from datetime import datetime
from airflow.dag_processing.dagbag import DagBag
from airflow.models.asset import AssetEvent
from airflow.utils.session import create_session
calls = json.loads(sys.argv[2])
bag = DagBag(dag_folder=sys.argv[1])
assert not bag.import_errors, bag.import_errors
for call in calls:
    dag = bag.dags[call["dag"]]
    day = datetime.fromisoformat(call["day"]) if call.get("day") else None
    run = dag.test(logical_date=day, run_conf=call.get("params"), use_executor=False)
    with create_session() as session:
        events = [(event.asset.name, event.extra) for event in session.query(AssetEvent).order_by(AssetEvent.id)]
    tasks = {}
    for one in run.get_task_instances():
        name = one.task_id if one.map_index < 0 else f"{one.task_id}[{one.map_index}]"
        tasks[name] = [str(one.state), one.xcom_pull(one.task_id, map_indexes=one.map_index)]
    print("RESULT " + json.dumps({"state": str(run.state), "tasks": tasks, "events": events}))
"""


def environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "DONGTIN_DAG_SPECS": str(home / "specs"),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'dags'}",
    }


def write_spec(home: Path, sources: Sequence[dict[str, Any]], **more: Any) -> None:
    spec = {"name": "news", "start_date": "2026-01-01", "out": str(home / "news"), "sources": list(sources)}
    (home / "specs").mkdir(exist_ok=True)
    (home / "specs" / "news.yaml").write_text(
        json.dumps(spec | {"retries": 0, "deadline_minutes": None} | more)
    )  # JSON is YAML


def migrate(home: Path) -> None:
    airflow = [sys.executable, "-m", "airflow", "db", "migrate"]
    subprocess.run(airflow, env=environment(home), check=True, capture_output=True, timeout=300)


def run_dags(home: Path, *calls: dict[str, Any], **more: str) -> list[dict[str, Any]]:
    """Runs DAGs one after the other in one process; `{"dag", "day", "params"}` each."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(ROOT / "dags"), json.dumps(calls)],
        env=environment(home) | more,
        cwd=home,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    results = [line.removeprefix("RESULT ") for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    assert len(results) == len(calls), done.stdout[-6000:] + done.stderr[-6000:]
    (home / "last.log").write_text(done.stdout + done.stderr)
    return [json.loads(line) for line in results]
