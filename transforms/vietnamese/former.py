"""Offices that a text says are held no more."""

from __future__ import annotations

import re

# With a capital only at the head of a sentence: elsewhere it is a name (Tây Nguyên, a person called Nguyên).
_WORD = r"(?:(?<!cao )\b(?:nguyên|cựu)|(?:^|[\n.!?:;“\"] ?)(?:Nguyên|Cựu))"
_BEFORE = re.compile(
    rf"(?:{_WORD}(?: là)?|\b[Tt]ừng (?:là|làm|giữ chức(?: vụ)?|đảm nhiệm|kinh qua)(?: chức(?: vụ)?)?) *$"
)
_WITHIN = re.compile(r"(?:nguyên|cựu) ", re.IGNORECASE)
# The longest wording above has some thirty characters.
_REACH = 40


def is_former(text: str, start: int, end: int) -> bool:
    """Whether the position at `text[start:end]` is told as a former one: nguyên, cựu, từng là … stand at its head."""
    return bool(_BEFORE.search(text[max(start - _REACH, 0) : start]) or _WITHIN.match(text[start:end]))
