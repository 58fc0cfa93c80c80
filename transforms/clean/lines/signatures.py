"""Where a signature ends the article although prose follows: readers' letters, teasers, another story."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.clean.lines import bylines
from transforms.clean.lines.foreign import breaks_subject
from transforms.clean.lines.furniture import Furniture
from transforms.clean.lines.shapes import Line, Shape
from transforms.clean.lines.zones import Zone

_BEFORE = 0.55  # share of the span's words that must stand before a signature
_MOST_ASKED = 4  # candidates; each costs a pass over the text


def cut_at_signature(lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone) -> Zone:
    """The span cut behind its last paragraph where a signature or source line closes the text.

    Only a line right under a paragraph, with most of the text before it, is believed; what follows must be thin,
    broken by furniture, or of another subject.
    """
    total = sum(_words(lines[i]) for i in range(zone.first, zone.after))
    names = _candidates(lines, furniture, zone)
    so_far, at = 0, zone.first
    for index in names[-_MOST_ASKED:]:
        so_far += sum(_words(lines[i]) for i in range(at, index))
        at = index
        if so_far >= _BEFORE * total and _closes(lines, furniture, zone, index, alone=len(names) == 1):
            return Zone(first=zone.first, after=index)
    return zone


def _words(line: Line) -> int:
    return line.words if line.shape is Shape.PROSE else 0


def _candidates(lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone) -> list[int]:
    """Lines right under a paragraph that can be a signature or name a source."""
    return [
        index
        for index in range(zone.first + 1, zone.after)
        if lines[index - 1].shape in (Shape.PROSE, Shape.SENTENCE)
        and furniture[index] is None
        and (bylines.is_signature(lines[index]) or bylines.source_of(lines[index]) is not None)
    ]


def _closes(
    lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone, index: int, *, alone: bool
) -> bool:
    """Whether the text ends above a line. Names under several paragraphs are subheads: `Hà Nam`, `AN TOÀN LÀ BẠN`."""
    if bylines.source_of(lines[index]) or bylines.is_labelled(lines[index]):
        return True
    prose = next((i for i in range(index + 1, zone.after) if lines[i].shape is Shape.PROSE), zone.after)
    if any(_interrupts(lines[i], furniture[i]) for i in range(index + 1, prose)):
        return True
    body = [lines[i].core for i in range(zone.first, index)]
    return alone and breaks_subject(body, [lines[i].core for i in range(prose, zone.after)], strong_cue=True)


def _interrupts(line: Line, furniture: Furniture | None) -> bool:
    """Whether the line is furniture, or a number or word that no story would go on with."""
    if furniture:
        return furniture.reason != "separator"
    return line.shape is Shape.PHRASE and (line.words <= 3 or line.core.count(",") >= 3)
