"""Worker processes that outlive a pipeline: many small runs would start one for each, 1.5 s of CPU with its tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from transforms.clean.options import CleanOptions, SandboxLimits
from transforms.clean.sandbox import KillableExtractor

# None: nobody keeps, workers end with their pipeline. A pipeline borrows, so no two threads have one extractor.
_idle: list[KillableExtractor] | None = None


@contextmanager
def workers_kept() -> Iterator[None]:
    """Within the block, pipelines of this process hand on their workers; they end with the block."""
    global _idle  # noqa: PLW0603 -- one process, one set of workers: Beam makes the DoFns that borrow them
    _idle = []
    try:
        yield
    finally:
        left, _idle = _idle, None
        for extractor in left:
            extractor.close()


def borrow(limits: SandboxLimits, options: CleanOptions, then: str | None) -> KillableExtractor:
    """An extractor with these limits and options and what follows, an idle one where there is one."""
    idle = _idle or []
    for place, extractor in enumerate(idle):
        if (extractor.limits, extractor.options, extractor.then) == (limits, options, then):
            return idle.pop(place)
    return KillableExtractor(limits=limits, options=options, then=then)


def give_back(extractor: KillableExtractor) -> None:
    """Ends its worker, or keeps it for the next who borrows."""
    if _idle is None:
        extractor.close()
    else:
        _idle.append(extractor)
