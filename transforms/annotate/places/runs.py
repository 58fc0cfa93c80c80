"""Runs of capitalised syllables: every place name lies in one, or holds one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.vietnamese.gazetteer.spelling import fold_syllable

# Latin capitals of all languages, Vietnamese among them: below U+0250, and Latin Extended Additional.
_UPPER = "".join(c for c in map(chr, (*range(0x41, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())
# A capitalised syllable; H'leo and Mát-xcơ-va are one.
_WORD = rf"[{_UPPER}]\w*(?:['’ʼ]\w+)*(?:-(?![{_UPPER}\d])\w+)*"
_TOKEN = re.compile(_WORD)
# The first letter is found before the look behind it is paid for.
_RUN = re.compile(rf"[{_UPPER}](?<!\w.)\w*(?:['’ʼ]\w+)*(?:-(?![{_UPPER}\d])\w+)*(?:(?: ?[-–] ?| ){_WORD})*")
# The Arabic article in small letters: "al|-Bab".
_ARTICLE = re.compile(r"(?<![\w-])(?:al|el|ad|ar|as|at|az)(?=-\Z)")
_LONGEST_ARTICLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Capitalised syllables in a row, in parallel lists.

    keys    folded syllables
    firsts  for each syllable, the first of its stretch: a stretch is parted from the next by a hyphen or dash
    lasts   for each syllable, one behind the last of its stretch
    shouted whether its stretch is three syllables or more and all in capitals: capitals then prove nothing
    """

    text: str
    words: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]
    firsts: list[int]
    lasts: list[int]
    shouted: list[bool]

    def __len__(self) -> int:
        return len(self.words)


def runs(text: str) -> Iterator[Run]:
    """The runs of a text in reading order; linear."""
    for match in _RUN.finditer(text):
        start = match.start()
        hyphen = text.startswith("-", start - 1) if start else False
        article = _ARTICLE.search(text, max(0, start - _LONGEST_ARTICLE), start) if hyphen else None
        yield _run(text, start, match.end(), article)


def _run(text: str, low: int, high: int, article: re.Match[str] | None) -> Run:
    found = list(_TOKEN.finditer(text, low, high))
    if article:
        found.insert(0, article)
    words = [token[0] for token in found]
    starts = [token.start() for token in found]
    ends = [token.end() for token in found]
    firsts, lasts = _stretches(text, starts, ends, joined=1 if article else 0)
    keys = [fold_syllable(word) for word in words]
    shouted = _shouted(words, firsts, lasts)
    return Run(text=text, words=words, keys=keys, starts=starts, ends=ends, firsts=firsts, lasts=lasts, shouted=shouted)


def _shouted(words: list[str], firsts: list[int], lasts: list[int]) -> list[bool]:
    shouted = [False] * len(words)
    first = 0
    while first < len(words):
        last = lasts[first]
        if last - first >= 3 and all(word.isupper() for word in words[first:last]):
            shouted[first:last] = [True] * (last - first)
        first = last
    return shouted


def _stretches(text: str, starts: list[int], ends: list[int], *, joined: int) -> tuple[list[int], list[int]]:
    """joined  the syllable that belongs to the one before whatever stands between; 0: none"""
    size = len(starts)
    firsts, lasts = [0] * size, [size] * size
    first = 0
    for i in range(1, size):
        if i != joined and (starts[i] - ends[i - 1] != 1 or text[ends[i - 1]] != " "):
            lasts[first:i] = [i] * (i - first)
            first = i
        firsts[i] = first
    return firsts, lasts
