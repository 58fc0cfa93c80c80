"""One spelling for the many that a place name has, and the slug that goes into its key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# `hoà` and `hòa` are one syllable; so are `thuỷ` and `thủy`.
_TONE_PLACES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_I_FOR_Y = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
_CONSONANT_Y = re.compile(r"(?:[bcdđghklmnprstvx]+|qu)[yýỳỷỹỵ]")
_APOSTROPHES = re.compile(r"['’ʼ‘`\-]")
# Names of the Central Highlands are written in several ways, all official at some time.
_HIGHLANDS = dict.fromkeys(("đăk", "đắc", "đak", "dak", "đác"), "đắk") | dict.fromkeys(("lăk", "lak", "lắc"), "lắk")
_BLANKS = re.compile(r"[\s–]+")
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=1 << 16)
def fold_syllable(word: str) -> str:
    """The key of a written syllable: lower case, old tone place, i for y after a consonant, no apostrophe or hyphen."""
    low = _APOSTROPHES.sub("", word.lower())
    tail = _TONE_PLACES.get(low[-2:])
    if tail and not low.startswith("qu"):
        low = low[:-2] + tail
    if _CONSONANT_Y.fullmatch(low):
        low = low.translate(_I_FOR_Y)
    return _HIGHLANDS.get(low, low)


def fold_name(name: str) -> str:
    """The key of a name: its folded syllables with one space between; a hyphen between words counts as a space."""
    spaced = re.sub(r" ?[-–] ?(?=[^\W\da-zà-ỹđ_])| [-–] ", " ", name)
    return " ".join(fold_syllable(word) for word in _BLANKS.split(spaced) if word)


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """A name in ASCII for keys: `Ea H'leo` → `ea-hleo`."""
    bare = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _NO_SLUG.sub("-", re.sub("['’ʼ]", "", letters)).strip("-")
