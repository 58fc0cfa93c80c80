"""A place before and after the reform of July 2025, from the tables of administrative units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms.vietnamese.gazetteer.units import REFORM_DAY, AdminUnit, units


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A unit that a place came from, went into or lies in."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A unit during one period of its life; open ends are None."""

    name: str
    code: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHistory:
    """What became of a place: its periods, what it was made of, what took its territory, what it lies in."""

    periods: list[Period]
    made_of: list[Neighbour]
    became: list[Neighbour]
    lies_in: list[Neighbour]
    reform_day: date = REFORM_DAY

    def family(self, key: str) -> list[str]:
        """The key with the keys of all it was made of and went into: the same ground under other names."""
        return list(dict.fromkeys([key, *(one.key for one in (*self.made_of, *self.became))]))


def place_history(key: str) -> PlaceHistory | None:
    """The history of an administrative unit; None of any other place."""
    found = units().by_key.get(key)
    if not found:
        return None
    ordered = sorted(found, key=lambda unit: unit.valid_from or date.min)
    parents = dict.fromkeys(parent for unit in ordered for parent in (unit.parent, unit.province) if parent)
    return PlaceHistory(
        periods=[_period(unit) for unit in ordered],
        made_of=list(_named(units().predecessors.get(key, ()), key)),
        became=list(_named((new for unit in ordered for new in unit.successors), key)),
        lies_in=list(_named(parents, key)),
    )


def _period(unit: AdminUnit) -> Period:
    return Period(name=unit.full_name, code=unit.code, since=unit.valid_from, until=unit.valid_until)


def _named(keys: object, own: str) -> Iterator[Neighbour]:
    for key in dict.fromkeys(keys):  # type: ignore[call-overload]
        if key != own:
            unit = units().by_key[key][0]
            yield Neighbour(key=key, name=unit.full_name)
