"""One reading of a page: what its blocks are, and the texts that follow from that."""

from __future__ import annotations

from dataclasses import dataclass, replace

from transforms.clean.headline import find_headline, headline_above, headline_text, told_titles
from transforms.clean.hinted import Picked, pick, site_of
from transforms.clean.layout import Block, Element, Layout, is_data_cell
from transforms.clean.lede import descriptions, mark_lede
from transforms.clean.options import CleanOptions
from transforms.clean.page_type import Evidence, PageType, gather, page_type
from transforms.clean.role import TEXT_ROLES, Role
from transforms.clean.roles import assign_roles
from transforms.clean.story import Story, find_story
from transforms.clean.structured import Structured, read_structured
from transforms.clean.walk import read_layout
from transforms.domain.errors import PageTooLarge
from transforms.domain.pages import Page
from transforms.vietnamese.stamps import is_stamp_line

_FEWEST_HEADLINE_WORDS = 5  # names of sections have fewer
_MASTHEAD_DISTANCE = 12  # blocks
_STAMP_DISTANCE = 6  # blocks
_NOTHING_PICKED = Picked()
_READ_OFF = TEXT_ROLES | {Role.CAPTION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything known of a page; `roles` has one entry per block of `layout`, `extent` is the story in blocks."""

    layout: Layout
    told: Structured
    story: Story
    roles: list[Role]
    title_index: int | None
    kind: PageType
    evidence: Evidence
    title: str | None
    sapo: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    flags: tuple[str, ...] = ()
    picked: Picked = _NOTHING_PICKED

    @property
    def extent(self) -> tuple[int, int]:
        """First block of the story and the block behind its last."""
        return self.story.start, self.story.end


def read_page(page: Page, root: Element, options: CleanOptions) -> Reading:
    """Reads a parsed page. Raises PageTooLarge where it is nested too deep."""
    picked = pick(root, site_of(page, options))
    told = read_structured(root)
    layout = read_layout(root)
    if layout.max_depth > options.max_depth:
        raise PageTooLarge(f"nested {layout.max_depth} deep, more than {options.max_depth}")
    titles = told_titles(told, page.hints.title)
    title_index = find_headline(layout, titles)
    story = _picked_story(layout, find_story(layout, title_index), picked.body)
    story = _first_story(layout, story, title_index)
    if title_index is not None and title_index >= story.end > story.start:
        title_index = None  # a headline behind the story is that of another
    if title_index is None or _is_masthead(layout, title_index, story.start):
        above = headline_above(layout, story.start, story.end)
        title_index = title_index if above is None else above
    picked_title = next(iter(_blocks_in(layout, picked.title)), None)
    title_index = title_index if picked_title is None else picked_title
    roles = assign_roles(layout, story, title_index)
    mark_lede(layout, story, roles, title_index, descriptions(told, page.hints.sapo))
    _mark_picked_lede(layout, roles, picked.sapo)
    evidence = gather(layout, story, roles)
    url = page.url or told.canonical or told.first("og:url")
    dated = _dated(layout, title_index)
    kind = page_type(layout, told, evidence, headline=title_index is not None, dated=dated, url=url)
    if kind is PageType.PHOTO_STORY:
        roles = [Role.BODY if role is Role.CAPTION else role for role in roles]
    reading = Reading(
        layout=layout, told=told, story=story, roles=roles, title_index=title_index, kind=kind, evidence=evidence,
        title=headline_text(layout, title_index, titles), sapo=None, paragraphs=(), captions=(),
        picked=picked,
    )  # fmt: skip
    return with_roles(reading, roles)


def _blocks_in(layout: Layout, element: Element | None) -> range:
    """The blocks inside an element; none where it has no span of its own."""
    span = next((span for span in layout.spans if span.element is element), None) if element is not None else None
    return range(span.start, span.end) if span else range(0)


def _picked_story(layout: Layout, story: Story, body: Element | None) -> Story:
    inside = _blocks_in(layout, body)
    return replace(story, start=inside.start, end=inside.stop, element=body) if inside else story


def _mark_picked_lede(layout: Layout, roles: list[Role], sapo: Element | None) -> None:
    inside = _blocks_in(layout, sapo)
    if inside:
        roles[:] = [Role.BODY if role is Role.SAPO else role for role in roles]
        roles[inside.start : inside.stop] = [Role.SAPO] * len(inside)


def _first_story(layout: Layout, story: Story, title_index: int | None) -> Story:
    """The story without another that follows it under a stamped headline of the same kind: endless scrolling."""
    if title_index is None or layout.blocks[title_index].tag != "h1":
        return story
    title = layout.blocks[title_index]
    for i in range(max(title_index, story.start) + 1, story.end):
        block = layout.blocks[i]
        below = layout.blocks[i + 1 : i + 1 + _STAMP_DISTANCE]
        alike = block.tag == "h1" and block.names == title.names and block.text != title.text
        if alike and any(is_stamp_line(other.text) for other in below):
            return replace(story, end=i)
    return story


def _is_masthead(layout: Layout, title_index: int, start: int) -> bool:
    """Whether what was taken for the headline is a link far above the story: the name or slogan of the site."""
    return layout.blocks[title_index].link_share > 0.5 and start - title_index > _MASTHEAD_DISTANCE


def with_roles(reading: Reading, roles: list[Role], *flags: str) -> Reading:
    """The reading with other roles, its texts read off them anew, and further flags."""
    layout = reading.layout
    told = [(block, role) for block, role in zip(layout.blocks, roles, strict=True) if role in _READ_OFF]
    return replace(
        reading, roles=roles, sapo=_sapo(told), paragraphs=_paragraphs(layout, told), captions=_captions(told),
        flags=(*reading.flags, *flags),
    )  # fmt: skip


def _dated(layout: Layout, title_index: int | None) -> bool:
    """Whether a stamp stands beside a headline that is long enough to be that of a story."""
    if title_index is None or layout.blocks[title_index].text.count(" ") < _FEWEST_HEADLINE_WORDS - 1:
        return False
    near = layout.blocks[max(0, title_index - _STAMP_DISTANCE) : title_index + _STAMP_DISTANCE + 1]
    return any(is_stamp_line(block.text) for block in near)


def _sapo(told: list[tuple[Block, Role]]) -> str | None:
    lines = [block.text for block, role in told if role is Role.SAPO]
    return " ".join(dict.fromkeys(lines)) or None


def _paragraphs(layout: Layout, told: list[tuple[Block, Role]]) -> tuple[str, ...]:
    """Body lines in order; the cells of a table row make one line; a line that repeats the lede is left out."""
    lede = {block.text for block, role in told if role is Role.SAPO}
    lines: list[list[str]] = []
    last_row: int | None = None
    for block, role in told:
        if role not in (Role.BODY, Role.SUBHEAD) or block.text in lede:
            continue
        row = block.around.row if is_data_cell(layout, block) else None
        if row is not None and row == last_row:
            lines[-1].append(block.text)
        else:
            lines.append([block.text])
        last_row = row
    return tuple("\t".join(cells) for cells in lines)


def _captions(told: list[tuple[Block, Role]]) -> tuple[str, ...]:
    """Captions in order; blocks of one element are one caption."""
    texts: list[list[str]] = []
    last: object = None
    for block, role in told:
        if role is not Role.CAPTION:
            continue
        if last is not None and block.element is last:
            texts[-1].append(block.text)
        else:
            texts.append([block.text])
        last = block.element
    return tuple(dict.fromkeys(" ".join(pieces) for pieces in texts))
