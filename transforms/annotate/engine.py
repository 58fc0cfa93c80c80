"""One text in, its mentions and offices out.

Normalise → places → organisations → titles → names → dates, documents, events → overlaps → links. Every step is a
plain function on the normalised text; only this module knows their order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from transforms.annotate.abbreviated_offices import abbreviated_offices
from transforms.annotate.aliases import find_aliases
from transforms.annotate.awards import award_names
from transforms.annotate.bracketed_sources import bracketed_sources
from transforms.annotate.bylines import byline_role
from transforms.annotate.candidates import PRIORITY, Candidate, resolve_overlaps
from transforms.annotate.clubs import town_clubs
from transforms.annotate.companies import one_word_companies
from transforms.annotate.credits import find_credits
from transforms.annotate.cued_groups import cued_groups
from transforms.annotate.cued_sources import cued_sources
from transforms.annotate.dates import find_dates
from transforms.annotate.document_names import TREATIES
from transforms.annotate.documents import find_documents
from transforms.annotate.estates import find_estates, find_projects
from transforms.annotate.events import find_events
from transforms.annotate.given_names import find_given_names, find_pairs
from transforms.annotate.home import home_of
from transforms.annotate.led_firms import led_firms
from transforms.annotate.lineups import find_lineups
from transforms.annotate.listed import listed_bodies
from transforms.annotate.mentions import Home, to_annotations
from transforms.annotate.name_lists import find_couples, find_lists
from transforms.annotate.nested_places import nested_places
from transforms.annotate.nicknames import with_nicknames
from transforms.annotate.occupied import occupied_by
from transforms.annotate.office_complements import of_advisers, with_charges
from transforms.annotate.offices import pair_offices
from transforms.annotate.organisations import TokenSpan
from transforms.annotate.papers import papers
from transforms.annotate.persons import Name, find_names, opens_with_given_name, people_only
from transforms.annotate.place_again import places_again
from transforms.annotate.place_initials import with_surname
from transforms.annotate.place_numbers import outside_places
from transforms.annotate.place_works import outside_works
from transforms.annotate.places import find_places, name_span
from transforms.annotate.player_lists import find_players
from transforms.annotate.positions import Title, find_titles
from transforms.annotate.power_plants import is_plant, with_number
from transforms.annotate.reference import infer_reference
from transforms.annotate.repeats import find_repeats
from transforms.annotate.seams import part_names
from transforms.annotate.shared_names import listed_surnames, misprinted
from transforms.annotate.ships import ships_by_rank
from transforms.annotate.short_forms import bodies_again
from transforms.annotate.shouting import calm
from transforms.annotate.sponsors import sponsors
from transforms.annotate.stages import stages
from transforms.annotate.standing import standing
from transforms.annotate.streets import find_streets
from transforms.annotate.suffixed_firms import suffixed_firms
from transforms.annotate.trade_firms import trade_firms
from transforms.annotate.unsigned import find_unsigned
from transforms.annotate.view import TextView, view_of
from transforms.annotate.works import without_works
from transforms.domain.annotations import Annotations, Label
from transforms.vietnamese.normalise import normalise

_PREMISES = frozenset(("Nhà Trắng", "Lầu Năm Góc", "Điện Kremlin", "điện Kremlin"))
_AT = frozenset("tại ở tới rời ngoài trong trước vào".split())
_SIGHTS = frozenset(("Chợ", "Hồ", "Sông", "Cầu", "Núi", "Đền", "Chùa", "Cửa"))


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
    titles, organisations = _titles_and_bodies(view)
    titles = sorted([*titles, *abbreviated_offices(view)], key=lambda title: title.first)
    ships = ships_by_rank(view, titles)
    titles = [title for title in titles if title.first not in dict(ships)]
    organisations += listed_bodies(view, organisations)
    inner = [t.organisation for t in titles if t.organisation]
    organisations += bodies_again(view, [*organisations, *inner], [(t.first, t.behind) for t in titles])
    organisations += town_clubs(view, places, [*organisations, *((t.first, t.behind) for t in titles)])
    taken = _taken(view, [*organisations, *ships], titles)
    found_bodies = sorted({*organisations, *(t.organisation for t in titles if t.organisation)})
    title_ends = {title.behind for title in titles}
    signed = find_credits(view, taken)
    names = find_names(view, occupied_by(signed, taken), title_ends, frozenset(title.first for title in titles))
    names = part_names(view, names)
    companies = _companies(view, names, organisations)
    organisations += [(n.first, n.behind) for n in names if view.surface(n.first, n.behind) in companies]
    names = [n for n in names if view.surface(n.first, n.behind) not in companies]
    names = _with_further_mentions(view, people_only(view, [*names, *signed]), taken)
    people = listed_surnames(view, names, organisations)
    freed = {(name.first, name.behind) for name in people}
    organisations = [span for span in organisations if span not in freed]
    names = sorted([*names, *people], key=lambda name: name.first)
    streets = find_streets(view, names, places)
    names = [name for name in names if name not in streets]
    organisations += one_word_companies(view, occupied_by(names, taken))
    pairs = of_advisers(view, names, pair_offices(view, titles, names, found_bodies))
    titles, pairs = with_charges(view, titles, pairs)
    kept = standing(view, titles, {title for _, title in pairs})
    all_organisations = sorted({*organisations, *(t.organisation for t in kept if t.organisation)})
    spans = [view.span(*span) for span in all_organisations]
    dates = outside_places(find_dates(text, reference), places)
    documents = find_documents(text, spans)
    kept = _outside_titles_of_laws(view, kept, documents)
    candidates = [
        *_person_candidates(view, names),
        *_title_candidates(view, kept),
        *_organisation_candidates(view, [s for s in organisations if not is_plant(view.surface(*s))], 0),
        *_organisation_candidates(view, [t.organisation for t in kept if t.organisation], 5),
        *_place_candidates(text, _outside_treaties(text, outside_works(text, places), documents), spans),
        *places_again(view, places),
        *nested_places(view, all_organisations, places),
        *[_candidate(view, n.first, n.behind, Label.LOC, "place:street", 0) for n in streets],
        *[
            _candidate(view, *span, Label.LOC, "place:estate", 15)
            for span in (*find_estates(view), *find_projects(view))
        ],
        *with_number(
            text,
            [
                _candidate(view, *span, Label.LOC, "place:premises", 20)
                for span in organisations
                if _is_premises(view, span)
            ],
        ),
        *dates,
        *documents,
        *find_events(text, spans, dates),
    ]
    return _Found(view=view, candidates=candidates, places=places, pairs=pairs)


def _titles_and_bodies(view: TextView) -> tuple[list[Title], list[TokenSpan]]:
    """Titles and organisations; read once more where the text itself abbreviates an organisation."""
    cued = cued_groups(view) | cued_sources(view) | bracketed_sources(view)
    view.aliases.update(suffixed_firms(view) | trade_firms(view) | led_firms(view) | cued)
    view.aliases.update(stages(view) | sponsors(view) | papers(view))
    titles, organisations = find_titles(view)
    bodies = sorted({*organisations, *(t.organisation for t in titles if t.organisation)})
    aliases = find_aliases(view, bodies)
    if not aliases:
        return titles, organisations
    view.aliases.update(aliases)
    titles, organisations = find_titles(view)
    outside = bytearray(len(view.tokens) + 1)
    for first, behind in [*organisations, *(t.organisation for t in titles if t.organisation)]:
        outside[first:behind] = b"\1" * (behind - first)
    return titles, organisations + [span for span in aliases if not outside[span[0]]]


def _companies(view: TextView, names: Sequence[Name], organisations: Sequence[TokenSpan]) -> set[str]:
    """The foreign names that are companies by their words, or by ending a longer name of a body ("Falcon Wings")."""
    ends = {
        view.surface(behind - size, behind)
        for first, behind in organisations
        for size in (2, 3)
        if first < behind - size
    }
    found = ((view.surface(n.first, n.behind), n) for n in names)
    return {
        name
        for name, n in found
        if n.sign == "company" or (n.sign == "foreign" and name in ends and not opens_with_given_name(view, n))
    }


def _with_further_mentions(view: TextView, names: list[Name], taken: bytearray) -> list[Name]:
    """The names and what they prove of others: lists of players, repeats, pairs of given names, single ones."""
    names = with_nicknames(view, names)
    names += find_couples(view, names, taken)
    names += find_players(view, names, taken)
    names += find_lineups(view, names, taken)
    names += find_repeats(view, names, taken)
    names += misprinted(view, names)
    names += find_lists(view, occupied_by(names, taken))
    names += find_pairs(view, names, taken)
    names += find_unsigned(view, names, taken)
    names = part_names(view, [*names, *find_given_names(view, names, taken)])
    return people_only(view, sorted(without_works(view, names), key=lambda name: name.first))


def _taken(view: TextView, organisations: Sequence[TokenSpan], titles: Sequence[Title]) -> bytearray:
    """Tokens in which no name of a person may begin."""
    taken = bytearray(len(view.tokens) + 1)
    spans = [*organisations, *((t.first, t.behind) for t in titles), *award_names(view)]
    spans += [(first, behind) for first, behind in view.place_ends.items()]
    for first, behind in spans:
        taken[first:behind] = b"\1" * (behind - first)
    return taken


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


def _title_candidates(view: TextView, titles: Sequence[Title]) -> list[Candidate]:
    return [_candidate(view, t.first, t.behind, Label.POSITION, "position:table", 0) for t in titles]


def _organisation_candidates(view: TextView, spans: Sequence[TokenSpan], more: int) -> list[Candidate]:
    return [_candidate(view, first, behind, Label.ORG, "organisation:head", more) for first, behind in spans]


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
