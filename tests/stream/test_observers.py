from __future__ import annotations

import io
from datetime import timedelta

from prometheus_client import generate_latest
from rich.console import Console

from pipelines.stream.metrics import Metrics
from pipelines.stream.observers import Backlog, Committed
from pipelines.stream.status import StatusLine
from tests.stream.worlds import NOON, manifest

BEHIND = Backlog(at=NOON, waiting=14, oldest=NOON - timedelta(seconds=3))
COMMIT = Committed(
    at=NOON + timedelta(seconds=2),
    manifest=manifest("r", 7, article=4, refused__empty_input=2, duplicate__unchanged=1),
    seconds=1.2,
    freshness=[0.7, 2.5],
)


def sample(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"dongtin_stream_{name}", labels or None)


def test_prometheus_is_told_outcomes_reasons_lag_and_times() -> None:
    metrics = Metrics()
    metrics.looked(BEHIND)
    metrics.committed(COMMIT)
    metrics.committed(COMMIT)
    metrics.held_up("ingest")
    assert sample(metrics, "inputs_total", outcome="article") == 8
    assert sample(metrics, "inputs_total", outcome="refused") == 4
    assert sample(metrics, "refusals_total", reason="empty_input") == 4
    assert sample(metrics, "waiting_inputs") == 14
    assert sample(metrics, "oldest_waiting_age_seconds") == 3
    assert sample(metrics, "watermark_timestamp_seconds") == NOON.timestamp() - 3
    assert sample(metrics, "last_commit_timestamp_seconds") == NOON.timestamp() + 2
    assert sample(metrics, "batch_seconds_count") == 2
    assert sample(metrics, "freshness_seconds_bucket", le="1.0") == 2
    assert sample(metrics, "held_up") == 1
    assert b"# TYPE dongtin_stream_batch_seconds histogram" in generate_latest(metrics.registry)


def test_with_nothing_waiting_the_watermark_is_the_present() -> None:
    metrics = Metrics()
    metrics.looked(Backlog(at=NOON, waiting=0, oldest=None))
    assert sample(metrics, "watermark_timestamp_seconds") == NOON.timestamp()
    assert sample(metrics, "oldest_waiting_age_seconds") == 0


def test_the_status_line_says_how_the_stream_is() -> None:
    status = StatusLine(Console(file=io.StringIO()))
    assert status.line().plain == "0 inputs · 0.0/s · starting · 0 batches"
    status.looked(BEHIND)
    status.committed(COMMIT)
    status.looked(Backlog(at=NOON + timedelta(seconds=10), waiting=0, oldest=None))
    line = status.line().plain
    assert line.startswith("7 inputs · 0.7/s · none waiting · 1 batches · last commit ")
    assert line.endswith("refused 2 (empty input 2)")
    status.held_up("x")
    assert status.line().plain.startswith("waiting for another writer · 7 inputs")


def test_where_there_is_no_terminal_plain_lines_come_now_and_then() -> None:
    text = io.StringIO()
    status = StatusLine(Console(file=text, width=200))
    with status.show():
        for seconds in range(25):
            status.looked(Backlog(at=NOON + timedelta(seconds=seconds), waiting=seconds, oldest=NOON))
    lines = text.getvalue().splitlines()
    assert [line.split(" · ")[2] for line in lines] == [
        "none waiting",
        "10 waiting, oldest 10.0 s",
        "20 waiting, oldest 20.0 s",
        "24 waiting, oldest 24.0 s",
    ]
