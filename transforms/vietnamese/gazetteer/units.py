"""Administrative units of Vietnam with the days they are valid, what they lie in, and what became of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cache
from importlib import resources

from transforms.vietnamese.gazetteer.spelling import fold_name, slug

# Districts were abolished, and provinces and wards merged, on this day (laws of June 2025).
REFORM_DAY = date(2025, 7, 1)
_LOCK = threading.Lock()


class Level(IntEnum):
    """The size of a unit; the smaller number is the larger unit."""

    PROVINCE = 1
    DISTRICT = 2
    WARD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminUnit:
    """One unit during one period.

    key          `loc:tinh-dong-thap`; smaller units name what they lie in: `loc:xa-ia-der.huyen-ia-grai.tinh-gia-lai`
    code         official code of the statistics office
    kind         `tỉnh`, `thành phố`, `quận`, `huyện`, `thị xã`, `phường`, `xã`, `thị trấn`, `đặc khu`
    province     key of the province it lies in (its own for a province)
    valid_from, valid_until  first day, and first day after; None where open
    successors   keys of the units that took its territory
    """

    key: str
    code: str
    kind: str
    name: str
    level: Level
    province: str
    parent: str | None
    valid_from: date | None
    valid_until: date | None
    successors: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether the unit exists on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)

    @property
    def full_name(self) -> str:
        """The kind and the name: `huyện Củ Chi`."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """All units, by folded name, by key and by successor."""

    by_name: Mapping[str, tuple[AdminUnit, ...]]
    by_key: Mapping[str, tuple[AdminUnit, ...]]
    predecessors: Mapping[str, tuple[str, ...]]


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The tab-separated rows of `lexicon/places/<name>`; empty lines and lines that begin with `#` are left out."""
    table = resources.files("transforms.vietnamese").joinpath("lexicon", "places", name)
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _provinces() -> Iterator[tuple[AdminUnit, tuple[str, ...]]]:
    for key, code, kind, name, first, until, successor, others in rows("provinces.tsv"):
        unit = AdminUnit(
            key=key,
            code=code,
            kind=kind,
            name=name,
            level=Level.PROVINCE,
            province=key,
            parent=None,
            valid_from=_day(first),
            valid_until=_day(until),
            successors=(successor,) if successor else (),
        )
        yield unit, tuple(other for other in others.split("|") if other)


def _districts() -> Iterator[AdminUnit]:
    for code, kind, name, province in rows("districts.tsv"):
        yield AdminUnit(
            key=f"loc:{slug(kind)}-{slug(name)}.{province}",
            code=code,
            kind=kind,
            name=name,
            level=Level.DISTRICT,
            province=f"loc:{province}",
            parent=f"loc:{province}",
            valid_from=None,
            valid_until=REFORM_DAY,
        )


def _wards_since() -> Iterator[AdminUnit]:
    for code, kind, name, province in rows("wards_2025.tsv"):
        yield AdminUnit(
            key=f"loc:{slug(kind)}-{slug(name)}.{province}",
            code=code,
            kind=kind,
            name=name,
            level=Level.WARD,
            province=f"loc:{province}",
            parent=f"loc:{province}",
            valid_from=REFORM_DAY,
            valid_until=None,
        )


def _wards_before(districts: Mapping[str, AdminUnit], since: Mapping[str, AdminUnit]) -> Iterator[AdminUnit]:
    for code, kind, name, district_code, successors in rows("wards_before_2025.tsv"):
        district = districts[district_code]
        yield AdminUnit(
            key=f"loc:{slug(kind)}-{slug(name)}.{district.key[4:]}",
            code=code,
            kind=kind,
            name=name,
            level=Level.WARD,
            province=district.province,
            parent=district.key,
            valid_from=None,
            valid_until=REFORM_DAY,
            successors=tuple(since[new].key for new in successors.split(",") if new),
        )


def _with_successors(districts: Iterable[AdminUnit], wards: Iterable[AdminUnit]) -> Iterator[AdminUnit]:
    """Districts have no successor of their rank: the wards that took the territory of their wards stand for it."""
    taken: dict[str | None, dict[str, None]] = {}
    for ward in wards:
        taken.setdefault(ward.parent, {}).update(dict.fromkeys(ward.successors))
    for district in districts:
        yield replace(district, successors=tuple(taken.get(district.key, ())))


@cache
def _load() -> Units:
    by_name: dict[str, list[AdminUnit]] = {}
    by_key: dict[str, list[AdminUnit]] = {}
    before: dict[str, list[str]] = {}

    def add(unit: AdminUnit, *names: str) -> None:
        for name in (unit.name, *names):
            by_name.setdefault(fold_name(name), []).append(unit)
        by_key.setdefault(unit.key, []).append(unit)
        for successor in unit.successors:
            before.setdefault(successor, []).append(unit.key)

    for province, others in _provinces():
        add(province, *others)
    districts = {unit.code: unit for unit in _districts()}
    since = {unit.code: unit for unit in _wards_since()}
    before_reform = tuple(_wards_before(districts, since))
    for unit in (*_with_successors(districts.values(), before_reform), *since.values(), *before_reform):
        add(unit)
    return Units(
        by_name={name: tuple(found) for name, found in by_name.items()},
        by_key={key: tuple(found) for key, found in by_key.items()},
        predecessors={key: tuple(dict.fromkeys(keys)) for key, keys in before.items()},
    )


def units() -> Units:
    """All units; read once, then shared between threads."""
    with _LOCK:
        return _load()
