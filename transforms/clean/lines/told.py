"""What the door says of a text: its headline and lead, held against what the lines print themselves."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.clean.lines.foreign import pairs
from transforms.clean.lines.prefixes import Opening, open_paragraph
from transforms.clean.lines.shapes import Line, line_key, normalise_line
from transforms.domain.pages import Hints
from transforms.vietnamese.stamps import is_stamp_line

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->")
_SHORTEST_KEY = 12  # letters; a shorter text is contained in others by chance
_SAME_HEADLINE = 0.6  # of the longer one's letters; the rest is a site's name or what a feed cut off
_LONGEST_HEADLINE = 32  # words
_SAME_TEXT = 0.85  # of the word pairs of both
_SAID_AGAIN = 0.97  # of the lead's word pairs; a paragraph that retells it shares up to .95 and lacks something of it
_REACH = 60  # characters beyond the lead's length in which a paragraph can say it again
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
    """Whether a line prints the headline that was told: cut short, with a site's name behind or a stamp before it."""
    told = line_key(title.rstrip(" .…"))
    if line.key == told:
        return bool(told)
    short, long = sorted((line.key, told), key=len)
    if len(short) < _SHORTEST_KEY or line.words > _LONGEST_HEADLINE:
        return False
    stamped = line.key.endswith(told) and is_stamp_line(line.core[: -len(title)])
    return stamped or (long.startswith(short) and len(short) >= _SAME_HEADLINE * len(long))


def find_lead(hints: Hints, title: str | None, paragraphs: Sequence[str]) -> Lead:
    """The told lead, unless it only repeats the headline or stands in the first paragraphs.

    Where the first of several paragraphs is the lead, near-equal wording included, it becomes the lead, as printed.
    """
    told = open_paragraph(plain(hints.sapo) or "")
    key = line_key(told.text.rstrip(" .…"))
    if not key or key == line_key(title or ""):
        return Lead(text=None, paragraphs=tuple(paragraphs))
    if len(paragraphs) > 1 and _is_same(told, key, paragraphs[0]):
        return Lead(text=paragraphs[0], paragraphs=tuple(paragraphs[1:]))
    if any(_holds(told, key, paragraph) for paragraph in paragraphs[:_LEADING]):
        return Lead(text=None, paragraphs=tuple(paragraphs))
    return Lead(text=told.text, paragraphs=tuple(paragraphs), dateline=told.dateline)


def _is_same(told: Opening, key: str, paragraph: str) -> bool:
    """Whether a paragraph says what the lead says, and nothing else; a cut lead is the paragraph's beginning."""
    printed = line_key(paragraph)
    if printed == key:
        return True
    cut = 2 * len(key) > len(printed) and printed.startswith(key)
    return cut or all(_share(*texts) >= _SAME_TEXT for texts in ((told.text, paragraph), (paragraph, told.text)))


def _holds(told: Opening, key: str, paragraph: str) -> bool:
    """Whether a paragraph contains the lead, word for word or in nearly the same words at its head."""
    if len(key) >= _SHORTEST_KEY and key in line_key(paragraph):
        return True
    return _share(told.text, paragraph[: len(told.text) + _REACH]) >= _SAID_AGAIN


def _share(text: str, other: str) -> float:
    """The share of the word pairs of `text` that `other` has too; 0 for a word or two."""
    mine, theirs = set(pairs([text])), set(pairs([other]))
    return len(mine & theirs) / len(mine) if len(mine) > 1 else 0.0
