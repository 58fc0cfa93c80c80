"""Memory of long-lived processes that make many short-lived objects beside large tables."""

from __future__ import annotations

import ctypes
import gc
from functools import cache

# A page makes tens of thousands of objects that die young and in no cycle: with the default of 700 a tenth of the
# time of annotating goes to looking for cycles among them, measured.
_THRESHOLDS = (50_000, 20, 50)
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of malloc.h
_LARGE_BLOCK = 256 * 1024


def slow_collector() -> None:
    """Call as a process starts: modules and tables are made to stay, so looking for cycles among them is in vain.

    Measured on two pages: a tenth of the CPU that `dongtin ingest` takes to start.
    """
    gc.set_threshold(*_THRESHOLDS)


@cache
def settle_collector() -> None:
    """Call when the tables and models of a process are loaded: they are not looked through again.

    From then on glibc takes large blocks from the system and gives them back, and keeps two heaps in place of one a
    thread: every pipeline brings new threads. Only the first call of a process counts: each would freeze what is
    alive by chance, and a stream runs many pipelines.
    """
    gc.collect()
    gc.freeze()
    slow_collector()
    _ask_of_glibc("mallopt", _M_MMAP_THRESHOLD, _LARGE_BLOCK)
    _ask_of_glibc("mallopt", _M_ARENA_MAX, 2)


def give_back_memory() -> None:
    """Call between two pipelines of one process: what the last one held goes back to the system.

    A local runner's graph is full of cycles, and glibc keeps what threads have freed: measured, a process grew by
    60 MB a thousand articles without this; with it, and Arrow on glibc (`pipelines/__init__.py`), from 238 to 259 MB
    over six waves of 250, as its caches filled. Elsewhere than on glibc only cycles are freed.
    """
    gc.collect()
    _ask_of_glibc("malloc_trim", 0)


def _ask_of_glibc(name: str, *arguments: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
