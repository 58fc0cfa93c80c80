"""A text with its mentions marked, nested ones too, as pieces for a template: data only, never markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Marked:
    """A mention and what stands inside it: plain text and further mentions."""

    number: int
    mention: Row
    inside: list[str | Marked] = field(default_factory=list)


Piece = str | Marked


def marked_lines(text: str, mentions: Sequence[Row]) -> list[list[Piece]]:
    """The lines of a text, each its pieces; mentions are rows with `start` and `end` in code points.

    What does not fit is passed over, not guessed: a span outside the text, across another one or across lines.
    """
    lines: list[list[Piece]] = []
    start = 0
    waiting = sorted(enumerate(mentions, 1), key=lambda one: (one[1]["start"], -one[1]["end"]))
    for line in text.split("\n"):
        end = start + len(line)
        here = [(number, one) for number, one in waiting if start <= one["start"] < one["end"] <= end]
        lines.append(list(_pieces(text, start, end, here)))
        start = end + 1
    return lines


def _pieces(text: str, start: int, end: int, mentions: list[tuple[int, Row]]) -> Iterator[Piece]:
    done = start
    while mentions:
        (number, first), mentions = mentions[0], mentions[1:]
        if first["start"] < done:
            continue
        if first["start"] > done:
            yield text[done : first["start"]]
        done = first["end"]
        inner = [one for one in mentions if one[1]["end"] <= done]
        inside = list(_pieces(text, first["start"], done, inner))
        yield Marked(number=number, mention=first, inside=inside)
        mentions = [one for one in mentions if one[1]["start"] >= done]
    if done < end:
        yield text[done:end]


def snippet(text: str, hits: Sequence[tuple[int, int]], *, length: int = 260) -> list[tuple[str, bool]]:
    """About `length` characters around the first hit, as (text, whether it is a hit); the beginning where none is."""
    start, end = _window(text, hits[0][0] if hits else 0, length)
    around = ("…" if start else "", "…" if end < len(text) else "")
    inside = with_hits(text[start:end], [(low - start, high - start) for low, high in hits])
    return [(piece, hit) for piece, hit in [(around[0], False), *inside, (around[1], False)] if piece]


def with_hits(text: str, hits: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """The whole text in pieces, as (text, whether it is a hit); hits outside it are passed over."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for low, high in hits:
        if done <= low < high <= len(text):
            pieces += [(text[done:low], False), (text[low:high], True)]
            done = high
    return [(piece, hit) for piece, hit in [*pieces, (text[done:], False)] if piece]


def _window(text: str, first: int, length: int) -> tuple[int, int]:
    start = max(first - length // 3, 0)
    if start:
        blank = text.find(" ", start, first)
        start = blank + 1 if blank >= 0 else start
    end = min(start + length, len(text))
    if end < len(text):
        blank = text.rfind(" ", start + length // 2, end)
        end = blank if blank >= 0 else end
    return start, end
