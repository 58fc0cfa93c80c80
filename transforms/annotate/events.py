"""EVENT: congresses, plenums, sessions and conferences known by name or full description."""
from __future__ import annotations
from collections.abc import Sequence
from transforms.annotate.candidates import Candidate
def find_events(text: str, organisations: Sequence[tuple[int, int]], dates: Sequence[Candidate]) -> list[Candidate]:
    """x"""
    return []
