"""The lede (sapo): the paragraph set off between headline and body."""

from __future__ import annotations

import re

from transforms.clean.furniture import is_furniture_line, is_pointer
from transforms.clean.layout import Block, Layout
from transforms.clean.role import Role
from transforms.clean.roles import inner_zones
from transforms.clean.story import Story, is_prose
from transforms.clean.structured import Structured
from transforms.clean.zones import Zone

_SHORTEST = 30
_LONGEST = 1200
_MOST_LINES = 6
_AGREEING = 40  # letters that a description and a lede share at the start
_AGENCY_MARK = re.compile(r"^\s*\(?[\w. ]{2,22}\)?\s*[-–—:]\s+")


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def descriptions(told: Structured, hint: str | None) -> list[str]:
    """What the page says of its own content in one paragraph, folded."""
    texts = [told.first("description"), told.first("og:description"), told.article.get("description"), hint]
    return [_fold(_AGENCY_MARK.sub("", t)) for t in texts if isinstance(t, str) and len(t) >= _AGREEING]


def agrees(text: str, told: list[str]) -> bool:
    """Whether the text begins as one of the page's descriptions does, agency marks aside."""
    ours = _fold(_AGENCY_MARK.sub("", text)), _fold(text)
    return any(
        len(mine) >= _SHORTEST and (their.startswith(mine[:_AGREEING]) or mine.startswith(their[:_AGREEING]))
        for mine in ours
        for their in told
    )


def mark_lede(layout: Layout, story: Story, roles: list[Role], title_index: int | None, told: list[str]) -> None:
    """Gives the lede's blocks the role SAPO, by their place, their words or the page's description of itself."""
    first_body = next((i for i, role in enumerate(roles) if role in (Role.BODY, Role.SUBHEAD)), story.end)
    after_title = title_index + 1 if title_index is not None and title_index < first_body else max(0, story.start - 8)
    before = range(after_title, min(first_body, after_title + 60))
    lede = [i for i in before if _before_body(layout, story, roles, i, told)]
    if not lede:
        lede = _inside_body(layout, roles, first_body, story.end, told)
    for i in _together(layout, roles, lede):
        roles[i] = Role.SAPO


def _fits(block: Block) -> bool:
    return _SHORTEST <= len(block.text) <= _LONGEST and not is_pointer(block) and not is_furniture_line(block.text)


def _before_body(layout: Layout, story: Story, roles: list[Role], i: int, told: list[str]) -> bool:
    block = layout.blocks[i]
    if roles[i] not in (Role.OUTSIDE, Role.FURNITURE, Role.CAPTION) or not _fits(block) or story.card[i]:
        return False
    if agrees(block.text, told):
        return True
    if story.outside[i] is not None or roles[i] is Role.CAPTION:
        return False
    return Zone.SAPO in inner_zones(layout, block) or (block.text.count(" ") >= 12 and block.link_share < 0.3)


def _inside_body(layout: Layout, roles: list[Role], start: int, end: int, told: list[str]) -> list[int]:
    """A lede that opens the body: worded so, or the page's description and set in bold or as a heading."""
    text = [i for i in range(start, end) if roles[i] in (Role.BODY, Role.SUBHEAD)][:2]
    for i in text:
        block = layout.blocks[i]
        if not _fits(block):
            continue
        if Zone.SAPO in inner_zones(layout, block) or _set_off(layout, roles, i, told):
            return [i]
    return []


def _set_off(layout: Layout, roles: list[Role], i: int, told: list[str]) -> bool:
    """Whether a first paragraph differs from the next by weight or place, and is what the page is about."""
    block = layout.blocks[i]
    following = [layout.blocks[j] for j in range(i + 1, len(roles)) if roles[j] is Role.BODY][:2]
    bold = block.bold_chars >= 0.9 * len(block.text) or block.tag in ("h2", "h3", "h4")
    if bold and is_prose(block) and any(next_.bold_chars < 0.5 * len(next_.text) for next_ in following):
        return True
    apart = bool(following) and all(_place(next_) != _place(block) for next_ in following)
    return (bold or apart) and agrees(block.text, told)


def _place(block: Block) -> tuple[int, str, str]:
    return id(block.element.getparent()), block.tag, block.names


def _together(layout: Layout, roles: list[Role], lede: list[int]) -> list[int]:
    """The first lede block with those right behind it, and the other lines of their element: a lede may be a list."""
    kept: list[int] = []
    for i in lede:
        if not kept or i - kept[-1] <= 2:
            kept.append(i)
    kept = kept[:_MOST_LINES]
    if not kept:
        return kept
    first = kept[0]
    while (
        first > 0
        and roles[first - 1] not in (Role.TITLE, Role.STAMP, Role.BYLINE)
        and not layout.blocks[first].starts
        and layout.blocks[first - 1].element is layout.blocks[first].element
    ):
        first -= 1
    return [*range(first, kept[0]), *kept]
