"""Text as the grammars want it, with the way back to the text as it was stored.

Normalised are: letters followed by their marks (NFD → NFC), the letters Ð ð of old encodings (→ Đ đ), zero-width
characters and soft hyphens (dropped), blanks of every kind (a run → one space) and line ends (→ newline).
Everything else keeps its place, so that any span of the result has exactly one span of the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass

_REMOVED = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_MARK = "\u0300-\u036f"
# One scan finds every piece that changes: a letter with loose marks, two or more blanks (or what is dropped),
# one unusual blank, a line end that is not a newline, an Eth.
_CHANGING = re.compile(
    f"[^\\s{_REMOVED}{_MARK}](?:[{_REMOVED}]*[{_MARK}])+"
    f"|[{_BLANK}{_REMOVED}]{{2,}}"
    f"|[{_BLANK[1:]}{_REMOVED}]"
    "|\r\n?|[\x0b\x0c\x85\u2028\u2029]|[\u00d0\u00f0]"
)
_IS_REMOVED = re.compile(f"[{_REMOVED}]+")
_IS_BLANK = re.compile(f"[{_BLANK}]")
_ETH = str.maketrans("\u00d0\u00f0", "\u0110\u0111")
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalisedText:
    """A normalised text and where its pieces came from.

    text     the normalised text
    starts   positions in `text` at which a piece begins, ascending
    source_starts, source_ends  the span of each piece in the original: a copy where both lengths agree
    """

    text: str
    starts: array[int]
    source_starts: array[int]
    source_ends: array[int]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that `text[start:end]` came from; start < end."""
        if not self.starts:
            return start, end
        return self._source(start)[0], self._source(end - 1)[1]

    def from_original(self, position: int) -> int:
        """The first position in `text` whose source is at or behind `position` of the original."""
        if not self.starts:
            return position
        piece = max(bisect_right(self.source_starts, position) - 1, 0)
        inside = min(position, self.source_ends[piece]) - self.source_starts[piece]
        return min(self.starts[piece] + max(inside, 0), self._piece_end(piece))

    def _piece_end(self, piece: int) -> int:
        return self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)

    def _source(self, position: int) -> tuple[int, int]:
        piece = bisect_right(self.starts, position) - 1
        low, high = self.source_starts[piece], self.source_ends[piece]
        if self._piece_end(piece) - self.starts[piece] != high - low:
            return low, high
        inside = low + position - self.starts[piece]
        return inside, inside + 1


def normalise(text: str) -> NormalisedText:
    """Normalise a text; linear in its length, and free of cost per character where nothing changes."""
    pieces: list[str] = []
    starts, source_starts, source_ends = array("q"), array("q"), array("q")
    done = length = 0

    def add(piece: str, source_start: int, source_end: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            source_starts.append(source_start)
            source_ends.append(source_end)
            length += len(piece)

    for match in _CHANGING.finditer(text):
        low, high = match.span()
        add(text[done:low], done, low)
        add(_replacement(match[0]), low, high)
        done = high
    if not done:
        return NormalisedText(text=text, starts=array("q"), source_starts=array("q"), source_ends=array("q"))
    add(text[done:], done, len(text))
    return NormalisedText(text="".join(pieces), starts=starts, source_starts=source_starts, source_ends=source_ends)


def _replacement(piece: str) -> str:
    first = piece[0]
    if first in _LINE_ENDS:
        return "\n"
    if _IS_BLANK.match(first) or _IS_REMOVED.match(first):
        return " " if _IS_BLANK.search(piece) else ""
    return unicodedata.normalize("NFC", _IS_REMOVED.sub("", piece)).translate(_ETH)
