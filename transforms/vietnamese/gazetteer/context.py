"""Words around a name, from context.tsv."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from functools import cache

from transforms.vietnamese.gazetteer.units import rows

_LOCK = threading.Lock()


@cache
def _table() -> Mapping[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for use, phrases in rows("context.tsv"):  # a use may take several rows
        words.setdefault(use, set()).update(phrases.split("|"))
    return {use: frozenset(found) for use, found in words.items()}


@cache
def context_words(use: str) -> frozenset[str]:
    """The words of one use, as the table writes them."""
    with _LOCK:
        return _table()[use]


def any_of(use: str) -> str:
    """A regular expression for one of the words of a use, the longest first."""
    return "|".join(re.escape(words) for words in sorted(context_words(use), key=lambda w: (-len(w), w)))
