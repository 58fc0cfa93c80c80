"""The dictionary of names that a text may hold, each with how much a bare mention of it proves."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.spelling import fold_name, slug
from transforms.vietnamese.gazetteer.units import AdminUnit, Level, rows, units
from transforms.vietnamese.spelling import is_syllable

_LOCK = threading.Lock()


class Proof(IntEnum):
    """What a bare mention of a name proves, from much to nothing."""

    STRONG = 0  # a place wherever it stands
    NAMELIKE = 1  # a place unless its neighbours make it part of a person's or a company's name
    WEAK = 2  # one syllable that is also a word or a given name: the context must be clean
    PAIR = 3  # only beside another country: "Mỹ - Trung"
    CUE = 4  # only after a place cue, in a chain of places, or after a type word
    LOCAL = 5  # a district or ward: as CUE
    TYPED = 6  # only after a type word


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a folded name stands for when it is read bare."""

    canonical: str
    key: str
    proof: Proof
    table: str
    domestic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A name with lower-case words: found by its anchor, the first capitalised syllable.

    before  its lower-cased text in front of the anchor (`đồng bằng sông `); whole: all of it, lower-cased
    """

    before: str
    whole: str
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """names: folded name → what it is; reach: folded first syllable → most syllables of a name; phrases by anchor."""

    names: Mapping[str, Name]
    reach: Mapping[str, int]
    phrases: Mapping[str, tuple[Phrase, ...]]


_ONLY_TYPED = frozenset(("hồ chí minh", "hcm"))
_PROOFS = {"": Proof.STRONG, "weak": Proof.WEAK, "pair": Proof.PAIR, "cue": Proof.CUE, "never": Proof.TYPED}
_LEVEL_PROOF = {Level.DISTRICT: Proof.LOCAL, Level.WARD: Proof.LOCAL}


@cache
def _unmistakable() -> frozenset[str]:
    return frozenset(fold_name(name) for name in context_words("unmistakable"))


def _unit_proof(unit: AdminUnit, folded: str) -> Proof:
    if folded in _ONLY_TYPED:
        return Proof.TYPED
    if unit.level is Level.PROVINCE:
        if folded == "hn":
            return Proof.CUE
        return Proof.STRONG if folded in _unmistakable() else Proof.NAMELIKE
    # A city of a province is as well known as the province; one syllable (Vinh) is also a given name.
    if unit.level is Level.DISTRICT and unit.kind == "thành phố":
        return Proof.NAMELIKE if " " in folded or folded == "pleiku" else Proof.CUE
    return Proof.TYPED if folded.isdigit() else Proof.LOCAL


def _unit_names() -> Iterator[tuple[str, Name]]:
    for folded, found in units().by_name.items():
        unit = min(found, key=lambda u: (_unit_proof(u, folded), u.level, u.key))
        yield (
            folded,
            Name(
                canonical=unit.name if unit.level is Level.PROVINCE else unit.full_name,
                key=unit.key,
                proof=_unit_proof(unit, folded),
                table="unit",
                domestic=True,
            ),
        )


def _spellings(table: str, key_prefix: str) -> Iterator[tuple[str, Name]]:
    for row in rows(f"{table}.tsv"):
        canonical, others = row[0], row[1] if len(row) > 1 else ""
        proof = _PROOFS[row[-1]] if row[-1] in _PROOFS and len(row) > 2 else Proof.STRONG
        name = Name(
            canonical=canonical, key=f"loc:{key_prefix}{slug(canonical)}", proof=proof, table=table, domestic=False
        )
        for spelling in (canonical, *others.split("|")):
            if spelling:
                yield spelling, _plain(name, spelling)


def _plain(name: Name, spelling: str) -> Name:
    """The name as a spelling proves it: one that is no Vietnamese syllable is no other word ("Czech", "CH Séc")."""
    sure = name.proof is Proof.WEAK and not is_syllable(fold_name(spelling))
    return replace(name, proof=Proof.STRONG) if sure else name


def _regions() -> Iterator[tuple[str, Name]]:
    for row in rows("regions.tsv"):
        written, canonical, others, strength = (*row, "", "", "")[:4]
        proof = Proof.CUE if strength == "weak" else _PROOFS[strength]
        canonical = canonical or written
        name = Name(canonical=canonical, key=f"loc:{slug(canonical)}", proof=proof, table="region", domestic=True)
        for spelling in (written, *others.split("|")):
            if spelling:
                yield spelling, name


def _phrase(spelling: str, name: Name) -> tuple[str, Phrase]:
    words = spelling.split()
    anchor = next(i for i, word in enumerate(words) if word[0].isupper())
    before = "".join(f"{word.lower()} " for word in words[:anchor])
    return words[anchor].rstrip(","), Phrase(before=before, whole=spelling.lower(), name=name)


def _has_lower_word(spelling: str) -> bool:
    return any(word[0].islower() for word in spelling.replace("-", " ").split() if word[0].isalpha())


@cache
def _load() -> Names:
    # A country or a region of the same name wins over a ward; a province over both.
    names: dict[str, Name] = dict(_unit_names())
    phrases: dict[str, list[Phrase]] = {}
    spelled = (*_regions(), *_spellings("countries", "nuoc-"), *_spellings("foreign", ""))
    for spelling, name in spelled:
        if " " in spelling and ("," in spelling or _has_lower_word(spelling)):
            anchor, phrase = _phrase(spelling, name)
            phrases.setdefault(fold_name(anchor), []).append(phrase)
            continue
        known = names.get(fold_name(spelling))
        if known is None or (known.proof, known.table) > (name.proof, name.table):
            names[fold_name(spelling)] = name
    return Names(
        names=names,
        reach=_reach(names),
        phrases={key: _longest_first(found) for key, found in phrases.items()},
    )


def _longest_first(found: list[Phrase]) -> tuple[Phrase, ...]:
    """Each phrase once, longest first; of two rows for one phrase the one that asks for more proof comes first."""
    return tuple(sorted(set(found), key=lambda p: (-len(p.whole), p.whole, -p.name.proof, p.name.key, p.before)))


def _reach(names: Mapping[str, Name]) -> dict[str, int]:
    reach: dict[str, int] = {}
    for folded in names:
        first, _, rest = folded.partition(" ")
        reach[first] = max(reach.get(first, 0), 1 + rest.count(" ") + bool(rest))
    return reach


def place_names() -> Names:
    """The dictionary; read once, then shared between threads."""
    with _LOCK:
        return _load()
