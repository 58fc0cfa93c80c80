"""The people of a text, and what their names settle of bodies and streets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transforms.annotate.bodies.companies import one_word_companies
from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.bodies_and_offices import Bodies
from transforms.annotate.candidates import Candidate
from transforms.annotate.people.awards import award_names
from transforms.annotate.people.credits import find_credits
from transforms.annotate.people.given_names import find_given_names, find_pairs
from transforms.annotate.people.lineups import find_lineups
from transforms.annotate.people.lists import find_couples, find_lists
from transforms.annotate.people.nicknames import with_nicknames
from transforms.annotate.people.occupied import occupied_by
from transforms.annotate.people.persons import Name, find_names, opens_with_given_name, people_only
from transforms.annotate.people.player_lists import find_players
from transforms.annotate.people.repeats import find_repeats
from transforms.annotate.people.seams import part_names
from transforms.annotate.people.shared_names import listed_surnames, misprinted
from transforms.annotate.people.streets import find_streets
from transforms.annotate.people.unsigned import find_unsigned
from transforms.annotate.people.works import without_works
from transforms.annotate.view import TextView


class People(NamedTuple):
    """What was read.

    names          of people, by their first token
    streets        names that are streets in this text
    organisations  the bodies outside offices: companies that look like people are among them, people like clubs not
    """

    names: list[Name]
    streets: list[Name]
    organisations: list[TokenSpan]


def read_people(view: TextView, places: Sequence[Candidate], bodies: Bodies) -> People:
    """The people outside offices and bodies."""
    taken = _taken(view, bodies)
    signed = find_credits(view, taken)
    title_ends = {title.behind for title in bodies.titles}
    title_starts = frozenset(title.first for title in bodies.titles)
    found = part_names(view, find_names(view, occupied_by(signed, taken), title_ends, title_starts))
    companies = _companies(view, found, bodies.organisations)
    organisations = bodies.organisations + [(name.first, name.behind) for name in companies]
    names = people_only(view, [*(name for name in found if name not in companies), *signed])
    names = _with_further_mentions(view, names, taken)
    surnames = listed_surnames(view, names, organisations)
    no_clubs = {(name.first, name.behind) for name in surnames}
    names = sorted([*names, *surnames], key=lambda name: name.first)
    streets = find_streets(view, names, places)
    names = [name for name in names if name not in streets]
    organisations = [span for span in organisations if span not in no_clubs]
    return People(names, streets, organisations + one_word_companies(view, occupied_by(names, taken)))


def _taken(view: TextView, bodies: Bodies) -> bytearray:
    """Tokens in which no name of a person may begin."""
    titles = ((title.first, title.behind) for title in bodies.titles)
    return view.covering([*bodies.organisations, *bodies.ships, *titles, *award_names(view), *view.place_ends.items()])


def _companies(view: TextView, names: Sequence[Name], organisations: Sequence[TokenSpan]) -> list[Name]:
    """The foreign names that are companies by their words, or by ending a longer name of a body ("Falcon Wings")."""
    ends = {
        view.surface(behind - size, behind)
        for first, behind in organisations
        for size in (2, 3)
        if first < behind - size
    }
    surfaces = [(view.surface(name.first, name.behind), name) for name in names]
    companies = {
        surface
        for surface, name in surfaces
        if name.sign == "company"
        or (name.sign == "foreign" and surface in ends and not opens_with_given_name(view, name))
    }
    return [name for surface, name in surfaces if surface in companies]


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
