"""Where the story is on the page: the element that holds its running text, found by mass of prose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from transforms.clean.furniture import is_furniture_line, is_pointer
from transforms.clean.layout import Block, Element, Layout, Span, body_words
from transforms.clean.zones import OUTSIDE_TEXT, Zone

_SHORTEST_PROSE = 50  # characters of a block that counts as prose without the signs of a sentence
_SHORTEST_SENTENCE = 20
_LONGEST_CARD = 900  # characters of a teaser: headline, time, lead
_FEWEST_CARDS = 3
_MOST_IN_CARD = 8  # blocks
_SHORTEST_POINTER = 15
_LINES = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "span", "a", "strong", "b", "em", "i", "font", "blockquote", "tr"]
)  # part of a story, never all
_CARD_TAGS = frozenset(["li", "article", "div", "section", "td", "tr", "p", "a", "h3", "h4", "dd"])
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", '."', ".”", '"', "”", ")", "'")
_LINK_PENALTY = 0.5  # a character of bare links weighs against a container half of what one of prose weighs for it
_DEEPEST_SHARE = 0.92  # the deepest element with this share of the best score wins: it has less furniture
_BODY_WORDS_BONUS = 1.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Where things are, in block indexes.

    outside    per block: the zone that takes it out of the text, or None
    card       per block: whether it belongs to a list of teasers
    start, end the blocks of the body element, half open; equal where no prose was found
    prose_mass characters of prose inside it;  page_prose  on the whole page;  body_names, element  the body element
    """

    outside: tuple[Zone | None, ...]
    card: tuple[bool, ...]
    start: int
    end: int
    prose_mass: int
    page_prose: int
    body_names: str
    element: Element | None


def is_sentence(text: str) -> bool:
    """Whether a short line has the form of a sentence."""
    return len(text) >= _SHORTEST_SENTENCE and text.endswith(_SENTENCE_ENDS) and text.count(" ") >= 3


def is_prose(block: Block) -> bool:
    """Whether the block is running text by its own looks; worked out once a block."""
    if block.prose is None:
        block.prose = _looks_like_prose(block)
    return block.prose


def _looks_like_prose(block: Block) -> bool:
    text = block.text
    if len(text) < _SHORTEST_SENTENCE or block.link_share >= 0.5:
        return False
    long_enough = len(text) >= _SHORTEST_PROSE and text.count(" ") >= 8
    return (long_enough or is_sentence(text)) and not is_furniture_line(text)


def find_story(layout: Layout, title_index: int | None) -> Story:
    """The body element of the page and what is not text inside it; O(blocks + spans)."""
    prose = [is_prose(block) for block in layout.blocks]
    mass = _sums(len(b.text) if p else 0 for b, p in zip(layout.blocks, prose, strict=True))
    outside = _outside(layout, mass, title_index)
    card = _cards(layout)
    scores = _sums(_score(block, prose[i], outside[i], card[i]) for i, block in enumerate(layout.blocks))
    best = _best_span(layout, scores, title_index)
    start, end = (best.start, best.end) if best else (0, 0)
    inside = [len(layout.blocks[i].text) for i in range(start, end) if prose[i] and outside[i] is None and not card[i]]
    return Story(
        outside=tuple(outside), card=tuple(card), start=start, end=end, prose_mass=sum(inside),
        page_prose=int(mass[-1]), body_names=best.names if best else "",
        element=best.element if best else None,
    )  # fmt: skip


def _sums(values: Iterable[float]) -> list[float]:
    """Sums of the first 0, 1, 2 … values: what a span holds is the difference of two."""
    return list(accumulate(values, initial=0.0))


def _score(block: Block, prose: bool, outside: Zone | None, card: bool) -> float:
    if outside is not None:
        return 0.0
    if card or is_pointer(block):
        return -_LINK_PENALTY * len(block.text)
    return len(block.text) - 2.0 * block.link_chars if prose else 0.0


def _outside(layout: Layout, mass: list[float], title_index: int | None) -> list[Zone | None]:
    """Zones whose words are believed: not those that hold the headline or most of the page's prose."""
    zones: list[Zone | None] = [None] * len(layout.blocks)
    covered = 0
    for span in layout.zoned:
        if span.zone not in OUTSIDE_TEXT or span.end <= covered or not _believed(span, mass, title_index):
            continue
        covered = span.end
        zones[span.start : span.end] = [span.zone] * (span.end - span.start)
    return zones


def _believed(span: Span, mass: list[float], title_index: int | None) -> bool:
    if title_index is not None and span.start <= title_index < span.end:
        return False
    if span.zone is Zone.COMMENT:
        return True
    inside = mass[span.end] - mass[span.start]
    return not (inside > 600 and inside > 0.5 * mass[-1])


def _cards(layout: Layout) -> list[bool]:
    """Marks teasers: like elements, short, with a block that is all link; three siblings, or four on the page."""
    siblings: dict[tuple[int, str, str], list[Span]] = defaultdict(list)
    page_wide: dict[tuple[str, str], list[Span]] = defaultdict(list)
    lengths = _sums(len(block.text) for block in layout.blocks)
    pointers = _sums(_is_long_pointer(block) for block in layout.blocks)
    for span in layout.spans:
        if not 0 < span.end - span.start <= _MOST_IN_CARD or pointers[span.start] == pointers[span.end]:
            continue
        short = lengths[span.end] - lengths[span.start] <= _LONGEST_CARD
        if short and span.tag in _CARD_TAGS and span.zone is not Zone.AUTHOR:
            word = span.names.split()[0] if span.names else ""
            siblings[(id(span.element.getparent()), span.tag, word)].append(span)
            if word and span.end - span.start > 1:
                page_wide[(span.tag, word)].append(span)
    groups = [
        *(g for g in siblings.values() if len(g) >= _FEWEST_CARDS),
        *(g for g in page_wide.values() if len(g) > _FEWEST_CARDS),
    ]
    marks = [False] * len(layout.blocks)
    for span in (span for group in groups for span in group):
        marks[span.start : span.end] = [True] * (span.end - span.start)
    return marks


def _is_long_pointer(block: Block) -> bool:
    return len(block.text) >= _SHORTEST_POINTER and is_pointer(block)


def _best_span(layout: Layout, scores: list[float], title_index: int | None) -> Span | None:
    best: tuple[float, int] | None = None
    rated: list[tuple[float, Span]] = []
    for span in layout.spans:
        score = scores[span.end] - scores[span.start]
        if score <= 0 or span.end - span.start < 1:
            continue
        if body_words(span):
            score *= _BODY_WORDS_BONUS
        rated.append((score, span))
        if best is None or score > best[0]:
            best = (score, span.depth)
    if best is None:
        return None
    close = [entry for entry in rated if entry[0] >= _DEEPEST_SHARE * best[0]]
    containers = [entry for entry in close if entry[1].tag not in _LINES]
    return max(containers or close, key=lambda entry: (entry[1].depth, entry[0]))[1]
