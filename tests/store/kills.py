"""Real faults at every file operation: a forked child runs a piece of work and is killed, or refused, at the n-th."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from transforms.store.errors import StoreUnwritable

# Audit events that Python raises before it touches the file system.
_OPERATIONS = frozenset({"open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "shutil.rmtree"})
_ENDED, _REFUSED, _REFUSED_UNNAMED = 0, 3, 4


def before_operation(number: int, root: Path, fault: Callable[[str], None]) -> None:
    """Calls `fault` with a path just before this process's `number`-th file operation below `root`."""
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in _OPERATIONS and _is_below(root, event, arguments):
            seen += 1
            if seen == number:
                fault(str(arguments[0]))

    sys.addaudithook(hook)


def _is_below(root: Path, event: str, arguments: tuple[object, ...]) -> bool:
    # Removing a tree names what it removes relative to an open folder.
    relative = event in ("os.remove", "os.rmdir") and arguments[1] != -1
    return relative or str(arguments[0]).startswith(str(root))


def killed(number: int, root: Path, work: Callable[[], None]) -> bool:
    """Runs `work` in a child that dies before file operation `number`; False where the work ended before that."""
    status = _in_child(lambda: before_operation(number, root, lambda _: os.kill(os.getpid(), signal.SIGKILL)), work)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == _ENDED
    return False


def refused(number: int, root: Path, work: Callable[[], None], why: int = errno.ENOSPC) -> bool:
    """Runs `work` in a child whose file operation `number` the system refuses; False where it ended before that.

    Asserts that the work told it as `StoreUnwritable` with a path.
    """

    def refuse(path: str) -> None:
        raise OSError(why, os.strerror(why), path)

    code = os.WEXITSTATUS(_in_child(lambda: before_operation(number, root, refuse), work))
    assert code in (_ENDED, _REFUSED), f"operation {number}: exit code {code}"
    return code == _REFUSED


def _in_child(prepare: Callable[[], None], work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = _REFUSED_UNNAMED
        try:
            prepare()
            work()
            code = _ENDED
        except StoreUnwritable as error:
            code = _REFUSED if "/" in str(error) and os.strerror(errno.ENOSPC) in str(error) else _REFUSED_UNNAMED
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status
