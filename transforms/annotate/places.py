"""Places (LOC) of a text: units, regions, countries, foreign cities, named nature, roads and premises."""

from __future__ import annotations

import re

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.place_chains import with_neighbours
from transforms.annotate.place_numbers import numbered_places
from transforms.annotate.place_runs import runs
from transforms.annotate.place_scan import Place, places_in
from transforms.domain.annotations import Label
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.gazetteer.spelling import slug

_HEAD_AND_NAME = re.compile(r"(?:\S+ ){0,5}?(?=\S)")


def find_places(text: str) -> list[Candidate]:
    """The places of a normalised text, by start; none crosses another. Linear in the length of the text."""
    names = place_names()
    read = [place for run in runs(text) for place in places_in(run, names)]
    return [_candidate(text, place) for place in with_neighbours(text, [*read, *numbered_places(text)])]


def _candidate(text: str, place: Place) -> Candidate:
    surface = text[place.start : place.end]
    return Candidate(
        start=place.start,
        end=place.end,
        label=Label.LOC,
        method=place.method,
        priority=PRIORITY[Label.LOC],
        canonical=place.name.canonical if place.name and not place.head else surface,
        entity_key=_key(place),
    )


def _key(place: Place) -> str:
    if place.head and not (place.name and place.head.head.kind in ("province",)):
        return f"loc:{place.head.head.slug}-{slug(place.folded)}"
    return place.name.key if place.name else f"loc:{slug(place.folded)}"
