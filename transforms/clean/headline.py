"""The printed headline of a page, and which block it is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

from transforms.clean.furniture import is_furniture_line
from transforms.clean.layout import Block, Element, Layout
from transforms.clean.people import is_source_name
from transforms.clean.structured import Structured, article_string, plain
from transforms.clean.zones import Zone, class_words, zone_of
from transforms.vietnamese.stamps import is_stamp_line

_SUFFIX = re.compile(r"\s+(?:[|–—»·•-]|::|\|\|)\s+(?=[^|–—»·•]{2,60}$)")
_SHORTEST = 8
_READ = 20  # characters that a page's names are searched for first
_BREAK = re.compile(r"\W+")
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_PLAIN = {ord(letter): unicodedata.normalize("NFD", letter)[0] for letter in _MARKED} | {ord("đ"): "d"}
_LONGEST = 250
_ABOVE, _BELOW = 8, 4  # blocks before and behind the story's first in which it may stand
_HEADINGS = {"h1": 3, "h2": 1, "h3": 0}
_LOW_HEADINGS = frozenset(["h4", "h5", "h6"])
_TITLE_STEMS = ("title", "tieude", "headline", "tenbai")


def _fold(text: str) -> str:
    """Letters and digits in lower case without their marks: document titles of the 2000s have none."""
    return _BREAK.sub(" ", text.casefold().translate(_PLAIN)).strip()


def told_titles(told: Structured, hint: str | None) -> list[str]:
    """What machines and the door call the page, most trusted first, without repeats."""
    titles = [
        article_string(told, "headline", "name"), told.first("og:title"), told.first("twitter:title", "headline"),
        told.document_title, hint,
    ]  # fmt: skip
    seen: dict[str, None] = {}
    for title in titles:
        if title and plain(title):
            seen.setdefault(plain(title))
    return list(seen)


@lru_cache(maxsize=8192)
def _beginning(text: str) -> str:
    return _fold(text)[:_SHORTEST]


def _agreement(block: Block, folded_titles: list[str]) -> int:
    """How well the block agrees with what the page is called: 4 equal, 3 it is its beginning, 0 not at all."""
    folded = _fold(block.text)
    if len(folded) < _SHORTEST:
        return 0
    if folded in folded_titles:
        return 4
    if any(title.startswith(folded + " ") and len(folded) >= 0.4 * len(title) for title in folded_titles):
        return 3
    if any(title.endswith(" " + folded) and len(folded) >= 0.5 * len(title) for title in folded_titles):
        return 3
    if any(len(title) >= 20 and folded.startswith(title) and len(folded) < 2 * len(title) for title in folded_titles):
        return 2
    return 0


def find_headline(layout: Layout, titles: list[str]) -> int | None:
    """Index of the block that prints the headline: the best by agreement, heading rank, own words, no link, first."""
    folded = [_fold(title) for title in titles]
    all_titles = "\n".join(folded)  # what agrees with one begins with letters that stand in it
    longest = 2 * max(map(len, titles), default=0)
    best: tuple[tuple[int, int, int, int], int] | None = None
    for i, block in enumerate(layout.blocks):
        if not 3 <= len(block.text) <= 400:
            continue
        may_agree = len(block.text) <= longest and _beginning(block.text[:_READ]) in all_titles
        agreement = _agreement(block, folded) if may_agree else 0
        if not agreement and block.tag != "h1":
            continue
        linked = block.link_share > 0.5
        if linked and not agreement:
            continue
        rank = _HEADINGS.get(_heading(block), -1)
        worded = zone_of(block.tag, block.names) is Zone.TITLE
        key = (agreement + rank - 2 * linked + worded, rank, -block.link_chars, -i)
        if best is None or key > best[0]:
            best = (key, i)
    return best[1] if best and best[0][0] >= 2 else None


def headline_above(layout: Layout, start: int, end: int) -> int | None:
    """The headline of a page that is called nothing, at the head of the story.

    A block worded title, or a heading; else one that reads like a headline right over a stamp.
    """
    near = range(max(0, start - _ABOVE), min(start + _BELOW, end))
    fits = [i for i in near if _fits_headline(layout.blocks[i])]
    ranked = (i for i in fits if _is_worded(layout.blocks[i]) or _heading(layout.blocks[i]) in _HEADINGS)
    low = (i for i in fits if _heading(layout.blocks[i]) or _over_stamp(layout, i))
    return next(chain(ranked, low), None)


def _fits_headline(block: Block) -> bool:
    words = block.text.count(" ") + 1
    return words >= 3 and len(block.text) <= _LONGEST and block.link_share < 0.5 and not is_furniture_line(block.text)


def _is_worded(block: Block) -> bool:
    """Whether class words call the block a title; its last word may be glued or numbered (`news-detail-title2`)."""
    if zone_of(block.tag, block.names) is Zone.TITLE:
        return True
    return any(word.startswith(_TITLE_STEMS) or word.endswith(_TITLE_STEMS) for word in class_words(block.names))


def _over_stamp(layout: Layout, i: int) -> bool:
    block = layout.blocks[i]
    words = block.text.count(" ") + 1
    if not 5 <= words <= 40 or not block.text[0].isupper() or block.text.endswith((".", ":", ";", ",")):
        return False
    below = layout.blocks[i + 1 : i + 3]
    return not is_stamp_line(block.text) and any(is_stamp_line(other.text) for other in below)


def _heading(block: Block) -> str:
    element: Element | None = block.element
    for _ in range(3):
        if element is None:
            return ""
        if element.tag in _HEADINGS or element.tag in _LOW_HEADINGS:
            return str(element.tag)
        element = element.getparent()
    return ""


def without_site(title: str) -> str:
    """A document title without the site's name behind or before it: `Tin A - Báo B` → `Tin A`."""
    parts = _SUFFIX.split(title)
    if len(parts) > 1 and len(parts[0]) >= 15 and not is_source_name(parts[0]):
        return parts[0]
    before, mark, rest = title.partition(" - ")
    return rest.strip() if mark and len(rest) >= 15 and is_source_name(before) else title


def _with_broken_lines(layout: Layout, index: int, folded_titles: set[str]) -> str:
    """The headline with the lines that line breaks part from it, where the page is called so."""
    block = layout.blocks[index]
    first = index
    while first > 0 and not layout.blocks[first].starts and layout.blocks[first - 1].element is block.element:
        first -= 1
    for start in dict.fromkeys((index, first)):
        text = layout.blocks[start].text
        for follower in layout.blocks[start + 1 : start + 5]:
            if follower.element is not block.element or follower.starts:
                break
            text = f"{text} {follower.text}"
            if _fold(text) in folded_titles:
                return text
    return block.text


def headline_text(layout: Layout, index: int | None, titles: list[str]) -> str | None:
    """The headline as printed; the page's own name for itself without the site where none is printed."""
    if index is not None:
        return _with_broken_lines(layout, index, {_fold(title) for title in titles})
    return without_site(titles[0]) if titles else None
