"""How pages are fetched: who we say we are, how patient, how much, and where we may go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEBIBYTE = 1 << 20
AGENT = "dongtin/0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one answer may cost.

    wire_bytes      body as sent; page_bytes  body unpacked (a larger one is refused)
    unpack_ratio    unpacked over sent, checked above one mebibyte: a bomb shows before it fills the memory
    connect_seconds to a connection; idle_seconds between two pieces; total_seconds from request to last byte
    redirects       hops followed (RFC 9110 names no number; browsers stop at 20, search engines at 5 to 10)
    """

    wire_bytes: int = 16 * MEBIBYTE
    page_bytes: int = 32 * MEBIBYTE
    unpack_ratio: int = 200
    connect_seconds: float = 10.0
    idle_seconds: float = 20.0
    total_seconds: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a host is treated.

    delay_seconds    least pause between an answer and the next request to the same host; robots.txt may ask for more
    slowest_delay    the pause never grows beyond this by our own doing
    tries            requests for one address before it is given up
    backoff_seconds  pause before the second try, doubled for each further one
    patience_seconds the longest Retry-After that is waited for within a visit
    visit_seconds    a visit to a publisher ends after this; what is left is refused as `HostBusy`
    dead_after       failures to connect in a row after which the rest of a host is given up
    """

    delay_seconds: float = 1.0
    slowest_delay: float = 60.0
    tries: int = 3
    backoff_seconds: float = 2.0
    patience_seconds: float = 120.0
    visit_seconds: float = 3 * 3600.0
    dead_after: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where requests may go.

    ports           of http and https alike
    allow_loopback  for tests only: lets 127.0.0.0/8 and ::1 pass
    resolve         host → address in place of DNS, as curl's --resolve; the address is checked all the same
    ca_file         certificates to trust in place of the system's
    """

    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    allow_loopback: bool = False
    resolve: Mapping[str, str] = field(default_factory=dict)
    ca_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """All of it.

    contact  how whoever fetches can be reached, an address of mail or of a page: every request says it
    threads  publishers visited at once by one worker
    commit_seconds  in an object store, how much of a visit a crash may cost: what was settled is put that often, and
                    so is a sign of life; a machine that gave none thrice as long is taken for dead
    """

    contact: str | None = None
    limits: Limits = Limits()
    manners: Manners = Manners()
    reach: Reach = Reach()
    threads: int = 32
    commit_seconds: float = 30.0

    @property
    def user_agent(self) -> str:
        """What requests say of us."""
        return f"{AGENT} (+{self.contact})" if self.contact else AGENT
