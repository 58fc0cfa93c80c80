"""LOC inside ORG that no neighbour proves: "Tòa [Mỹ]", "Sông Lam [Nghệ An]", "THCS [Yên Lạc]" of "xã Yên Lạc"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.organisation_rest import is_short_country
from transforms.annotate.organisations import TokenSpan, heads
from transforms.annotate.place_resolution import split_head
from transforms.annotate.view import TextView
from transforms.domain.annotations import Label
from transforms.vietnamese.gazetteer.names import Proof, place_names
from transforms.vietnamese.gazetteer.spelling import fold_name
from transforms.vietnamese.tables import longest

_SCHOOLS = frozenset("trường thcs thpt tiểu ptth mầm mẫu trạm".split())
_LONGEST = 3  # syllables of a unit's name


def nested_places(view: TextView, organisations: Sequence[TokenSpan], places: Sequence[Candidate]) -> list[Candidate]:
    """A country, province or unit of the text inside each organisation, where no place is found already."""
    typed = _typed(view, places)
    found = []
    for first, behind in organisations:
        span, place = _country(view, first, behind) or _province(view, first, behind), None
        if span is None:
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
    head = (longest(heads(), keys, first) or (0, ""))[0]
    led = [at for at in range(first + 1, behind) if keys[at - 2 : at] == ["liên", "bang"]]
    led += [head] if head + 1 == behind and keys[first] != "doanh" else []  # "doanh nghiệp Nga" is no firm
    return next(((at, at + 1) for at in led if is_short_country(view, at)), None)


def _province(view: TextView, first: int, behind: int) -> TokenSpan | None:
    """The province at the end of a club's name that the table knows whole."""
    hit = longest(heads(), view.tokens.keys, first)
    known = hit is not None and hit[0] == behind and "n" in hit[1] and behind - first > 2
    name = place_names().names.get(fold_name(view.surface(behind - 2, behind))) if known else None
    return (behind - 2, behind) if name and name.table == "unit" and name.proof <= Proof.NAMELIKE else None


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
    keys = view.tokens.keys
    if typed and keys[first] in _SCHOOLS:
        for size in range(_LONGEST, 1, -1):
            place = typed.get(tuple(keys[behind - size : behind]))
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
