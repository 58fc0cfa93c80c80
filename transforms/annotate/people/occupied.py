"""Tokens in which no further name of a person may begin."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.people.persons import Name


def occupied_by(names: Sequence[Name], taken: Sequence[int]) -> bytearray:
    """The tokens that are taken, and those of the names."""
    occupied = bytearray(taken)
    for name in names:
        occupied[name.first : name.behind] = b"\1" * (name.behind - name.first)
    return occupied
