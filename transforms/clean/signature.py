"""Byline, credited source and section of a page that has been read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from transforms.clean.furniture import is_pointer, without_buttons
from transforms.clean.layout import Block, Element, Span, collapse, text_inside
from transforms.clean.people import (
    byline_in,
    has_surname,
    is_bracketed_source,
    is_known_source,
    is_name,
    is_source_link,
    labelled_byline,
    name_beside_stamp,
    source_behind_name,
    source_in,
    strip_byline,
)
from transforms.clean.reading import Reading
from transforms.clean.role import TEXT_ROLES, Role
from transforms.clean.structured import article_authors, article_string
from transforms.clean.zones import OUTSIDE_TEXT, Zone, class_words
from transforms.vietnamese.stamps import is_stamp_line

_AUTHOR_META = (
    "article:author", "dable:author", "author", "dc.creator", "sailthru.author", "parsely-author", "cxenseparse:author",
)  # fmt: skip
_MOST_AUTHORS = 8
_NEVER_SIGN = frozenset({Role.RELATED, Role.COMMENT, Role.BODY, Role.SAPO, Role.TITLE, Role.CAPTION})
_ABOVE, _BEHIND = 3, 6  # blocks over the headline and behind the story in which an unworded line may name the writer
_NEAR = 20  # blocks before the headline and behind the story in which an author's name is looked for
_LONGEST = 120  # characters of a place that names an author or a source
_SECTION_LABEL = re.compile(r"^(chuyên mục|danh mục|mục)\s*:?\s*", re.IGNORECASE)
_BREADCRUMBS = ("breadcrumb", "breadcumb", "breakcrumb", "breakumb", "bread-crumb")


def find_byline(reading: Reading, hint: str | None) -> str | None:
    """Who wrote the story: a place the page calls author, the signature, machine-readable authors, then the hint."""
    if reading.picked.byline:
        return byline_in(reading.picked.byline, labelled=True) or reading.picked.byline
    blocks = reading.layout.blocks
    signed = [blocks[i].text for i, role in enumerate(reading.roles) if role is Role.BYLINE]
    placed = [byline_in(text, labelled=True) for text in (*_authors(reading), *signed)]
    names = [name for name in placed if name]
    if names:
        return next((name for name in names[1:] if name.startswith(f"{names[0]} - ")), names[0])
    beside = next(_beside_headline(reading), None)
    if beside:
        return beside
    told = [*_joined(article_authors(reading.told)), *(reading.told.meta.get(n, [""])[0] for n in _AUTHOR_META)]
    for text in (*told, hint or ""):
        name = strip_byline(text)
        if name and not text.startswith("http") and is_name(name):
            return name
    return None


def _joined(names: list[str]) -> list[str]:
    """Several machine-readable authors as one byline; one is left as it is."""
    people = list(dict.fromkeys(name for name in names if is_name(name)))
    return [", ".join(people[:_MOST_AUTHORS]), *names] if len(people) > 1 else names


def _beside_headline(reading: Reading) -> Iterator[str]:
    """Names in lines above the text, or right behind it, that no class words: labelled, in a stamp line, or alone."""
    blocks, roles = reading.layout.blocks, reading.roles
    anchor = reading.title_index if reading.title_index is not None else reading.story.start
    first = next((i for i, role in enumerate(roles) if role in TEXT_ROLES and i > anchor), anchor + 1)
    behind = range(reading.story.end, min(reading.story.end + _BEHIND, len(blocks)))
    for i in (*range(max(0, anchor - _ABOVE), min(first + 1, len(blocks))), *behind):
        text = blocks[i].text
        if len(text) > _LONGEST or roles[i] in _NEVER_SIGN or reading.story.card[i]:
            continue
        name = labelled_byline(text) or (name_beside_stamp(text) if is_stamp_line(text, bare=True) else None)
        alone = (
            anchor < i < first and reading.story.outside[i] is None and has_surname(text) and blocks[i].link_share < 1
        )
        if name or (alone and (name := byline_in(text))):
            yield name


def _authors(reading: Reading) -> Iterator[str]:
    """Texts of places worded author; where such a place links several names, these joined as print joins them."""
    for span in _worded_spans(reading, Zone.AUTHOR):
        linked = list(dict.fromkeys(text_inside(link) for link in islice(span.element.iter("a"), _MOST_AUTHORS)))
        several = [name for name in linked if is_name(name)]
        if len(several) > 1:
            yield " - ".join(several)
            continue
        whole = text_inside(span.element)
        yield whole
        if not byline_in(whole, labelled=True):
            yield from (collapse(str(piece)) for piece in islice(span.element.itertext(), _MOST_AUTHORS))


def _worded(reading: Reading, zone: Zone) -> Iterator[str]:
    return (text_inside(span.element) for span in _worded_spans(reading, zone))


def _worded_spans(reading: Reading, zone: Zone) -> Iterator[Span]:
    """Small elements that the page words as `zone`, around the story and not in comments or teasers."""
    start, end = reading.extent
    anchor = reading.title_index if reading.title_index is not None else start
    for span in reading.layout.zoned:
        near = span.zone is zone and anchor - 4 <= span.start <= end + _NEAR
        if near and not _elsewhere(reading, span) and 0 < len(text_inside(span.element)) <= _LONGEST:
            yield span


def _elsewhere(reading: Reading, span: Span) -> bool:
    if span.start >= len(reading.layout.blocks):
        return True
    return reading.story.card[span.start] or reading.story.outside[span.start] in (OUTSIDE_TEXT - {Zone.FURNITURE})


def find_source(reading: Reading) -> str | None:
    """The agency or paper that the story is credited to."""
    blocks = reading.layout.blocks
    credited = [blocks[i].text for i, role in enumerate(reading.roles) if role is Role.SOURCE]
    behind = [b.text for b in blocks[reading.story.end : reading.story.end + 6] if source_in(b.text)]
    for text in (*credited, *_worded(reading, Zone.SOURCE), *behind):
        known = is_known_source(text) or is_bracketed_source(text)
        found = source_in(text) or (text.strip(" .:()") if known else None)
        if found and not byline_in(text):
            return without_buttons(found)
    signed = (blocks[i].text for i, role in enumerate(reading.roles) if role is Role.BYLINE)
    shared = next((source for source in map(source_behind_name, signed) if source), None)
    plain = [text.strip(" .:()") for text in credited if len(text) <= 60 and not is_source_link(text)]
    return shared or (plain[0] if plain else None)


def find_section(reading: Reading, hint: str | None) -> str | None:
    """The section the story stands in: breadcrumb, the link over the headline, machine-readable section, the hint."""
    told = reading.told
    trail = [name for name in told.section_trail if not _is_home(name) and name != reading.title]
    if trail:
        return trail[0]
    machine = article_string(told, "articleSection") or told.first("article:section", "articlesection", "its_section")
    return _breadcrumb(reading) or machine or _worded_section(reading) or _over_headline(reading) or hint


def _worded_section(reading: Reading) -> str | None:
    """A link near the headline that the page words as category."""
    if reading.title_index is None:
        return None
    near = range(reading.title_index - 4, reading.title_index + 5)
    for span in reading.layout.zoned:
        if span.zone is Zone.SECTION and span.start in near and span.end - span.start <= 2:
            name = _SECTION_LABEL.sub("", text_inside(span.element))
            if name and not _is_home(name) and not _elsewhere(reading, span) and name != reading.title:
                return name
    return None


def _is_home(name: str) -> bool:
    return (
        name.casefold().strip() in ("trang chủ", "home", "trang nhất", "homepage", "") or "." in name or len(name) > 40
    )


@lru_cache(maxsize=8192)
def _says_breadcrumb(names: str) -> bool:
    lowered = names.lower()
    return any(word in lowered for word in _BREADCRUMBS)


def _breadcrumb(reading: Reading) -> str | None:
    for span in reading.layout.spans:
        if span.names and _says_breadcrumb(span.names):
            for block in reading.layout.blocks[span.start : span.end]:
                if not _is_home(block.text) and block.text != reading.title:
                    return block.text
    return None


def _over_headline(reading: Reading) -> str | None:
    """The short link right over the headline that stands alone: not one of a menu."""
    story, blocks, at = reading.story, reading.layout.blocks, reading.title_index
    for i in range((at or 0) - 1, max(-1, (at or 0) - 4), -1):
        lone = i == 0 or story.card[i - 1] or not is_pointer(blocks[i - 1])
        fits = is_pointer(blocks[i]) and 2 <= len(blocks[i].text) <= 40 and not _is_home(blocks[i].text)
        if fits:
            inside = lone and story.outside[i] is None and not story.card[i] and not _in_header(blocks[i])
            return blocks[i].text if inside else None
    return None


def _in_header(block: Block) -> bool:
    element: Element | None = block.element
    for _ in range(3):
        if element is None or "header" in class_words(f"{element.tag} {element.get('class') or ''}"):
            return element is not None
        element = element.getparent()
    return False
