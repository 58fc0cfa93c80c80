"""Tables of names and words in `lexicon/`, read once, and tries over their syllables."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from transforms.vietnamese.syllables import syllables

Trie = dict[str, object]
_END = ""  # no syllable is empty
_LOCK = threading.Lock()


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The tab-separated rows of `lexicon/<name>`; empty lines and lines that begin with `#` are left out."""
    table = resources.files("transforms.vietnamese").joinpath("lexicon", name)
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split("\t"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(key for row in rows(name) for phrase in row[0].split(",") for key in phrase_keys(phrase)[:1])


def words(name: str) -> frozenset[str]:
    """The folded syllables of a table whose first column holds single syllables, parted by commas."""
    with _LOCK:
        return _words(name)


def phrase_keys(phrase: str) -> tuple[str, ...]:
    """The folded syllables of a phrase, marks included."""
    return tuple(syllables(phrase).keys)


def trie(entries: Iterable[tuple[str, str]]) -> Trie:
    """A trie from phrases to what the table says of them (never an empty phrase)."""
    root: Trie = {}
    for phrase, meaning in entries:
        node = root
        for key in phrase_keys(phrase):
            node = node.setdefault(key, {})  # type: ignore[assignment]
        node[_END] = meaning
    return root


def longest(root: Mapping[str, object], keys: Sequence[str], index: int) -> tuple[int, str] | None:
    """The longest phrase of the trie that begins at `index`: where it ends, and its meaning."""
    node: Any = root
    found: tuple[int, str] | None = None
    size = len(keys)
    while index < size:
        node = node.get(keys[index])
        if node is None:
            break
        index += 1
        meaning = node.get(_END)
        if meaning is not None:
            found = (index, meaning)
    return found


def prefixes(root: Mapping[str, object], keys: Sequence[str], index: int) -> list[tuple[int, str]]:
    """Every phrase of the trie that begins at `index`, shortest first: where it ends, and its meaning."""
    node: Any = root
    found: list[tuple[int, str]] = []
    size = len(keys)
    while index < size:
        node = node.get(keys[index])
        if node is None:
            break
        index += 1
        meaning = node.get(_END)
        if meaning is not None:
            found.append((index, meaning))
    return found


@cache
def _table_trie(name: str) -> Trie:
    return trie((phrase.strip(), row[1] if len(row) > 1 else "") for row in rows(name) for phrase in row[0].split("|"))


def table_trie(name: str) -> Trie:
    """The trie of a table whose first column holds phrases parted by `|`, and whose second says what they are."""
    with _LOCK:
        return _table_trie(name)


@cache
def _pairs(name: str) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for row in rows(name):
        first, seconds = row if len(row) > 1 else row[0].split(" ", 1)
        found |= {phrase_keys(f"{first} {second}") for second in seconds.split(" ")}
    return frozenset(pair for pair in found if len(pair) == 2)


def pairs(name: str) -> frozenset[tuple[str, ...]]:
    """The two-syllable words of a table: `first<TAB>second second …`, or one word a line."""
    with _LOCK:
        return _pairs(name)
