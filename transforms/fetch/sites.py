"""Which hosts belong together: politeness and redirects are theirs in common."""

from __future__ import annotations

# Second-level names under which Vietnam's registry (VNNIC) and others register domains.
_SHARED_SECOND_LEVELS = frozenset(
    "com net org edu gov ac biz info name pro health int co id io ai gob or ne go".split()
)


def registered_domain(host: str) -> str:
    """The part of a host that somebody registered: `m.bao.com.vn` → `bao.com.vn`; a numeric host is its own."""
    labels = host.split(".")
    if labels[-1].isdigit() or ":" in host or len(labels) <= 2:
        return host
    shared = labels[-2] in _SHARED_SECOND_LEVELS and len(labels[-1]) == 2
    return ".".join(labels[-3:] if shared else labels[-2:])


def belongs(host: str, hosts: tuple[str, ...]) -> bool:
    """Whether a host is one of `hosts` or below one of them."""
    return any(host == one or host.endswith("." + one) for one in hosts)
