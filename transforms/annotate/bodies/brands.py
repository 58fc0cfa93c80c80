"""Brands that stand for their goods: "xe Honda", "trên Facebook", "Ferrari 250GTO", "chiếc “BMW nghệ thuật”"."""

from __future__ import annotations

import re

from transforms.annotate.bodies.words import words_for
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, table_trie

_MODEL = re.compile(r"(?=.*\d)(?=.*[^\W\d_])[A-Za-z\d.]+")  # 250GTO, M1, i10
_AGE = re.compile(r"U\.?\d\d")
_SHORT = 2  # letters of "VNPAY-QR"; "HDBank-VJC" joins two bodies
_CUP_WORDS = 4  # "ASEAN Hyundai Cup", "FIFA U20 World Cup"
_LONGEST_MARK = 4  # letters
_QUOTES = frozenset("\"“‘'«")


def behind_given_name(view: TextView, index: int) -> bool:
    """Whether a foreign name stands right before, so that a person is meant: "Gerald Ford"."""
    tokens = view.tokens
    before = index - 1
    plain = before > 0 and tokens.shapes[before] is Shape.CAPITAL and tokens.shapes[index] is Shape.CAPITAL
    return (
        plain
        and not is_syllable(tokens.keys[before])
        and not tokens.opens_sentence(before)
        and before not in view.place_ends
    )


def has_model(view: TextView, index: int, end: int) -> bool:
    """Whether the name of goods goes on behind a brand: "Honda SH", "Samsung Galaxy"."""
    tokens = view.tokens
    whole = longest(table_trie("organisation_names.tsv"), tokens.keys, index)
    if whole and whole[0] > end:
        return has_model(view, index, whole[0])  # what is said of "Mercedes-Benz" holds for "Mercedes"
    if _names_cup(view, end) or _is_model_of_maker(view, index, end):
        return True
    if tokens.capital(end) and len(tokens.words[end]) == 1 and tokens.words[end + 1 : end + 2] == ["-"]:
        return tokens.glued(end + 1)  # "Mercedes X-Class"
    if _is_code(view, end):
        return True  # "Ferrari 250GTO", "VNPAY-QR"
    body = longest(table_trie("organisation_names.tsv"), tokens.keys, end)
    foreign = tokens.capital(end) and not is_syllable(tokens.keys[end]) and not body
    return foreign and end not in view.place_ends and tokens.shapes[end] is not Shape.UPPER


def _names_cup(view: TextView, end: int) -> bool:
    """Whether the capitals behind a sponsor go on to a cup: "AFF | Suzuki Cup", "FIFA | U20 World Cup"."""
    tokens = view.tokens
    for at in range(end, end + _CUP_WORDS):
        if not tokens.capital(at):
            return False
        if tokens.keys[at] in words_for("games"):
            return True
    return False


def _is_model_of_maker(view: TextView, index: int, end: int) -> bool:
    """Whether a short mark in capitals follows the maker of cars or telephones: "Honda | SH", "Mazda | CX-5"."""
    tokens = view.tokens
    if end >= len(tokens) or end > index + 1 or tokens.keys[index] not in words_for("makers"):
        return False
    mark = tokens.words[end]
    return (
        tokens.shapes[end] is Shape.UPPER
        and len(mark) <= _LONGEST_MARK
        and tokens.keys[end] not in words_for("branches")
    )


def _is_code(view: TextView, end: int) -> bool:
    """Whether a mark of letters and digits follows, or capitals joined by a hyphen; a team under an age is none."""
    tokens = view.tokens
    if tokens.words[end : end + 1] == ["-"] and tokens.glued(end) and tokens.glued(end + 1):
        return end + 1 < len(tokens) and tokens.shapes[end + 1] is Shape.UPPER and len(tokens.words[end + 1]) == _SHORT
    if end + 1 < len(tokens) and tokens.shapes[end] is Shape.NUMBER and tokens.glued(end + 1):
        return tokens.capital(end + 1)
    mark = tokens.words[end] if end < len(tokens) else ""
    return _MODEL.fullmatch(mark) is not None and not _AGE.fullmatch(mark)


def is_product(view: TextView, index: int) -> bool:
    """Whether a brand stands for its goods or its web service: "xe Honda", "trên Facebook", "mã ROS"."""
    keys = view.tokens.keys
    if index > 1 and view.tokens.words[index - 1] in _QUOTES and keys[index - 2] in words_for("goods"):
        return True  # "chiếc “BMW nghệ thuật”"
    last, last_two = keys[index - 1] if index else "", " ".join(keys[max(index - 2, 0) : index])
    if keys[index] in words_for("service") and last in words_for("by way of"):
        return True
    if last == "(" and keys[index + 1 : index + 2] == [":"]:
        return True  # "(HOSE: ABC)"
    if keys[index] in words_for("service") and (last == "/" or (last == ":" and keys[index - 2] in ("ảnh", "nguồn"))):
        return True
    if last == "(" and index > 1 and keys[index - 2] in words_for("games"):
        return True  # "China Super League (CSL)"
    return last in words_for("goods") or last_two in words_for("goods")
