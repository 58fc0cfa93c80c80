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


def before_operations(root: Path, told: Callable[[int, str], None], *, writes: bool = False) -> None:
    """Calls `told` with number and path just before each of this process's file operations below `root`.

    writes  only those that change something: what a full or read-only disk refuses
    """
    seen = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        reads = event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if event in _OPERATIONS and _is_below(root, event, arguments) and not (writes and reads):
            seen += 1
            told(seen, str(arguments[0]))

    sys.addaudithook(hook)


def _is_below(root: Path, event: str, arguments: tuple[object, ...]) -> bool:
    # Removing a tree names what it removes relative to an open folder.
    relative = event in ("os.remove", "os.rmdir") and arguments[1] != -1
    return relative or str(arguments[0]).startswith(str(root))


def killed(number: int, root: Path, work: Callable[[], None]) -> bool:
    """Runs `work` in a child that dies before file operation `number`; False where the work ended before that."""

    def die(seen: int, _path: str) -> None:
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)

    status = _in_child(lambda: before_operations(root, die), work)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == _ENDED
    return False


def refused(number: int, root: Path, work: Callable[[], None], why: int = errno.ENOSPC) -> bool:
    """Runs `work` in a child whose file operation `number` the system refuses; False where it ended before that.

    Asserts that the work told it as `StoreUnwritable` with a path.
    """

    def refuse(seen: int, path: str) -> None:
        if seen == number:
            raise OSError(why, os.strerror(why), path)

    code = os.WEXITSTATUS(_in_child(lambda: before_operations(root, refuse, writes=True), work))
    assert code in (_ENDED, _REFUSED), f"operation {number}: exit code {code}"
    return code == _REFUSED


def operations(root: Path, work: Callable[[], None], *, writes: bool = False) -> int:
    """How many file operations below `root` some work makes, or how many that change something."""
    came, went = os.pipe()

    def count(_seen: int, _path: str) -> None:
        os.write(went, b".")

    status = _in_child(lambda: before_operations(root, count, writes=writes), work)
    assert os.WEXITSTATUS(status) == _ENDED
    os.close(went)
    with os.fdopen(came, "rb") as stream:
        return len(stream.read())


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
        except BaseException:  # noqa: BLE001 -- told by the exit code; the child must not go on as a second test run
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status
