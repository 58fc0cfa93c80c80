"""Names that sign a text or are credited for a picture."""

from __future__ import annotations

from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView

_CREDITS = frozenset("ảnh tin bài hiện clip video nguồn họa".split())


def byline_role(view: TextView, name: Name) -> str | None:
    """`byline` for a name behind "Ảnh:", "Bài:" … or alone on its line after a text, else None."""
    words, keys = view.tokens.words, view.tokens.keys
    if name.sign == "byline":
        return "byline"
    if keys[max(name.first - 1, 0)] == ":" and keys[max(name.first - 2, 0)] in _CREDITS:
        return "byline"
    opens = name.first > 0 and words[name.first - 1] == "\n"
    closes = name.behind == len(words) or words[name.behind] == "\n"
    return "byline" if opens and closes else None
