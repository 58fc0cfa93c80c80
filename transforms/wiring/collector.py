"""Memory of long-lived processes that make many short-lived objects beside large tables."""

from __future__ import annotations

import ctypes
import gc
from functools import cache

# A page makes tens of thousands of objects that die young and in no cycle: with the default of 700 a tenth of the
# time of annotating goes to looking for cycles among them, measured.
_THRESHOLDS = (50_000, 20, 50)


@cache
def settle_collector() -> None:
    """Call when the tables and models of a process are loaded: they are not looked through again.

    Only the first call of a process counts: each would freeze what is alive by chance, and a stream runs many
    pipelines.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)


def give_back_memory() -> None:
    """Call between two pipelines of one process: what the last one held goes back to the system.

    A local runner's graph is full of cycles, and glibc keeps what threads have freed: measured, a process grew by
    60 MB a thousand articles without this; with it from 335 to 394 MB over six waves of 300. Elsewhere than on glibc
    only cycles are freed.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
