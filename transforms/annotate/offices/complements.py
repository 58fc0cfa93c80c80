"""What the people beside offices tell of them: a charge between office and name, and whose adviser is spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transforms.annotate.offices.titles import Title
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView

_CHARGE = re.compile(r" (?:về|phụ trách|đặc trách) [^\d,.;:()A-ZĐ\n]{3,40} ")
_OTHER = re.compile(r",? ?(?:ông|bà) ")

Pairs = list[tuple[Name, Title]]


def with_charges(view: TextView, titles: Sequence[Title], pairs: Pairs) -> tuple[list[Title], Pairs]:
    """Offices with the charge that leads from them to their holder: "Cố vấn quốc gia | về chống khủng bố | Lisa …"."""
    grown = {title: _with_charge(view, name, title) for name, title in pairs if title.behind < name.first}
    return [grown.get(t, t) for t in titles], [(name, grown.get(t, t)) for name, t in pairs]


def _with_charge(view: TextView, name: Name, title: Title) -> Title:
    gap = view.tokens.text[view.tokens.ends[title.behind - 1] : view.tokens.starts[name.first]]
    return replace(title, behind=name.first, bare=False) if _CHARGE.fullmatch(gap) else title


def of_advisers(view: TextView, names: Sequence[Name], pairs: Pairs) -> Pairs:
    """The pairs, where an adviser is named behind whom he serves: "Cố vấn của Tổng thống … Trump, ông [Bannon]"."""
    following = {one.behind: two for one, two in pairwise(names)}
    return [(_adviser(view, name, title, following.get(name.behind)), title) for name, title in pairs]


def _adviser(view: TextView, name: Name, title: Title, other: Name | None) -> Name:
    keys = view.tokens.keys
    served = "S" in title.letters and "của" in keys[title.first : title.behind] and title.organisation is None
    if not served or other is None or name.first != title.behind:
        return name
    gap = view.tokens.text[view.tokens.ends[name.behind - 1] : view.tokens.starts[other.first]]
    return other if _OTHER.fullmatch(gap) else name
