"""What may be set about cleaning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """Caps and switches of the clean room; the defaults are those of the benchmarks.

    max_bytes, max_elements, max_depth, max_tag_bytes  caps of the guard, beyond which a page is `PageTooLarge`
        (an over-long tag only loses its attributes)
    check_completeness  compare the text with a second extractor's and fall back where far more is found there
    """

    max_bytes: int = 32 * 1024 * 1024
    max_elements: int = 400_000
    max_depth: int = 2_000
    max_tag_bytes: int = 65_536
    check_completeness: bool = True

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_elements", "max_depth", "max_tag_bytes"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} must be positive")
