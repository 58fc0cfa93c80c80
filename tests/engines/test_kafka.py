"""Kafka for real: a broker, a producer, the stream on Prism and on Flink, and the offsets that it leaves behind."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from tests.engines.broker import broker
from tests.engines.pages import START, page
from tests.engines.processes import need, process, wait_until
from tests.engines.tables import content, differences, holds
from tests.pipelines.dataset import ROOT, dongtin, rows
from transforms.store.check import check_dataset

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

TOPIC = "trang"


@pytest.fixture(scope="module")
def brokers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    need("prism", "kafka")
    with broker(tmp_path_factory.mktemp("kafka")) as address:
        admin = AdminClient({"bootstrap.servers": address})
        for created in admin.create_topics([NewTopic(TOPIC, 2, 1)]).values():
            created.result()
        yield address


def send(brokers: str, *messages: tuple[bytes, dict[str, str], float]) -> None:
    """Value, headers and arrival (seconds since START) of each; partitions by turns."""
    producer = Producer({"bootstrap.servers": brokers})
    for number, (value, headers, second) in enumerate(messages):
        moment = int((START.timestamp() + second) * 1000)
        producer.produce(TOPIC, value, partition=number % 2, headers=headers, timestamp=moment)
    assert producer.flush(30) == 0


def raw(number: int, second: float, edition: int = 1) -> tuple[bytes, dict[str, str], float]:
    one = page(number, second=second, edition=edition)
    return one.body, {"content_type": "text/plain", "url": one.url or ""}, second


def watched(brokers: str, out: Path, runner: str) -> list[str]:
    what = ["--kafka", brokers, "--topic", TOPIC, "--name", "thu", "--out", str(out)]
    return [*what, "--runner", runner, "--window", "60"]


def flow(brokers: str, out: Path) -> None:
    done = dongtin("stream", *watched(brokers, out, "prism"), "--idle-exit", "2")
    assert done.returncode == 0, done.stderr[-3000:]


def committed(brokers: str) -> list[int]:
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": "thu"})
    found = consumer.committed([TopicPartition(TOPIC, number) for number in (0, 1)], timeout=20)
    consumer.close()
    return [one.offset for one in found]


def test_pages_and_records_once_each_and_offsets_after_the_data(brokers: str, tmp_path: Path) -> None:
    out = tmp_path / "news"
    record = {"title": "Nước lên", "body": "Mưa lớn suốt đêm ở xã.\nNhiều nhà ngập.", "url": "https://bao.example/r"}
    send(
        brokers,
        raw(1, 5),
        raw(2, 10),
        (json.dumps(record).encode(), {}, 20),
        (b"{no record", {"content_type": "application/json"}, 30),
        raw(1, 70, edition=2),
    )
    flow(brokers, out)
    outcomes = {row["input_key"]: (row["outcome"], row["reason"]) for row in rows(out, "ledger")}
    assert outcomes == {
        f"kafka:{TOPIC}/0@0": ("article", None),
        f"kafka:{TOPIC}/0@1": ("article", None),
        f"kafka:{TOPIC}/0@2": ("revision", None),
        f"kafka:{TOPIC}/1@0": ("article", None),
        f"kafka:{TOPIC}/1@1": ("refused", "malformed_record"),
    }
    assert committed(brokers) == [3, 2]

    before = content(out)
    _rewind(brokers)  # as if the broker had not heard of the commit
    send(brokers, raw(3, 80))
    flow(brokers, out)
    assert [row["input_key"] for row in rows(out, "ledger")].count(f"kafka:{TOPIC}/0@0") == 1
    assert content(out)["ledger"].total() == before["ledger"].total() + 1
    assert committed(brokers) == [4, 2]
    assert check_dataset(out) == []


@pytest.mark.flink
def test_flink_reads_what_prism_reads(brokers: str, tmp_path: Path) -> None:
    """All messages of the topic anew, one data set each: the same rows, the same offsets."""
    need("flink-job-server.jar")
    _rewind(brokers)
    send(brokers, raw(7, 90), raw(8, 95))
    flow(brokers, tmp_path / "prism")
    heads, messages = committed(brokers), len(rows(tmp_path / "prism", "ledger"))
    _rewind(brokers)
    out, log = tmp_path / "flink", tmp_path / "stream.log"
    command = [sys.executable, "-m", "pipelines.cli", "stream", *watched(brokers, out, "flink")]
    with process([*command, "--beam-arg=--parallelism=1"], log, PYTHONPATH=str(ROOT)) as stream:
        wait_until(lambda: holds(out, messages), f"all; see {log}", 150, stream)
        wait_until(lambda: committed(brokers) == heads, f"the offsets; see {log}", 60, stream)
    assert differences(tmp_path / "prism", out) == []


def _rewind(brokers: str) -> None:
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": "thu", "enable.auto.commit": False})
    consumer.commit(offsets=[TopicPartition(TOPIC, number, 0) for number in (0, 1)], asynchronous=False)
    consumer.close()
