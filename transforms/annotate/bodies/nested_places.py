"""LOC inside ORG that no neighbour proves: "Tòa [Mỹ]", "Sông Lam [Nghệ An]", "THCS [Yên Lạc]" of "xã Yên Lạc"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.organisations import TokenSpan, heads
from transforms.annotate.bodies.rest import is_short_country
from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.places.resolution import split_head
from transforms.annotate.view import TextView
from transforms.domain.annotations import Label
from transforms.vietnamese.gazetteer.names import Proof, place_names
from transforms.vietnamese.tables import longest

_SCHOOLS = frozenset("trường thcs thpt tiểu ptth mầm mẫu trạm".split())
_LONGEST = 3  # syllables of a unit's name


def nested_places(view: TextView, organisations: Sequence[TokenSpan], places: Sequence[Candidate]) -> list[Candidate]:
    """A country, province or unit of the text inside each organisation, where no place is found already."""
    keys = view.tokens.keys
    spans = [
        (first, _country(view, first, behind) or _province(view, first, behind)) for first, behind in organisations
    ]
    found = [_mention(view, span, None) for first, span in spans if span and not _is_covered(view, first, span)]
    schools = [(first, behind) for first, behind in organisations if keys[first] in _SCHOOLS]
    typed = _typed(view, places) if schools else {}
    for first, behind in schools if typed else ():
        span, place = _unit(view, first, behind, typed)
        if span and not _is_covered(view, first, span):
            found.append(_mention(view, span, place))
    return found


def _is_covered(view: TextView, first: int, span: TokenSpan) -> bool:
    river = view.tokens.keys[first] == "sông"  # "Sông Lam Nghệ An" reads as one place
    return not river and any(view.place_ends.get(at, 0) > span[0] for at in range(first, span[1]))


def _country(view: TextView, first: int, behind: int) -> TokenSpan | None:
    """A country of one syllable right behind the whole head, or behind "liên bang"."""
    keys = view.tokens.keys
    if "bang" in keys[first + 1 : behind]:
        led = (at for at in range(first + 2, behind) if keys[at - 2 : at] == ["liên", "bang"])
        return next(((at, at + 1) for at in led if is_short_country(view, at)), None)
    last = behind - 1
    if last == first or not is_short_country(view, last) or keys[first] == "doanh":  # "doanh nghiệp Nga" is no firm
        return None
    head = longest(heads(), keys, first)
    return (last, behind) if head and head[0] == last else None


def _province(view: TextView, first: int, behind: int) -> TokenSpan | None:
    """The province at the end of a club's name that the table knows whole."""
    name = place_names().names.get(" ".join(view.tokens.keys[behind - 2 : behind])) if behind - first > 2 else None
    if name is None or name.table != "unit" or name.proof > Proof.NAMELIKE:
        return None
    hit = longest(heads(), view.tokens.keys, first)
    return (behind - 2, behind) if hit is not None and hit[0] == behind and "n" in hit[1] else None


def _typed(view: TextView, places: Sequence[Candidate]) -> dict[tuple[str, ...], Candidate]:
    """The units that stand in the text behind their type word, by the folded syllables of their names."""
    typed = {}
    for place in places:
        if place.method == "place:typed":
            _, bare = split_head(view.tokens.text[place.start : place.end])
            first, behind = view.token_at.get(place.end - len(bare)), view.end_token(place.end)
            if first is not None and behind is not None and 1 < behind - first <= _LONGEST:
                typed[tuple(view.tokens.keys[first:behind])] = place
    return typed


def _unit(
    view: TextView, first: int, behind: int, typed: dict[tuple[str, ...], Candidate]
) -> tuple[TokenSpan | None, Candidate | None]:
    for size in range(_LONGEST, 1, -1):
        place = typed.get(tuple(view.tokens.keys[behind - size : behind]))
        if place and behind - size > first:
            return (behind - size, behind), place
    return None, None


def _mention(view: TextView, span: TokenSpan, place: Candidate | None) -> Candidate:
    start, end = view.span(*span)
    return Candidate(
        start=start,
        end=end,
        label=Label.LOC,
        method="place:nested",
        priority=PRIORITY[Label.LOC],
        canonical=place.canonical if place else None,
        entity_key=place.entity_key if place else None,
    )
