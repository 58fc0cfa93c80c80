"""Both ends of a route, each a place: "tàu điện Bến Thành - Cần Giờ", "đường sắt Yên Viên - Lào Cai"."""

from __future__ import annotations

import re

from transforms.annotate.places.readings import Place
from transforms.annotate.places.roads import before_seam
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Names

_CUES = tuple(
    f"{cue} "
    for cue in (
        "àu điện,àu điện ngầm,etro,ường sắt,ường sắt đô thị,ường sắt tốc độ cao,ường sắt trên cao,xe buýt,xe khách"
        ",tàu cao tốc,tàu khách,đường bay"
    ).split(",")
)
_NUMBERED = re.compile(r" số \d{1,2}[A-Z]? \Z")  # "tuyến metro số 2 Bến Thành - Tham Lương"
_METRO = frozenset(("Metro", "MRT", "LRT"))
_DASHES = (" - ", " – ")
_DIRECTIONS = frozenset(("đông", "tây", "nam", "bắc"))
_SHORT_UNITS = frozenset(("TP", "Tp", "TX", "Tx", "Q", "H", "TT"))
_LONGEST = 3


def route_in(run: Run, names: Names) -> list[Place]:
    """The two or more ends of a route that a run is; none of "đường sắt Bắc - Nam", which is called by directions."""
    if run.firsts[-1] == 0:
        return []  # no mark parts it
    first = 1 if run.words[0] in _METRO else 0
    numbered = _NUMBERED.search(run.text, max(0, run.starts[0] - 8), run.starts[0]) if first == 0 else None
    if first == 0 and not run.text.endswith(_CUES, 0, numbered.start() + 1 if numbered else run.starts[0]):
        return []
    ends = _ends(run, first)
    if ends:
        ends[-1] = (ends[-1][0], before_seam(run, *ends[-1], names))
    if len(ends) < 2 or not all(_may_be_end(run, *end) for end in ends):
        return []
    return [_place(run, *end, names) for end in ends]


def _ends(run: Run, first: int) -> list[tuple[int, int]]:
    """The stretches from `first` on; none where something else than a dash parts them."""
    ends = []
    at = first
    while at < len(run):
        if at > first and run.text[run.ends[at - 1] : run.starts[at]] not in _DASHES:
            return []
        ends.append((at, run.lasts[at]))
        at = run.lasts[at]
    return ends


def _may_be_end(run: Run, first: int, until: int) -> bool:
    if until - first > _LONGEST:
        return False
    alone = until - first == 1
    if alone and run.words[first] in _SHORT_UNITS:
        return False
    return not (alone and (run.keys[first] in _DIRECTIONS or run.keys[first] in context_words("compound")))


def _place(run: Run, first: int, until: int, names: Names) -> Place:
    folded = " ".join(run.keys[first:until])
    return Place(
        start=run.starts[first],
        end=run.ends[until - 1],
        name_start=run.starts[first],
        folded=folded,
        name=names.names.get(folded),
        head=None,
        sure=True,
        until=until,
        method="place:route",
    )
