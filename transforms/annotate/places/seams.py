"""Typed places to which the next sentence is glued, as the text shows: "ở địa đạo Vịnh Mốc | Đoàn khảo sát …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.annotate.places.glued import opens_compound
from transforms.annotate.places.heads import Head
from transforms.annotate.places.readings import Place
from transforms.annotate.places.runs import Run
from transforms.vietnamese.spelling import is_syllable

_LOWER_BEHIND = re.compile(r" [^\W\d_A-ZĐ]")
_PARTS = frozenset("đông tây nam bắc trung thượng hạ nội ngoại đoài".split())  # "xã Tam Quan Bắc"
_LEAST = 3  # syllables


def cut_at_seams(text: str, places: Sequence[Place]) -> list[Place]:
    """The places, without a last capital that the same name elsewhere in the text lacks, or a name said twice over."""
    named = {place.folded for place in places if place.head and place.sure}
    return [_cut(text, place, named) for place in places]


def opens_again(run: Run, index: int, known: int | None, head: Head) -> bool:
    """Whether the last capital opens the next sentence: by the kind said again, or as a word behind a known name.

    "cảng Tiên Lãng | Cảng được xây …", "ga Hà Nội | Lực lượng …"
    """
    last = run.lasts[index] - 1
    if last - index < 2 or not _LOWER_BEHIND.match(run.text, run.ends[last]):
        return False
    if run.words[last].lower() in head.words.split(" "):
        return True
    return known == last and opens_compound(run, last)


def _cut(text: str, place: Place, named: set[str]) -> Place:
    keys = place.folded.split(" ")
    if place.name is not None or keys[-1] in _PARTS or not is_syllable(keys[-1]):
        return place
    if place.head is None or len(keys) < _LEAST or not _LOWER_BEHIND.match(text, place.end):
        return place
    half = len(keys) // 2
    if len(keys) == 2 * half and keys[:half] == keys[half:]:
        return _shorter(text, place, half)
    return _shorter(text, place, 1) if " ".join(keys[:-1]) in named else place


def _shorter(text: str, place: Place, syllables: int) -> Place:
    end = place.end
    for _ in range(syllables):
        end = text.rfind(" ", place.name_start, end)
    folded = " ".join(place.folded.split(" ")[:-syllables])
    return replace(place, end=end, folded=folded, name=None) if end > place.name_start else place
