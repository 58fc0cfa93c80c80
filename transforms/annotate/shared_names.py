"""PER: names of people that look like something else: a surname that is also a club's, one misprinted in lower case."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.name_signs import verbs
from transforms.annotate.organisations import TokenSpan
from transforms.annotate.persons import Name
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
    tokens = view.tokens
    given = words("given_names.txt")
    known = {
        tuple(tokens.keys[n.behind - 2 : n.behind])
        for n in names
        if 2 <= n.behind - n.first <= 3 and all(key in given for key in tokens.keys[n.behind - 2 : n.behind])
    } - pairs("compounds.tsv")
    firsts = {pair[0] for pair in known}
    return [
        Name(first=index, behind=index + 2, sign="repeated")
        for index, key in enumerate(tokens.keys[:-2])
        if key in firsts
        and tokens.shapes[index] is Shape.CAPITAL
        and tokens.shapes[index + 1] is Shape.LOWER
        and tuple(tokens.keys[index : index + 2]) in known
        and not tokens.opens_sentence(index)
        and not tokens.capital(index - 1)
        and (tokens.keys[index + 2] in _AUXILIARIES or longest(verbs(), tokens.keys, index + 2))
    ]
