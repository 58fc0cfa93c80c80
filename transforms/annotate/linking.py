"""Mentions of one document that mean the same: short names of people, short and abbreviated names of institutions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from transforms.vietnamese.syllables import fold
from transforms.vietnamese.tables import rows

# The last words of an institution's short form that leave open which place is meant.
_OPEN_ENDS = ("thành ủy", "tỉnh ủy", "tỉnh", "thành phố", "tp", "hđnd", "ubnd", "hội đồng nhân dân", "ủy ban nhân dân")


def full_names(surfaces: Sequence[str]) -> list[str]:
    """For each name of a person in reading order, the full name it stands for in this document."""
    last_words: dict[str, list[tuple[int, str]]] = {}
    tidy = [" ".join(s.split()) for s in surfaces]
    for index, name in enumerate(tidy):
        parts = [fold(part) for part in name.split(" ")]
        for length in range(1, len(parts)):
            last_words.setdefault(" ".join(parts[-length:]), []).append((index, name))
    return [_latest(last_words.get(" ".join(map(fold, name.split(" "))), ()), i) or name for i, name in enumerate(tidy)]


def _latest(longer: Sequence[tuple[int, str]], index: int) -> str | None:
    before = [name for at, name in longer if at < index]
    if before:
        longest = max(len(name.split()) for name in before)
        return next((name for name in reversed(before) if len(name.split()) == longest), None)
    return longer[0][1] if longer else None


@cache
def _expansions() -> dict[str, str]:
    return {fold(row[0]): row[1] for row in rows("abbreviations.tsv")}


def full_organisation(surface: str) -> str:
    """An institution's name with its abbreviations written out: `UBND TP Huế` → `Ủy ban nhân dân thành phố Huế`."""
    name = " ".join(surface.split())
    whole = _expansions().get(fold(name))
    if whole:
        return whole
    name = " ".join(_expansions().get(fold(part), part) for part in name.split(" "))
    name = name[:1].upper() + name[1:]
    return _expansions().get(fold(name), name)


def localised(name: str, known: Iterable[str], place: str | None) -> str:
    """A local body's short form with its place: the full form that begins so in the document, else the place given."""
    low = fold(name)
    if not low.endswith(_OPEN_ENDS):
        return name
    longer = [other for other in known if len(other) > len(name) and fold(other).startswith(low + " ")]
    if longer:
        return min(longer, key=lambda other: (len(other), other))
    return f"{name} {place}" if place else name
