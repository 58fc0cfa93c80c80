"""Real engines as plain processes on 127.0.0.1, started and ended by the tests."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pipelines.runners import engines_folder

HOST = "127.0.0.1"


def need(*names: str) -> Path:
    """The folder of the engines; skips where one is missing, or fails where the environment says it must be there."""
    missing = [name for name in names if not (engines_folder() / name).exists()]
    if missing:
        reason = f"{', '.join(missing)} not in {engines_folder()}: run `make engines`"
        if os.environ.get("DONGTIN_ENGINES_REQUIRED"):
            pytest.fail(reason)
        pytest.skip(reason)
    return engines_folder()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(command: Sequence[str | Path], log: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Runs while the block runs, in a group of its own that is ended with it."""
    with log.open("wb") as stream:
        started = subprocess.Popen(
            [*map(str, command)],
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=os.environ | environment,
            start_new_session=True,
        )
        try:
            yield started
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def wait_until(
    true: Callable[[], bool], what: str, seconds: float = 60, alive: subprocess.Popen[bytes] | None = None
) -> None:
    """Raises TimeoutError after so many seconds, ChildProcessError as soon as `alive` has ended."""
    deadline = time.monotonic() + seconds
    while not true():
        if alive is not None and alive.poll() is not None:
            raise ChildProcessError(f"ended with {alive.returncode} before this: {what}")
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds} s: {what}")
        time.sleep(0.2)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def says(log: Path, pattern: str) -> bool:
    return re.search(pattern, log.read_text("utf-8", "replace")) is not None
