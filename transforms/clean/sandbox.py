"""Cleaning that no page can outlive: in a worker process under a time and a memory limit.

A pool is not kept: one extractor drives one worker, as one Beam worker thread drives one extractor. No page is spared
the trip: it costs half a millisecond where cleaning takes 15, and the size of a page does not prove that no library
chokes on it.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from transforms.clean.hinted import for_page
from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.domain.errors import ArticleError, ExtractionCrash, ExtractionMemory, ExtractionTimeout
from transforms.domain.pages import Page

_LENGTH = struct.Struct(">Q")
# 0.3 s until a new worker is ready, but a fresh install on a busy machine compiles what it imports first.
_STARTUP_SECONDS = 180.0
_CHUNK = 1 << 20


@dataclass(slots=True)
class KillableExtractor:
    """Runs `clean_page` in a worker process; use it as a context manager, or call `close`.

    then  `module:function` that the worker calls once, as it starts; what that gives is called with each article, and
          its result is what comes back. So an article need not cross to this process before its next step.

    Starting and ending the worker is all it does on its own; it is not for use by two threads at once.
    """

    limits: SandboxLimits = field(default_factory=SandboxLimits)
    options: CleanOptions = field(default_factory=CleanOptions)
    then: str | None = None
    deadline: float = field(default=0.0, init=False)  # of the page begun, by the monotonic clock
    _worker: subprocess.Popen[bytes] | None = None
    _served: int = 0

    def clean(self, page: Page, history: Mapping[str, int] | None = None) -> Any:
        """The article on a page, or what `then` makes of it; `history` as in `clean_page`.

        Raises what `clean_page` raises, and ExtractionTimeout, ExtractionMemory or ExtractionCrash where the worker had
        to be ended or died; the next page gets a new worker. A bug in the room raises RuntimeError with its traceback.
        """
        self.begin(page, history)
        return self.result()

    def begin(self, page: Page, history: Mapping[str, int] | None = None) -> None:
        """Hands a page to the worker and returns at once; `result` must be asked for before the next page."""
        worker = self._ready_worker()
        self.deadline = time.monotonic() + self.limits.seconds
        with suppress(TimeoutError, BrokenPipeError):  # `result` finds out the same
            _send(worker, pickle.dumps((page, for_page(self.options, page), history)), self.deadline)

    def result(self) -> Any:
        """What `clean` gives of the page begun; raises as it does. Its time counts from `begin`."""
        worker = self._worker
        assert worker is not None  # noqa: S101  (begin started it)
        try:
            kind, payload = pickle.loads(_receive(worker, self.deadline))  # noqa: S301  (our own worker, our own pipe)
        except TimeoutError:
            self._end()
            raise ExtractionTimeout(f"more than {self.limits.seconds:g} s") from None
        except (EOFError, BrokenPipeError):
            raise self._death() from None
        self._served += 1
        return self._answer(kind, payload)

    def _answer(self, kind: str, payload: Any) -> Any:
        if kind == "article":
            return payload
        if kind == "refusal":
            error: ArticleError = payload[0](payload[1])
            raise error
        self._end()
        if kind == "memory":
            raise ExtractionMemory(f"more than {self.limits.bytes_of_memory} bytes")
        raise RuntimeError(f"the clean room failed in its worker:\n{payload}")

    def _ready_worker(self) -> subprocess.Popen[bytes]:
        if self._worker is not None and (
            self._worker.poll() is not None or self._served >= self.limits.pages_per_worker
        ):
            self._end()
        if self._worker is None:
            self._worker = _start(self.limits, self.then)
            self._served = 0
        return self._worker

    def _death(self) -> ArticleError:
        """What the end of a worker that nobody ended means."""
        worker = self._worker
        code = worker.wait() if worker is not None else 0
        self._end()
        if code == -signal.SIGALRM:
            return ExtractionTimeout(f"more than {self.limits.seconds:g} s")
        return ExtractionCrash(f"signal {-code}" if code < 0 else f"exit status {code}")

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                pipe.close()

    def close(self) -> None:
        """Ends the worker; the extractor may be used again, with a new one."""
        self._end()

    def __enter__(self) -> KillableExtractor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self._end()


def first_to_end(begun: Sequence[KillableExtractor]) -> KillableExtractor:
    """Of several with a page begun, that whose `result` is there first, or whose time is over first."""
    by_pipe = {_answers(one._worker): one for one in begun}
    nearest = min(begun, key=lambda one: one.deadline)
    ready, _, _ = select.select([*by_pipe], [], [], max(0.0, nearest.deadline - time.monotonic()))
    return by_pipe[ready[0]] if ready else nearest


def _start(limits: SandboxLimits, then: str | None) -> subprocess.Popen[bytes]:
    """A worker that has said it is ready; it ends itself when this process is gone or a page outlasts its time."""
    arguments = [str(limits.bytes_of_memory), str(limits.seconds), *([then] if then else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    worker = subprocess.Popen(
        [sys.executable, "-m", "transforms.clean.worker", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment,
    )  # fmt: skip
    assert worker.stdin is not None  # noqa: S101  (asked for above)
    os.set_blocking(worker.stdin.fileno(), False)
    _widen(worker)
    try:
        _receive(worker, time.monotonic() + _STARTUP_SECONDS)
    except (TimeoutError, EOFError) as error:
        worker.kill()
        worker.wait()
        raise RuntimeError("the clean room's worker did not start") from error
    return worker


def _widen(worker: subprocess.Popen[bytes]) -> None:
    """Lets a page go into the pipe in one piece, where the system has room for it; a page is some 100 kB."""
    for pipe in (worker.stdin, worker.stdout):
        assert pipe is not None  # noqa: S101
        with suppress(OSError, AttributeError):  # the user's pages for pipes are used up; no Linux
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _CHUNK)


def _send(worker: subprocess.Popen[bytes], message: bytes, deadline: float) -> None:
    assert worker.stdin is not None  # noqa: S101
    pipe = worker.stdin.fileno()
    left = memoryview(_LENGTH.pack(len(message)) + message)
    while left:
        _wait([], [pipe], deadline)
        left = left[os.write(pipe, left[: 1 << 20]) :]


def _answers(worker: subprocess.Popen[bytes] | None) -> int:
    """The pipe that its answers come through."""
    assert worker is not None  # noqa: S101  (`begin` started it)
    assert worker.stdout is not None  # noqa: S101
    return worker.stdout.fileno()


def _receive(worker: subprocess.Popen[bytes], deadline: float) -> bytes:
    pipe = _answers(worker)
    (length,) = _LENGTH.unpack(_read(pipe, _LENGTH.size, deadline))
    return _read(pipe, length, deadline)


def _read(pipe: int, length: int, deadline: float) -> bytes:
    chunks: list[bytes] = []
    while length:
        _wait([pipe], [], deadline)
        chunk = os.read(pipe, min(length, _CHUNK))
        if not chunk:
            raise EOFError
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


def _wait(readable: list[int], writable: list[int], deadline: float) -> None:
    # What is there counts even after the deadline: the answer may have waited for us.
    if not any(select.select(readable, writable, [], max(0.0, deadline - time.monotonic()))):
        raise TimeoutError
