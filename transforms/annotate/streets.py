"""Streets named after people: "tuyến Lương Nhữ Học, Triệu Quang Phục", "giao lộ … - Dương Đình Cúc"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.candidates import Candidate
from transforms.annotate.persons import Name
from transforms.annotate.view import TextView

_CUES = frozenset("tuyến hẻm ngõ".split())
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
    )
)
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
_SIGNED = frozenset(("honorific", "title", "age", "role"))


def find_streets(view: TextView, names: Sequence[Name], places: Sequence[Candidate]) -> list[Name]:
    """The names that stand for streets: behind a cue, or joined to a street; and their repeats in the text."""
    text = view.tokens.text
    ends = {view.end_token(p.end) for p in places if _on_street(text, p)}
    found: set[str] = set()
    chained: set[int] = set()
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


def _is_street(view: TextView, name: Name, ends: set[int | None], chained: set[int]) -> bool:
    keys = view.tokens.keys
    before = keys[name.first - 1] if name.first else ""
    if before in _CUES or tuple(keys[max(name.first - 2, 0) : name.first]) in _CUES_OF_TWO:
        return True
    joined = name.first - 1
    return (before in _DASHES and joined in ends) or (before in _JOINERS and joined in chained)
