"""One text in, its mentions and offices out.

Normalise → places → offices and bodies → people → dates, documents, events → overlaps → links. Every step is a plain
function on the normalised text; only this module knows their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from transforms.annotate.bodies_and_offices import bodies_of, read_bodies
from transforms.annotate.candidates import Candidate, resolve_overlaps
from transforms.annotate.dates.finding import find_dates
from transforms.annotate.documents.finding import find_documents
from transforms.annotate.events.finding import find_events
from transforms.annotate.gathering import people_and_bodies, places_and_premises
from transforms.annotate.home import home_of
from transforms.annotate.mentions import Home, to_annotations
from transforms.annotate.offices.complements import of_advisers, with_charges
from transforms.annotate.offices.pairing import pair_offices
from transforms.annotate.offices.standing import standing
from transforms.annotate.offices.titles import Title
from transforms.annotate.people.persons import Name
from transforms.annotate.people_and_streets import read_people
from transforms.annotate.places.finding import find_places
from transforms.annotate.places.initials import with_surname
from transforms.annotate.places.numbers import outside_places
from transforms.annotate.places.power_plants import with_number
from transforms.annotate.reference import infer_reference
from transforms.annotate.shouting import calm
from transforms.annotate.view import TextView, view_of
from transforms.domain.annotations import Annotations
from transforms.vietnamese.normalise import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    view: TextView
    candidates: list[Candidate]
    places: list[Candidate]
    pairs: list[tuple[Name, Title]]


def annotate_text(text: str, *, reference_date: date | None = None, publisher_place: str | None = None) -> Annotations:
    """Find mentions and offices in a text; offsets are code points of `text` as given.

    reference_date   the day against which "26/7", "năm qua" are read; inferred from full dates in the text where None
    publisher_place  the province or city whose paper this is ("Đà Nẵng"): what "Thành ủy" means where nothing else says
    """
    normal = normalise(text)
    reference = reference_date or infer_reference(normal.text)
    found = _find(calm(normal.text), reference)
    chosen = resolve_overlaps(found.candidates)
    pairs = [(found.view.span(n.first, n.behind), found.view.span(t.first, t.behind)) for n, t in found.pairs]
    home = Home(
        city=publisher_place or home_of(normal.text, found.places, "loc:thanh-pho-"),
        province=publisher_place or home_of(normal.text, found.places, "loc:tinh-"),
        as_of=reference,
    )
    return to_annotations(text, normal, chosen, pairs, home)


def _find(text: str, reference: date | None) -> _Found:
    places = with_surname(text, with_number(text, find_places(text, day=reference)))
    view = view_of(text, places)
    bodies = read_bodies(view, places)
    people = read_people(view, places, bodies)
    found_bodies = sorted({*bodies.organisations, *bodies_of(bodies.titles)})
    pairs = of_advisers(view, people.names, pair_offices(view, bodies.titles, people.names, found_bodies))
    titles, pairs = with_charges(view, bodies.titles, pairs)
    titles = standing(view, titles, {title for _, title in pairs})
    all_bodies = sorted({*people.organisations, *bodies_of(titles)})
    spans = [view.span(*span) for span in all_bodies]
    dates = outside_places(find_dates(text, reference), places)
    documents = find_documents(text, spans)
    candidates = [
        *people_and_bodies(view, people, _outside_titles_of_laws(view, titles, documents)),
        *places_and_premises(view, places, people, all_bodies, documents),
        *dates,
        *documents,
        *find_events(text, spans, dates),
    ]
    return _Found(view=view, candidates=candidates, places=places, pairs=pairs)


def _outside_titles_of_laws(view: TextView, titles: Sequence[Title], documents: Sequence[Candidate]) -> list[Title]:
    """Without the offices in a law's own name; an issuer ("của Thủ tướng Chính phủ") stays."""
    kept = []
    at = 0
    ordered = sorted(documents, key=lambda d: d.start)
    for title in titles:
        start, end = view.span(title.first, title.behind)
        while at < len(ordered) and ordered[at].end <= start:
            at += 1
        inside = at < len(ordered) and ordered[at].start < start and end <= ordered[at].end
        if not inside or view.tokens.keys[title.first - 1] == "của":
            kept.append(title)
    return kept
