"""Compaction beside a stream: when it is time, undisturbed by the signals that end the stream."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import threading
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.stream.upkeep import Upkeep
from tests.store.test_commit import write
from transforms.store.commit import only_writer
from transforms.store.history import read_history
from transforms.store.layout import manifest_folder, manifest_path
from transforms.store.manifest import CommitKind

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for run_id in ("r1", "r2", "r3"):
        write(tmp_path, run_id, f"{run_id} một", f"{run_id} hai")
    return tmp_path


def compactions(root: Path) -> int:
    return sum(one.kind is CommitKind.COMPACT for one in read_history(root).manifests)


def files(root: Path) -> int:
    return len(list(root.glob("articles/*/*.parquet")))


def test_it_compacts_when_its_time_has_come_and_not_before(root: Path) -> None:
    upkeep = Upkeep(root, every_minutes=15)
    upkeep(NOW)
    upkeep(NOW + timedelta(minutes=14))
    assert (compactions(root), files(root)) == (0, 3)
    upkeep(NOW + timedelta(minutes=15))
    assert (compactions(root), files(root)) == (1, 1)


def test_it_takes_away_what_is_merged(root: Path) -> None:
    last = read_history(root).last
    assert last is not None
    for number in range(4, 1_201):
        empty = replace(last, sequence=number, run_id=f"stream-{number}", added=(), removed=(), rows={})
        manifest_path(root, number).write_text(json.dumps(asdict(empty)))
    upkeep = Upkeep(root, every_minutes=15)
    upkeep(NOW)
    upkeep(NOW + timedelta(minutes=15))
    assert read_history(root).count() == 1_201
    assert compactions(root) == 1
    # Two checkpoints would be after 500 and 1,000; the writer who found none made the newer one only.
    assert min(path.name for path in manifest_folder(root).glob("*1*.json")) == "00001000.json"


def test_it_waits_where_another_process_writes(root: Path) -> None:
    upkeep = Upkeep(root, every_minutes=15)
    upkeep(NOW)
    with only_writer(root):
        upkeep(NOW + timedelta(minutes=15))
    assert files(root) == 3
    upkeep(NOW + timedelta(minutes=30))
    assert files(root) == 1


def test_a_signal_to_stream_and_compaction_leaves_the_compaction_alone(root: Path) -> None:
    upkeep, heard, sent = Upkeep(root, every_minutes=15), threading.Event(), threading.Event()
    upkeep(NOW)
    before = signal.signal(signal.SIGTERM, lambda *_: heard.set())
    sender = threading.Thread(target=signal_all, args=(sent,))
    sender.start()
    try:
        upkeep(NOW + timedelta(minutes=15))
    finally:
        sender.join()
        signal.signal(signal.SIGTERM, before)
    assert sent.is_set()
    assert heard.is_set()
    assert (compactions(root), files(root)) == (1, 1)


def signal_all(sent: threading.Event) -> None:
    for _ in range(1_000):
        children = multiprocessing.active_children()
        if children:
            for pid in (*(child.pid for child in children), os.getpid()):
                os.kill(pid or 0, signal.SIGTERM)
            sent.set()
            return
        time.sleep(0.005)
