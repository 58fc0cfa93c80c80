"""A text as a row of syllables, numbers, punctuation marks and line ends, with how each is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
# T.Ư, TP.HCM, N.V.Đ · syllables, H'Hen, U23, VTV1 · 1.178, 71,85 · line end · any other mark
_TOKEN = re.compile(
    rf"[{_UPPER}]{{1,4}}(?:\.[{_UPPER}]{{1,5}})+(?![^\W_])"
    r"|[^\W\d_][^\W_]*(?:['’ʼ][^\W\d_]+)*|\d+(?:[.,]\d+)*|\n|[^\w\s]|_"
)
# Where the tone mark stands on an open oa/oe/uy: `hoà` and `hòa` are one syllable.
_TONE_PLACES = {
    new: old
    for news, olds in (("oàoáoảoãoạ", "òaóaỏaõaọa"), ("oèoéoẻoẽoẹ", "òeóeỏeõeọe"), ("uỳuýuỷuỹuỵ", "ùyúyủyũyụy"))
    for new, old in zip(
        (news[i : i + 2] for i in range(0, 10, 2)), (olds[i : i + 2] for i in range(0, 10, 2)), strict=True
    )
}


class Shape(IntEnum):
    """How a token is written; CAPITAL, UPPER and MIXED begin with a capital letter."""

    LOWER = 0
    CAPITAL = 1
    UPPER = 2
    MIXED = 3
    NUMBER = 4
    MARK = 5
    NEWLINE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllables:
    """The tokens of a text, in parallel lists; `text[starts[i]:ends[i]] == words[i]`.

    keys    the word as tables know it: lower case, tone mark on the old place
    shapes  how it is written
    """

    text: str
    words: list[str]
    keys: list[str]
    shapes: list[Shape]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def capital(self, index: int) -> bool:
        """Whether a token exists at `index` and begins with a capital letter."""
        return 0 <= index < len(self.words) and 1 <= self.shapes[index] <= 3

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the token before `index` and the one at it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]

    def opens_sentence(self, index: int) -> bool:
        """Whether a capital at `index` is owed to the beginning of a sentence, line or quotation."""
        if index <= 0:
            return True
        before = self.words[index - 1]
        if before in "\"“”'‘’([-–•*+":
            return index == 1 or self.shapes[index - 2] in (Shape.NEWLINE, Shape.MARK) or before in '"“‘'
        return before in "\n.?!…:;"


def fold(word: str) -> str:
    """The key of a syllable: lower case, tone mark on the old place, letters of one form."""
    low = word.lower()
    tail = _TONE_PLACES.get(low[-2:])
    return low[:-2] + tail if tail else low


@lru_cache(maxsize=1 << 16)
def _written(word: str) -> tuple[str, Shape]:
    first = word[0]
    if first.isalpha():
        return fold(word), _letters(word)
    if first == "\n":
        return word, Shape.NEWLINE
    return word, Shape.NUMBER if first.isdigit() else Shape.MARK


def _letters(word: str) -> Shape:
    if not word[0].isupper():
        return Shape.LOWER
    rest = word[1:]
    if not rest or rest.islower() or not any(c.isalpha() for c in rest):
        return Shape.CAPITAL if rest.islower() else Shape.UPPER
    return Shape.UPPER if word.isupper() else Shape.MIXED


def syllables(text: str) -> Syllables:
    """Cut a normalised text into tokens; one pass."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        words.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    written = [_written(word) for word in words]
    return Syllables(
        text=text,
        words=words,
        keys=[key for key, _ in written],
        shapes=[shape for _, shape in written],
        starts=starts,
        ends=ends,
    )
