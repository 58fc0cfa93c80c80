"""What stands around a name, and what that says: a place, a person, or another word."""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import any_of, context_words
from transforms.vietnamese.gazetteer.spelling import fold_syllable
from transforms.vietnamese.spelling import is_syllable

_CAPITALISED = r"[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*"
# Between the members of a list.
SEPARATORS = (", ", " và ")
_BYLINE = re.compile(r"/[A-Z]{3,6} ?[-–] ?$|(?<!\w)[^\W\d_]\.$")
_CUE = re.compile(r"(?:^|[\s(])([^\W\d_]+) $")
_ENDS_SENTENCE = frozenset('.!?:…\n"“”‘’•*-–')


def word_before(text: str, position: int) -> str:
    """The word right before `position` (one blank between), lower-cased; empty where there is none."""
    match = _CUE.search(text[max(0, position - 12) : position])
    return match[1].lower() if match else ""


def in_byline(text: str, position: int) -> bool:
    """Whether what stands before makes a byline of the name: "V.Huế", "Lê Hiếu/VOV-Tây Bắc"."""
    return _BYLINE.search(text[max(0, position - 10) : position]) is not None


def opens_sentence(text: str, position: int) -> bool:
    """Whether a capital at `position` is owed to the beginning of a sentence, line or quotation."""
    before = text[max(0, position - 3) : position].rstrip(" ")
    return not before or before[-1] in _ENDS_SENTENCE


def after_person_word(text: str, position: int) -> bool:
    """Whether an honorific, a rank or a calling stands right before `position`."""
    return _person_word().search(text[max(0, position - 16) : position]) is not None


@cache
def _person_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of('person_word')})[”\"’']? $", re.IGNORECASE)


@cache
def sure_surnames() -> frozenset[str]:
    """Surnames that hardly ever begin a place: a capital behind them is a person's name."""
    return context_words("surname") - context_words("may_be_place")


def has_surname_before(run: Run, index: int, *, sure: bool = False) -> bool:
    """Whether a surname opens a person's name that `index` lies in."""
    known = sure_surnames() if sure else context_words("surname")
    first = run.firsts[index]
    return any(
        run.keys[k] in known and not (run.words[k].isupper() and not run.words[index].isupper())
        for k in range(max(first, index - 3), index)
    )


def begins_person(run: Run, index: int) -> bool:
    """Whether a name of a person (surname and more, or foreign syllables) begins at `index`."""
    last = run.lasts[index]
    if not is_syllable(run.keys[index]):
        return True
    return run.keys[index] in context_words("surname") and index + 1 < last


@cache
def _given() -> re.Pattern[str]:
    surname = "|".join(sorted(name.capitalize() for name in sure_surnames()))
    honorific = "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in sorted(context_words("honorific")))
    return re.compile(
        r"(?<!\w)(?<!Bình )(?!Thái Bình Dương)"
        rf"(?:(?:{surname}) (?:{_CAPITALISED} ){{0,2}}|(?:{honorific}) )({_CAPITALISED})(?! {_CAPITALISED})"
    )


def given_names(text: str) -> frozenset[str]:
    """The folded last syllables of the people whom a text names with surname or honorific."""
    return frozenset(fold_syllable(match[1]) for match in _given().finditer(text))
