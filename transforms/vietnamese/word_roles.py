"""Tables of words and the roles they play beside a grammar's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from transforms.vietnamese.tables import rows


@cache
def words_of_role(table: str, role: str) -> frozenset[str]:
    """The words of a lexicon table (columns: words, roles parted by commas) that have this role."""
    return frozenset(row[0] for row in rows(table) if role in row[1].split(","))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, safe in verbose patterns."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
