"""Words beside or inside names of organisations, by what they tell (`lexicon/organisation_context.tsv`)."""

from __future__ import annotations

from functools import cache

from transforms.vietnamese.tables import rows


@cache
def _context() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split("|")) for row in rows("organisation_context.tsv")}


def words_for(what: str) -> frozenset[str]:
    """The folded words that tell one thing ("goods", "plural", "before bộ"); none where the table has no such row."""
    return _context().get(what, frozenset())
