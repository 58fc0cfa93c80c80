"""Sources that share one credit: "(Nguồn: AFP/TTXVN)", "Ảnh: Getty/CNBC"."""

from __future__ import annotations

from transforms.annotate.view import TextView

_CREDITS = frozenset("ảnh tin bài clip video nguồn".split())
_LONGEST = 8  # tokens


def shares_credit(view: TextView, index: int) -> bool:
    """Whether a slash joins the name at a token to another source of the same credit."""
    tokens = view.tokens
    at = index
    while at > 1 and tokens.words[at - 1] == "/" and tokens.capital(at - 2):
        at -= 2
        while tokens.capital(at - 1) and index - at < _LONGEST:
            at -= 1
    if at == index or not tokens.capital(index):
        return False
    before = tokens.keys[at - 1] if at else "("
    return before in ("(", "theo", "\n") or (before == ":" and tokens.keys[at - 2] in _CREDITS)
