"""Lines all in capitals, rewritten as if capitals meant something: the grammars then read them like any other line.

`CHỦ TỊCH QUỐC HỘI … TIẾP ĐẠI SỨ` → `Chủ Tịch Quốc Hội … tiếp Đại Sứ`. Every letter keeps its place.
"""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.bodies.organisations import heads
from transforms.annotate.offices.titles import titles
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape, Syllables, syllables
from transforms.vietnamese.tables import Trie, longest, pairs, rows, trie

_LINE = re.compile(r"[^\n]+")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")
_SHARE = 0.8  # of the words of two letters and more: from here on a line is shouted
_WORDS = 4  # a shorter line may be a signature or an abbreviation


def calm(text: str) -> str:
    """The text with its shouted lines rewritten; the same length, letter by letter."""
    if text.islower():
        return text
    return _LINE.sub(lambda line: _calm_line(line[0]) if _is_shouted(line[0]) else line[0], text)


def _is_shouted(line: str) -> bool:
    if not line[:200].isupper() and line[:40].upper() != line[:40]:
        return False
    words = _CAPITALS.findall(line)
    return len(words) >= _WORDS and sum(word.isupper() for word in words) >= _SHARE * len(words)


def _calm_line(line: str) -> str:
    tokens = syllables(line)
    lowered = _lowered(tokens)
    pieces: list[str] = []
    done = 0
    for index, word in enumerate(tokens.words):
        if tokens.shapes[index] is Shape.UPPER and is_syllable(word):
            pieces.append(line[done : tokens.starts[index]])
            calmed = word.lower() if index in lowered else word[0] + word[1:].lower()
            pieces.append(calmed if len(calmed) == len(word) else word)
            done = tokens.ends[index]
    return "".join([*pieces, line[done:]])


def _lowered(tokens: Syllables) -> set[int]:
    """Tokens that stand in lower case in running text: particles, verbs, words before names."""
    found: set[int] = set()
    for index, key in enumerate(tokens.keys):
        hit = longest(_before_names(), tokens.keys, index)
        if hit:
            found |= set(range(index, hit[0]))
        title = longest(titles(), tokens.keys, index)
        body = longest(heads(), tokens.keys, index)
        if title or (body and "=" in body[1] and "n" not in body[1]):
            found |= set(range(index + 1, max(title[0] if title else 0, body[0] if body and "=" in body[1] else 0)))
        if tuple(tokens.keys[index : index + 2]) in pairs("verbs.txt") and tokens.keys[index - 1 : index] != ["ban"]:
            found |= {index, index + 1}
        if key in _particles():
            found.add(index)
    return found


@cache
def _before_names() -> Trie:
    kinds = ("honorific", "role")
    return trie((w, "") for row in rows("name_words.tsv") if row[1] in kinds for w in row[0].split("|") if " " in w)


@cache
def _particles() -> frozenset[str]:
    return frozenset(row[0] for row in rows("function_words.txt")) | {
        "ông",
        "bà",
        "làm",
        "việc",
        "dự",
        "họp",
        "bầu",
        "giữ",
    }
