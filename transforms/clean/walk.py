"""The one walk over a parsed page, from elements to blocks. Everything after it reads the layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from transforms.clean.layout import Around, Block, Element, Layout, Span, collapse
from transforms.clean.zones import OUTSIDE_TEXT, Zone, zone_of

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "button", "textarea",
    "input", "video", "audio", "canvas", "map", "head", "link", "meta", "option", "datalist", "math", "applet",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "picture", "source",
})  # fmt: skip
_PICTURES = frozenset({"img", "amp-img"})
_CLOSED = _SKIPPED | _PICTURES | {"br", "hr"}  # what is not entered
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINK, _BOLD, _SLANTED = 1, 2, 4
_STYLES = dict.fromkeys(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"), _BOLD) | dict.fromkeys(
    ("em", "i", "cite", "figcaption"), _SLANTED
)
_SURROUNDING = frozenset({"tr", "td", "th", "table", "figure", "blockquote"})
_OUTERMOST = (None, -1, 0, Around())


class _Walk:
    """Collects text between block borders; an object because a walk is one long conversation with its buffer.

    stack  per open element: its own span if it has one, the span of the nearest block element, style, what is around.
           Plain tuples: a page opens hundreds.
    """

    def __init__(self) -> None:
        self.layout = Layout()
        self.stack: list[tuple[int | None, int, int, Around]] = []
        self.parts: list[str] = []
        self.link = self.bold = self.slanted = self.images = 0
        self.starts = True
        self.expecting: list[Span] = []

    def text(self, raw: str) -> None:
        if not self.parts and raw.isspace():
            return  # what most text nodes are: the white space between two elements
        self.parts.append(raw)
        style = self.stack[-1][2]
        if style:
            length = len(raw.strip())
            self.link += length if style & _LINK else 0
            self.bold += length if style & _BOLD else 0
            self.slanted += length if style & _SLANTED else 0

    def flush(self, *, starts: bool = True) -> None:
        """Ends the block; `starts` tells how the next one begins."""
        if not self.parts:
            self.starts = self.starts or starts
            return
        text = collapse("".join(self.parts))
        if text:
            self._append(text)
        self.parts.clear()
        self.link = self.bold = self.slanted = 0
        if text or starts:
            self.starts = starts

    def _append(self, text: str) -> None:
        _, border, _, around = self.stack[-1]
        span = self.layout.spans[border]
        counts = self.link, self.bold, self.slanted, self.images
        self.layout.blocks.append(Block(text, span.tag, span.names, span.element, around, *counts, self.starts))
        self.images = 0

    def pass_by(self, tag: str) -> None:
        """Notes an element that has no text of its own."""
        if tag in _PICTURES:
            self.images += 1
            self.layout.image_positions.append(len(self.layout.blocks))
        elif tag == "br":
            self.flush(starts=False)
        elif tag == "hr":
            self.flush()
        else:
            self.layout.videos += tag in ("video", "iframe")

    def enter(self, element: Element, tag: str) -> None:
        names, zone, href = _told(element.items())  # type: ignore[arg-type]
        if zone is None and (names or tag not in _INLINE):
            zone = zone_of(tag, names)
        _, border, style, around = self.stack[-1] if self.stack else _OUTERMOST
        style |= _LINK if href and tag == "a" else _STYLES.get(tag, 0)
        if zone is None and tag in _INLINE:
            self.stack.append((None, border, style, around))
            return
        here = len(self.layout.spans)
        if border < 0 or tag not in _INLINE or zone in OUTSIDE_TEXT:
            border = here
            if self.stack:
                self.flush()
        if zone is not None or tag in _SURROUNDING:
            around = _surrounded(around, tag, here, zone)
        self._open(Span(element, tag, names, len(self.stack), len(self.layout.blocks), zone))
        self.stack.append((here, border, style, around))

    def _open(self, span: Span) -> None:
        self.layout.spans.append(span)
        if span.zone is not None:
            self.layout.zoned.append(span)
        if span.depth > self.layout.max_depth:
            self.layout.max_depth = span.depth

    def leave(self) -> None:
        own, border, _, _ = self.stack[-1]
        if own == border:
            self.flush()
            self.layout.spans[own].end = len(self.layout.blocks)
        elif own is not None:  # only worded, without a border (`span.author`): it expects the block that it is in
            span = self.layout.spans[own]
            span.end = max(len(self.layout.blocks), span.start + 1)
            self.expecting.append(span)
        self.stack.pop()


def _told(attributes: Iterable[tuple[str, str]]) -> tuple[str, Zone | None, bool]:
    """Class, id and item names among an element's attributes, the zone of a hidden one, and whether it has an href."""
    names = ident = said = ""
    zone = None
    href = False
    for name, value in attributes:
        if name == "class":
            names = value
        elif name == "href":
            href = True
        elif name == "id":
            ident = value
        elif name == "itemprop" or (name == "rel" and value == "author"):
            said = value
        elif name == "hidden" or (name == "style" and _HIDDEN.search(value)):
            zone = Zone.FURNITURE
    names = f"{names} {ident} {said}" if ident or said else names
    return names.strip(), zone, href


def _surrounded(outer: Around, tag: str, here: int, zone: Zone | None) -> Around:
    return Around(
        (*outer.zones, here) if zone is not None else outer.zones,
        outer.quote or tag == "blockquote",
        here if tag == "tr" else outer.row,
        here if tag in ("td", "th") else outer.cell,
        here if tag == "table" else outer.table,
        here if tag == "figure" else outer.figure,
    )


def read_layout(root: Element) -> Layout:
    """Blocks and spans of a parsed page; linear in its size, safe for any depth the parser lets through."""
    walk = _Walk()
    body = root.find("body")
    walker = etree.iterwalk(body if body is not None else root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag
        if event == "start":
            _start(walk, walker, element, tag)
        else:
            if tag not in _CLOSED:
                walk.leave()
            if walk.stack and element.tail:
                walk.text(element.tail)
    for span in walk.expecting:  # a block that may never have come
        span.end = min(span.end, len(walk.layout.blocks))
    return walk.layout


def _start(walk: _Walk, walker: Iterator[tuple[str, Element]], element: Element, tag: str) -> None:
    if tag in _CLOSED:
        walk.pass_by(tag)
        if tag in _SKIPPED:
            walker.skip_subtree()  # type: ignore[attr-defined]
    else:
        walk.enter(element, tag)
        if element.text:
            walk.text(element.text)
