"""A whole run killed at many moments, then repeated: the tree of an undisturbed run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.pipelines.dataset import ROOT, SAMPLES, ingest, tree
from transforms.store.check import check_dataset


def start(out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipelines.cli", "ingest", str(SAMPLES), "--out", str(out), "--run-id", "r"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_killed_at_many_moments_then_run_again(tmp_path: Path) -> None:
    started = time.monotonic()
    assert ingest(SAMPLES, out=tmp_path / "undisturbed", run_id="r").returncode == 0
    duration = time.monotonic() - started
    wanted = tree(tmp_path / "undisturbed")
    for attempt in range(12):
        out = tmp_path / f"killed-{attempt}"
        process = start(out)
        time.sleep(duration * (0.3 + 0.06 * attempt))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert ingest(SAMPLES, out=out, run_id="r").returncode == 0
        assert tree(out) == wanted
        assert check_dataset(out) == []
