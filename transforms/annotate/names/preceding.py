"""Phrases that end right before a token, looked up by their last word: "mạng xã hội | Truth Social"."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.annotate.view import TextView
from transforms.vietnamese.tables import phrase_keys

Phrases = dict[str, tuple[tuple[str, ...], ...]]


def by_last_word(phrases: Iterable[str]) -> Phrases:
    """The phrases in folded words, under the last word of each."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases):
        keys = phrase_keys(phrase)
        found.setdefault(keys[-1], []).append(keys)
    return {last: tuple(same) for last, same in found.items()}


def precedes(view: TextView, index: int, phrases: Phrases) -> bool:
    """Whether one of the phrases ends right before a token."""
    keys = view.tokens.keys
    if index < 1 or keys[index - 1] not in phrases:
        return False
    return any(tuple(keys[max(index - len(p), 0) : index]) == p for p in phrases[keys[index - 1]])
