"""A text in which the rules would leave no paragraph: they are relaxed until one is left.

In this order, and no further than needed: captions become paragraphs, as the story of a photo series (where a lead is
told, only if they outweigh it) → prose set aside as a repeat, another story, a link or a gallery's announcement → any
other prose, notices and prompts included → the headline, where a sentence ends in it. Separators, stamps, code and
short furniture stay dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from transforms.clean.lines import captions
from transforms.clean.lines.roles import LineRole
from transforms.clean.lines.shapes import Shape, read_lines, terms

KEPT_ALL = "text:kept_all"
_SET_ASIDE = frozenset({
    "drop:foreign_article", "drop:near_duplicate_caption", "drop:numbered_title", "drop:related", "drop:gallery_intro",
})  # fmt: skip
_SENTENCE_INSIDE = re.compile(r"\w{2}[)\]\"”’]*[.?!…]+[)\]\"”’]*\s+\S")
_NAMED = 6  # words from which a line that begins as a credit names what is seen
_NEVER = frozenset({"drop:code", "drop:separator", "drop:date_stamp", "drop:duplicate_caption"})


def relax(roles: Sequence[LineRole], lead: str | None) -> tuple[tuple[LineRole, ...], bool]:
    """The roles with at least one paragraph, where any line can be one, and whether rules had to be relaxed."""
    if any(role.role == "body" for role in roles):
        return tuple(roles), False
    for eligible in (_tells_the_story(roles, lead), _was_set_aside, _is_prose, _runs_on):
        chosen = {role.line for role in roles if eligible(role)}
        if chosen:
            return tuple(replace(role, role="body") if role.line in chosen else role for role in roles), True
    return tuple(roles), False


def _tells_the_story(roles: Sequence[LineRole], lead: str | None) -> Callable[[LineRole], bool]:
    """Captions are the story where they say more than the lead; bare credits and names of clips say nothing."""
    told = {role.line for role in roles if role.role == "caption" and _says_something(role.text)}
    words = sum(len(terms(role.text)) for role in roles if role.line in told)
    enough = words > len(terms(lead or ""))
    return lambda role: enough and role.line in told


def _says_something(text: str) -> bool:
    lines = read_lines([text])
    return any(line.words >= (_NAMED if captions.is_bare_credit(line) else 3) for line in lines)


def _was_set_aside(role: LineRole) -> bool:
    return role.role in _SET_ASIDE and _has_prose(role)


def _is_prose(role: LineRole) -> bool:
    return role.role.startswith("drop:") and role.role not in _NEVER and _has_prose(role)


def _runs_on(role: LineRole) -> bool:
    return role.role == "title" and bool(_SENTENCE_INSIDE.search(role.text))


def _has_prose(role: LineRole) -> bool:
    return any(line.shape is Shape.PROSE for line in read_lines([role.text]))
