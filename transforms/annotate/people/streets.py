"""Streets named after people: "tuyến Lương Nhữ Học, Triệu Quang Phục", "giao lộ … - Dương Đình Cúc"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.annotate.candidates import Candidate
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

_CUES = frozenset("tuyến hẻm ngõ phố".split())
_CUES_OF_TWO = frozenset(
    tuple(cue.split())
    for cue in (
        "ở góc",
        "tại góc",
        "đến góc",
        "từ góc",
        "giao lộ",
        "nút giao",
        "vòng xoay",
        "hướng từ",
        "đường hoa",
        "tuyến đường",
        "nhánh hướng",
        "cầu vượt",
        "ngã 3",
        "ngã 4",
        "ngã 5",
        "ngã 6",
    )
)
_ADDRESSES = frozenset("tại số trú ngụ ở chỉ nhà hẻm ngõ kiệt :".split())
_DASHES = frozenset(("-", "–"))
_JOINERS = _DASHES | {",", "và"}
_STREETS = (
    "đường",
    "phố",
    "tuyến",
    "vòng xoay",
    "giao lộ",
    "ngã tư",
    "ngã ba",
    "nút giao",
    "quốc lộ",
    "đại lộ",
    "QL",
    "hẻm",
)
_LISTING = re.compile(r"(?:tuyến (?:phố|đường)|các (?:phố|đường|tuyến)|con (?:phố|đường)):? $", re.IGNORECASE)
_SIGNED = frozenset(("honorific", "title", "age", "role"))


def find_streets(view: TextView, names: Sequence[Name], places: Sequence[Candidate]) -> list[Name]:
    """The names that stand for streets: behind a cue, or joined to a street; and their repeats in the text."""
    text = view.tokens.text
    ends = {view.end_token(p.end) for p in places if _on_street(text, p)}
    found: set[str] = set()
    chained = {view.end_token(p.end) for p in places if _LISTING.search(text[max(0, p.start - 16) : p.start])}
    for name in names:
        if name.sign not in _SIGNED and _is_street(view, name, ends, chained):
            found.add(view.surface(name.first, name.behind))
            chained.add(name.behind)
    signed = {view.surface(n.first, n.behind) for n in names if n.sign in _SIGNED}
    return [n for n in names if n.sign not in _SIGNED and view.surface(n.first, n.behind) in found - signed]


def _on_street(text: str, place: Candidate) -> bool:
    """Whether a place is a street: by its type word, or as one of the streets of a junction."""
    before = text[max(0, place.start - 10) : place.start].rstrip(" ").lower()
    return text[place.start : place.end].startswith(_STREETS) or before.endswith(_STREETS[3:8])


def _is_street(view: TextView, name: Name, ends: set[int | None], chained: set[int | None]) -> bool:
    keys = view.tokens.keys
    before = keys[name.first - 1] if name.first else ""
    if before in _CUES or tuple(keys[max(name.first - 2, 0) : name.first]) in _CUES_OF_TWO:
        return True
    if _at_number(view, name):
        return True
    joined = name.first - 1
    return (before in _DASHES and joined in ends) or (before in _JOINERS and joined in chained)


def _at_number(view: TextView, name: Name) -> bool:
    """Whether a house number goes before and the address goes on: "trú tại 314 [Bùi Thị Xuân], TP …"."""
    tokens = view.tokens
    number = name.first - 1
    if number < 1 or tokens.shapes[number] is not Shape.NUMBER or tokens.starts[name.first] - tokens.ends[number] != 1:
        return False
    at = number
    while at > 1 and tokens.words[at - 1] == "/" and tokens.shapes[at - 2] is Shape.NUMBER:
        at -= 2  # "21/50/286 Lê Lai"
    if tokens.words[at - 1] == ":" and tokens.glued(at):
        return False  # "06:45 Lotte - Munich"
    behind = tokens.words[name.behind : name.behind + 1]
    return tokens.keys[at - 1] in _ADDRESSES and behind in ([","], ["("], ["."], [")"], ["-"], ["–"], [";"])
