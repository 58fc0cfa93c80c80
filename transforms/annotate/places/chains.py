"""What places prove of their neighbours: chains ("xã A, huyện B"), lists ("các huyện A, B và C"), later mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.annotate.places.context import SEPARATORS, given_names, word_before
from transforms.annotate.places.heads import ADMIN
from transforms.annotate.places.lists import shared_kinds
from transforms.annotate.places.provinces import with_districts
from transforms.annotate.places.readings import Place
from transforms.annotate.places.resolution import lies_within
from transforms.annotate.places.seams import cut_at_seams
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Proof
from transforms.vietnamese.gazetteer.spelling import fold_name
from transforms.vietnamese.gazetteer.units import Level, units
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.tables import words

_PART = re.compile(r"(?<!\w)miền (?:(?:đông|tây) )?(?:bắc|nam|trung|đông|tây) $", re.IGNORECASE)
_SIDE = re.compile(r"(?<!\w)(?<!Việt )(?<![Mm]ùa )(?:(?:Đông|Tây) )?(?:Bắc|Nam|Đông|Tây) $")
_REPUBLIC = re.compile(
    r"(?<!\w)(?<!đảng )(?<!sĩ )(?<!sỹ )(?<!phe )(?<!viên )(?:nước )?cộng h(?:òa|oà) "
    r"(?:(?:hồi giáo|liên bang|dân chủ nhân dân|dân chủ|nhân dân|xã hội chủ nghĩa|ả rập|thống nhất|đoàn kết) )*$",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"(?:phía|hướng|mạn) (?:(?:đông|tây) )?(?:bắc|nam|đông|tây) $", re.IGNORECASE)
_ROADS = frozenset(
    "cho chua den duong pho duong-pho cang ben ben-xe ben-cang song cau nga-tu nga-ba khu-cong-nghiep".split()
)
_LEAST_OF_LIST = 3
_OUTWARD = frozenset((", ", " (", " - ", " – ", ", thuộc ", " thuộc ", " của "))
_BETWEEN = frozenset(
    (", ", " và ", " hoặc ", ", và ", "; ", " - ", " – ", "-", "–", " (", "/", " đến ", " với ", " hay ", " cùng ")
)


def with_neighbours(text: str, read: Iterable[Place]) -> list[Place]:
    """The sure places, and those perhaps-places that a neighbour or a typed mention elsewhere proves."""
    ordered = cut_at_seams(text, _without_overlap(sorted(read, key=lambda p: (p.start, -p.end))))
    typed = {p.folded for p in ordered if _proves_itself(p)}
    ordered = _without_people(text, ordered)
    marked = [place if place.sure or place.folded not in typed else _proved(place, "place:again") for place in ordered]
    marked = _with_grounds(text, marked)
    marked = with_districts(text, marked)
    marked = [_proved(place, "place:bracket") if _bracketed(text, place) else place for place in marked]
    marked = _with_tails(text, marked)
    shared_kinds(text, marked)
    _pass(text, marked, step=1)
    _pass(text, marked, step=-1)
    _prove_lists(text, marked)
    _prove_between(text, marked)
    return _joined(text, [place for place in marked if place.sure])


def _with_grounds(text: str, places: list[Place]) -> list[Place]:
    """Prove a ground that the text names with its type word: "sân Thống Nhất … trên sân nhà [Thống Nhất]"."""
    grounds = {p.folded for p in places if p.head and p.head.head.slug in ("san", "san-van-dong")}
    if not grounds:
        return places
    return [
        _proved(p, "place:again") if not p.sure and p.folded in grounds and _at_home(text, p) else p for p in places
    ]


def _at_home(text: str, place: Place) -> bool:
    return text.endswith(("sân nhà ", "sân khách ", "Sân nhà "), 0, place.start)


def _prove_lists(text: str, places: list[Place]) -> None:
    """Prove what goes before a sure unit in a list of three or more: "[Hòa Lạc], [Xuân Mai] và Sóc Sơn"."""
    first = 0
    for i in range(1, len(places) + 1):
        if i < len(places) and _lists(text, places[i - 1], places[i]):
            continue
        members = places[first:i]
        if len(members) >= _LEAST_OF_LIST and any(place.sure for place in members):
            places[first:i] = [place if place.sure else _proved(place, "place:list") for place in members]
        first = i


def _lists(text: str, one: Place, other: Place) -> bool:
    units = all(p.head is None and p.name is not None and p.name.table == "unit" for p in (one, other))
    return units and text[one.end : other.start] in SEPARATORS


def _with_tails(text: str, places: list[Place]) -> list[Place]:
    """Prove the foreign town behind an unknown place: "ở Pinewood Estates, [Houston]"."""
    proved = places[:1]
    for before, place in pairwise(places):
        told = place.sure or place.name is None or place.name.table != "foreign" or before.method != "place:unknown"
        proved.append(place if told or text[before.end : place.start] != ", " else _proved(place, "place:chain"))
    return proved


def _bracketed(text: str, place: Place) -> bool:
    """Whether a bracket says where something lies: "Trường THCS Lý Nhật Quang ([Đô Lương])"; no given names."""
    if place.sure or place.name is None or place.name.table != "unit" or " " not in place.folded:
        return False
    if not (text.endswith(" (", 0, place.start) and text.startswith(")", place.end)):
        return False
    district = any(unit.level is Level.DISTRICT for unit in units().by_name.get(place.folded, ()))
    return district and not all(key in words("given_names.txt") for key in place.folded.split(" "))


def _proves_itself(place: Place) -> bool:
    """Whether one mention proves the others: a unit with its type word, a foreign town behind "tại"."""
    if place.head:
        return place.head.head.kind in ADMIN and " " in place.folded
    foreign = place.name is not None and place.name.table == "foreign" and place.name.proof is Proof.CUE
    return place.sure and foreign and not all(map(is_syllable, place.folded.split(" ")))


def _prove_between(text: str, places: list[Place]) -> None:
    """Prove unknown and foreign names within a list of places: "Minas Gerais, [Espirito Santo] và Sao Paulo"."""
    first = 0
    for i in range(1, len(places) + 1):
        if i < len(places) and text[places[i - 1].end : places[i].start] in SEPARATORS:
            continue
        members = places[first:i]
        if members and members[0].sure and members[-1].sure and _mostly_sure(members):
            places[first:i] = [place if place.sure else _proved(place, "place:list") for place in members]
        first = i


def _mostly_sure(members: Sequence[Place]) -> bool:
    """Whether as many members of a list are places as are foreign or unknown, and none is another name."""
    unsure = [place for place in members if not place.sure]
    open_ones = all(p.name is None or (p.name.table == "foreign" and p.head is None) for p in unsure)
    return open_ones and 0 < 2 * len(unsure) <= len(members)


def _joined(text: str, places: list[Place]) -> list[Place]:
    """A part of a country is one place with it: "miền Bắc" + "Afghanistan"."""
    joined: list[Place] = []
    for place in places:
        part = joined[-1] if joined else None
        if part and part.folded.startswith("miền ") and place.start == part.end + 1 and _is_foreign(place):
            joined[-1] = replace(part, end=place.end, name=None, folded=f"{part.folded} {place.folded}")
        else:
            joined.append(_with_part(text, place))
    return joined


def _with_part(text: str, place: Place) -> Place:
    """The place with the part of it named before in lower case: "miền nam [châu Phi]"."""
    if place.head or place.name is None or place.name.table not in ("countries", "foreign", "region"):
        return place
    behind = text[max(0, place.start - 16) : place.start]
    part = _PART.search(behind) or _SIDE.search(behind) or _republic(text, place)
    if part is None or _OUTSIDE.search(behind):
        return place  # "phía Nam | Pakistan"
    start = place.start - len(part[0])
    return replace(place, start=start, name_start=start, name=None, folded=fold_name(text[start : place.end]))


def _republic(text: str, place: Place) -> re.Match[str] | None:
    """What a country's full name begins with: "nước Cộng hòa Hồi giáo | Iran"."""
    before = text[max(0, place.start - 44) : place.start]
    country = place.name is not None and place.name.table == "countries"
    return _REPUBLIC.search(before) if country and "ộng h" in before else None


def _is_foreign(place: Place) -> bool:
    return place.head is None and place.name is not None and place.name.table in ("countries", "foreign")


def _without_people(text: str, places: list[Place]) -> list[Place]:
    """Without countries of one syllable that are people here: a text with a "chị Nga" speaks of Nga the person."""
    weak = [i for i, p in enumerate(places) if p.name and p.name.proof is Proof.WEAK]
    given = given_names(text) if weak else frozenset()
    people = {i for i in weak if places[i].folded in given and not _clearly_a_country(text, places, i)}
    return [place for i, place in enumerate(places) if i not in people]


def _clearly_a_country(text: str, places: list[Place], index: int) -> bool:
    if word_before(text, places[index].start) in context_words("before_country"):
        return True
    return any(_listed_with(text, places, i, i + 1) for i in (index - 1, index) if 0 <= i < len(places) - 1)


def _listed_with(text: str, places: list[Place], first: int, second: int) -> bool:
    named = (places[first].name, places[second].name)
    between = text[places[first].end : places[second].start]
    return between in _BETWEEN and all(name is not None and name.table == "countries" for name in named)


def _proved(place: Place, method: str) -> Place:
    return replace(place, sure=True, method=method)


def _without_overlap(places: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in places:
        if kept and place.start < kept[-1].end:
            if place.end > kept[-1].end and not kept[-1].sure:
                kept[-1] = place
            continue
        kept.append(place)
    return kept


def _pass(text: str, places: list[Place], *, step: int) -> None:
    order = range(len(places)) if step > 0 else range(len(places) - 1, -1, -1)
    for i in order:
        place, j = places[i], i - step
        if place.sure or not 0 <= j < len(places) or not places[j].sure:
            continue
        first, second = (places[j], place) if step > 0 else (place, places[j])
        between = text[first.end : second.start]
        if between not in _BETWEEN:
            continue
        if step > 0 and _lengthens_list(text, first, second, between):
            places[i] = replace(second, sure=True, head=first.head, method="place:listed")
        elif (_proves_next if step > 0 else _proves_previous)(text, first, second, between):
            places[i] = _proved(place, "place:chain")


def _lengthens_list(text: str, first: Place, second: Place, between: str) -> bool:
    """Whether a list of small places goes on with a name of no table: "các tuyến A, B và [C]"."""
    if between not in SEPARATORS or first.head is None:
        return False
    if (
        first.head.head.slug in _ROADS
        and not first.head.plural
        and (first.method == "place:listed" or text.startswith(SEPARATORS, second.end))
    ):
        return True  # "trên phố A, [B], [C] và D"
    if second.name is not None or first.method != "place:listed":
        return False
    return first.head is not None and first.head.head.kind not in ("province", "city", "state")


def _proves_next(text: str, first: Place, second: Place, between: str) -> bool:
    """A list of units goes on with any unit; a bracket behind any place holds what it lies in."""
    if second.name is None or second.name.table != "unit":
        return False
    return _domestic(first) or (between == " (" and text[second.end : second.end + 1] in (")", ","))


def _proves_previous(text: str, first: Place, second: Place, between: str) -> bool:
    """A unit is proved by the next one where it lies in it; an unknown place behind a cue by any larger place."""
    if between not in _OUTWARD:
        return False
    if first.name is None:
        return second.method != "place:numbered" and not text.endswith(SEPARATORS, 0, first.start)
    if first.name.table == "foreign":
        return second.name is not None and second.name.table in ("foreign", "countries")
    return lies_within(text[first.start : first.end], text[second.start : second.end])


def outer_place(text: str, places: Sequence[Place], index: int) -> Place | None:
    """The next larger place that a chain names: "xã Tân Phú, [huyện Củ Chi], TP.HCM"."""
    after = index + 1
    if after >= len(places) or not _domestic(places[after]) or places[after].method == "place:numbered":
        return None
    return places[after] if text[places[index].end : places[after].start] in _OUTWARD else None


def _domestic(place: Place) -> bool:
    if place.head:
        return place.head.head.kind in ADMIN
    return place.name is not None and place.name.table == "unit"
