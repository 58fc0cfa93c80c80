"""Whole streams: the rows of a batch run, kills, stops, two at once, scheduled fetching, a minute at full rate."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from benchmarks.stream_kills import compare, run, tables
from benchmarks.stream_pages import page
from pipelines import batch
from pipelines.options import IngestOptions
from pipelines.stream.options import StreamOptions
from tests.pipelines.dataset import ROOT, SAMPLES, dongtin
from transforms.store.check import check_dataset

pytestmark = pytest.mark.slow

Rows = dict[str, list[dict[str, Any]]]
BORN = 1_772_000_000
# Decided by who came first; an article that was committed before stays senior to what comes later.
_ELECTED = ("cluster_id", "duplicate_of", "similarity", "relation", "exact_copy")


def arrived(folder: Path, order: list[Path]) -> Path:
    """Copies of some files, arrived in this order, a second from one to the next."""
    for number, path in enumerate(order):
        copy = folder / path.relative_to(SAMPLES)
        copy = copy if not copy.exists() else folder / "seen-again" / path.relative_to(SAMPLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (BORN + number, BORN + number))
        time.sleep(0.01)  # so that the file system's clock tells them apart
    return folder


def samples() -> list[Path]:
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def batch_rows(folder: Path, out: Path) -> Rows:
    options = IngestOptions(inputs=(str(folder),), out=out)
    batch.ingest(options, *batch.plan(options))
    return tables(out)


def stream_rows(folder: Path, out: Path, batch_inputs: int) -> Rows:
    run(StreamOptions(out=out, watch=(str(folder),), once=True, batch_inputs=batch_inputs, settle_seconds=0.05))
    assert check_dataset(out) == []
    return tables(out)


def without(rows: Rows, columns: tuple[str, ...]) -> Rows:
    return {
        table: sorted(({k: v for k, v in row.items() if k not in columns} for row in some), key=repr)
        for table, some in rows.items()
    }


def by_age(rows: Rows, folder: Path) -> list[Path]:
    """The samples in the order of their publication, as a batch run has read it; the rest by name, first."""
    seen = {row["input_key"]: row["published_at"] or row["fetched_at"] for row in rows["articles"]}
    oldest = min(seen.values())
    return sorted(
        samples(),
        key=lambda path: (
            max(
                (at for key, at in seen.items() if key.startswith(f"{folder}/{path.relative_to(SAMPLES)}")),
                default=oldest,
            ),
            path,
        ),
    )


def test_a_stream_in_one_batch_has_the_rows_of_a_batch_run(tmp_path: Path) -> None:
    order = samples() * 2
    random.Random(7).shuffle(order)
    folder = arrived(tmp_path / "in", order)
    expected = batch_rows(folder, tmp_path / "batch")
    assert len(expected["articles"]) > 20
    assert stream_rows(folder, tmp_path / "stream", batch_inputs=1000) == expected


@pytest.mark.parametrize("order", ["in order", "shuffled", "twice"])
def test_a_stream_in_many_batches_has_the_rows_of_a_batch_run(tmp_path: Path, order: str) -> None:
    files = by_age(batch_rows(arrived(tmp_path / "age", samples()), tmp_path / "age-out"), tmp_path / "age")
    if order == "shuffled":
        random.Random(7).shuffle(files)
    # Not the dump: its records say themselves when they arrived, and then those of its copy would be late.
    again = [path for path in files if path.suffix != ".jsonl"] if order == "twice" else []
    folder = arrived(tmp_path / "in", [*files, *again])
    expected = batch_rows(folder, tmp_path / "batch")
    found = stream_rows(folder, tmp_path / "stream", batch_inputs=5)
    if order == "shuffled":
        left, right = (
            without(found, (*_ELECTED, "outcome", "reason")),
            without(expected, (*_ELECTED, "outcome", "reason")),
        )
        assert left == right
    else:
        assert found == expected


def test_killed_at_random_moments_a_stream_leaves_the_tables_of_an_undisturbed_one(tmp_path: Path) -> None:
    found = compare(tmp_path, pages=50, kills=6, seed=3)
    assert found["differing_tables"] == []
    assert found["differences"] == []
    assert found["rows"]["ledger"] == 50


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    folder.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "pipelines.cli",
        "stream",
        "--watch",
        str(folder / "in"),
        "--out",
        str(folder / "news"),
    ]
    return subprocess.Popen([*command, *more], cwd=ROOT, stderr=subprocess.PIPE, text=True)


def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_a_running_stream_tells_prometheus_refuses_a_second_and_stops_when_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(5):
        (tmp_path / "in" / f"{number}.html").write_bytes(page(number))
    (tmp_path / "in" / "empty.html").write_bytes(b"")
    metrics = port()
    process = started(tmp_path, "--metrics-port", str(metrics))
    text = ""
    deadline = time.monotonic() + 120
    while "dongtin_stream_last_commit_timestamp_seconds 1" not in text and time.monotonic() < deadline:
        time.sleep(0.5)
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{metrics}/metrics") as answer:
                text = answer.read().decode()
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read()
    assert 'dongtin_stream_inputs_total{outcome="article"} 5.0' in text
    assert 'dongtin_stream_refusals_total{reason="empty_input"} 1.0' in text
    second = dongtin("stream", "--watch", tmp_path / "in", "--out", tmp_path / "news")
    assert second.returncode == 1
    assert "another `dongtin stream` feeds this data set" in second.stderr
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 0
    assert "stopping after the batch at hand" in said
    assert "6 inputs" in said.splitlines()[-1]
    assert check_dataset(tmp_path / "news") == []


def test_a_plan_of_another_data_set_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_bytes(page(1))
    run(StreamOptions(out=tmp_path / "news", watch=(str(folder),), once=True))
    (tmp_path / "other").mkdir()
    shutil.copytree(tmp_path / "news" / "_stream", tmp_path / "other" / "_stream")
    done = dongtin("stream", "--watch", folder, "--out", tmp_path / "other", "--once")
    assert done.returncode == 1
    assert "does not hold it" in done.stderr
    assert "Traceback" not in done.stderr


def test_half_a_minute_at_rate_loses_and_doubles_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.stream_soak", "--seconds", "30", "--rate", "5"]
    done = subprocess.run(
        [*command, "--folder", tmp_path / "soak"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert (found["inputs"], found["lost"], found["doubled"], found["differences"]) == (150, 0, 0, [])
