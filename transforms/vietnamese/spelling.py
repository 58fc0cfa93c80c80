"""Which words are Vietnamese syllables, by the rules of the spelling: onset, rime, tone.

Source of onsets and rimes: the orthography as taught (quốc ngữ), with the rare rimes of loan and imitative words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_ONSETS = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_STOPPED = ("c", "ch", "p", "t")
_RIME_ROWS = files("transforms.vietnamese").joinpath("rimes.txt").read_text("utf-8").splitlines()
_RIMES = frozenset(rime for row in _RIME_ROWS if not row.startswith("#") for rime in row.split())
_WORD = re.compile(r"[^\W\d_]+")


def _without_tone(syllable: str) -> tuple[str, list[str]]:
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = [_TONES[char] for char in decomposed if char in _TONES]
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in _TONES)), tones


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case and Unicode form, is spelled as a Vietnamese syllable may be."""
    plain, tones = _without_tone(word.lower())
    if len(tones) > 1 or not 1 <= len(plain) <= 7:
        return False
    for onset in _ONSETS:
        rime = plain[len(onset) :]
        if plain.startswith(onset) and rime in _RIMES:
            return not rime.endswith(_STOPPED) or not tones or tones[0] in ("sắc", "nặng")
    return False


def valid_share(text: str, *, accented_only: bool = False) -> float:
    """Share of the words that are Vietnamese syllables, 0–1; 0 where there is no word.

    accented_only  count only words that are not plain ASCII: what tells a right charset from a wrong one
    """
    valid = total = 0
    for word in text.split() if accented_only else _WORD.findall(text):
        bare = word.strip("\"'“”‘’.,:;!?()[]{}…-–—/*<>|")
        if not bare or (accented_only and bare.isascii()):
            continue
        total += 1
        valid += is_syllable(bare)
    return valid / total if total else 0.0
