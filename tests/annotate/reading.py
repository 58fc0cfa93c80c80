"""What the engine finds in a text, as tests compare it: surfaces of one label, and who holds which office."""

from __future__ import annotations

import datetime as dt

from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import Label

DAY = dt.date(2025, 8, 20)


def spans(text: str, label: Label) -> list[str]:
    """The surfaces of the mentions with that label, in reading order."""
    return [m.surface for m in annotate_text(text, reference_date=DAY).mentions if m.label is label]


def pairs(text: str) -> list[tuple[str, str]]:
    """The surfaces of name and office of every pair, in reading order."""
    offices = annotate_text(text, reference_date=DAY).offices
    return [(text[slice(*o.holder)], text[slice(*o.position)]) for o in offices]
