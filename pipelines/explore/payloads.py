"""The beginning of refused bytes, so that a person sees what they are."""

from __future__ import annotations

from typing import NamedTuple

# Pictures and archives have many bytes that no text has.
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
_MOST_CONTROLS = 0.02
_DUMPED = 1_024
_LINE = 16


class Preview(NamedTuple):
    """The text of a payload, or its bytes as hexadecimal where it is none; `empty` and `kept` tell why neither is."""

    text: str
    is_text: bool
    kept: bool
    empty: bool


def preview(payload: bytes | None) -> Preview:
    """What to show of a payload's first bytes."""
    if payload is None:
        return Preview("", False, kept=False, empty=False)
    if not payload:
        return Preview("", False, kept=True, empty=True)
    if sum(byte in _CONTROLS for byte in payload) <= _MOST_CONTROLS * len(payload):
        return Preview(_visible(payload.decode("utf-8", errors="replace")), True, kept=True, empty=False)
    return Preview(_dump(payload[:_DUMPED]), False, kept=True, empty=False)


def _visible(text: str) -> str:
    """Control characters as their pictures (␛), so that none acts on whoever copies the text."""
    return "".join(chr(0x2400 + ord(c)) if ord(c) < 32 and c not in "\t\n" else c for c in text.replace("\r\n", "\n"))


def _dump(payload: bytes) -> str:
    lines = []
    for start in range(0, len(payload), _LINE):
        chunk = payload[start : start + _LINE]
        shown = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in chunk)
        lines.append(f"{start:06x}  {chunk.hex(' '):<47}  {shown}")
    return "\n".join(lines)
