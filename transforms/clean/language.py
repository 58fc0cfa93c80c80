"""The language of a text: diacritics first, a trained classifier where they do not decide."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1EA0-\u1EF9][^\W\d_]*")  # with the rest of its word: one match a word
_SAMPLE = 3_000  # characters read
_CERTAIN_SHARE = 0.18  # share of words with a letter only Vietnamese has; running Vietnamese has .45 and more
_LEAST_SHARE = 0.02


def vietnamese_share(text: str) -> float:
    """Share of the words that hold a letter which, in Latin script, only Vietnamese writes. NFC expected."""
    sample = text[:_SAMPLE]
    words = len(_WORD.findall(sample))
    return len(_VIETNAMESE.findall(sample)) / words if words else 0.0


def detect_language(text: str, share: float | None = None) -> str | None:
    """ISO 639-1 code, or None where the text is too short or nothing is recognised. NFC expected.

    share  of the words that hold a Vietnamese letter, where it is known already
    """
    share = vietnamese_share(text) if share is None else share
    if share >= _CERTAIN_SHARE:
        return "vi"
    import pycld2

    sample = "".join(c for c in text[:_SAMPLE] if c.isprintable() or c.isspace()).encode("utf-8", "ignore")
    try:
        reliable, _, details = pycld2.detect(sample, bestEffort=True)
    except pycld2.error:
        return None
    code = str(details[0][1])
    if code == "un":
        return None
    return code.split("-")[0] if reliable or share < _LEAST_SHARE or code == "vi" else None
