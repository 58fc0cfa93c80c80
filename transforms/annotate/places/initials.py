"""LOC: premises called after somebody with an initial in the name: "sân bay John F. | Kennedy"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.candidates import Candidate
from transforms.vietnamese.tables import words

_ENDS_IN_INITIAL = re.compile(r"([^\W\d_]+) [A-Z]$")
_GOES_ON = re.compile(r"\. ?[A-Z][^\W\d_]+")


def with_surname(text: str, places: Sequence[Candidate]) -> list[Candidate]:
    """The places; one that ends in a foreign given name and an initial goes on to the surname behind the point."""
    return [_whole(text, place) for place in places]


def _whole(text: str, place: Candidate) -> Candidate:
    surname = _GOES_ON.match(text, place.end)
    named = _ENDS_IN_INITIAL.search(text[place.start : place.end]) if surname else None
    if not surname or not named or named[1].lower() not in words("foreign_names.txt"):
        return place
    return replace(place, end=surname.end(), canonical=None, entity_key=None)
