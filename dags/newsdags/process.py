"""Runs a command in a process group of its own, so that ending the task ends everything the command started."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from newsdags import guard

logger = logging.getLogger(__name__)

_PROGRESS_SECONDS = 15.0
# What of a failed command's output goes into the alarm.
_LINES_TOLD = 20


class CommandFailed(Exception):
    """The command ended with another exit code than 0; the message ends with its last lines."""

    def __init__(self, arguments: Sequence[str], code: int, lines: Sequence[str]) -> None:
        super().__init__("\n".join([f"exit code {code}: {' '.join(arguments)[:500]}", *lines]))
        self.code = code
        self.lines = tuple(lines)


class TaskEnded(BaseException):
    """The task was told to end. No `Exception`: nobody is to catch it on the way."""


def dongtin(*arguments: str, progress: Path | None = None) -> None:
    """Runs a command of `dongtin` with the interpreter of the task."""
    run_command([sys.executable, "-m", "pipelines.cli", *arguments], progress=progress)


def run_command(arguments: Sequence[str], *, progress: Path | None = None) -> None:
    """Runs a command to its end, its output line by line in the log.

    progress  a file that grows by one byte an input; its size is logged every few seconds

    Whatever ends this call early (the task is ended or killed, its time is up) ends the command's process group.
    Raises `CommandFailed` where the exit code is not 0.
    """
    process = subprocess.Popen(
        [sys.executable, guard.__file__, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "NO_COLOR": "1", "COLUMNS": "160"},
        start_new_session=True,
    )
    last: deque[str] = deque(maxlen=_LINES_TOLD)
    try:
        with _ending_on_sigterm(), _logged_progress(progress):
            for line in process.stdout or ():
                last.append(line.rstrip())
                logger.info(line.rstrip())
            code = process.wait()
    finally:
        _end_group(process)
    if code:
        raise CommandFailed(arguments, code, list(last))


@contextmanager
def _ending_on_sigterm() -> Iterator[None]:
    """Makes SIGTERM end the block: Airflow's own handler only calls the operator's `on_kill`."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise_ended)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise_ended(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TaskEnded("the task was told to end")


@contextmanager
def _logged_progress(file: Path | None) -> Iterator[None]:
    if file is None:
        yield
        return
    ended = threading.Event()
    watcher = threading.Thread(target=_log_progress, args=(file, ended), daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _log_progress(file: Path, ended: threading.Event) -> None:
    seen = 0
    while not ended.wait(_PROGRESS_SECONDS):
        size = file.stat().st_size if file.exists() else seen
        if size != seen:
            rate = (size - seen) / _PROGRESS_SECONDS
            logger.info("progress: %s inputs, %.1f a second", f"{size:,}", rate)
            seen = size


def _end_group(process: subprocess.Popen[str]) -> None:
    """Ends what is left of the group: politely first, since a clean stop leaves nothing to recover."""
    if process.stdin:
        process.stdin.close()  # the guard goes on with the ending should this process be killed meanwhile
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(guard.GRACE_SECONDS / 2)
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
