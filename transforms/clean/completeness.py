"""A second opinion on the text: for pages that our rules do not fit, and for other languages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from transforms.clean.extraction import page_lines
from transforms.clean.furniture import is_furniture_line
from transforms.clean.language import vietnamese_share
from transforms.clean.layout import Element, collapse
from transforms.clean.page_type import PageType
from transforms.clean.reading import Reading
from transforms.clean.story import is_prose
from transforms.clean.zones import Zone

_FOREIGN = 0.1  # share of words with Vietnamese letters in a page's prose; below it our rules are not meant for it
_SAMPLED, _FIRST = 20, 4  # blocks of prose
_CERTAIN = 0.3  # share in the first of them that settles it; running Vietnamese has .45
_ENOUGH = 0.6  # of the page's prose: who keeps this much is not asked again
_SHORTEST_LINE = 80  # characters of a line that another extractor's text is judged by
_DOUBT = 0.5  # prose missed, as a share of the text kept, from which the third extractor is asked
_LEAST_MISSED = 400  # characters
_MOST_TAGS = 60_000  # trafilatura's time grows with the square of the elements; 30,000 spans take it seconds
_SHORTEST_FOREIGN = 200


def is_foreign(reading: Reading) -> bool:
    """Whether the prose of the page is in another language than Vietnamese."""
    sample = islice((block.text for block in reading.layout.blocks if is_prose(block)), _SAMPLED)
    first = " ".join(islice(sample, _FIRST))
    if vietnamese_share(first) >= _CERTAIN:
        return False
    prose = " ".join((first, *sample))
    return bool(prose.strip()) and vietnamese_share(prose) < _FOREIGN


def read_foreign(reading: Reading, root: Element) -> Reading:
    """The reading with the text that trafilatura finds, for pages of other languages: its home ground, not ours.

    Only pages of which it makes nothing, and video and forum pages, keep their type.
    """
    if len(reading.layout.spans) > _MOST_TAGS or sum(1 for _ in root.iter()) > _MOST_TAGS:
        return replace(reading, flags=(*reading.flags, "text:unconfirmed"))
    lines = page_lines(root)
    if sum(map(len, lines)) < _SHORTEST_FOREIGN:
        return reading
    kind = PageType.ARTICLE if reading.kind in (PageType.INDEX, PageType.OTHER) else reading.kind
    return replace(reading, kind=kind, sapo=None, paragraphs=tuple(lines), flags=(*reading.flags, "text:trafilatura"))


def complete(reading: Reading, root: Element, markup: str) -> Reading:
    """The reading, with trafilatura's text where two other extractors agree that ours misses much of the story.

    Flags: `text:trafilatura` where it was replaced, `completeness:doubtful` where only one of them says so.
    """
    if _keeps_enough(reading) and "text:disputed" not in reading.flags:
        return reading
    if markup.count("<") > _MOST_TAGS:
        return replace(reading, flags=(*reading.flags, "completeness:unchecked"))
    missed = _missed(reading, _resiliparse(markup))
    kept = sum(map(len, reading.paragraphs)) + len(reading.sapo or "")
    if sum(map(len, missed)) <= max(_LEAST_MISSED, _DOUBT * kept):
        return reading
    other = [
        line for line in page_lines(root) if not is_furniture_line(line) and line not in (reading.title, reading.sapo)
    ]
    also_missed = _missed(reading, other)
    if 2 * sum(map(len, also_missed)) < sum(map(len, missed)):
        return replace(reading, flags=(*reading.flags, "completeness:doubtful"))
    return replace(reading, paragraphs=tuple(other), flags=(*reading.flags, "text:trafilatura"))


def _keeps_enough(reading: Reading) -> bool:
    kept = sum(map(len, reading.paragraphs)) + len(reading.sapo or "") + sum(map(len, reading.captions))
    return kept >= _ENOUGH * reading.story.page_prose


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold())


def _missed(reading: Reading, lines: list[str]) -> list[str]:
    """Long lines of another extractor that are nowhere in our text or captions, nor known as comments or teasers."""
    story, blocks = reading.story, reading.layout.blocks
    known = (b.text for i, b in enumerate(blocks) if story.card[i] or story.outside[i] is Zone.COMMENT)
    ours = _fold(" ".join((reading.sapo or "", *reading.paragraphs, *reading.captions, *known)))
    return [line for line in lines if len(line) >= _SHORTEST_LINE and _fold(line).strip()[:_SHORTEST_LINE] not in ours]


def _resiliparse(markup: str) -> list[str]:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(markup, main_content=True, alt_texts=False, links=False, comments=False)
    return [collapse(line) for line in text.splitlines() if line.strip()]
