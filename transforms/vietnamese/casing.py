"""Lower case that keeps offsets."""

from __future__ import annotations


def lower_in_place(text: str) -> str:
    """The text in lower case, every code point at its place.

    `str.lower` makes two code points of `İ`; where it does so the character stays as it is.
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)
