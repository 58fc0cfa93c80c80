"""Names of which only initials are printed: "Ng.T.Ng", "Ph.V.Th.", "Nguyễn Thị H.M."."""

from __future__ import annotations

import re

from transforms.annotate.view import TextView

_PART = r"(?:[^\W\d_]|Th|Ph|Tr|Kh|Ng|Nh|Ch|Gi|Qu)"
_LONGEST = 2  # letters of one initial
_INITIAL = re.compile(rf"(?:[^\W\d_]\.){{0,3}}{_PART}")
_SEVERAL = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]")
_PAIR = re.compile(r"[^\W\d_]\.[^\W\d_]")


def is_initial(word: str) -> bool:
    """Whether a token is one initial, or several joined by points: "H", "Ng", "H.M"."""
    return _INITIAL.fullmatch(word) is not None


def initials_end(view: TextView, index: int, *, signed: bool) -> int | None:
    """Behind initials that stand for a whole name; two are enough where a sign goes before. None where none stand."""
    tokens = view.tokens
    word = tokens.words[index]
    if len(word) > _LONGEST and "." not in word:
        return None
    if _SEVERAL.fullmatch(word) or (signed and _PAIR.fullmatch(word)):
        return _chain_end(view, index)
    end = _chain_end(view, index)
    letters = sum(len(tokens.words[i].split(".")) for i in range(index, end, 2))
    return end if end > index + 1 and (letters >= 3 or (signed and letters == 2)) else None


def _chain_end(view: TextView, index: int) -> int:
    """Behind further initials glued by points: "Ng | .T.Ng"."""
    tokens = view.tokens
    if not is_initial(tokens.words[index]):
        return index + 1
    end = index + 1
    while tokens.words[end : end + 1] == ["."] and tokens.glued(end) and tokens.glued(end + 1):
        if not (tokens.capital(end + 1) and is_initial(tokens.words[end + 1])):
            break
        end += 2
    return end
