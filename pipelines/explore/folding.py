"""Words as they are looked for: in lower case, with and without their diacritics."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# As SQLite's unicode61 divides a text: letters and digits make words.
_WORD = re.compile(r"[^\W_]+")

# The same in DuckDB: what the index holds and what an exported query compares.
FOLDED_SQL = "replace(strip_accents(lower({0})), 'đ', 'd')"
EXACT_SQL = "nfc_normalize(lower({0}))"


@lru_cache(maxsize=1 << 12)
def fold_character(character: str) -> str:
    """A character in lower case without diacritics: `Ế` → `e`, `Đ` → `d`; a combining mark becomes nothing."""
    low = unicodedata.normalize("NFD", character.lower()).replace("đ", "d")
    return "".join(one for one in low if not unicodedata.combining(one))


def fold(text: str) -> str:
    """A text in lower case without diacritics."""
    return "".join(map(fold_character, text))


def exact(text: str) -> str:
    """A text in lower case, composed, its diacritics kept."""
    return unicodedata.normalize("NFC", text.lower())


def words(text: str) -> list[str]:
    """The words of a folded or exact text, in order."""
    return _WORD.findall(text)


def has_diacritics(text: str) -> bool:
    """Whether a text says more than its letters: then it is looked for as it is written."""
    return fold(text) != exact(text)


def find_phrases(text: str, phrases: list[list[str]], *, folded: bool) -> list[tuple[int, int]]:
    """The spans of `text` (code points) at which any of the phrases stands, ascending, none overlapping."""
    low, origins = _aligned(text, folded=folded)
    patterns = [r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases if phrase]
    if not patterns:
        return []
    found = re.finditer(rf"(?<![^\W_])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?![^\W_])", low)
    return [(origins[one.start()], origins[one.end() - 1] + 1) for one in found]


def _aligned(text: str, *, folded: bool) -> tuple[str, list[int]]:
    """The folded or exact text, and for each of its characters the place it came from."""
    if folded:
        pieces = list(map(fold_character, text))
    elif unicodedata.is_normalized("NFC", text):
        pieces = [character.lower() for character in text]
    else:
        return _aligned_composed(text)
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _aligned_composed(text: str) -> tuple[str, list[int]]:
    clusters = [(one.start(), exact(one[0])) for one in re.finditer(r".[\u0300-\u036f]*", text, re.DOTALL)]
    return "".join(piece for _, piece in clusters), [place for place, piece in clusters for _ in piece]
