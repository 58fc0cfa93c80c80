"""Runs a command in a process group of its own, so that ending the task ends everything the command started."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
from collections.abc import Sequence

logger = logging.getLogger(__name__)

# What a killed command gets to end cleanly before it is ended for good.
_GRACE_SECONDS = 10.0


class CommandFailed(Exception):
    """The command ended with another exit code than 0; its last lines are in the task's log."""


def run_command(arguments: Sequence[str]) -> None:
    """Runs a command to its end, its output line by line in the log.

    Whatever ends this call early (the task is killed, its time is up) ends the command's whole process group.
    Raises `CommandFailed` where the exit code is not 0.
    """
    process = subprocess.Popen(
        list(arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        for line in process.stdout or ():
            logger.info(line.rstrip())
        code = process.wait()
    finally:
        _end_group(process)
    if code:
        raise CommandFailed(f"exit code {code}: {' '.join(arguments)}")


def _end_group(process: subprocess.Popen[str]) -> None:
    """Ends what is left of the group: politely first, since a clean stop leaves nothing to recover."""
    for ending in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, ending)
            process.wait(_GRACE_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
