"""Byline, credited source and section of a page that has been read."""

from __future__ import annotations

from transforms.clean.people import byline_in, is_name, source_in, strip_byline
from transforms.clean.reading import Reading
from transforms.clean.roles import Role
from transforms.clean.structured import article_authors, article_string
from transforms.clean.zones import Zone

_AUTHOR_META = ("article:author", "dable:author", "author", "dc.creator", "sailthru.author", "parsely-author", "cxenseparse:author")
_NEAR = 20  # blocks before the headline and behind the story in which an author's name is looked for


def find_byline(reading: Reading, hint: str | None) -> str | None:
    """Who wrote the story: a place the page calls author, the signature, then machine-readable authors, then the hint."""
    for text in (*_signatures(reading), *_author_places(reading)):
        name = byline_in(text, labelled=True)
        if name:
            return name
    told = [*article_authors(reading.told), *(reading.told.meta.get(n, [""])[0] for n in _AUTHOR_META)]
    for text in (*told, hint or ""):
        name = strip_byline(text)
        if name and not text.startswith("http") and is_name(name):
            return name
    return None


def _signatures(reading: Reading) -> list[str]:
    blocks = reading.layout.blocks
    return [blocks[i].text for i, role in enumerate(reading.roles) if role is Role.BYLINE]


def _author_places(reading: Reading) -> list[str]:
    """Texts of small elements worded as author, around the story."""
    start, end = reading.extent
    anchor = reading.title_index if reading.title_index is not None else start
    texts = []
    for span in reading.layout.spans:
        if span.zone is not Zone.AUTHOR or not anchor - 4 <= span.start <= end + _NEAR:
            continue
        text = " ".join("".join(span.element.itertext()).split())
        if 0 < len(text) <= 120:
            texts.append(text)
    return texts


def find_source(reading: Reading) -> str | None:
    """The agency or paper that the story is credited to."""
    blocks = reading.layout.blocks
    for i, role in enumerate(reading.roles):
        if role is Role.SOURCE:
            return source_in(blocks[i].text) or blocks[i].text.strip(" .:")
    for block in blocks[reading.story.end : reading.story.end + 6]:
        found = source_in(block.text)
        if found:
            return found
    return None


def find_section(reading: Reading, hint: str | None) -> str | None:
    """The section the story stands in: breadcrumb, machine-readable section, then the hint."""
    told = reading.told
    trail = [name for name in told.section_trail if not _is_home(name) and name != reading.title]
    if trail:
        return trail[0]
    printed = _breadcrumb(reading)
    if printed:
        return printed
    return article_string(told, "articleSection") or told.first("article:section", "articlesection", "its_section") or hint


def _is_home(name: str) -> bool:
    return name.casefold().strip() in ("trang chủ", "home", "trang nhất", "homepage", "") or "." in name or len(name) > 40


def _breadcrumb(reading: Reading) -> str | None:
    for span in reading.layout.spans:
        names = span.names.lower()
        if "breadcrumb" in names or "breadcumb" in names or "breakcrumb" in names:
            for block in reading.layout.blocks[span.start : span.end]:
                if not _is_home(block.text) and block.text != reading.title:
                    return block.text
    return None
