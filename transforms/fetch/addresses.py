"""Where a request may go: the address as written, and the numbers that DNS makes of it.

The tables of numbers are the standard library's (IANA special-purpose registries), which know what is global; added
are the forms that smuggle one IPv4 address inside another address (RFC 4291, 6052, 3056, 4380).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

import idna

from transforms.domain.errors import ForbiddenAddress
from transforms.fetch.options import Reach

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST_URL = 2048
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
# A last label that a C resolver reads as a number: 127.1, 0x7f.1, 2130706433, 0177.0.0.1 (WHATWG's host parser).
_NUMERIC_END = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_LOCAL_NAMES = frozenset({"localhost", "localdomain", "internal", "local", "intranet", "corp", "home", "lan", "arpa"})
# Beyond what the registries call not global: NAT64 for local use (RFC 8215), IPv4-compatible and site-local IPv6, the
# former 6to4 relays, and the address at which Azure's machines find their host.
_FORBIDDEN_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "64:ff9b:1::/48",
        "::/96",
        "100::/64",
        "2001::/23",
        "fec0::/10",
        "192.88.99.0/24",
        "168.63.129.16/32",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One http(s) address, taken apart and proven harmless as written. host: ASCII, lower case, no final dot."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, and the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address, ASCII, without a fragment."""
        return self.origin + self.path


def read_address(url: str, reach: Reach) -> Address:
    """Takes an address apart; raises ForbiddenAddress for everything but a plain public http(s) address."""
    text = url.strip()
    if len(text) > _LONGEST_URL:
        raise ForbiddenAddress(f"an address of {len(text)} characters; {_LONGEST_URL} are the most")
    if _UNSAFE.search(text):
        raise ForbiddenAddress("the address holds spaces, control characters or backslashes")
    try:
        parts = urlsplit(text)
        port, written = parts.port, parts.hostname or ""
    except ValueError as error:
        raise ForbiddenAddress(f"not an address ({error})") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise ForbiddenAddress(f"{scheme or 'no scheme'}: only http and https are fetched")
    if "@" in parts.netloc:
        raise ForbiddenAddress("the address holds a user name, which hides where it leads")
    host = _host(written, reach)
    port = port if port is not None else _PORTS[scheme]
    if port not in reach.ports:
        raise ForbiddenAddress(f"port {port} is none of the web's")
    return Address(scheme=scheme, host=host, port=port, path=_path(parts.path, parts.query))


def join_address(base: Address, location: str, reach: Reach) -> Address:
    """Where a redirect leads; raises ForbiddenAddress as `read_address` does."""
    try:
        joined = urljoin(base.url, _quoted(location.strip()))
    except ValueError as error:
        raise ForbiddenAddress(f"a redirect to no address ({error})") from None
    return read_address(joined, reach)


def check_number(number: str, reach: Reach) -> None:
    """Raises ForbiddenAddress unless this numeric address is on the public internet (or loopback, where allowed)."""
    try:
        address = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        raise ForbiddenAddress(f"{number!r} is no numeric address") from None
    if reach.allow_loopback and address.is_loopback:
        return
    for one in (address, *_inside(address)):
        if not _is_public(one):
            raise ForbiddenAddress(f"{address} is not on the public internet")


def _is_public(address: IPAddress) -> bool:
    if address in _NAT64:
        return True  # as public as the IPv4 address inside, which is judged too
    special = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    inside = any(address in network for network in _FORBIDDEN_NETWORKS if network.version == address.version)
    return address.is_global and not special and not inside


def _inside(address: IPAddress) -> tuple[IPAddress, ...]:
    """The IPv4 addresses that an IPv6 address carries: mapped, NAT64, 6to4, Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    carried: list[IPAddress | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(one for one in carried if one is not None)


def _host(written: str, reach: Reach) -> str:
    if not written:
        raise ForbiddenAddress("the address names no host")
    if ":" in written:
        check_number(written, reach)
        return str(ipaddress.ip_address(written.partition("%")[0]))
    host = _ascii(written)
    if _NUMERIC_END.search(host):
        return _number(host, reach)
    if not _NAME.fullmatch(host):
        raise ForbiddenAddress(f"{written!r} is no name of a public host")
    if host.rpartition(".")[2] in _LOCAL_NAMES and not reach.allow_loopback:
        raise ForbiddenAddress(f"{host} is a name of local networks")
    return host


def _number(host: str, reach: Reach) -> str:
    """A dotted IPv4 address in its plain form only: the others exist to slip past guards."""
    try:
        plain = str(ipaddress.IPv4Address(host))
    except ValueError:
        raise ForbiddenAddress(f"{host!r} is a number in disguise") from None
    check_number(plain, reach)
    return plain


def _ascii(written: str) -> str:
    host = written.lower().rstrip(".")
    if host.isascii():
        return host
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ForbiddenAddress(f"{written!r} is no international name ({error})") from None


def _path(path: str, query: str) -> str:
    return _quoted(path or "/") + (f"?{_quoted(query)}" if query else "")


def _quoted(text: str) -> str:
    return quote(text, safe="/:@!$&'()*+,;=~-._?%#[]|")
