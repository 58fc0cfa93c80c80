"""LOC: a foreign name that stood behind its type word once, where it stands again: "tại Villa Encantado"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.places.resolution import split_head
from transforms.annotate.view import TextView
from transforms.domain.annotations import Label
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.tables import Trie, longest

_AT = frozenset("tại ở tới đến từ rời quanh gần thăm".split())


def places_again(view: TextView, places: Sequence[Candidate]) -> list[Candidate]:
    """Further mentions of such places, behind a word that leads to a place; names of two words and more."""
    tokens = view.tokens
    taken = {place.start for place in places}
    known: Trie = {}
    for at, place in enumerate(places):
        keys = _bare_name(view, place)
        if len(keys) > 1 and not all(map(is_syllable, keys)):
            _put(known, keys, str(at))
    found: list[Candidate] = []
    for index, key in enumerate(tokens.keys):
        if key not in known or tokens.keys[index - 1] not in _AT or tokens.starts[index] in taken:
            continue
        hit = longest(known, tokens.keys, index)
        if hit and tokens.capital(index):
            found.append(_mention(view, index, hit[0], places[int(hit[1])]))
    return found


def _put(known: Trie, keys: Sequence[str], meaning: str) -> None:
    node = known
    for key in keys:
        node = node.setdefault(key, {})  # type: ignore[assignment]
    node.setdefault("", meaning)


def _bare_name(view: TextView, place: Candidate) -> tuple[str, ...]:
    """The folded words behind the type word of a place; none where it has no type word."""
    if place.method != "place:typed":
        return ()
    text = view.tokens.text[place.start : place.end]
    if all(is_syllable(word) for word in text.lower().split(" ")):
        return ()
    head, bare = split_head(text)
    first, behind = view.token_at.get(place.end - len(bare)), view.end_token(place.end)
    return tuple(view.tokens.keys[first:behind]) if head and first is not None and behind is not None else ()


def _mention(view: TextView, first: int, behind: int, place: Candidate) -> Candidate:
    start, end = view.span(first, behind)
    return Candidate(
        start=start,
        end=end,
        label=Label.LOC,
        method="place:again",
        priority=PRIORITY[Label.PER] + 1,  # a foreign run of capitals is taken for a person else
        canonical=place.canonical,
        entity_key=place.entity_key,
    )
