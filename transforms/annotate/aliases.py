"""Abbreviations that a text itself gives to an organisation, in brackets behind its name, and where they stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.organisations import TokenSpan
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import phrase_keys

_LONGEST = 4  # tokens of an abbreviation: V-Itasco, GD&ĐT
_INTRODUCTIONS = tuple(phrase_keys(p) for p in ("viết tắt là", "gọi tắt là", "tên viết tắt", "viết tắt:", "gọi tắt:"))
_STATE_HEADS = frozenset("bộ sở phòng ủy hội ubnd hđnd".split())


def find_aliases(view: TextView, organisations: Sequence[TokenSpan], taken: bytearray) -> list[TokenSpan]:
    """Token spans of the abbreviations: in the brackets, and wherever else they stand outside taken tokens."""
    words = view.tokens.words
    aliases = {tuple(words[first:behind]) for span in organisations for first, behind in _bracketed(view, span)}
    opening = {alias[0] for alias in aliases}
    found: list[TokenSpan] = []
    for index, word in enumerate(words):
        if word in opening and not taken[index] and not (view.tokens.glued(index) and words[index - 1] in "-/"):
            ends = [index + n for n in range(_LONGEST, 0, -1) if tuple(words[index : index + n]) in aliases]
            if ends and not any(taken[index : ends[0]]):
                found.append((index, ends[0]))
    return found


def _bracketed(view: TextView, span: TokenSpan) -> list[TokenSpan]:
    tokens = view.tokens
    first, behind = span
    if behind + 2 >= len(tokens) or tokens.words[behind] != "(":
        return []
    start = behind + 1
    for phrase in _INTRODUCTIONS:
        if tuple(tokens.keys[start : start + len(phrase)]) == phrase:
            start += len(phrase)
    end = next((i for i in range(start, min(start + _LONGEST + 1, len(tokens))) if tokens.words[i] in "),;-–"), start)
    if end < len(tokens) and tokens.words[end] in "-–" and tokens.glued(end) and tokens.glued(end + 1):
        end = min(end + 2, len(tokens) - 1)
    if end == start or not _abbreviates(view, first, behind, start, end):
        return []
    return [(start, end)]


def _abbreviates(view: TextView, first: int, behind: int, start: int, end: int) -> bool:
    tokens = view.tokens
    short = "".join(tokens.words[start:end])
    if tokens.shapes[start] not in (Shape.UPPER, Shape.MIXED) and not any(c.isdigit() for c in short):
        return False
    if len(short) < 2 or short.isdigit() or start in view.place_ends:
        return False
    initials = "".join(key[0] for key in tokens.keys[first:behind] if key[0].isalpha())
    plain = "".join(c for c in short.lower() if c.isalpha())
    # "Bộ Giao thông vận tải (GTVT)" shortens the field alone, and names no body.
    part = plain != initials and initials.endswith(plain) and tokens.keys[first] in _STATE_HEADS
    return not part
