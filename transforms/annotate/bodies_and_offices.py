"""Offices and the bodies of a text, each reading proving more for the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from transforms.annotate.bodies.aliases import find_aliases
from transforms.annotate.bodies.bracketed_sources import bracketed_sources
from transforms.annotate.bodies.clubs import town_clubs
from transforms.annotate.bodies.cued_groups import cued_groups
from transforms.annotate.bodies.cued_sources import cued_sources
from transforms.annotate.bodies.led_firms import led_firms
from transforms.annotate.bodies.listed import listed_bodies
from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.bodies.papers import papers
from transforms.annotate.bodies.short_forms import bodies_again
from transforms.annotate.bodies.sponsors import sponsors
from transforms.annotate.bodies.stages import stages
from transforms.annotate.bodies.suffixed_firms import suffixed_firms
from transforms.annotate.bodies.trade_firms import trade_firms
from transforms.annotate.candidates import Candidate
from transforms.annotate.offices.abbreviated import abbreviated_offices
from transforms.annotate.offices.ships import ships_by_rank
from transforms.annotate.offices.titles import Title, find_titles
from transforms.annotate.view import TextView


class Bodies(NamedTuple):
    """What was read.

    titles         offices, with the body each one ends in, by their first token
    organisations  tokens of the other bodies
    ships          tokens of ships called after a rank: no office, and nobody's name
    """

    titles: list[Title]
    organisations: list[TokenSpan]
    ships: list[TokenSpan]


def read_bodies(view: TextView, places: Sequence[Candidate]) -> Bodies:
    """Offices and bodies of a text; what the view knows by another name grows on the way."""
    titles, organisations = _titles_and_bodies(view)
    titles = sorted([*titles, *abbreviated_offices(view)], key=lambda title: title.first)
    ships = list(ships_by_rank(view, titles))
    titles = [title for title in titles if title.first not in dict(ships)]
    spans = [(title.first, title.behind) for title in titles]
    organisations += listed_bodies(view, organisations)
    organisations += bodies_again(view, [*organisations, *bodies_of(titles)], spans)
    organisations += town_clubs(view, places, [*organisations, *spans])
    return Bodies(titles, organisations, ships)


def bodies_of(titles: Sequence[Title]) -> list[TokenSpan]:
    """The bodies that offices end in: "Chủ tịch | Hội Nông dân"."""
    return [title.organisation for title in titles if title.organisation]


def _titles_and_bodies(view: TextView) -> tuple[list[Title], list[TokenSpan]]:
    """Read once more where the text itself abbreviates an organisation."""
    cued = cued_groups(view) | cued_sources(view) | bracketed_sources(view)
    view.aliases.update(suffixed_firms(view) | trade_firms(view) | led_firms(view) | cued)
    view.aliases.update(stages(view) | sponsors(view) | papers(view))
    titles, organisations = find_titles(view)
    aliases = find_aliases(view, sorted({*organisations, *bodies_of(titles)}))
    if not aliases:
        return titles, organisations
    view.aliases.update(aliases)
    titles, organisations = find_titles(view)
    covered = view.covering([*organisations, *bodies_of(titles)])
    return titles, organisations + [span for span in aliases if not covered[span[0]]]
