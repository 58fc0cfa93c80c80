"""The page as a list of text blocks in reading order, with what the tree says about each.

One walk over the tree; everything after it (headline, body, captions, bylines, page type) reads this list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from transforms.clean.zones import OUTSIDE_TEXT, Zone, says_body, zone_of

Element = etree._Element

_SKIPPED = frozenset(
    "script style noscript template svg iframe object embed select button textarea input video audio canvas map "
    "head link meta option datalist math applet".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr img picture source amp-img".split()
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SLANTED = frozenset({"em", "i", "cite", "figcaption"})
_MARKED = _BOLD | _SLANTED | {"a"}
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class Block:
    """One run of text without a block border or line break inside.

    tag, names   tag and class/id attributes of the nearest block element
    zones        indexes into `Layout.spans` of the zoned elements around it, outermost first
    images       pictures that stand between the block before and this one
    row, figure  the table row, and the figure, that holds it (index into `Layout.spans`), or None
    """

    text: str
    tag: str
    names: str
    element: Element
    zones: tuple[int, ...] = ()
    link_chars: int = 0
    bold_chars: int = 0
    slanted_chars: int = 0
    images: int = 0
    row: int | None = None
    table: int | None = None
    figure: int | None = None
    quote: bool = False
    list_entry: bool = False
    starts: bool = True  # False: a line break, not a block border, stands before it

    @property
    def link_share(self) -> float:
        """Part of the characters that are inside links."""
        return self.link_chars / max(1, len(self.text))


@dataclass(slots=True)
class Span:
    """A block element: the half-open range of blocks inside it."""

    element: Element
    tag: str
    names: str
    depth: int
    start: int
    zone: Zone | None
    end: int = -1
    images: int = 0


@dataclass(slots=True)
class Layout:
    """Blocks in reading order and the elements around them; `max_depth` in elements."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    image_positions: list[int] = field(default_factory=list)
    videos: int = 0
    max_depth: int = 0


def collapse(text: str) -> str:
    """White space runs to one blank, invisible characters away, NFC."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


@dataclass(slots=True)
class _Around:
    """What holds inside an element; `span` is that of the block element around the text."""

    span: int
    zones: tuple[int, ...] = ()
    link: bool = False
    bold: bool = False
    slanted: bool = False
    row: int | None = None
    table: int | None = None
    figure: int | None = None
    quote: bool = False
    list_entry: bool = False


class _Walk:
    """Collects text between block borders; an object because a walk is one long conversation with its buffer."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.stack: list[_Around] = []
        self.owns: list[int | None] = []  # beside the stack: the span of each element that has one
        self.parts: list[str] = []
        self.link = self.bold = self.slanted = 0
        self.images = 0
        self.starts = True

    def text(self, raw: str | None) -> None:
        if not raw:
            return
        around = self.stack[-1]
        self.parts.append(raw)
        length = len(raw) if not (around.link or around.bold or around.slanted) else len(collapse(raw))
        self.link += length if around.link else 0
        self.bold += length if around.bold else 0
        self.slanted += length if around.slanted else 0

    def flush(self, *, starts: bool = True) -> None:
        """Ends the block; `starts` tells how the next one begins."""
        text = collapse("".join(self.parts)) if self.parts else ""
        if text:
            self._append(text)
        if text or self.parts:
            self.parts.clear()
            self.link = self.bold = self.slanted = 0
        self.starts = starts if (text or starts) else self.starts

    def _append(self, text: str) -> None:
        around = self.stack[-1]
        span = self.layout.spans[around.span]
        self.layout.blocks.append(
            Block(
                text=text,
                tag=span.tag,
                names=span.names,
                element=span.element,
                zones=around.zones,
                link_chars=self.link,
                bold_chars=self.bold,
                slanted_chars=self.slanted,
                images=self.images,
                row=around.row,
                table=around.table,
                figure=around.figure,
                quote=around.quote,
                list_entry=around.list_entry,
                starts=self.starts,
            )  # fmt: skip
        )
        self.images = 0

    def image(self) -> None:
        self.images += 1
        self.layout.image_positions.append(len(self.layout.blocks))

    def enter(self, element: Element, tag: str) -> None:
        names, zone = "", None
        if element.attrib:
            names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
            style = element.get("style")
            if element.get("hidden") is not None or (style and _HIDDEN.search(style)):
                zone = Zone.FURNITURE
        zone = zone or (zone_of(tag, names) if (names or tag not in _INLINE) else None)
        if tag in _INLINE and zone is None:
            self._enter_inline(tag)
        else:
            self._enter_block(element, tag, names, zone)

    def _enter_inline(self, tag: str) -> None:
        outer = self.stack[-1]
        self.owns.append(None)
        if tag not in _MARKED:
            self.stack.append(outer)
            return
        self.stack.append(
            _Around(
                span=outer.span,
                zones=outer.zones,
                link=outer.link or tag == "a",
                bold=outer.bold or tag in _BOLD,
                slanted=outer.slanted or tag in _SLANTED,
                row=outer.row,
                table=outer.table,
                figure=outer.figure,
                quote=outer.quote,
                list_entry=outer.list_entry,
            )  # fmt: skip
        )

    def _enter_block(self, element: Element, tag: str, names: str, zone: Zone | None) -> None:
        inline = tag in _INLINE
        outer = self.stack[-1] if self.stack else None
        if outer is not None and not (inline and zone not in OUTSIDE_TEXT):
            self.flush()
        here = len(self.layout.spans)
        zones = outer.zones if outer else ()
        self.layout.spans.append(
            Span(element=element, tag=tag, names=names, depth=len(self.stack), start=len(self.layout.blocks), zone=zone)
        )
        self.layout.max_depth = max(self.layout.max_depth, len(self.stack))
        self.owns.append(here)
        self.stack.append(
            _Around(
                span=outer.span if (outer and inline and zone not in OUTSIDE_TEXT) else here,
                zones=(*zones, here) if zone is not None else zones,
                link=bool(outer and outer.link) or tag == "a",
                bold=bool(outer and outer.bold) or tag in _BOLD,
                slanted=bool(outer and outer.slanted) or tag in _SLANTED,
                row=here if tag == "tr" else (outer.row if outer else None),
                table=here if tag == "table" else (outer.table if outer else None),
                figure=here if tag == "figure" else (outer.figure if outer else None),
                quote=bool(outer and outer.quote) or tag == "blockquote",
                list_entry=bool(outer and outer.list_entry) or tag == "li",
            )
        )

    def leave(self) -> None:
        own = self.owns.pop()
        if own is not None:
            inline = own != self.stack[-1].span
            if not inline:
                self.flush()
            span = self.layout.spans[own]
            span.end = max(len(self.layout.blocks), span.start + inline)
        self.stack.pop()


def read_layout(root: Element) -> Layout:
    """Blocks and spans of a parsed page; linear in its size, safe for any depth the parser lets through."""
    walk = _Walk()
    body = root.find("body")
    top = body if body is not None else root
    walker = etree.iterwalk(top, events=("start", "end"))
    for event, element in walker:
        _step(walk, walker, event, element, top)
    for span in walk.layout.spans:
        if span.end < 0:
            span.end = len(walk.layout.blocks)
    return walk.layout


def _step(walk: _Walk, walker: Iterator[tuple[str, Element]], event: str, element: Element, top: Element) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        if event == "start":
            walk.layout.videos += tag in ("video", "iframe")
            walker.skip_subtree()  # type: ignore[attr-defined]
        elif walk.stack:
            walk.text(element.tail)
        return
    if event == "start":
        _start(walk, element, tag)
        return
    if tag not in ("br", "hr", "img", "amp-img"):
        walk.leave()
    if element is not top:
        walk.text(element.tail)


def _start(walk: _Walk, element: Element, tag: str) -> None:
    if tag in ("img", "amp-img"):
        walk.image()
    elif tag == "br":
        walk.flush(starts=False)
    elif tag == "hr":
        walk.flush()
    else:
        walk.enter(element, tag)
        walk.text(element.text)


def body_words(span: Span) -> bool:
    """Whether the element's own words call it the running text."""
    return span.element.get("itemprop") == "articleBody" or says_body(span.names)
