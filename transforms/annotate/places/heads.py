"""Type words: what stands before a place name and says what kind of place it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms.vietnamese.gazetteer.context import any_of, context_words
from transforms.vietnamese.gazetteer.units import rows

ADMIN = frozenset(("province", "city", "district", "town", "ward", "commune", "township", "hamlet", "zone", "state"))
_LONGEST = 48  # characters looked at before a name: the longest head and the word before it
# "các quận, huyện A": the second type word is a plural too.
_SHARED = re.compile(
    r"(?:các|những|nhiều|\d+|hai|ba|bốn|năm) "
    r"(?:(?:quận|huyện|thị xã|tỉnh|thành phố|xã|phường|thị trấn|thôn|bản|buôn|ấp)(?:,|/| và) ?)+$"
)
_LAST_WORD = re.compile(r"[^\s(\"“'‘\[]+$")
_OF_A_YEAR = frozenset("hàng hằng mỗi cả trong đầu cuối giữa".split())  # "hàng năm thành phố …"
_STRIPPED = "(\"“'‘[«*•"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A type word of heads.tsv."""

    words: str
    kind: str
    slug: str
    spoilers: frozenset[str]
    numbers: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHead:
    """A head in a text: where it begins, and whether it is a plural."""

    start: int
    head: Head
    plural: bool


@cache
def heads() -> Mapping[str, Head]:
    """All heads by their words."""
    found = {}
    for row in rows("heads.tsv"):
        words, kind, slug, spoilers, numbers = (*row, "", "")[:5]
        found[words] = Head(
            words=words, kind=kind, slug=slug, spoilers=frozenset(spoilers.split("|")) - {""}, numbers=numbers
        )
    return found


@cache
def _by_last_word() -> Mapping[str, tuple[Head, ...]]:
    grouped: dict[str, list[Head]] = {}
    for head in heads().values():
        if head.numbers not in ("onlynumber", "never"):
            grouped.setdefault(head.words.rpartition(" ")[2], []).append(head)
    return {last: tuple(sorted(group, key=lambda h: -len(h.words))) for last, group in grouped.items()}


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(rf"(?: (?:{any_of('modifier')}))+$")


def head_before(text: str, position: int) -> FoundHead | None:
    """The longest head that ends right before `position` (one blank, or the dot of `TP.`, between)."""
    low = max(0, position - _LONGEST)
    before = text[low:position]
    if not before or before[-1] not in " .":
        return None
    tail = (before[:-1] if before[-1] == " " else before).lower()
    found = _head_at_end(text, low, tail)
    if found is None and tail.endswith((":", " như")):
        listed = _head_at_end(text, low, tail[:-1] if tail[-1] == ":" else tail[:-4])  # "các huyện: A, B"
        return listed if listed and listed.plural else None
    if found:
        return found
    plain = _modifiers().sub("", tail)
    if plain == tail:
        return None
    found = _head_at_end(text, low, plain)
    return found if found and found.head.kind == "premises" else None


def _head_at_end(text: str, low: int, tail: str) -> FoundHead | None:
    last = _LAST_WORD.search(tail)
    for head in _by_last_word().get(last[0], ()) if last else ():
        found = _ending(text, low, tail, head)
        if found:
            return found
    return None


def _ending(text: str, low: int, tail: str, head: Head) -> FoundHead | None:
    if not tail.endswith(head.words):
        return None
    cut = len(tail) - len(head.words)
    if cut and tail[cut - 1].isalnum():
        return None
    word_before = _word_before(tail, cut)
    if word_before in head.spoilers:
        return None
    plural = _is_plural(word_before, head, tail[:cut].rstrip(" ")) or (
        head.kind in ADMIN and head.kind != "zone" and head.words[-1] != "." and _SHARED.search(tail[:cut]) is not None
    )
    return FoundHead(start=low + cut, head=head, plural=plural) if plural or head.numbers != "listonly" else None


def _word_before(tail: str, cut: int) -> str:
    if not cut or tail[cut - 1] != " ":
        return ""
    return tail[:cut].rstrip(" ").rpartition(" ")[2].rpartition("\n")[2].lstrip(_STRIPPED)


def _is_plural(word: str, head: Head, before: str) -> bool:
    """Whether `word`, which ends `before`, counts the places behind: "2 huyện Củ Chi và Hóc Môn", "các xã A, B"."""
    if word == "năm" and _word_before(before, len(before) - len(word)) in _OF_A_YEAR:
        return False
    if not word.isdigit():
        return word in context_words("plural") and not (word == "giữa" and head.kind not in ADMIN)
    # "447 đường Hùng Vương" is a house number, "phường 12 quận Bình Thạnh" a name.
    counted = head.kind in ADMIN and len(word) <= 2 and len(head.words) > 2 and not head.words.endswith(".")
    return counted and _word_before(before, len(before) - len(word)) not in context_words("numbered")


def head_in_run(text: str, start: int, words: list[str], index: int, last: int) -> tuple[FoundHead, int] | None:
    """A head written with capitals at `words[index]`, and the index of the name behind it (`TP Hà Nội`)."""
    known = heads()
    for size in (3, 2, 1):
        if index + size >= last:
            continue
        head = known.get(" ".join(words[index : index + size]).lower())
        if head and _may_be_capital(head):
            before = text[max(0, start - _LONGEST) : start].lower()
            plural = _is_plural(_word_before(before, len(before)), head, before.rstrip(" "))
            return FoundHead(start=start, head=head, plural=plural), index + size
    return None


def _may_be_capital(head: Head) -> bool:
    return head.words not in context_words("lower_head") and head.numbers not in ("onlynumber", "never")
