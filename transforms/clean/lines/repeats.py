"""Lines that say again what another line says: exact repeats, and short texts contained in a neighbour."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.clean.lines.shapes import Line, terms

_NEIGHBOURS = 3  # a picture's alternative text stands next to its caption
_MIN_KEY = 8
_ALIKE = 0.7  # of the word pairs; two paragraphs of one story share a third at most
_ALIKE_PROSE = 0.8
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
    for place, index in enumerate(alive):
        for other in alive[place + 1 : place + 1 + _NEIGHBOURS]:
            poor, rich = _poorer_first(lines, index, other)
            if poor not in found and rich not in found and _says_again(lines[poor], lines[rich]):
                found[poor] = rich
    return found


def _poorer_first(lines: Sequence[Line], index: int, other: int) -> tuple[int, int]:
    """The less complete of two lines first; of about equal ones the earlier, as alternative texts precede captions."""
    here, there = len(lines[index].key), len(lines[other].key)
    return (other, index) if there < _ABOUT_EQUAL * here else (index, other)


def _says_again(poor: Line, rich: Line) -> bool:
    """Whether the poorer line is a fragment or a variant of the richer one."""
    if rich.key.startswith(poor.key) and poor.words <= 45 and rich.words - poor.words <= 40:
        return len(poor.key) >= _MIN_KEY or poor.words <= 2
    if len(poor.key) >= 2 * _MIN_KEY and poor.words <= 45 and rich.key.endswith(poor.key):
        return True
    if poor.words < 6 or rich.words > 2 * poor.words:
        return False
    return _share(poor, rich) >= (_ALIKE if poor.words <= 25 else _ALIKE_PROSE) and (
        poor.words <= 25 or _share(rich, poor) >= _ALIKE_PROSE
    )


def _share(poor: Line, rich: Line) -> float:
    """Share of the poorer line's word pairs that the richer one has too."""
    mine, theirs = _pairs(poor.core), _pairs(rich.core)
    return len(mine & theirs) / len(mine) if mine else 0.0


def _pairs(text: str) -> set[tuple[str, str]]:
    words = terms(text)
    return set(zip(words, words[1:], strict=False))


def resembles(text: str, other: str, share: float = 0.6) -> bool:
    """Whether at least `share` of the words of `text` stand in `other`."""
    mine, theirs = set(terms(text)), set(terms(other))
    return bool(mine) and len(mine & theirs) / len(mine) >= share
