"""A task manager killed in the middle: the job goes on from its checkpoint on another, nothing lost, nothing twice."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from confluent_kafka.admin import AdminClient, NewTopic

from tests.engines.broker import broker
from tests.engines.flink import cluster
from tests.engines.processes import HOST, need, process, says, wait_until
from tests.engines.tables import holds
from tests.engines.test_kafka import TOPIC, raw, send
from tests.pipelines.dataset import ROOT, rows
from transforms.store.check import check_dataset

pytestmark = [pytest.mark.slow, pytest.mark.flink, pytest.mark.timeout(420)]


def test_killed_task_manager(tmp_path: Path) -> None:
    need("kafka", "flink", "flink-job-server.jar")
    out = tmp_path / "news"
    with broker(tmp_path / "kafka") as brokers, cluster(tmp_path / "flink") as flink:
        admin = AdminClient({"bootstrap.servers": brokers})
        for created in admin.create_topics([NewTopic(TOPIC, 2, 1)]).values():
            created.result()
        send(brokers, *(raw(number, number * 20) for number in range(12)))
        first = flink.task_manager("first")
        command = [
            sys.executable, "-m", "pipelines.cli", "stream", "--kafka", brokers, "--topic", TOPIC, "--out", out,
            "--name", "kill", "--runner", "flink", f"--beam-arg=--flink_master={HOST}:{flink.rest}",
            "--beam-arg=--checkpointing_interval=2000", "--beam-arg=--parallelism=1",
        ]  # fmt: skip
        log = tmp_path / "flow.log"
        with process(command, log, PYTHONPATH=str(ROOT)) as stream:
            wait_until(lambda: len(rows(out, "ledger")) > 0, f"the first commit; see {log}", 150, stream)
            flink.task_manager("second")
            first.kill()
            send(brokers, *(raw(number, number * 20) for number in range(12, 18)))
            wait_until(lambda: holds(out, 18), f"all 18; see {log}", 200, stream)
    assert says(tmp_path / "flink" / "manager.log", "Restoring job .* from Checkpoint")
    keys = [row["input_key"] for row in rows(out, "ledger")]
    assert sorted(keys) == sorted(f"kafka:{TOPIC}/{partition}@{offset}" for partition in (0, 1) for offset in range(9))
    assert sorted(row["url"] for row in rows(out, "articles")) == sorted(f"https://bao.example/{n}" for n in range(18))
    assert check_dataset(out) == []
