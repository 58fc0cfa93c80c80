"""ORG: firms of no table that are said to have paid for, held or made something: "do iSMART Education tài trợ"."""

from __future__ import annotations

import re
from itertools import pairwise

from transforms.annotate.names.foreign import words_that
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable

_BY = re.compile(r"do (?=[a-z]*[A-Z])")
_DEEDS = frozenset(
    tuple(deed.split())
    for deed in (
        "tài trợ,tổ chức,sản xuất,phát triển,phát hành,vận hành,thực hiện,đầu tư,quản lý,phân phối,cung cấp,chủ trì"
    ).split(",")
)
_OF_SURNAMES = ("Mc", "Mac", "De", "Di", "Du", "La", "Le", "O", "Van")  # "DiCaprio", "LeBron"
_LONGEST = 4  # words of a name


def sponsors(view: TextView) -> dict[int, int]:
    """First token of each such firm → the token behind it."""
    keys = view.tokens.keys
    behind = (view.token_at.get(by.end()) for by in _BY.finditer(view.tokens.text))
    ends = ((index, _name_end(view, index)) for index in behind if index and keys[index - 1] == "do")
    return {index: end for index, end in ends if end and tuple(keys[end : end + 2]) in _DEEDS}


def _name_end(view: TextView, index: int) -> int:
    """Behind foreign words of which one has a capital inside it or the last is a word for a firm; 0 without such."""
    tokens = view.tokens
    if index in view.place_ends or is_syllable(tokens.keys[index]):
        return 0
    end = index
    while end < len(tokens) and end - index < _LONGEST and _is_name(view, end):
        end += 1
    if end == index:
        return 0
    mixed = any(map(_has_inner_capital, tokens.words[index:end]))
    firm = end - index > 1 and tokens.keys[end - 1] in words_that("company")
    return end if mixed or firm else 0


def _is_name(view: TextView, index: int) -> bool:
    word = view.tokens.words[index]
    return word.isalnum() and (word[:1].isupper() or _has_inner_capital(word))


def _has_inner_capital(word: str) -> bool:
    """Whether a word has a capital behind a small letter: "GreenFeed", "iSMART"; not so "McKinley"."""
    joined = any(a.islower() and b.isupper() for a, b in pairwise(word))
    return joined and word[0].isalpha() and not word.startswith(_OF_SURNAMES)
