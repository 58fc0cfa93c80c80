"""All that was read of a text as candidates for its mentions, before overlaps are resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transforms.annotate.bodies.nested_places import nested_places
from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.bodies_and_offices import bodies_of
from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.documents.names import TREATIES
from transforms.annotate.estates import find_estates, find_projects
from transforms.annotate.offices.titles import Title
from transforms.annotate.people.bylines import byline_role
from transforms.annotate.people.persons import Name
from transforms.annotate.people_and_streets import People
from transforms.annotate.places.again import places_again
from transforms.annotate.places.finding import name_span
from transforms.annotate.places.languages import outside_languages
from transforms.annotate.places.power_plants import is_plant, with_number
from transforms.annotate.places.works import outside_works
from transforms.annotate.view import TextView
from transforms.domain.annotations import Label

_PREMISES = frozenset(("Nhà Trắng", "Lầu Năm Góc", "Điện Kremlin", "điện Kremlin"))
_AT = frozenset("tại ở tới rời ngoài trong trước vào".split())
_SIGHTS = frozenset(("Chợ", "Hồ", "Sông", "Cầu", "Núi", "Đền", "Chùa", "Cửa"))


def people_and_bodies(view: TextView, people: People, titles: Sequence[Title]) -> list[Candidate]:
    """Candidates of people, of offices and of bodies in and outside them."""
    bodies = [span for span in people.organisations if not is_plant(view.surface(*span))]
    return [
        *_person_candidates(view, people.names),
        *_candidates(view, ((title.first, title.behind) for title in titles), Label.POSITION, "position:table", 0),
        *_candidates(view, bodies, Label.ORG, "organisation:head", 0),
        *_candidates(view, bodies_of(titles), Label.ORG, "organisation:head", 5),
    ]


def places_and_premises(
    view: TextView,
    places: Sequence[Candidate],
    people: People,
    bodies: Sequence[TokenSpan],
    documents: Sequence[Candidate],
) -> list[Candidate]:
    """Candidates of places. `bodies`: all of the text, those in offices, too."""
    text = view.tokens.text
    spans = [view.span(*span) for span in bodies]
    premises = [span for span in people.organisations if _is_premises(view, span)]
    streets = ((street.first, street.behind) for street in people.streets)
    meant = _outside_treaties(text, outside_works(text, outside_languages(text, places)), documents)
    return [
        *_place_candidates(text, meant, spans),
        *places_again(view, places),
        *nested_places(view, bodies, places),
        *_candidates(view, streets, Label.LOC, "place:street", 0),
        *_candidates(view, (*find_estates(view), *find_projects(view)), Label.LOC, "place:estate", 15),
        *with_number(text, _candidates(view, premises, Label.LOC, "place:premises", 20)),
    ]


def _candidates(view: TextView, spans: Iterable[TokenSpan], label: Label, method: str, more: int) -> list[Candidate]:
    return [_candidate(view, first, behind, label, method, more) for first, behind in spans]


def _outside_treaties(text: str, places: Sequence[Candidate], documents: Sequence[Candidate]) -> list[Candidate]:
    """Without the places after which treaties are called: "Hiệp ước Lisbon"."""
    treaties = sorted((d.start, d.end) for d in documents if text[d.start : d.start + 20].lower().startswith(TREATIES))
    kept = []
    for place in places:
        at = bisect_left(treaties, (place.start, 0)) - 1
        if at < 0 or place.end > treaties[at][1]:
            kept.append(place)
    return kept


def _is_premises(view: TextView, span: TokenSpan) -> bool:
    """ "tại Lầu Năm Góc": the house, not the body in it; a power plant."""
    if is_plant(view.surface(*span)):
        return True
    return view.surface(*span) in _PREMISES and view.tokens.keys[span[0] - 1] in _AT


def _person_candidates(view: TextView, names: Sequence[Name]) -> list[Candidate]:
    return [
        replace(_candidate(view, n.first, n.behind, Label.PER, f"person:{n.sign}", 0), role=byline_role(view, n))
        for n in names
    ]


def _candidate(view: TextView, first: int, behind: int, label: Label, method: str, more: int) -> Candidate:
    start, end = view.span(first, behind)
    return Candidate(start=start, end=end, label=label, method=method, priority=PRIORITY[label] + more)


def _place_candidates(
    text: str, places: Sequence[Candidate], organisations: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """Places; inside an organisation's name without the word for their kind."""
    shaped: list[Candidate] = []
    at = 0
    for place in sorted(places, key=lambda p: p.start):
        while at < len(organisations) and organisations[at][1] <= place.start:
            at += 1
        inside = at < len(organisations) and organisations[at][0] < place.start and place.end <= organisations[at][1]
        if inside and text[place.start : place.end].split(" ")[0] in _SIGHTS:
            continue  # "Bệnh viện Chợ Rẫy": no market is meant
        shaped.append(replace(place, start=name_span(text, place)[0]) if inside else place)
    return shaped
