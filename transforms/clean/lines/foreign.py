"""Whether the lines at the end speak of another subject than the article; a hint, never a proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from transforms.clean.lines.shapes import terms

_MOST_LINES = 300  # on each side; longer texts are judged by what stands next to the cue
_RECURRENT = 3  # a pair of words said so often belongs to the article's subject
# Measured on 600 news texts of 2017, the last quarter against the rest: word pairs shared, median .21 (5 % below .08)
# for the same story, .02 (95 % below .08) for another; recurrent pairs met again, median .36 and 0.
_ALIEN_PAIRS = 0.08
_FEWEST_PAIRS = 40  # behind a weak cue; one short paragraph may share none with its own story
_FEW_PAIRS, _FEW_SUBJECT = 0.24, 0.20


def pairs(texts: Sequence[str]) -> list[tuple[str, str]]:
    """All pairs of neighbouring words of some texts."""
    found: list[tuple[str, str]] = []
    for text in texts:
        words = terms(text)
        found.extend(pairwise(words))
    return found


def breaks_subject(body: Sequence[str], tail: Sequence[str], *, strong_cue: bool) -> bool:
    """Whether `tail` shares too few word pairs with `body` to go on with its story.

    Asked only where a structural cue stands between the two: a strong one (a signature, a gallery's announcement, a
    comment prompt) or a weak one (a box of links, which true paragraphs often follow). By words alone about one true
    ending in six would look foreign.
    """
    said, now = Counter(pairs(body[-_MOST_LINES:])), pairs(tail[:_MOST_LINES])
    if not said or not now:
        return False
    shared = sum(pair in said for pair in now) / len(now)
    if not strong_cue:
        return len(now) >= _FEWEST_PAIRS and shared < _ALIEN_PAIRS / 2
    subject = {pair for pair, count in said.items() if count >= _RECURRENT}
    covered = len(subject & set(now)) / len(subject) if subject else 0.0
    return shared < _ALIEN_PAIRS or (shared < _FEW_PAIRS and covered < _FEW_SUBJECT)
