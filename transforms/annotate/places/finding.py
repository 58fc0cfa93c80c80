"""Places (LOC) of a text: units, regions, countries, foreign cities, named nature, roads and premises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.places.chains import outer_place, with_neighbours
from transforms.annotate.places.heads import ADMIN
from transforms.annotate.places.numbers import numbered_places
from transforms.annotate.places.readings import Place
from transforms.annotate.places.resolution import PlaceResolution, resolve_place, split_head
from transforms.annotate.places.routes import route_in
from transforms.annotate.places.runs import runs
from transforms.annotate.places.scan import places_in
from transforms.annotate.places.waters import opening_waters
from transforms.domain.annotations import Label
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.gazetteer.spelling import fold_name
from transforms.vietnamese.gazetteer.units import Level, units

__all__ = ["PlaceResolution", "find_places", "name_span", "resolve_place"]

_WHOLE_NAMES = frozenset(("hồ chí minh", "hcm"))


def find_places(text: str, *, day: date | None = None) -> list[Candidate]:
    """The places of a normalised text, by start; none crosses another. Linear in the length of the text.

    day  the article's day, for the keys of units that share a name; None: the larger unit, of any time.
    """
    names = place_names()
    read = [place for run in runs(text) for place in (route_in(run, names) or places_in(run, names))]
    places = with_neighbours(text, [*read, *numbered_places(text), *opening_waters(text)])
    province = _main_province(places)
    return [_candidate(text, places, i, province, day) for i in range(len(places))]


def name_span(text: str, candidate: Candidate) -> tuple[int, int]:
    """The span of a place without its type word, as it stands inside an ORG: "tỉnh Bình Định" → "Bình Định".

    Units named by a number, Thành phố Hồ Chí Minh, nature and premises keep theirs: it belongs to the name.
    """
    start, end = candidate.start, candidate.end
    if candidate.method != "place:typed":
        return start, end
    head, bare = split_head(text[start:end])
    if head is None or head.kind not in ADMIN or bare[0].isdigit() or fold_name(bare) in _WHOLE_NAMES:
        return start, end
    return end - len(bare), end


def _candidate(text: str, places: Sequence[Place], index: int, province: str | None, day: date | None) -> Candidate:
    place = places[index]
    meaning = _meaning(text, places, index, province, day)
    return Candidate(
        start=place.start,
        end=place.end,
        label=Label.LOC,
        method=place.method,
        priority=PRIORITY[Label.LOC],
        canonical=meaning.canonical,
        entity_key=meaning.entity_key,
    )


def _meaning(text: str, places: Sequence[Place], index: int, province: str | None, day: date | None) -> PlaceResolution:
    place = places[index]
    if place.name and place.name.table != "unit" and place.head is None:
        return PlaceResolution(canonical=place.name.canonical, entity_key=place.name.key)
    spoken = _spoken(text, place)
    outer = outer_place(text, places, index)
    meaning = resolve_place(spoken, day=day, within=_spoken(text, outer) if outer else province)
    if meaning.ambiguous and outer and province:
        return resolve_place(spoken, day=day, within=province)
    return meaning


def _spoken(text: str, place: Place) -> str:
    """The place with its type word, also where a list shares it."""
    name = text[place.name_start : place.end]
    return f"{place.head.head.words} {name}" if place.head else text[place.start : place.end]


def _main_province(places: Sequence[Place]) -> str | None:
    """The province that the text names most often; of equals the first."""
    told = Counter(p.name.canonical for p in places if p.name and p.name.table == "unit" and _is_province(p.name.key))
    return told.most_common(1)[0][0] if told else None


def _is_province(key: str) -> bool:
    found = units().by_key.get(key, ())
    return any(unit.level is Level.PROVINCE for unit in found)
