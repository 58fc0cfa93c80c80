"""One request, one answer: pooled, pinned, bounded in bytes and in time. Redirects are the visit's affair."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Mapping
from http.client import HTTPException

from urllib3 import BaseHTTPResponse, HTTPConnectionPool
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NewConnectionError,
    ProtocolError,
    SSLError,
)
from urllib3.exceptions import (
    TimeoutError as PoolTimeout,
)
from urllib3.util import Timeout

from transforms.domain.errors import AnswerTooLarge, AnswerTooSlow, BrokenAnswer, FetchError, HostUnreachable
from transforms.fetch.addresses import Address
from transforms.fetch.answers import ACCEPT_ENCODING, Answer
from transforms.fetch.dialing import Dialer, Wires, open_pool, trust
from transforms.fetch.options import FetchOptions

_PIECE = 1 << 16
_TICK_SECONDS = 0.25


class Client:
    """Connections to the hosts of one visit, kept open between requests. One thread at a time.

    `get` sends exactly one request and never follows, retries or waits.
    """

    def __init__(self, options: FetchOptions, dialer: Dialer) -> None:
        self._options = options
        self._dialer = dialer
        self._tls: ssl.SSLContext | None = None
        self._pools: dict[str, HTTPConnectionPool] = {}
        self._wires: dict[str, Wires] = {}
        self._watch = _Watch(options.limits.total_seconds)

    def headers(self, etag: str | None, last_modified: str | None) -> dict[str, str]:
        """What a request says besides its host."""
        said = {
            "User-Agent": self._options.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "vi,en;q=0.5",
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return said | {name: value for name, value in conditions.items() if value}

    def get(self, address: Address, headers: Mapping[str, str]) -> Answer:
        """The answer to a GET, whatever its status.

        Raises ForbiddenAddress before anything is sent, HostUnreachable, AnswerTooLarge, AnswerTooSlow, BrokenAnswer.
        """
        self._watch.begin(self._wires.setdefault(address.origin, Wires()))
        answer, failure = None, None
        try:
            answer = self._exchange(address, headers)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            failure = error
        finally:
            cut = self._watch.end()
        if failure is not None and not cut:
            raise _refusal(address, failure) from None
        # A connection that was cut looks like the end of an answer that told no length.
        if answer is None or cut:
            raise AnswerTooSlow(f"no whole answer within {self._options.limits.total_seconds:g} seconds")
        return answer

    def close(self) -> None:
        """Closes all connections."""
        self._watch.stop()
        for pool in self._pools.values():
            pool.close()
        for wires in self._wires.values():
            wires.drop()
        self._pools.clear()

    def _exchange(self, address: Address, headers: Mapping[str, str]) -> Answer:
        limits = self._options.limits
        answer = self._pool(address).request(
            "GET",
            address.path,
            headers=headers,
            retries=False,
            redirect=False,
            assert_same_host=False,
            preload_content=False,
            decode_content=False,
            timeout=Timeout(connect=limits.connect_seconds, read=limits.idle_seconds),
        )
        try:
            body = _read_body(answer, limits.wire_bytes)
        except BaseException:
            answer.close()  # what is left on the wire must not be taken for the next answer
            raise
        answer.release_conn()
        return Answer(
            url=address.url,
            status=answer.status,
            reason=answer.reason or "",
            headers=tuple(answer.headers.items()),
            body=body,
        )

    def _pool(self, address: Address) -> HTTPConnectionPool:
        pool = self._pools.get(address.origin)
        if pool is None:
            if self._tls is None:
                self._tls = trust(self._options.reach)
            pool = self._pools[address.origin] = open_pool(
                address, self._dialer, self._wires[address.origin], self._options.limits.connect_seconds, self._tls
            )
        return pool


class _Watch:
    """One thread that cuts the connection of a request whose time is up, whatever it is waiting for.

    It counts ticks instead of reading a clock. A timer for each request would cost more than the request.
    """

    def __init__(self, seconds: float) -> None:
        self._ticks = max(1, round(seconds / _TICK_SECONDS))
        self._left: int | None = None
        self._cut = False
        self._wires: Wires | None = None
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self, wires: Wires) -> None:
        """A request goes out on these wires."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True)
            self._thread.start()
        with self._lock:
            self._left, self._wires, self._cut = self._ticks, wires, False

    def end(self) -> bool:
        """The request has ended; whether it was cut."""
        with self._lock:
            self._left = None
            return self._cut

    def stop(self) -> None:
        """No further request goes out."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(_TICK_SECONDS):
            with self._lock:
                if self._left is None:
                    continue
                self._left -= 1
                if self._left < 0 and self._wires is not None:
                    self._cut, self._left = True, None
                    self._wires.cut()


def _read_body(answer: BaseHTTPResponse, most: int) -> bytes:
    declared = answer.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared) > most:
        raise AnswerTooLarge(f"the server announces {declared} bytes; {most} are the most")
    parts: list[bytes] = []
    total = 0
    for piece in answer.stream(_PIECE, decode_content=False):
        total += len(piece)
        if total > most:
            raise AnswerTooLarge(f"more than {most} bytes")
        parts.append(piece)
    return b"".join(parts)


def _refusal(address: Address, error: Exception) -> FetchError:
    name = type(error).__name__
    if isinstance(error, SSLError | ssl.SSLError):
        return HostUnreachable(f"{address.host}: no valid certificate ({error})")
    if isinstance(error, ConnectTimeoutError | NewConnectionError):
        return HostUnreachable(f"{address.host}: no connection ({name})")
    if isinstance(error, PoolTimeout | TimeoutError):
        return AnswerTooSlow("the server stopped in the middle")
    if isinstance(error, IncompleteRead):
        return BrokenAnswer("the answer is cut off")
    if isinstance(error, ProtocolError | HTTPException | HTTPError):
        return BrokenAnswer(f"the answer is no HTTP, or the connection broke ({error})"[:300])
    return BrokenAnswer(f"the connection broke ({error})"[:300])
