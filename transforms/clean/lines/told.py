"""What the door says of a text: its headline and lead, held against what the lines print themselves."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.clean.lines.foreign import pairs
from transforms.clean.lines.prefixes import Opening, open_paragraph
from transforms.clean.lines.shapes import Line, line_key, normalise_line, terms
from transforms.domain.pages import Hints

_TAG = re.compile(r"<[^<>]{0,2000}>")
_SHORTEST_KEY = 12  # letters; a shorter text is contained in others by chance
_SAME_HEADLINE = 0.6  # of the longer one's letters; the rest is a site's name or what a feed cut off
_LONGEST_HEADLINE = 32  # words
_SAME_LEAD = 0.85  # of the word pairs; two leads of one story share a third at most
_REACH = 200  # characters beyond the lead's length in which a paragraph can say it again
_LEADING = 3  # paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The lead of an article and the paragraphs that follow it.

    text      None where nobody told a lead, and where a paragraph holds it among other sentences
    dateline  what was cut off before the told lead
    """

    text: str | None
    paragraphs: tuple[str, ...]
    dateline: str | None = None


def plain(text: str | None) -> str | None:
    """A hint without tags and character references, white space collapsed; None where nothing is left."""
    if not text:
        return None
    return normalise_line(html.unescape(_TAG.sub(" ", text))) or None


def is_told_headline(line: Line, title: str) -> bool:
    """Whether a line prints the headline that was told, which may be cut short or bear a site's name behind it."""
    told = line_key(title.rstrip(" .…"))
    if line.key == told:
        return bool(told)
    short, long = sorted((line.key, told), key=len)
    if len(short) < _SHORTEST_KEY or line.words > _LONGEST_HEADLINE:
        return False
    return long.startswith(short) and len(short) >= _SAME_HEADLINE * len(long)


def find_lead(hints: Hints, title: str | None, paragraphs: Sequence[str]) -> Lead:
    """The told lead, unless it only repeats the headline or stands in the first paragraphs.

    Where the first paragraph is the lead, near-equal wording included, that paragraph becomes it, as printed.
    """
    told = open_paragraph(plain(hints.sapo) or "")
    key = line_key(told.text.rstrip(" .…"))
    if not key or key == line_key(title or ""):
        return Lead(text=None, paragraphs=tuple(paragraphs))
    if paragraphs and _is_same(told, key, paragraphs[0]):
        return Lead(text=paragraphs[0], paragraphs=tuple(paragraphs[1:]))
    if any(_holds(told, key, paragraph) for paragraph in paragraphs[:_LEADING]):
        return Lead(text=None, paragraphs=tuple(paragraphs))
    return Lead(text=told.text, paragraphs=tuple(paragraphs), dateline=told.dateline)


def _is_same(told: Opening, key: str, paragraph: str) -> bool:
    """Whether a paragraph says what the lead says, and nothing else; a cut lead is the paragraph's beginning."""
    printed = line_key(paragraph)
    if printed == key:
        return True
    return 2 * len(key) > len(printed) and _holds(told, key, paragraph) and _shares(paragraph, told.text)


def _holds(told: Opening, key: str, paragraph: str) -> bool:
    """Whether a paragraph contains the lead, word for word or in nearly the same words at its head."""
    if len(key) >= _SHORTEST_KEY and key in line_key(paragraph):
        return True
    return _shares(told.text, paragraph[: len(told.text) + _REACH])


def _shares(text: str, other: str) -> bool:
    """Whether `other` has nearly all the word pairs of `text` (the words, where it is a word or two)."""
    mine, theirs = (set(pairs([one])) if len(terms(text)) > 2 else set(terms(one)) for one in (text, other))
    return bool(mine) and len(mine & theirs) >= _SAME_LEAD * len(mine)
