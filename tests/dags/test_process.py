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

# A command that starts a child of its own; both hear no SIGTERM where they are told to be stubborn.
_PARENT = """
import signal, subprocess, sys, pathlib, time
if sys.argv[2] == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
deaf = "signal.signal(signal.SIGTERM, signal.SIG_IGN)" if sys.argv[2] == "deaf child" else ""
child = subprocess.Popen([sys.executable, "-c", f"import signal, time\\n{deaf}\\ntime.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(f"{child.pid}")
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


def gone_within(pid: int, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < ends:
        time.sleep(0.05)
    return not alive(pid)


def test_output_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        run_command([sys.executable, "-c", "print('một'); print('hai')"])
    assert [record.message for record in caplog.records] == ["một", "hai"]


def test_progress_goes_to_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("newsdags.process._PROGRESS_SECONDS", 0.05)
    (tmp_path / "progress").write_bytes(b"." * 1200)
    with caplog.at_level("INFO"):
        run_command([sys.executable, "-c", "import time; time.sleep(0.5)"], progress=tmp_path / "progress")
    assert [record.message[:22] for record in caplog.records] == ["progress: 1,200 inputs"]


def test_a_failure_names_the_exit_code_and_the_last_lines() -> None:
    with pytest.raises(CommandFailed, match=r"exit code 3: .*\nkhông đọc được") as failed:
        run_command([sys.executable, "-c", "print('không đọc được'); raise SystemExit(3)"])
    assert (failed.value.code, failed.value.lines) == (3, ("không đọc được",))


def test_a_command_ended_by_a_signal_has_failed() -> None:
    with pytest.raises(CommandFailed, match="exit code 137"):
        run_command([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"])


def start_task(pid_file: Path, manner: str, prelude: str = "") -> subprocess.Popen[bytes]:
    code = f"""
import signal, sys
sys.path.insert(0, {str(Path(__file__).parents[2] / "dags")!r})
from newsdags.process import run_command
{prelude}
run_command([sys.executable, "-c", {_PARENT!r}, {str(pid_file)!r}, {manner!r}])
"""
    return subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)


# What Airflow does to a task: its own SIGTERM handler ends nothing, and SIGKILL follows.
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("manner", ["polite", "stubborn", "deaf child"])
def test_grandchildren_end_with_the_task(tmp_path: Path, ending: signal.Signals, manner: str) -> None:
    deaf = "signal.signal(signal.SIGTERM, lambda *_: None)"
    task = start_task(tmp_path / "pid", manner, deaf)
    grandchild = wait_for(tmp_path / "pid")
    assert alive(grandchild)
    os.kill(task.pid, ending)
    task.wait(30)
    assert gone_within(grandchild, 15), "the grandchild outlived the task"


def test_a_timeout_ends_the_group(tmp_path: Path) -> None:
    # Airflow's execution_timeout is an exception out of SIGALRM in the main thread.
    prelude = """
def late(*_): raise TimeoutError
signal.signal(signal.SIGALRM, late)
signal.setitimer(signal.ITIMER_REAL, 1.5)
"""
    task = start_task(tmp_path / "pid", "polite", prelude)
    grandchild = wait_for(tmp_path / "pid")
    assert task.wait(30) != 0
    assert gone_within(grandchild, 15)
