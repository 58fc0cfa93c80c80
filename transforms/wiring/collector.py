"""Python's cyclic garbage collector, set for work that makes many short-lived objects beside large tables."""

from __future__ import annotations

import gc

# A page makes tens of thousands of objects that die young and in no cycle: with the default of 700 a tenth of the time
# of annotating goes to looking for cycles among them, measured.
_THRESHOLDS = (50_000, 20, 50)


def settle_collector() -> None:
    """Call once a process when its tables and models are loaded: they are not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
