"""The running text as trafilatura finds it, on the part of the page where the story is, reconciled with our roles."""

from __future__ import annotations

import copy
import re
from functools import cache
from itertools import accumulate
from typing import Any

from lxml import etree, html

from transforms.clean.layout import Element, Layout, collapse, is_data_cell
from transforms.clean.reading import Reading, with_roles
from transforms.clean.role import Role
from transforms.clean.story import Story, is_prose, is_sentence

_DROPPED = "dropped"
_elements = etree.XPath("count(descendant::*)")
_MOST_TAGS = 20_000  # trafilatura's time grows with the square of the elements; 30,000 spans take it seconds


def trafilatura_lines(root: Element) -> list[str]:
    """Lines that trafilatura finds on a page of lxml.html (fast, recall focus); never deduplicate: that keeps state."""
    import trafilatura

    document = trafilatura.bare_extraction(root, options=_options())
    text = document.text if document is not None else None
    return [collapse(line) for line in (text or "").splitlines() if line.strip()]


@cache
def _options() -> Any:
    """Made once: of a short page they took a tenth of trafilatura's time, to read its settings file."""
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, recall=True, comments=False, with_metadata=False, dedup=False)


def page_lines(root: Element) -> list[str]:
    """Lines that trafilatura finds on the whole of a parsed page."""
    body = root.find("body")
    return trafilatura_lines(_as_page(copy.deepcopy(body))) if body is not None else []


def reconcile(reading: Reading) -> Reading:
    """The reading, with trafilatura's extraction of the story's element held against its roles.

    What both keep stays. What trafilatura loses is restored where it is prose, lede, list, table or quotation; a short
    line that it leaves out as well loses its place. What it keeps against our roles (furniture, teasers, captions,
    signatures) stays out. Flags: `text:disputed` where it finds less than half of the body, `text:unconfirmed` where
    the story has more elements than it can bear.
    """
    twin = _twin(reading.layout, reading.story)
    if twin is None:
        return with_roles(reading, reading.roles, "text:unconfirmed")
    theirs = " ".join(trafilatura_lines(twin))
    body = [i for i, role in enumerate(reading.roles) if role in (Role.BODY, Role.SUBHEAD)]
    lost = [i for i in body if reading.layout.blocks[i].text not in theirs]
    if lost:
        folded = _fold(theirs)
        lost = [i for i in lost if _fold(reading.layout.blocks[i].text) not in folded]
    length = {i: len(reading.layout.blocks[i].text) for i in body}
    if 2 * sum(length[i] for i in lost) > sum(length.values()):
        return with_roles(reading, reading.roles, "text:disputed")
    roles = list(reading.roles)
    for i in lost:
        if _is_weak(reading.layout, i):
            roles[i] = Role.FURNITURE
    return with_roles(reading, roles)


def _is_weak(layout: Layout, i: int) -> bool:
    block = layout.blocks[i]
    list_entry = block.tag in ("li", "dd", "dt")
    heading = block.tag in ("h2", "h3", "h4", "h5")
    placed = block.around.quote or list_entry or heading or is_data_cell(layout, block)
    return not (placed or is_prose(block) or is_sentence(block.text))


def _twin(layout: Layout, story: Story) -> Element | None:
    """A copy of the story's element as a page of its own, without comments, teasers and furniture by zone."""
    element = story.element
    if element is None:
        return None
    outside = _outside_elements(layout, story)
    if len(layout.spans) > _MOST_TAGS or float(str(_elements(element))) > _MOST_TAGS:
        return None
    copied = copy.deepcopy(element)
    for twin in _twins(element, copied, outside):
        twin.tag = _DROPPED
    etree.strip_elements(copied, _DROPPED, with_tail=False)
    return _as_page(copied)


def _twins(original: Element, copied: Element, wanted: set[Element]) -> list[Element]:
    """The copies of `wanted`."""
    if not wanted:
        return []
    return [twin for old, twin in zip(original.iter(), copied.iter(), strict=True) if old in wanted]


def _as_page(element: Element) -> Element:
    """A document of lxml.html, which trafilatura asks for, around an element that is nowhere else."""
    element.tail = None
    page = _blank().makeelement("html")
    body = page if element.tag == "body" else etree.SubElement(page, "body")
    body.append(element)
    return page


@cache
def _blank() -> etree.HTMLParser:
    """Makes elements of lxml.html, all of one class: lxml.html itself looks the class of each up by its name."""
    parser = etree.HTMLParser()
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


def _outside_elements(layout: Layout, story: Story) -> set[Element]:
    """Elements inside the story all of whose blocks are outside the text by zone or teasers; the outermost will do."""
    inside = list(accumulate((z is None and not c for z, c in zip(story.outside, story.card, strict=True)), initial=0))
    return {
        span.element
        for span in layout.spans
        if story.start <= span.start < span.end <= story.end and inside[span.start] == inside[span.end]
    }


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
