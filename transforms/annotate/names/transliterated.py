"""PER: foreign names spelled in Vietnamese syllables: "An-giê-la Méc-ken", "Phê-đê-ri-cô A-lơ-man"."""

from __future__ import annotations

from transforms.annotate.names.foreign import noun_before
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

_HYPHENS = frozenset("-‑")
_PLACES = frozenset("tại ở tới từ sang đến phố tỉnh bang đô cảng đảo vùng sông hồ núi".split())
_ENOUGH = 2  # spelled words by which a run without any sign is a person: places have one as a rule


def opens_spelled(view: TextView, index: int) -> bool:
    """Whether a word of hyphenated syllables with one capital begins at a token: "An-giê-la", not "Nga-Mỹ"."""
    tokens = view.tokens
    if index + 2 >= len(tokens) or tokens.words[index + 1] not in _HYPHENS or not tokens.capital(index):
        return False
    return tokens.glued(index + 1) and tokens.glued(index + 2) and tokens.shapes[index + 2] is Shape.LOWER


def spelled_person(view: TextView, index: int, end: int) -> bool:
    """Whether the run of capitals from `index` to `end` is a person's without any sign, by two such words or more."""
    spelled = sum(opens_spelled(view, at) for at in range(index, end))
    before = view.tokens.keys[index - 1] if index else ""
    return spelled >= _ENOUGH and before not in _PLACES and not noun_before(view, index)
