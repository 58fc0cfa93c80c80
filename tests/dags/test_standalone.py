"""End to end in a real standalone Airflow, driven over its REST API: scheduler, asset triggers, kill, clear."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dags.rest import Rest, wait_for
from tests.pipelines.dataset import ROOT, SAMPLES, rows, tree
from transforms.store.check import check_dataset

pytestmark = pytest.mark.slow

WEEK = [f"2026-02-{day:02d}" for day in range(2, 9)]
_TEXT = "Hội nghị tổng kết công tác năm 2025 diễn ra tại Hà Nội. " * 60


def processes_naming(text: str) -> list[int]:
    """The processes whose command line has `text` in it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if text.encode() in command:
            found.append(int(folder.name))
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def write_spec(home: Path, name: str, sources: list[dict[str, Any]], **more: Any) -> None:
    spec = {"name": name, "start_date": "2026-01-01", "out": str(home / name), "sources": sources, "retries": 0}
    spec |= {"schedule": None, "maintenance_schedule": None} | more
    (home / "specs" / f"{name}.yaml").write_text(json.dumps(spec))  # JSON is YAML


def write_specs(home: Path) -> None:
    (home / "specs").mkdir()
    for name in ("news", "slow"):
        write_spec(home, name, [{"inputs": [str(home / "incoming" / name)], "publisher": "baovidu"}])
        (home / "incoming" / name).mkdir(parents=True)
    for path in (SAMPLES / "texts").iterdir():
        (home / "incoming" / "news" / path.name).write_bytes(path.read_bytes())
    for number, day in enumerate(WEEK):
        (home / "incoming" / "week" / day).mkdir(parents=True)
        (home / "incoming" / "week" / day / "a.txt").write_text(f"Bản tin số {number}\n\n{number}: {_TEXT}")
    write_spec(home, "week", [{"inputs": [str(home / "incoming" / "week" / "{day}")]}])
    faulty = [{"inputs": [str(home / "incoming" / "news")]}]
    write_spec(home, "faulty", faulty, config=str(home / "faulty.yaml"), retries=1, retry_minutes=0.2)
    for number in range(400):  # minutes of work: a kill that takes half a minute to arrive still finds the task at it
        (home / "incoming" / "slow" / f"{number:04d}.txt").write_text(f"Bài số {number}\n\n{number}: {_TEXT * 20}")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("standalone")
    write_specs(home)
    return home


@pytest.fixture(scope="module")
def airflow(home: Path) -> Iterator[Rest]:
    port = free_port()
    command = [sys.executable, str(ROOT / "dags" / "newsdags" / "standalone.py"), "--home", str(home)]
    outer = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert outer.stdout is not None
    said = []
    while not said or "Ctrl-C" not in said[-1]:
        said.append(outer.stdout.readline())
        assert said[-1], "".join(said)
    assert f"http://localhost:{port}  user admin  password " in "".join(said)
    yield Rest(port, home)
    outer.send_signal(signal.SIGINT)  # Ctrl-C
    assert outer.wait(60) == 0
    assert processes_naming(str(home)) == []


def test_the_asset_triggers_quality_and_consumer_with_its_metadata(airflow: Rest, home: Path) -> None:
    for dag in ("news_quality", "news_consumer"):
        airflow.patch(f"dags/{dag}", {"is_paused": False})
    run = airflow.trigger("news_ingest", day="2026-03-01")
    assert airflow.ended("news_ingest", run) == "success"
    published = airflow.returned("news_ingest", run, "publish")
    assert published["rows"]["articles"] == len(rows(home / "news", "articles")) == 4
    for dag in ("news_consumer", "news_quality"):
        found = wait_for(lambda dag=dag: airflow.runs(dag), 120, f"a run of {dag}")
        assert (found[0]["run_type"], len(found)) == ("asset_triggered", 1)
        assert airflow.ended(dag, found[0]["dag_run_id"]) == "success"
    consumed = airflow.returned("news_consumer", airflow.runs("news_consumer")[0]["dag_run_id"], "read_new_articles")
    assert consumed == {"rows": 4, "partitions": published["partitions"]}
    assert {row["verdict"] for row in rows(home / "news", "quality")} == {"unjudged"}
    assert check_dataset(home / "news") == []


def test_clearing_the_run_rewrites_the_same_rows(airflow: Rest, home: Path) -> None:
    before = tree(home / "news")
    run = airflow.runs("news_ingest")[0]["dag_run_id"]
    airflow.patch("dags/news_quality", {"is_paused": True})
    airflow.post(f"dags/news_ingest/dagRuns/{run}/clear", {"dry_run": False})
    wait_for(lambda: airflow.state("news_ingest", run) in ("queued", "running"), 60, "the cleared run")
    assert airflow.ended("news_ingest", run) == "success"
    assert tree(home / "news") == before


def test_a_killed_task_leaves_no_process_and_nothing_half_written(airflow: Rest, home: Path) -> None:
    run = airflow.trigger("slow_ingest", day="2026-03-01")
    progress = home / "slow" / "_staging" / "slow-2026-03-01-baovidu-00" / "progress"
    wait_for(progress.exists, 120, "the ingest to be in its middle")
    assert processes_naming(str(home / "slow"))
    airflow.patch(f"dags/slow_ingest/dagRuns/{run}/taskInstances/ingest/0", {"new_state": "failed"})
    wait_for(lambda: not processes_naming(str(home / "slow")), 60, "the end of every process of the task")
    assert rows(home / "slow", "articles") == []
    assert not (home / "slow" / "_manifests").exists()
    for path in sorted((home / "incoming" / "slow").iterdir())[5:]:
        path.unlink()
    airflow.post(f"dags/slow_ingest/dagRuns/{run}/clear", {"dry_run": False})
    wait_for(lambda: airflow.state("slow_ingest", run) in ("queued", "running"), 60, "the cleared run")
    assert airflow.ended("slow_ingest", run) == "success"
    assert len(rows(home / "slow", "ledger")) == 5
    assert check_dataset(home / "slow") == []
    assert os.listdir(home / "slow" / "_manifests") == ["00000001.json"]  # noqa: PTH208


def test_an_injected_failure_is_retried_and_gives_the_right_rows(airflow: Rest, home: Path) -> None:
    run = airflow.trigger("faulty_ingest", day="2026-03-01")
    failed = lambda: airflow.tasks("faulty_ingest", run).get("ingest") == "up_for_retry"  # noqa: E731
    wait_for(failed, 180, "the failure for want of the settings")
    assert not (home / "faulty" / "_manifests").exists()
    (home / "faulty.yaml").write_text("read: {publisher: baovidu}")
    assert airflow.ended("faulty_ingest", run) == "success"
    assert airflow.get(f"dags/faulty_ingest/dagRuns/{run}/taskInstances/ingest/0")["try_number"] == 2
    assert len(rows(home / "faulty", "articles")) == len(rows(home / "faulty", "ledger")) == 4
    assert check_dataset(home / "faulty") == []


def test_a_week_backfilled_twice_is_the_same_tree(airflow: Rest, home: Path) -> None:
    first = airflow.trigger("week_backfill", first_day=WEEK[0], last_day=WEEK[-1])
    assert airflow.ended("week_backfill", first, 400) == "success"
    assert airflow.returned("week_backfill", first, "publish")["run_ids"] == [f"week-{day}-all-00" for day in WEEK]
    before = tree(home / "week")
    assert len(rows(home / "week", "ledger")) == 7
    second = airflow.trigger("week_backfill", first_day=WEEK[0], last_day=WEEK[-1])
    assert airflow.ended("week_backfill", second, 400) == "success"
    assert tree(home / "week") == before
    assert check_dataset(home / "week") == []
