"""The process behind `KillableExtractor`: one page in, one answer out, until its parent is gone.

Run as `python -m transforms.clean.worker BYTES SECONDS [THEN]`; speaks length-prefixed pickles on its standard streams.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import resource
import select
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from transforms.wiring.collector import slow_collector

_LENGTH = struct.Struct(">Q")
_GRACE_SECONDS = 2.0  # after its time, before a worker whose parent is gone ends itself
_PARENT_CHECK_SECONDS = 5.0


def main() -> None:
    """Serves pages; ends with its input, when its parent is gone, or by SIGALRM when a page outlasts its time."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    # Ctrl-C and a service manager's stop reach the whole group; the page at hand is for the parent to finish or not.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    inbox, outbox = os.dup(0), os.dup(1)
    os.dup2(2, 1)  # whatever prints must not reach the pipe
    slow_collector()
    work, tables = _work(*sys.argv[3:])
    gc.freeze()
    resource.setrlimit(resource.RLIMIT_AS, (memory + tables, memory + tables))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _write(outbox, b"ready")
    parent = os.getppid()
    while True:
        message = _read_message(inbox, parent)
        if message is None:
            return
        # The default action of SIGALRM ends the process even while a native call holds the interpreter.
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE_SECONDS)
        answer = _answer(work, message)
        signal.setitimer(signal.ITIMER_REAL, 0)  # before the pipe, which may be full until the parent has time
        _write(outbox, answer)


def _work(then: str | None = None) -> tuple[Callable[..., object], int]:
    """What is done with a page, and the bytes that `then` took to load: imports and tables are no page's fault."""
    import pycld2  # noqa: F401
    import trafilatura  # noqa: F401

    from transforms.clean.page import clean_page

    if then is None:
        return clean_page, 0
    before = _address_space()
    module, _, function = then.partition(":")
    follow = getattr(importlib.import_module(module), function)()
    return (
        lambda page, options, history: follow(clean_page(page, options, history=history))
    ), _address_space() - before


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def _answer(work: Callable[..., object], message: bytes) -> bytes:
    from transforms.domain.errors import ArticleError

    try:
        page, options, history = pickle.loads(message)  # noqa: S301  (from our own parent)
        del message
        return pickle.dumps(("article", work(page, options, history=history)))
    except ArticleError as refusal:
        return pickle.dumps(("refusal", (type(refusal), refusal.detail)))
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception:  # noqa: BLE001  (a bug: its traceback is raised again in the parent)
        return pickle.dumps(("bug", traceback.format_exc()))


def _read_message(inbox: int, parent: int) -> bytes | None:
    while not select.select([inbox], [], [], _PARENT_CHECK_SECONDS)[0]:
        if os.getppid() != parent:
            return None
    head = _read(inbox, _LENGTH.size)
    return _read(inbox, _LENGTH.unpack(head)[0]) if head is not None else None


def _read(inbox: int, length: int) -> bytes | None:
    """Exactly `length` bytes, or None at the end of the input."""
    chunks = []
    while length:
        chunk = os.read(inbox, min(length, 1 << 20))
        if not chunk:
            return None
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


def _write(outbox: int, message: bytes) -> None:
    left = memoryview(_LENGTH.pack(len(message)) + message)
    while left:
        left = left[os.write(outbox, left) :]


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the parent is gone
        main()
