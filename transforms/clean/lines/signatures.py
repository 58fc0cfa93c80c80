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
    so_far, asked = 0, 0
    for index in range(zone.first, zone.after):
        under_text = index > zone.first and lines[index - 1].shape in (Shape.PROSE, Shape.SENTENCE)
        if (
            under_text
            and so_far >= _BEFORE * total
            and asked < _MOST_ASKED
            and _may_close(lines[index], furniture[index])
        ):
            asked += 1
            if _closes(lines, furniture, zone, index):
                return Zone(first=zone.first, after=index)
        so_far += _words(lines[index])
    return zone


def _words(line: Line) -> int:
    return line.words if line.shape is Shape.PROSE else 0


def _may_close(line: Line, furniture: Furniture | None) -> bool:
    return furniture is None and (bylines.is_signature(line) or bylines.source_of(line) is not None)


def _closes(lines: Sequence[Line], furniture: Sequence[Furniture | None], zone: Zone, index: int) -> bool:
    line = lines[index]
    behind = range(index + 1, zone.after)
    if any(_interrupts(lines[i], furniture[i]) for i in behind[:3]) or bylines.source_of(line):
        return True
    name = bylines.name_of(line.core) or ""
    if name.isupper() or bylines.is_labelled(line):
        return True
    body = [lines[i].core for i in range(zone.first, index)]
    return breaks_subject(body, [lines[i].core for i in behind], strong_cue=True)


def _interrupts(line: Line, furniture: Furniture | None) -> bool:
    """Whether the line is furniture, or a number or word that no story would go on with."""
    if furniture:
        return furniture.reason != "separator"
    return line.shape is Shape.PHRASE and (line.words <= 3 or line.core.count(",") >= 3)
