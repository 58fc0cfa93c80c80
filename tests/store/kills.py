"""Real SIGKILLs at every file operation: a forked child runs a piece of work and dies just before the n-th."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

# Audit events that Python raises before it touches the file system.
_OPERATIONS = frozenset({"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"})


def die_before(number: int, root: Path) -> None:
    """Makes this process kill itself just before its `number`-th file operation below `root`."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in _OPERATIONS and str(arguments[0]).startswith(str(root)):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def killed(number: int, root: Path, work: Callable[[], None]) -> bool:
    """Runs `work` in a child that dies before file operation `number`; False where the work ended before that."""
    child = os.fork()
    if child == 0:
        die_before(number, root)
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False
