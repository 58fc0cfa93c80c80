"""The one walk over a parsed page, from elements to blocks. Everything after it reads the layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SLANTED = frozenset({"em", "i", "cite", "figcaption"})
_PICTURES = frozenset({"img", "amp-img"})
_CLOSED = _SKIPPED | _PICTURES | {"br", "hr"}  # what is not entered
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOP = Around(span=0)


class _Walk:
    """Collects text between block borders; an object because a walk is one long conversation with its buffer."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.stack: list[Around] = []
        self.owned: list[int | None] = []  # beside the stack: the span of each element that has one
        self.parts: list[str] = []
        self.link = self.bold = self.slanted = self.images = 0
        self.starts = True

    def text(self, raw: str | None) -> None:
        if not raw:
            return
        self.parts.append(raw)
        around = self.stack[-1]
        if around.link or around.bold or around.slanted:
            length = len(raw.strip())
            self.link += length * around.link
            self.bold += length * around.bold
            self.slanted += length * around.slanted

    def flush(self, *, starts: bool = True) -> None:
        """Ends the block; `starts` tells how the next one begins."""
        text = collapse("".join(self.parts)) if self.parts else ""
        if text:
            self._append(text)
        if self.parts:
            self.parts.clear()
            self.link = self.bold = self.slanted = 0
        if text or starts:
            self.starts = starts

    def _append(self, text: str) -> None:
        around = self.stack[-1]
        span = self.layout.spans[around.span]
        block = Block(text, span.tag, span.names, span.element, around)
        block.link_chars, block.bold_chars, block.slanted_chars = self.link, self.bold, self.slanted
        block.images, block.starts = self.images, self.starts
        self.layout.blocks.append(block)
        self.images = 0

    def image(self) -> None:
        self.images += 1
        self.layout.image_positions.append(len(self.layout.blocks))

    def enter(self, element: Element, tag: str) -> None:
        names = ident = said = ""
        zone = None
        for name, value in element.items():
            if name == "class":
                names = str(value)
            elif name == "id":
                ident = str(value)
            elif name == "itemprop" or (name == "rel" and value == "author"):
                said = str(value)
            elif name == "hidden" or (name == "style" and _HIDDEN.search(str(value))):
                zone = Zone.FURNITURE
        names = f"{names} {ident} {said}".strip() if ident or said else names.strip()
        if zone is None and (names or tag not in _INLINE):
            zone = zone_of(tag, names)
        if tag in _INLINE and zone is None:
            self._enter_inline(element, tag)
        else:
            self._enter_span(element, tag, names, zone)

    def _enter_inline(self, element: Element, tag: str) -> None:
        outer = self.stack[-1]
        if tag in _BOLD:
            outer = outer if outer.bold else outer._replace(bold=True)
        elif tag in _SLANTED:
            outer = outer if outer.slanted else outer._replace(slanted=True)
        elif not outer.link and _is_link(element, tag):
            outer = outer._replace(link=True)
        self.stack.append(outer)
        self.owned.append(None)

    def _enter_span(self, element: Element, tag: str, names: str, zone: Zone | None) -> None:
        """An inline element that is only worded (`span.author`) gets a span, but no border."""
        outer = self.stack[-1] if self.stack else _TOP
        border = not self.stack or tag not in _INLINE or zone in OUTSIDE_TEXT
        if border and self.stack:
            self.flush()
        layout, here = self.layout, len(self.layout.spans)
        layout.spans.append(Span(element, tag, names, len(self.stack), len(layout.blocks), zone))
        layout.max_depth = max(layout.max_depth, len(self.stack))
        self.owned.append(here)
        self.stack.append(
            Around(
                here if border else outer.span,
                (*outer.zones, here) if zone is not None else outer.zones,
                outer.link or _is_link(element, tag),
                outer.bold or tag in _BOLD,
                outer.slanted or tag in _SLANTED,
                outer.quote or tag == "blockquote",
                here if tag == "tr" else outer.row,
                here if tag in ("td", "th") else outer.cell,
                here if tag == "table" else outer.table,
                here if tag == "figure" else outer.figure,
            )
        )

    def leave(self) -> None:
        own = self.owned.pop()
        if own is not None:
            inline = own != self.stack[-1].span
            if not inline:
                self.flush()
            span = self.layout.spans[own]
            span.end = max(len(self.layout.blocks), span.start + inline)
        self.stack.pop()


def _is_link(element: Element, tag: str) -> bool:
    return tag == "a" and element.get("href") is not None


def read_layout(root: Element) -> Layout:
    """Blocks and spans of a parsed page; linear in its size, safe for any depth the parser lets through."""
    walk = _Walk()
    body = root.find("body")
    top = body if body is not None else root
    walker = etree.iterwalk(top, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            _start(walk, walker, element)
        else:
            _end(walk, element, element is top)
    for span in walk.layout.spans:  # a worded inline element may expect a block that never came
        span.end = min(span.end, len(walk.layout.blocks))
    return walk.layout


def _start(walk: _Walk, walker: Iterator[tuple[str, Element]], element: Element) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        walk.layout.videos += tag in ("video", "iframe")
        walker.skip_subtree()  # type: ignore[attr-defined]
    elif tag in _PICTURES:
        walk.image()
    elif tag == "br":
        walk.flush(starts=False)
    elif tag == "hr":
        walk.flush()
    else:
        walk.enter(element, tag)
        walk.text(element.text)


def _end(walk: _Walk, element: Element, last: bool) -> None:
    tag = element.tag
    if isinstance(tag, str) and tag not in _CLOSED:
        walk.leave()
    if walk.stack and not last:
        walk.text(element.tail)
