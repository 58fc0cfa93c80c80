"""The lines that sign a story: above its text, at its end, and right behind it."""

from __future__ import annotations

from transforms.clean.layout import Block, Layout, is_data_cell, is_right_aligned
from transforms.clean.people import (
    byline_in,
    has_surname,
    is_bracketed_source,
    is_known_source,
    is_labelled_work,
    is_source_link,
    labelled_byline,
    source_in,
)
from transforms.clean.role import TEXT_ROLES, Role
from transforms.clean.story import is_prose
from transforms.vietnamese.stamps import is_stamp_line

_HEAD = 8  # blocks behind the headline in which a labelled name may stand before the text
_LONGEST_WIDGET = 25  # characters of a line between headline and text that is a player's or a button's
_SIGNED, _MOST_BEHIND = 10, 4  # lines at the end in which a signature is looked for, and short ones that may follow it


def sign_above(layout: Layout, roles: list[Role], title_index: int, end: int) -> None:
    """Labelled names and bare days between headline and text: `Viết bởi Lê Na`, `12/05/2020 - Lê Na`."""
    for i in range(title_index + 1, min(title_index + _HEAD, end)):
        block = layout.blocks[i]
        if roles[i] in TEXT_ROLES and (labelled_byline(block.text) or _is_lone_name(layout, roles, i)):
            roles[i] = Role.BYLINE
        elif roles[i] in TEXT_ROLES and is_stamp_line(block.text, bare=True):
            roles[i] = Role.STAMP
        elif roles[i] in TEXT_ROLES and is_prose(block):
            return
        elif roles[i] is Role.BODY and len(block.text) <= _LONGEST_WIDGET and block.around.row is None:
            roles[i] = Role.FURNITURE


def _is_lone_name(layout: Layout, roles: list[Role], i: int) -> bool:
    """Whether a line is a person's name and a stamp, or the headline, stands beside it."""
    block = layout.blocks[i]
    beside = roles[max(0, i - 2) : i + 3]
    near = Role.STAMP in beside or Role.TITLE in beside
    return near and has_surname(block.text) and byline_in(block.text) is not None and block.tag not in ("li", "td")


def sign_end(layout: Layout, roles: list[Role]) -> None:
    """The last lines of the story: signature, source and photo credits.

    `Theo X` is the writer where a source stands behind it, or X has a family name; otherwise the source.
    """
    text = [
        i for i, role in enumerate(roles) if role in (Role.BODY, Role.SUBHEAD, Role.SOURCE, Role.CREDIT, Role.STAMP)
    ]
    passed: list[int] = []
    for i in reversed(text[-_SIGNED:]):
        block = layout.blocks[i]
        if roles[i] in (Role.SOURCE, Role.CREDIT, Role.STAMP):
            continue
        role = _signing(block.text, sourced=any(role is Role.SOURCE for role in roles[i + 1 : i + 3]))
        if role and (not passed or _is_set_apart(block)):
            roles[i] = role
            if role is Role.BYLINE:
                _end_behind(roles, passed)
        elif block.around.table is not None and not is_data_cell(layout, block):
            continue  # a box behind the signature
        elif is_prose(block) or len(passed) >= _MOST_BEHIND or is_data_cell(layout, block):
            break
        else:
            passed.append(i)
    _sign_behind(layout, roles)


def _is_set_apart(block: Block) -> bool:
    """Whether a name stands as signatures do: to the right, in bold or slanted, or under a label of its own."""
    styled = max(block.bold_chars, block.slanted_chars) >= 0.8 * len(block.text)
    return styled or is_right_aligned(block) or labelled_byline(block.text) is not None


def _end_behind(roles: list[Role], passed: list[int]) -> None:
    """Short lines behind a signature belong to the page."""
    for i in passed:
        roles[i] = Role.FURNITURE
    passed.clear()


def _sign_behind(layout: Layout, roles: list[Role]) -> None:
    """A bold or family-named line right behind the story's element is its signature too."""
    last = max((i for i, role in enumerate(roles) if role in TEXT_ROLES), default=None)
    if last is None or Role.BYLINE in roles:
        return
    for i in range(last + 1, min(last + 4, len(roles))):
        block = layout.blocks[i]
        name = (
            byline_in(block.text)
            if roles[i] is Role.OUTSIDE and not block.link_chars and not block.around.zones
            else None
        )
        if name and (has_surname(name) or block.bold_chars >= 0.9 * len(name)):
            roles[i] = Role.BYLINE
            return


def _signing(line: str, *, sourced: bool) -> Role | None:
    if byline_in(line, labelled=sourced):
        return Role.BYLINE
    if is_labelled_work(line):
        return Role.CREDIT
    credited = source_in(line) or is_known_source(line) or is_source_link(line) or is_bracketed_source(line)
    return Role.SOURCE if credited else None
