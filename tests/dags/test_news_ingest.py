"""The daily DAG in a real Airflow: a throw-away home on SQLite, `dag.test()`, the same ingest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.dataset import ROOT, SAMPLES, rows, tree
from transforms.store.check import check_dataset

pytestmark = pytest.mark.slow

_RUN = """
import json, sys
from datetime import datetime, UTC
from airflow.dag_processing.dagbag import DagBag
bag = DagBag(dag_folder=sys.argv[1])
assert not bag.import_errors, bag.import_errors
dag = bag.dags["news_ingest"]
run = dag.test(logical_date=datetime(2026, 3, 1, tzinfo=UTC), use_executor=False)
task = run.get_task_instance("ingest")
from airflow.models.asset import AssetEvent
from airflow.utils.session import create_session
with create_session() as session:
    events = [event.extra for event in session.query(AssetEvent).all()]
print("RESULT " + json.dumps({"state": str(run.state), "returned": task.xcom_pull("ingest"), "events": events}))
"""


def spec(home: Path, *inputs: str) -> None:
    lines = ["dag_id: news_ingest", "start_date: 2026-01-01", f"inputs: {json.dumps(inputs)}", f"out: {home / 'news'}"]
    (home / "specs").mkdir(exist_ok=True)
    (home / "specs" / "news_ingest.yaml").write_text("\n".join([*lines, "retries: 0"]))


def environment(home: Path) -> dict[str, str]:
    return os.environ | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "DONGTIN_DAG_SPECS": str(home / "specs"),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'dags'}",
    }


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("airflow")
    subprocess.run(
        [sys.executable, "-m", "airflow", "db", "migrate"],
        env=environment(home),
        check=True,
        capture_output=True,
        timeout=300,
    )
    return home


def run_dag(home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(ROOT / "dags")],
        env=environment(home),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    results = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    assert results, done.stdout[-3000:] + done.stderr[-3000:]
    result: dict[str, Any] = json.loads(results[-1].removeprefix("RESULT "))
    return result


def test_the_dag_commits_the_day_and_reports_the_asset_and_again_the_same(home: Path) -> None:
    (home / "incoming" / "2026-03-01").mkdir(parents=True)
    for path in sorted((SAMPLES / "texts").iterdir()):
        (home / "incoming" / "2026-03-01" / path.name).write_bytes(path.read_bytes())
    spec(home, f"{home}/incoming/{{day}}")
    result = run_dag(home)
    assert result["state"] == "success"
    assert result["returned"]["inputs"] == 4
    assert result["returned"]["rows"]["articles"] == len(rows(home / "news", "articles")) == 4
    assert [event["rows"] for event in result["events"]] == [result["returned"]["rows"]]
    assert check_dataset(home / "news") == []
    before = tree(home / "news")
    assert run_dag(home)["state"] == "success"
    assert tree(home / "news") == before


def test_a_failing_ingest_fails_the_run_and_commits_nothing(home: Path) -> None:
    spec(home, f"{home}/no-such-folder/{{day}}")
    before = tree(home / "news") if (home / "news").exists() else {}
    assert run_dag(home)["state"] == "failed"
    assert (tree(home / "news") if (home / "news").exists() else {}) == before
