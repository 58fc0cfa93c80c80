"""What a publisher prints on page after page: counts of short lines over its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from transforms.clean.guard import guard
from transforms.clean.lines.shapes import Shape, read_lines
from transforms.clean.options import CleanOptions
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Page

# A line met in three articles of a publisher is the publisher's, not the article's.
RECURS = 3


def countable_keys(lines: Sequence[str]) -> frozenset[str]:
    """The keys of a text's short lines, each once: what one article adds to the history of its publisher."""
    return frozenset(line.key for line in read_lines(lines) if line.key and line.shape is not Shape.PROSE)


def count_lines(texts: Iterable[Sequence[str]]) -> Counter[str]:
    """In how many texts of a publisher each short line occurs; `history` of `assign_roles`."""
    found: Counter[str] = Counter()
    for lines in texts:
        found.update(countable_keys(lines))
    return found


def countable_keys_of(page: Page) -> frozenset[str]:
    """The same of a flattened page; none of one that cannot be read."""
    try:
        return countable_keys(guard(page.body, page.hints.charset, CleanOptions()).text.split("\n"))
    except ArticleError:
        return frozenset()
