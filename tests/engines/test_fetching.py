"""What is fetched without an end: rounds on a schedule, and topics of addresses, on Prism against a web on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

from tests.engines.broker import broker
from tests.engines.processes import need
from tests.fetch.web import Web, serve
from tests.pipelines.dataset import dongtin, outcomes, rows
from tests.pipelines.test_fetch import BAO, MIEN, Newsroom, path_of
from transforms.store.check import check_dataset

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as one:
        yield one


def stream(room: Newsroom, *more: str | int) -> None:
    done = dongtin(
        "stream", "--out", room.out, "--config", room.config, "--registry", room.folder / "registry", "--name", "thu",
        "--runner", "prism", "--window", 2, "--idle-exit", 1, *map(str, more),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


def test_a_round_is_committed_and_the_next_job_asks_nobody_twice(web: Web, tmp_path: Path) -> None:
    need("prism")
    room = Newsroom(web, tmp_path, count=3)
    publishers = ("--publisher", "vidu", "--publisher", "mientrung")
    stream(room, *publishers)
    assert outcomes(room.out) == {"article": 6}
    assert sorted(room.asked()) == sorted(path_of(number) for number in range(6))
    stream(room, *publishers)
    assert len(room.asked()) == 6
    assert outcomes(room.out) == {"article": 6}
    assert check_dataset(room.out) == []


def test_addresses_of_a_topic_are_fetched_once_each_and_offsets_follow_the_data(web: Web, tmp_path: Path) -> None:
    need("prism", "kafka")
    room = Newsroom(web, tmp_path, count=4, delay=0.2)
    with broker(tmp_path / "kafka") as brokers:
        admin = AdminClient({"bootstrap.servers": brokers})
        for created in admin.create_topics([NewTopic("urls", 2, 1)]).values():
            created.result()
        producer = Producer({"bootstrap.servers": brokers})
        addresses = [web.url(BAO if number < 4 else MIEN, path_of(number)) for number in range(8)]
        for number, address in enumerate([*addresses, web.url(BAO, "/khong-co.html"), "hai dia-chi"]):
            producer.produce("urls", address.encode(), partition=number % 2)
        assert producer.flush(30) == 0
        stream(room, "--kafka", brokers, "--url-topic", "urls")
        stream(room, "--kafka", brokers, "--url-topic", "urls")
    assert outcomes(room.out) == {"article": 8, "refused": 2}
    assert {row["reason"] for row in rows(room.out, "dead_letters")} == {"page_gone", "malformed_record"}
    assert {row["input_key"] for row in rows(room.out, "ledger")} == {
        f"kafka:urls/{partition}@{offset}" for partition in (0, 1) for offset in range(5)
    }
    assert sorted(room.asked()) == sorted([*(path_of(number) for number in range(8)), "/khong-co.html"])
    assert min(web.pauses(BAO)) >= 0.2
    assert check_dataset(room.out) == []
