"""PER: names run together where a sentence end is lost: "con rể của Ana Kovač | Ivo Perić kể …"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.names.signs import is_surname
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_Keys = tuple[str, ...]


def part_names(view: TextView, names: Sequence[Name]) -> list[Name]:
    """The names; one that the text has only once is parted where it has both halves, or all but its last word."""
    counts = Counter(_keys(view, name) for name in names)
    signs = {_keys(view, name): name.sign for name in reversed(names)}
    found: list[Name] = []
    for name in names:
        parts = _parts(view, name, counts)
        found += [replace(part, sign=signs[_keys(view, part)]) for part in parts] if parts else [name]
    return found


def _keys(view: TextView, name: Name) -> _Keys:
    return tuple(view.tokens.keys[name.first : name.behind])


def _parts(view: TextView, name: Name, counts: Counter[_Keys]) -> list[Name]:
    """What is left of a name that runs into another word, or the two names in it; nothing where it is one."""
    keys = _keys(view, name)
    if len(keys) < 3 or counts[keys] > 1:
        return []
    if counts[keys[:-1]] and _opens_sentence(view, name.behind - 1):
        return [replace(name, behind=name.behind - 1)]
    for at in range(1, len(keys) - 1):
        if counts[keys[:at]] and counts[keys[at:]] and (at > 1 or _stands_alone(view, name.first)):
            seam = name.first + at
            return [replace(name, behind=seam), replace(name, first=seam)]
    return []


def _opens_sentence(view: TextView, index: int) -> bool:
    """Whether a Vietnamese word that is no given name goes on in lower case: "Công Vinh | Cuộc đua …"."""
    tokens = view.tokens
    key = tokens.keys[index]
    goes_on = index + 1 < len(tokens) and tokens.shapes[index + 1] is Shape.LOWER
    return goes_on and is_syllable(key) and key not in words("given_names.txt") and not is_surname(view, index)


def _stands_alone(view: TextView, index: int) -> bool:
    """Whether one word is the whole of the first name, not the first half of it: "Mourinho | Eden …"."""
    key = view.tokens.keys[index]
    return not is_syllable(key) and key not in words("foreign_names.txt")
