"""PER: names of people that look like something else: a surname that is also a club's, one misprinted in lower case."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.names.signs import verbs
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, pairs, words

_JOINERS = frozenset((",", "và"))
_AUXILIARIES = frozenset("đã sẽ đang cũng vẫn từng".split())


def listed_surnames(view: TextView, names: Sequence[Name], bodies: Sequence[TokenSpan]) -> list[Name]:
    """One-word bodies that are the surname of somebody named in full, in a list of people: "(Rossi, Roma, Bianchi)"."""
    keys = view.tokens.keys
    single = {keys[n.first] for n in names if n.behind - n.first == 1}  # "cho Benzema | Arsenal đang …": two names
    full = [n for n in names if n.behind - n.first > 1 and n.sign != "company" and keys[n.first] not in single]
    surnames = {keys[n.behind - 1] for n in full}
    starts, ends = {n.first for n in names}, {n.behind for n in names}
    return [
        Name(first=first, behind=behind, sign="repeated")
        for first, behind in bodies
        if behind - first == 1
        and keys[first] in surnames
        and (
            (keys[first - 1] in _JOINERS and first - 1 in ends)
            or (keys[behind : behind + 1] and keys[behind] in _JOINERS and behind + 1 in starts)
        )
    ]


def misprinted(view: TextView, names: Sequence[Name]) -> list[Name]:
    """The names of two Vietnamese syllables whose second one has lost its capital: "Hữu thắng sẽ …"."""
    keys = view.tokens.keys
    known = {tuple(keys[n.behind - 2 : n.behind]) for n in names if 2 <= n.behind - n.first <= 3}
    known = {pair for pair in known if words("given_names.txt").issuperset(pair)} - pairs("compounds.tsv")
    firsts = {pair[0] for pair in known}
    return [
        Name(first=index, behind=index + 2, sign="repeated")
        for index, key in enumerate(keys[:-2])
        if key in firsts and tuple(keys[index : index + 2]) in known and _lost_capital(view, index)
    ]


def _lost_capital(view: TextView, index: int) -> bool:
    """Whether a capital inside a sentence and a word in lower case stand before what people do."""
    tokens = view.tokens
    if tokens.shapes[index] is not Shape.CAPITAL or tokens.shapes[index + 1] is not Shape.LOWER:
        return False
    if tokens.opens_sentence(index) or tokens.capital(index - 1):
        return False
    return tokens.keys[index + 2] in _AUXILIARIES or longest(verbs(), tokens.keys, index + 2) is not None
