"""The shape of a line: how long it is, how it ends, whether it can be a name. Nothing here knows a publisher."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_WORD = re.compile(r"\w+(?:[.,/-]\w+)*")
_NOT_LETTERS = re.compile(r"[\W_]+")
_MARKS = " |*•·●▪■►▶»>+–—-"
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$|[\"”’»]$")
_LISTED = re.compile(r"^\s*(?:[-–+•*●▪■✓✔]|\d{1,2}\s*[.)/](?!\d)|[a-zđ][.)]|[IVX]{1,4}\.)\s*\S")
PROSE_WORDS = 20  # syllables; a headline has 6–18, a paragraph 30–120


class Shape(StrEnum):
    """What a line looks like before anything is known of its place."""

    SEPARATOR = "separator"  # no letter, no digit
    PROSE = "prose"
    SENTENCE = "sentence"  # short, ends as a sentence
    PHRASE = "phrase"  # short, ends without a full stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One non-blank line.

    number         1-based, as in the input
    text           NFC, invisible characters removed, white space collapsed; otherwise verbatim
    core           `text` without list marks and table bars around it
    key            letters and digits of `core`, case folded: what makes two lines the same
    words          number of words (syllables) of `core`
    blanks_before  blank lines right above
    """

    number: int
    text: str
    core: str
    key: str
    words: int
    blanks_before: int
    shape: Shape

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.core))


def normalise_line(text: str) -> str:
    """NFC, invisible characters removed, white space collapsed."""
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def line_key(text: str) -> str:
    """Letters and digits of a line, case folded; the key of a publisher's line history."""
    return _NOT_LETTERS.sub("", normalise_line(text).casefold())


def read_lines(lines: Sequence[str]) -> list[Line]:
    """The non-blank lines, in order. A line of invisible characters only is blank."""
    found: list[Line] = []
    blanks = 0
    for number, raw in enumerate(lines, 1):
        text = normalise_line(raw)
        if not text:
            blanks += 1
            continue
        core = text.lstrip(_MARKS).rstrip(" |")
        words = len(_WORD.findall(core))
        key = _NOT_LETTERS.sub("", core.casefold())
        shape = _shape(core, words, key)
        line = Line(number=number, text=text, core=core, key=key, words=words, blanks_before=blanks, shape=shape)
        found.append(line)
        blanks = 0
    return found


def _shape(core: str, words: int, key: str) -> Shape:
    if not key:
        return Shape.SEPARATOR
    ended = bool(_SENTENCE_END.search(core))
    if words >= PROSE_WORDS or (words >= 12 and ended):
        return Shape.PROSE
    return Shape.SENTENCE if ended and words >= 3 else Shape.PHRASE


def is_listed(line: Line) -> bool:
    """Whether the line bears the mark of a list: a dash, a bullet, a number or letter with a point."""
    return bool(_LISTED.match(line.text))


def terms(text: str) -> list[str]:
    """The words of a text, case folded."""
    return [word.casefold() for word in _WORD.findall(text)]
