"""Ending the task ends everything the command started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "dags"))

from newsdags.process import CommandFailed, run_command

_PARENT = """
import subprocess, sys, pathlib, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(600)
"""


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_for(path: Path) -> int:
    for _ in range(200):
        if path.exists() and path.read_text():
            return int(path.read_text())
        time.sleep(0.05)
    raise AssertionError(f"{path} never appeared")


def test_output_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        run_command([sys.executable, "-c", "print('một'); print('hai')"])
    assert [record.message for record in caplog.records] == ["một", "hai"]


def test_a_failure_names_the_exit_code() -> None:
    with pytest.raises(CommandFailed, match="exit code 3"):
        run_command([sys.executable, "-c", "raise SystemExit(3)"])


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_grandchildren_end_with_the_task(tmp_path: Path, ending: signal.Signals) -> None:
    pid_file = tmp_path / "pid"
    code = f"""
import signal, sys
sys.path.insert(0, {str(Path(__file__).parents[2] / "dags")!r})
from newsdags.process import run_command
def end(*_): raise SystemExit(1)
signal.signal(signal.SIGTERM, end)
run_command([sys.executable, "-c", {_PARENT!r}, {str(pid_file)!r}])
"""
    task = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    grandchild = wait_for(pid_file)
    assert alive(grandchild)
    os.kill(task.pid, ending)
    task.wait(30)
    for _ in range(200):
        if not alive(grandchild):
            return
        time.sleep(0.05)
    raise AssertionError("the grandchild outlived the task")
