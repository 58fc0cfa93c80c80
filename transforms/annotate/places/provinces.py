"""What the provinces of a text prove of its bare districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.places.context import SEPARATORS, word_before
from transforms.annotate.places.readings import Place
from transforms.vietnamese.gazetteer.units import Level, units


def with_districts(text: str, places: Sequence[Place]) -> list[Place]:
    """The places, with the bare districts proved that lie in a province named in the text, or stand in a row."""
    named = {province for place in places if place.sure for province in _province_of(place)}
    proved = [_in_province(text, place, named) for place in places]
    for i in range(1, len(proved)):
        first, second = proved[i - 1], proved[i]
        if first.sure and second.sure:
            continue
        if text[first.end : second.start] in SEPARATORS and _districts(first) & _districts(second):
            proved[i - 1], proved[i] = _sure(first), _sure(second)
    return proved


def _in_province(text: str, place: Place, named: set[str]) -> Place:
    if place.sure or not _districts(place) & named or not word_before(text, place.start):
        return place
    return _sure(place)


def _sure(place: Place) -> Place:
    return place if place.sure else replace(place, sure=True, method="place:district")


def _province_of(place: Place) -> tuple[str, ...]:
    return tuple(u.key for u in units().by_name.get(place.folded, ()) if u.level is Level.PROVINCE)


def _districts(place: Place) -> set[str]:
    """The provinces that have a district of the place's name."""
    if place.name is None or place.name.table != "unit":
        return set()
    return {u.province for u in units().by_name.get(place.folded, ()) if u.level is Level.DISTRICT}
