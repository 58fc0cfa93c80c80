"""Runs a command and ends its whole process group once whoever asked for it is gone.

Airflow ends a task by SIGTERM, which a TaskFlow function never sees, and five seconds later by SIGKILL, which nothing
can catch; so the command needs a companion that outlives the task. The companion (this file, run as a script; the
leader of the group) reads its standard input: the end of it is the end of the task. Standard library only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

# What an ended command gets to finish cleanly, so that a clean stop leaves nothing to recover.
GRACE_SECONDS = 3.0


def main(command: list[str]) -> int:
    """Runs `command` in this process's group; returns its exit code, 128 + the signal where one ended it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the group is told to end, its guard stays to see it gone
    # A child keeps an ignored signal ignored, so the command is told to hear it again.
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=_hear_again)  # noqa: PLW1509
    ending = threading.Event()
    watcher = threading.Thread(target=_end_with_the_asker, args=(ending,), daemon=True)
    watcher.start()
    code = child.wait()
    if ending.is_set():
        watcher.join()  # what the command started may be slower to end, or deaf
    os.killpg(0, signal.SIGTERM)
    return code if code >= 0 else 128 - code


def _hear_again() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end_with_the_asker(ending: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    ending.set()
    os.killpg(0, signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    if os.getpid() != os.getpgrp():
        os.setpgid(0, 0)
    sys.exit(main(sys.argv[1:]))
