"""The page as a list of text blocks in reading order, with what the tree says about each: the nouns of the walk."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml import etree

from transforms.clean.zones import Zone, says_body

Element = etree._Element

_MOST_CELLS = 40
_LONGEST_ROW = 600  # characters
_RIGHT = re.compile(r"text-align\s*:\s*(right|end)", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")


class Around(NamedTuple):
    """What holds at a place in the tree; numbers are indexes into `Layout.spans`. A tuple: a page makes hundreds.

    zones   the zoned elements around, outermost first
    row, cell, table, figure  the nearest elements of that kind, or None
    """

    zones: tuple[int, ...] = ()
    quote: bool = False
    row: int | None = None
    cell: int | None = None
    table: int | None = None
    figure: int | None = None


@dataclass(slots=True)
class Block:
    """One run of text without a block border or line break inside.

    tag, names, element  tag, class/id attributes and element of the nearest block element
    link_chars, bold_chars, slanted_chars  how many of its characters are so
    images               pictures that stand between the block before and this one
    prose                whether it is running text, once `story.is_prose` was asked
    starts               whether a block border stands before it; else only a line break
    """

    text: str
    tag: str
    names: str
    element: Element
    around: Around
    link_chars: int = 0
    bold_chars: int = 0
    slanted_chars: int = 0
    images: int = 0
    starts: bool = True
    prose: bool | None = None

    @property
    def link_share(self) -> float:
        """Part of the characters that are inside links."""
        return self.link_chars / max(1, len(self.text))


@dataclass(slots=True)
class Span:
    """An element with a border or a zone: the half-open range of blocks inside it; `depth` in elements."""

    element: Element
    tag: str
    names: str
    depth: int
    start: int
    zone: Zone | None
    end: int = -1


@dataclass(slots=True)
class Layout:
    """Blocks in reading order and the elements around them in document order; `zoned` are the spans with a zone."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    zoned: list[Span] = field(default_factory=list)
    image_positions: list[int] = field(default_factory=list)  # per picture: how many blocks stand before it
    videos: int = 0
    max_depth: int = 0


def collapse(text: str) -> str:
    """White space runs to one blank, invisible characters away, NFC."""
    text = " ".join(text.split())
    if text.isascii():
        return text
    if not text.isprintable():
        text = " ".join(_INVISIBLE.sub("", text).split())
    return unicodedata.normalize("NFC", text)


def text_inside(element: Element, *, pieces: int = 20) -> str:
    """The text of a small element: of its first `pieces` text nodes, parted by blanks."""
    return collapse(" ".join(str(piece) for piece in islice(element.itertext(), pieces)))


def is_data_cell(layout: Layout, block: Block) -> bool:
    """Whether the block is a whole cell of a row of short cells: a table of data, not of layout."""
    around = block.around
    if around.row is None or around.cell is None:
        return False
    row, cell = layout.spans[around.row], layout.spans[around.cell]
    if cell.end - cell.start != 1 or not 2 <= row.end - row.start <= _MOST_CELLS:
        return False
    return sum(len(b.text) for b in layout.blocks[row.start : row.end]) <= _LONGEST_ROW


def is_right_aligned(block: Block) -> bool:
    """Whether the block, or what it stands in, is set to the right."""
    element: Element | None = block.element
    for _ in range(2):
        if element is None:
            return False
        if (element.get("align") or "").lower() == "right" or _RIGHT.search(element.get("style") or ""):
            return True
        element = element.getparent()
    return "right" in block.names.replace("-", " ").split()


def body_words(span: Span) -> bool:
    """Whether the element's own words call it the running text."""
    return span.element.get("itemprop") == "articleBody" or says_body(span.names)
