"""Python's cyclic garbage collector, set for work that makes many short-lived objects beside large tables."""

from __future__ import annotations

import gc
from functools import cache

# A page makes tens of thousands of objects that die young and in no cycle: with the default of 700 a tenth of the time
# of annotating goes to looking for cycles among them, measured.
_THRESHOLDS = (50_000, 20, 50)


@cache
def settle_collector() -> None:
    """Call when the tables and models of a process are loaded: they are not looked through again.

    Only the first call of a process counts: each freezes what is alive by chance, and a stream runs many pipelines.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
