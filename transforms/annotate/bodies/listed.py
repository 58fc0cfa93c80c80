"""Ministries and departments in a list that names their kind once: "các bộ: Công an, Y tế", "Bộ Tư pháp, Công an …"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.bodies.organisations import TokenSpan
from transforms.annotate.view import TextView
from transforms.vietnamese.tables import longest, table_trie

_KINDS = frozenset(("bộ", "sở", "bộ,", "ngành"))
_PARTS = frozenset((",", "và", ";", ":", "-"))
_BACK = 6  # tokens in which "các", "hai", "liên" announces a list


def listed_bodies(view: TextView, organisations: Sequence[TokenSpan]) -> list[TokenSpan]:
    """Token spans of fields that stand for their ministry or department in such a list."""
    keys = view.tokens.keys
    found: list[TokenSpan] = []
    for first, behind in organisations:
        if keys[first] in _KINDS:
            items = _items(view, behind)
            if len(items) >= 2 or (items and _announced(view, first)):
                found += items
    for index in range(1, len(keys) - 2):
        if keys[index] in _KINDS and keys[index + 1] == ":" and keys[index - 1] in ("các", "bộ", ",", "ban"):
            found += _items(view, index + 1)
    return found


def _announced(view: TextView, index: int) -> bool:
    before = view.tokens.keys[max(index - _BACK, 0) : index]
    return any(word in before for word in ("các", "hai", "ba", "liên", "2", "3", "4"))


def _items(view: TextView, index: int) -> list[TokenSpan]:
    tokens = view.tokens
    items: list[TokenSpan] = []
    while index + 1 < len(tokens) and tokens.keys[index] in _PARTS and tokens.capital(index + 1):
        hit = longest(table_trie("organisation_fields.tsv"), tokens.keys, index + 1)
        if not hit or index + 1 in view.body_ends or (items == [] and tokens.keys[index] == ";"):
            break
        items.append((index + 1, hit[0]))
        index = hit[0]
    return items
