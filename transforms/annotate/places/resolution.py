"""Which place a name means, on which day, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transforms.annotate.places.heads import ADMIN, Head, heads
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.gazetteer.spelling import fold_name, slug
from transforms.vietnamese.gazetteer.units import AdminUnit, units

_KINDS = {
    "province": ("tỉnh",),
    "city": ("thành phố",),
    "district": ("quận", "huyện"),
    "town": ("thị xã",),
    "ward": ("phường",),
    "commune": ("xã",),
    "township": ("thị trấn",),
    "zone": ("đặc khu",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceResolution:
    """What a place name means.

    canonical     provinces, countries, regions by name (`Đồng Tháp`), smaller units with their kind (`huyện Củ Chi`)
    entity_key    stable across articles; of a unit that keeps name and kind through July 2025 it stays the same
    code          official code of the unit, None for other places
    successors    keys of what took the territory; holds `entity_key` itself where the unit was enlarged under its name
    predecessors  keys of what the unit was made of; empty where it is unchanged
    current       whether the place exists on the day asked for (today's map where no day was given)
    ambiguous     True where several units of one rank bear the name and nothing tells them apart: the key then
                  names the kind and the name only
    """

    canonical: str
    entity_key: str
    code: str | None = None
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    current: bool = True
    ambiguous: bool = False


@lru_cache(maxsize=1 << 14)
def resolve_place(name: str, *, day: date | None, within: str | None) -> PlaceResolution:
    """What `name` (with or without its type word) means in an article of `day`.

    within  a larger unit that the text names beside it (`tỉnh Gia Lai`, `huyện Củ Chi`), or None. A unit in force on
            the day comes before one that is not, then the larger before the smaller; deterministic.
    """
    head, bare = split_head(name)
    folded = fold_name(bare)
    fitting = _of_kind(units().by_name.get(folded, ()), head, folded)
    if head is None or not fitting:
        known = place_names().names.get(folded)
        if known and known.table != "unit" and (head is None or head.kind in ADMIN):
            return PlaceResolution(canonical=known.canonical, entity_key=known.key)
    if not fitting:
        return _unknown(name, head, bare)
    return _best(_inside(fitting, within), day)


def split_head(name: str) -> tuple[Head | None, str]:
    """The type word (None: there is none) that a name begins with, and the name behind it: `TP.HCM` → TP., `HCM`."""
    low = name.lower()
    if fold_name(name) in units().by_name:  # "Bến Tre" and "Vũng Tàu" are names, not a head and a name
        return None, name
    for words in sorted((h for h in heads() if low.startswith(h)), key=len, reverse=True):
        rest = name[len(words) :]
        if rest.strip(" .") and (words.endswith(".") or rest[0] in " ."):
            return heads()[words], rest.lstrip(" .")
    return None, name


def lies_within(name: str, outer: str) -> bool:
    """Whether some unit called `name` lies in some unit called `outer`."""
    inner = units().by_name.get(fold_name(split_head(name)[1]), ())
    return bool(inner) and _inside(inner, outer, strict=True) != ()


def _of_kind(found: Iterable[AdminUnit], head: Head | None, folded: str) -> tuple[AdminUnit, ...]:
    if head is None:
        return () if folded.isdigit() else tuple(found)
    kinds = _KINDS.get(head.kind, ())
    same = tuple(unit for unit in found if unit.kind in kinds)
    return tuple(u for u in same if slug(u.kind) == head.slug) or same


def _inside(found: tuple[AdminUnit, ...], within: str | None, *, strict: bool = False) -> tuple[AdminUnit, ...]:
    if within is None:
        return found
    head, bare = split_head(within)
    outer = _of_kind(units().by_name.get(fold_name(bare), ()), head, "")
    kept = _lying_in(found, {unit.key for unit in outer})
    # A text may name a ward of today beside a province of yesterday.
    kept = kept or _lying_in(found, {key for unit in outer for key in unit.successors})
    return kept if strict else kept or found


def _lying_in(found: tuple[AdminUnit, ...], outer: set[str]) -> tuple[AdminUnit, ...]:
    return tuple(unit for unit in found if unit.parent in outer or unit.province in outer - {unit.key})


def _best(found: tuple[AdminUnit, ...], day: date | None) -> PlaceResolution:
    def rank(unit: AdminUnit) -> tuple[bool, int]:
        return (not unit.valid_on(day) if day else False, unit.level)

    first = min(rank(unit) for unit in found)
    equal = sorted((u for u in found if rank(u) == first), key=lambda u: (u.valid_until is not None, u.key, u.code))
    keys = {unit.key for unit in equal}
    unit = equal[0]
    if len(keys) > 1 and unit.level > 1:
        unit_key = f"loc:{slug(unit.kind)}-{slug(unit.name)}"
        return PlaceResolution(canonical=unit.full_name, entity_key=unit_key, ambiguous=True)
    if day is None and unit.level == 1:
        unit = equal[-1]  # the earliest period tells both halves of the unit's history: its successor
    return PlaceResolution(
        canonical=_canonical(unit),
        entity_key=unit.key,
        code=unit.code,
        successors=unit.successors,
        predecessors=_predecessors(unit),
        current=unit.valid_on(day) if day else unit.valid_until is None,
    )


def _canonical(unit: AdminUnit) -> str:
    if unit.level > 1:
        return unit.full_name
    return "Thành phố Hồ Chí Minh" if unit.name == "Hồ Chí Minh" else unit.name


def _predecessors(unit: AdminUnit) -> tuple[str, ...]:
    # The first period of a unit has no predecessor that the tables know.
    return units().predecessors.get(unit.key, ()) if unit.valid_from else ()


def _unknown(name: str, head: Head | None, bare: str) -> PlaceResolution:
    if head:
        return PlaceResolution(canonical=name, entity_key=f"loc:{head.slug}-{slug(bare)}")
    folded_phrase = name.lower()
    for phrases in place_names().phrases.values():
        for phrase in phrases:
            if phrase.whole == folded_phrase:
                return PlaceResolution(canonical=phrase.name.canonical, entity_key=phrase.name.key)
    return PlaceResolution(canonical=name, entity_key=f"loc:{slug(name)}")
