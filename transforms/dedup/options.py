"""What counts as a copy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupOptions:
    """Thresholds, all 0–1, inclusive.

    edited       Jaccard similarity from which a text is an edited reprint
    reprint      the same for a reprint
    excerpt      share of the shorter text found in the longer one from which it is an excerpt
    excerpt_words  a shorter text than this is no excerpt: a sentence that two articles share is a quotation
    """

    edited: float = 0.5
    reprint: float = 0.9
    excerpt: float = 0.8
    excerpt_words: int = 40
