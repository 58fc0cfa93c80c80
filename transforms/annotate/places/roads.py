"""Roads and railways that are called by two ends or two directions, and are one place: "cao tốc Mỹ Thuận - Cần Thơ"."""

from __future__ import annotations

import re

from transforms.annotate.places.heads import Head
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.names import Names

_LOWER_BEHIND = re.compile(r" [^\W\d_A-ZĐ]")
_OF_TWO_ENDS = frozenset(("cao-toc", "duong-truc", "duong-ven-bien"))
_DIRECTIONS = frozenset(("đông", "tây", "nam", "bắc"))
_DASHES = frozenset((" - ", " – ", "-", "–"))


def by_directions(run: Run, index: int, until: int, head: Head) -> bool:
    """Whether a railway is called by directions ("đường sắt Bắc - Nam"); else its ends are places of their own."""
    return head.slug == "duong-sat" and until < len(run) and {run.keys[index], run.keys[until]} <= _DIRECTIONS


def behind_ends(run: Run, until: int, head: Head, names: Names) -> int | None:
    """One behind the last end of a road: "cao tốc TP.HCM - Long Thành - Dầu Giây"; None where none follows."""
    if head.slug not in _OF_TWO_ENDS | {"duong-sat"} or until >= len(run) or until != run.lasts[until - 1]:
        return None
    behind = run.lasts[until]
    while behind < len(run) and run.text[run.ends[behind - 1] : run.starts[behind]] in _DASHES:
        behind = run.lasts[behind]
    return before_seam(run, run.firsts[behind - 1], behind, names)


def before_seam(run: Run, first: int, until: int, names: Names) -> int:
    """An end's end before a capital that opens the next sentence: "Lào Cai - Hải Phòng | Điểm đầu …"."""
    shorter = " ".join(run.keys[first : until - 1])
    cut = until - first > 2 and shorter in names.names and _LOWER_BEHIND.match(run.text, run.ends[until - 1])
    return until - 1 if cut else until
