"""Connections that go to a checked number and nowhere else.

A name is resolved once for a connection, every number of the answer is checked, and the socket is opened to a number,
never to the name: a second answer of DNS (rebinding) is never asked for. TLS is verified against the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from transforms.domain.errors import HostUnreachable
from transforms.fetch.addresses import Address, check_number
from transforms.fetch.options import Reach

Resolver = Callable[[str, int], Sequence[str]]
Connector = Callable[[str, int, float], socket.socket]
_NUMBERS_TRIED = 3


def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """The numbers of a host in the system's order; raises OSError where there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect_by_system(number: str, port: int, seconds: float) -> socket.socket:
    """A TCP connection to a numeric address; raises OSError."""
    connection = socket.create_connection((number, port), timeout=seconds)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialer:
    """Resolves, checks, connects. Tests put their own resolver and connector in."""

    reach: Reach
    resolver: Resolver = resolve_by_system
    connector: Connector = connect_by_system

    def numbers(self, host: str, port: int) -> tuple[str, ...]:
        """The checked numbers of a host: all of them are fit, or the host is refused.

        Raises ForbiddenAddress where one of them is not public, HostUnreachable where there is none.
        """
        table: Mapping[str, str] = self.reach.resolve
        try:
            found = [table[host]] if host in table else self.resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise HostUnreachable(f"{host}: no such host ({error})") from None
        if not found:
            raise HostUnreachable(f"{host}: no such host")
        for number in found:
            check_number(number, self.reach)
        return tuple(found)

    def dial(self, host: str, port: int, seconds: float) -> socket.socket:
        """A connection to the first number that answers. Raises as `numbers` does, HostUnreachable where none does."""
        failure: OSError | None = None
        for number in self.numbers(host, port)[:_NUMBERS_TRIED]:
            try:
                return self.connector(number, port, seconds)
            except OSError as error:
                failure = error
        raise HostUnreachable(f"{host}: no connection ({failure})")


class _Dialing:
    """Mixed into urllib3's connections: opens the socket by a `Dialer`."""

    host: str
    port: int
    dialer: Dialer
    connect_seconds: float
    wires: Wires

    def _new_conn(self) -> socket.socket:
        opened = self.dialer.dial(self.host.strip("[]"), self.port, self.connect_seconds)
        self.wires.keep(opened)
        return opened


class Wires:
    """A second handle on the connection in use, so that another thread can cut it, whatever TLS made of the first."""

    def __init__(self) -> None:
        self._handle: socket.socket | None = None

    def keep(self, opened: socket.socket) -> None:
        """Remembers a new connection in place of the last."""
        self.drop()
        self._handle = opened.dup()

    def cut(self) -> None:
        """Ends the connection: whoever waits on it is told at once."""
        if self._handle is not None:
            with suppress(OSError):  # it may be closed already
                self._handle.shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        """Forgets the connection."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None


def open_pool(
    address: Address, dialer: Dialer, wires: Wires, connect_seconds: float, tls: ssl.SSLContext
) -> HTTPConnectionPool:
    """A pool of connections to one origin; nothing is sent before the first request."""
    settings: dict[str, Any] = {"dialer": dialer, "connect_seconds": connect_seconds, "wires": wires}
    if address.scheme == "http":
        plain: type[HTTPConnection] = type("DialedConnection", (_Dialing, HTTPConnection), settings)
        pool = HTTPConnectionPool(address.host, address.port, maxsize=1)
        pool.ConnectionCls = plain
        return pool
    encrypted: type[HTTPSConnection] = type("DialedTlsConnection", (_Dialing, HTTPSConnection), settings)
    secure = HTTPSConnectionPool(address.host, address.port, maxsize=1, ssl_context=tls)
    secure.ConnectionCls = encrypted
    return secure


def trust(reach: Reach) -> ssl.SSLContext:
    """Certificates and names are verified, TLS 1.2 at least."""
    return ssl.create_default_context(cafile=reach.ca_file)
