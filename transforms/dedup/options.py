"""What counts as a copy, and how the work of finding it is cut."""

from __future__ import annotations

from dataclasses import dataclass

# For an engine that spreads groups over workers: one group of a million signatures is some 20 MB. Not more, since a
# shuffle pays by the key (on the local runner 130,000 elements/s with a thousand keys, 9,000 with 25,000).
MANY_GROUPS = 128
# For one process, which holds all of a wave: a signature (3 kB) is sent to each group that has a candidate of its own,
# over 1,500 articles 58 MB with 128 groups, which the local runner holds six times over.
ONE_GROUP = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DedupOptions:
    """Thresholds, all 0–1, inclusive; none of what follows them changes what is found.

    edited       Jaccard similarity from which a text is an edited reprint
    reprint      the same for a reprint
    excerpt      share of the shorter text found in the longer one from which it is an excerpt
    excerpt_words  a shorter text than this is no excerpt: a sentence that two articles share is a quotation
    join_groups  in so many groups signatures are joined with their pairs, `MANY_GROUPS` or `ONE_GROUP`
    """

    edited: float = 0.5
    reprint: float = 0.9
    excerpt: float = 0.8
    excerpt_words: int = 40
    join_groups: int = MANY_GROUPS
