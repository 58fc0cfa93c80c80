"""Members of a list that names its kind once: "bốn vịnh Nha Trang, Cam Ranh, [Vân Phong] và [Vĩnh Hy]"."""

from __future__ import annotations

from dataclasses import replace

from transforms.annotate.places.context import SEPARATORS, begins_person
from transforms.annotate.places.glued import opens_compound
from transforms.annotate.places.readings import Place
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.spelling import is_syllable

_LARGE = frozenset(("province", "city", "state"))
_LONGEST = 3


def shared_kinds(text: str, places: list[Place]) -> None:
    """Prove the members of no table in such a list, in place; a sure one in between does not end it."""
    shared: Place | None = None
    for i, place in enumerate(places):
        if place.method == "place:listed" and place.head and place.head.head.kind not in _LARGE:
            shared = place
            continue
        if shared is None or i == 0 or text[places[i - 1].end : place.start] not in SEPARATORS or place.head:
            shared = None
        elif not place.sure and _is_plain(place):
            places[i] = replace(place, sure=True, head=shared.head, method="place:listed")
        elif not place.sure:
            shared = None


def _is_plain(place: Place) -> bool:
    return all(map(is_syllable, place.folded.split(" ")))


def may_end_list(run: Run, index: int, until: int) -> bool:
    """Whether two syllables behind "và" may be the last member: "… và [Vĩnh Hy] mở cửa"; not "và Hội Nông dân"."""
    if not run.text.endswith(" và ", 0, run.starts[index]) or until - index not in (2, _LONGEST):
        return False
    if run.keys[index] in context_words("compound") or (begins_person(run, index) and until - index == _LONGEST):
        return False
    return all(map(is_syllable, run.keys[index:until])) and not opens_compound(run, until - 1)
