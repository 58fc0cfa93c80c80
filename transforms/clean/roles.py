"""The role of every block of a page, from which the article is read off."""

from __future__ import annotations

import re

from transforms.clean.captions import is_caption, is_sole_credit
from transforms.clean.furniture import is_box_heading, is_furniture_line, is_pointer, is_tail_heading
from transforms.clean.layout import Block, Layout, is_data_cell
from transforms.clean.people import (
    byline_in,
    is_crew_credit,
)
from transforms.clean.role import Role
from transforms.clean.signing import sign_above, sign_end
from transforms.clean.story import Story, is_prose, is_sentence
from transforms.clean.zones import Zone
from transforms.vietnamese.stamps import is_stamp_line

_OF_ZONE = {Zone.COMMENT: Role.COMMENT, Zone.RELATED: Role.RELATED, Zone.FURNITURE: Role.FURNITURE}
_LONGEST_SUBHEAD = 160
_LONGEST_STAMP = 90
_LONGEST_STAMP_LINE = 160
_DIGIT = re.compile(r"\d")
_NEAREST_ZONES = 6
_TEASER = 3  # blocks: link, time, lead
_DATE = re.compile(
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s*(giờ|:|h)\s*\d{2}", re.IGNORECASE
)


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def inner_zones(layout: Layout, block: Block) -> set[Zone]:
    """The zones around a block that are near it: none that spans much more than the block itself."""
    found = set()
    for at in block.around.zones[-_NEAREST_ZONES:]:
        span = layout.spans[at]
        if span.zone is not None and span.end - span.start <= 12:
            found.add(span.zone)
    return found


def assign_roles(layout: Layout, story: Story, title_index: int | None) -> list[Role]:
    """One role per block. Blocks outside the story's element are OUTSIDE, except headline, lede and lines near it."""
    roles = [Role.OUTSIDE] * len(layout.blocks)
    title = _fold(layout.blocks[title_index].text) if title_index is not None else ""
    start = story.start
    if title_index is not None and story.start <= title_index < story.end:
        start = title_index
    for i in range(start, story.end):
        roles[i] = _role(layout, story, i, title)
    if title_index is not None:
        roles[title_index] = Role.TITLE
        sign_above(layout, roles, title_index, story.end)
    _mark_boxes(layout, story, roles)
    _cut_tail(layout, roles, start, story.end)
    sign_end(layout, roles)
    return roles


def _role(layout: Layout, story: Story, i: int, title: str) -> Role:
    block = layout.blocks[i]
    outside = story.outside[i]
    if outside is not None:
        return _OF_ZONE[outside]
    zones = inner_zones(layout, block)
    special = _special(block, zones)
    if special is not None:
        return special
    if story.card[i]:
        return Role.RELATED
    if is_data_cell(layout, block):
        return Role.FURNITURE if _is_furniture_row(layout, block) else Role.BODY
    return _by_words(block, title) or _by_looks(layout, i, zones)


def _is_furniture_row(layout: Layout, block: Block) -> bool:
    """Whether the cells of the block's row are buttons, beside one other at most: `PDF | In | Email`."""
    if not _is_button(block) or block.around.row is None:
        return False
    row = layout.spans[block.around.row]
    cells = layout.blocks[row.start : row.end]
    buttons = sum(map(_is_button, cells))
    return buttons >= min(2, len(cells)) and len(cells) - buttons <= 1


def _is_button(block: Block) -> bool:
    return is_furniture_line(block.text) and any(letter.isalpha() for letter in block.text)


def _by_words(block: Block, title: str) -> Role | None:
    """What the words alone give away."""
    text = block.text
    if len(text) <= _LONGEST_STAMP_LINE and _DIGIT.search(text) and is_stamp_line(text):
        return Role.STAMP
    if (is_sole_credit(text) and not block.images) or is_crew_credit(text):
        return Role.CREDIT
    repeated = len(text) <= 2 * len(title) + 20 and _fold(text) == title
    return Role.FURNITURE if repeated or is_furniture_line(text) else None


def _by_looks(layout: Layout, i: int, zones: set[Zone]) -> Role:
    block = layout.blocks[i]
    if is_caption(layout, i, zones):
        return Role.CAPTION
    if is_pointer(block) and not block.around.quote:
        return Role.RELATED
    return Role.SUBHEAD if _is_subhead(block) else Role.BODY


def _special(block: Block, zones: set[Zone]) -> Role | None:
    """Short lines in places that the page itself calls date, author or source."""
    if len(block.text) > _LONGEST_STAMP:
        return None
    if Zone.AUTHOR in zones and (byline_in(block.text, labelled=True) or not is_sentence(block.text)):
        return Role.BYLINE
    if is_sentence(block.text):
        return None
    if Zone.SOURCE in zones:
        return Role.SOURCE
    if Zone.DATE in zones and _DATE.search(block.text):
        return Role.STAMP
    if Zone.SECTION in zones and block.link_share > 0.5:
        return Role.FURNITURE
    return None


def _is_subhead(block: Block) -> bool:
    if len(block.text) > _LONGEST_SUBHEAD:
        return False
    heading = block.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    return heading or (block.bold_chars >= 0.9 * len(block.text) and not is_sentence(block.text))


def _mark_boxes(layout: Layout, story: Story, roles: list[Role]) -> None:
    """A box heading takes the links and teasers that follow it along."""
    i = story.start
    while i < story.end:
        if roles[i] in (Role.FURNITURE, Role.BODY, Role.SUBHEAD) and is_box_heading(layout.blocks[i].text):
            roles[i] = Role.RELATED
            i += 1
            while i < story.end and roles[i] in (Role.RELATED, Role.FURNITURE, Role.CAPTION, Role.STAMP):
                roles[i] = Role.RELATED
                i += 1
        else:
            i += 1


def _cut_tail(layout: Layout, roles: list[Role], start: int, end: int) -> None:
    """After a heading such as "Ý kiến bạn đọc" the story is over, unless most of the prose is still to come."""
    lengths = [
        len(layout.blocks[i].text) if roles[i] is Role.BODY and is_prose(layout.blocks[i]) else 0
        for i in range(start, end)
    ]
    total, before = sum(lengths), 0
    for i in range(start, end):
        if before >= 0.5 * total and total and _ends(layout, roles, i, end, 0.7 * total <= before):
            for j in range(i, end):
                if roles[j] not in (Role.BYLINE, Role.SOURCE, Role.STAMP):
                    roles[j] = Role.COMMENT if roles[j] is Role.COMMENT else Role.FURNITURE
            return
        before += lengths[i - start]


def _ends(layout: Layout, roles: list[Role], i: int, end: int, late: bool) -> bool:
    """Whether the story is over at a block: a tail heading, or a late box heading with teasers alone behind it."""
    text = layout.blocks[i].text
    if is_tail_heading(text):
        return True
    if not (late and is_box_heading(text)):
        return False
    pointer = -_TEASER
    for j in range(i + 1, end):
        if is_pointer(layout.blocks[j]):
            pointer = j
        elif roles[j] is Role.BODY and is_prose(layout.blocks[j]) and j - pointer >= _TEASER:
            return False
    return pointer > i
