"""Lines that say again what another line says: exact repeats, and short texts contained in a neighbour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.clean.lines.shapes import Line, terms

_NEIGHBOURS = 3  # a picture's alternative text stands next to its caption
_MIN_KEY = 8
_ALIKE = 0.7  # of the word pairs; two paragraphs of one story share a third at most
_ALIKE_PROSE = 0.9  # paragraphs of tables in words run parallel; alternative texts change a word or two
_DIGITS = re.compile(r"\d+")
_ABOUT_EQUAL = 0.85


def exact_repeats(lines: Sequence[Line]) -> dict[int, int]:
    """index → index of the first line with the same letters; separators have none."""
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for index, line in enumerate(lines):
        if not line.key:
            continue
        seen = first.setdefault(line.key, index)
        if seen != index:
            found[index] = seen
    return found


def near_repeats(lines: Sequence[Line], skip: set[int]) -> dict[int, int]:
    """index of the poorer line → index of the more complete one; both near each other, the poorer one short."""
    found: dict[int, int] = {}
    alive = [index for index in range(len(lines)) if index not in skip and lines[index].key]
    known: dict[int, set[tuple[str, str]]] = {}
    for place, index in enumerate(alive):
        for other in alive[place + 1 : place + 1 + _NEIGHBOURS]:
            poor, rich = _poorer_first(lines, index, other)
            if poor in found or rich in found:
                continue
            if _contains(lines[poor], lines[rich]) or _is_variant(lines[poor], lines[rich], known):
                found[poor] = rich
    return found


def _poorer_first(lines: Sequence[Line], index: int, other: int) -> tuple[int, int]:
    """The less complete of two lines first; of about equal ones the earlier, as alternative texts precede captions."""
    here, there = len(lines[index].key), len(lines[other].key)
    if there < here and _contains(lines[other], lines[index]):
        return other, index
    return (other, index) if there < _ABOUT_EQUAL * here else (index, other)


def _contains(poor: Line, rich: Line) -> bool:
    """Whether the richer line begins or ends with the poorer one."""
    if poor.words > 45 or rich.words - poor.words > 40:
        return False
    if rich.key.startswith(poor.key):
        return len(poor.key) >= _MIN_KEY or poor.words <= 2
    return len(poor.key) >= 2 * _MIN_KEY and rich.key.endswith(poor.key)


def _is_variant(poor: Line, rich: Line, known: dict[int, set[tuple[str, str]]]) -> bool:
    """Whether two lines of like length share most of their word pairs and all of their numbers."""
    if poor.words < 6 or rich.words > 2 * poor.words or _DIGITS.findall(poor.core) != _DIGITS.findall(rich.core):
        return False
    mine, theirs = _pairs_of(poor, known), _pairs_of(rich, known)
    shared = len(mine & theirs)
    if poor.words <= 25:
        return shared >= _ALIKE * len(mine)
    return shared >= _ALIKE_PROSE * max(len(mine), len(theirs))


def _pairs_of(line: Line, known: dict[int, set[tuple[str, str]]]) -> set[tuple[str, str]]:
    """The word pairs of a line; those of its neighbours are in `known`, as each is compared several times."""
    found = known.get(line.number)
    if found is None:
        if len(known) > 4 * _NEIGHBOURS:
            known.clear()
        found = known[line.number] = set(pairwise(terms(line.core)))
    return found


def resembles(text: str, other: str, share: float = 0.6) -> bool:
    """Whether at least `share` of the words of `text` stand in `other`."""
    mine, theirs = set(terms(text)), set(terms(other))
    return bool(mine) and len(mine & theirs) / len(mine) >= share
