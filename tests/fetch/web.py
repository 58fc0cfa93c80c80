"""A small web on loopback: real sockets, many virtual hosts, every misdeed a server can do, and a log of its own."""

from __future__ import annotations

import itertools
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from transforms.fetch.clock import Clock
from transforms.fetch.journal import Settled
from transforms.fetch.options import FetchOptions, Limits, Manners, Reach
from transforms.fetch.replay import settled
from transforms.fetch.targets import Target, Visit
from transforms.fetch.visits import Folders, make_visit


class Reply(NamedTuple):
    """What a server says: status, headers, body. Content-Length is added unless `bare`."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""
    bare: bool = False


class Seen(NamedTuple):
    """A request as the server saw it: when, of which host, for which path (query left off)."""

    at: float
    host: str
    path: str
    headers: Message


Route = Reply | Callable[["Handler"], Reply | None]


def page(text: str = "Hội nghị", **headers: str) -> Reply:
    body = f"<!doctype html><html><head><title>{text}</title></head><body><p>{text}</p></body></html>".encode()
    return Reply(200, {"Content-Type": "text/html; charset=utf-8", **headers}, body)


def robots(text: str) -> Reply:
    return Reply(200, {"Content-Type": "text/plain"}, text.encode())


@dataclass
class Web:
    """Routes by (host, path); `host` alone, as (host, "*"), answers for all its other paths."""

    routes: dict[tuple[str, str], Route] = field(default_factory=dict)
    log: list[Seen] = field(default_factory=list)
    port: int = 0
    scheme: str = "http"

    def url(self, host: str, path: str = "/") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def put(self, host: str, path: str, reply: Route) -> str:
        self.routes[host, path] = reply
        return self.url(host, path)

    def asked(self, host: str | None = None) -> list[str]:
        return [seen.path for seen in self.log if host in (None, seen.host)]

    def pauses(self, host: str) -> list[float]:
        times = [seen.at for seen in self.log if seen.host == host]
        return [later - earlier for earlier, later in itertools.pairwise(times)]

    def reach(self, *hosts: str, **changes: object) -> Reach:
        named = hosts or tuple({host for host, _ in self.routes})
        settings: dict[str, object] = {
            "ports": frozenset({self.port}),
            "allow_loopback": True,
            "resolve": dict.fromkeys(named, "127.0.0.1"),
        }
        return Reach(**(settings | changes))  # type: ignore[arg-type]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    web: Web
    disable_nagle_algorithm = True

    def log_message(self, *arguments: object) -> None:
        """Our own log is enough."""

    def do_GET(self) -> None:
        host = self.headers.get("Host", "").partition(":")[0]
        path = self.path.partition("?")[0]
        self.web.log.append(Seen(time.monotonic(), host, path, self.headers))
        route = self.web.routes.get((host, path)) or self.web.routes.get((host, "*"))
        reply = route(self) if callable(route) else route
        if reply is None and route is not None:
            self.close_connection = True
            return
        self.say(reply or Reply(404, {"Content-Type": "text/plain"}, b"no such page"))

    def say(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not reply.bare:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *arguments: object) -> None:
        """Clients that hang up are part of the tests."""


@contextmanager
def serve(tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    """A web that runs while the block does."""
    web = Web(scheme="https" if tls else "http")
    handler = type("WebHandler", (Handler,), {"web": web})
    server = _Server(("127.0.0.1", 0), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    web.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


class FakeTime:
    """A clock that stands still but for sleeps: hours pass at once. `slept` keeps them."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.instant

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.instant += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(now=self.now, sleep=self.sleep)


def real_now() -> datetime:
    return datetime.now(UTC)


REAL = Clock(now=real_now, sleep=time.sleep)
QUICK = Limits(connect_seconds=2, idle_seconds=1, total_seconds=2, wire_bytes=1 << 20, page_bytes=4 << 20)
HASTE = Manners(delay_seconds=0, backoff_seconds=0.01, tries=2)


def options(web: Web, *, limits: Limits = QUICK, manners: Manners = HASTE, **changes: object) -> FetchOptions:
    return FetchOptions(limits=limits, manners=manners, reach=web.reach(**changes))


def visit(*targets: Target | str, **changes: object) -> Visit:
    fields: dict[str, object] = {
        "site": "bao",
        "run_id": "run",
        "day": "2026-03-01",
        "targets": tuple(one if isinstance(one, Target) else Target(url=one) for one in targets),
    }
    return Visit(**(fields | changes))  # type: ignore[arg-type]


def folders(path: Path) -> Folders:
    return Folders(raw=str(path / "raw"), journals=str(path / "journals"))


def go(one: Visit, chosen: FetchOptions, path: Path, clock: Clock = REAL) -> list[Settled]:
    """Makes a visit and gives what became of each target, in their order."""
    make_visit(one, chosen, clock, folders(path))
    found = settled(folders(path).journal(one))
    assert [entry.number for entry in found] == list(range(len(one.targets)))
    return found
