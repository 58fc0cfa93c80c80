"""A place as it is read in a text, before it is known what its neighbours prove."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.annotate.places.heads import FoundHead
from transforms.vietnamese.gazetteer.names import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place read in a text.

    start, end  with the type word; name_start: without it
    folded      the folded name
    name        what the dictionary says of it; None where it is known by its type word alone
    head        its type word as FoundHead; None for a bare name
    sure        False for a local name that still needs a neighbour or another mention to prove it
    until       index of the syllable behind it in its run
    """

    start: int
    end: int
    name_start: int
    folded: str
    name: Name | None
    head: FoundHead | None
    sure: bool
    until: int
    method: str
