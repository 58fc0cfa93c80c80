"""Runs of foreign words: people, or companies and papers, by the words in them and beside them."""

from __future__ import annotations

from functools import cache

from transforms.annotate.view import TextView
from transforms.domain.annotations import Label
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, rows, table_trie, words

_LONGEST = 7


@cache
def _words_that(what: str) -> frozenset[str]:
    return frozenset(w for row in rows("foreign_words.tsv") if row[1] == what for w in row[0].split("|"))


def foreign_label(view: TextView, index: int, end: int) -> Label | None:
    """PER or ORG for a run of capitalised tokens with foreign words in it; None where neither is likely."""
    tokens = view.tokens
    keys = tokens.keys[index:end]
    if not 2 <= len(keys) <= _LONGEST or all(is_syllable(key) for key in keys if key.isalpha()):
        return None
    if keys[-1] in _words_that("company") or keys[0] in _words_that("company_first") or _team_before(view, index):
        return Label.ORG
    if _is_thing(view, index, end) or _thing_before(view, index):
        return None
    if keys[0] in words("foreign_names.txt"):
        return Label.PER
    long_enough = sum(key.isalpha() and len(key) > 1 for key in keys) >= 2
    foreign = sum(not is_syllable(key) for key in keys if key.isalpha())
    likely = long_enough and foreign * 2 >= len(keys) and (foreign >= 2 or not tokens.opens_sentence(index))
    return Label.PER if likely else None


def _is_thing(view: TextView, index: int, end: int) -> bool:
    """Brands with models, goods, titles of works, abbreviations, Wi-Fi."""
    tokens = view.tokens
    keys = tokens.keys[index:end]
    if longest(heads_of_names(), tokens.keys, index) or any(key in _words_that("thing") for key in keys):
        return True
    if (len(keys[0]) <= 2 and keys[1] == "-") or "&" in (*tokens.keys[index - 1 : index], *tokens.keys[end : end + 1]):
        return True
    if end < len(tokens) and tokens.shapes[end] is Shape.NUMBER:
        return True
    return any(
        tokens.shapes[i] is Shape.NUMBER or (tokens.shapes[i] is Shape.UPPER and len(tokens.keys[i]) > 2)
        for i in range(index, end)
    )


@cache
def heads_of_names() -> Trie:
    """Brands and other organisations known by name."""
    return table_trie("organisation_names.tsv")


def _team_before(view: TextView, index: int) -> bool:
    keys = view.tokens.keys
    return keys[index - 1 : index] in (["clb"], ["fc"]) or keys[max(index - 2, 0) : index] in (
        ["đội", "bóng"],
        ["màu", "áo"],
        ["nhóm", "nhạc"],
        ["ban", "nhạc"],
        ["đầu", "quân"],
    )


def _thing_before(view: TextView, index: int) -> bool:
    keys = view.tokens.keys
    before = keys[max(index - 2, 0) : index]
    return bool(before) and (before[-1] in _words_that("noun") or " ".join(before) in _words_that("noun"))
