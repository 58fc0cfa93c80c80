"""PER: what people are called besides their names: "trùm giang hồ Năm 'Cam'", "Vũ Văn Hòa (tức Hòa Sapa)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.annotate.names.preceding import by_last_word, precedes
from transforms.annotate.people.occupied import occupied_by
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_UNDERWORLD = by_last_word("trùm,giang hồ,đàn em,đàn anh,đối tượng,cộm cán,bảo kê,đại ca".split(","))
_CALLED_SO = frozenset(("tức", "tự"))
_BEFORE_ALIAS = frozenset(("(", ","))
_BEHIND_ALIAS = frozenset((",", ")", ";"))
_LONGEST_QUOTED = 2  # syllables of a nickname in quotes
_LONGEST = 4  # syllables of an alias


def with_nicknames(view: TextView, names: Sequence[Name]) -> list[Name]:
    """The names with the nicknames, which stand for the names of people inside them, wherever the text has them."""
    signed = {*_quoted(view), *_aliases(view, names)}
    if not signed:
        return list(names)
    found = sorted(_everywhere(view, signed))
    called = [Name(first=first, behind=behind, sign="nickname") for first, behind in found]
    inside = occupied_by(called, bytes(len(view.tokens) + 1))
    return [n for n in names if not any(inside[n.first : n.behind])] + called


def _everywhere(view: TextView, signed: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the words of the nicknames stand, the capitals of a name around them left out."""
    tokens = view.tokens
    forms = {tuple(tokens.words[first:behind]) for first, behind in signed}
    opening = {form[0] for form in forms}
    reach = 0
    for index, word in enumerate(tokens.words):
        if word in opening and index >= reach and (not tokens.capital(index - 1) or tokens.opens_sentence(index - 1)):
            ends = [index + len(f) for f in forms if tuple(tokens.words[index : index + len(f)]) == f]
            if ends and not tokens.capital(max(ends)):
                reach = max(ends)
                yield index, reach


def _quoted(view: TextView) -> Iterator[tuple[int, int]]:
    """One syllable and a word in quotes behind a word of the underworld: "đàn em Bình 'Kiểm'"."""
    tokens = view.tokens
    for index in [at for at, word in enumerate(tokens.words) if word in _QUOTES]:
        if precedes(view, index - 1, _UNDERWORLD):
            end = _closing(view, index)
            if end and tokens.shapes[index - 1] is Shape.CAPITAL and not tokens.capital(index - 2):
                yield index - 1, end


def _closing(view: TextView, index: int) -> int:
    """Behind the mark that closes a quotation of one or two words; 0 where none does."""
    tokens = view.tokens
    if tokens.glued(index) or not tokens.glued(index + 1):
        return 0
    for at in range(index + 2, min(index + 2 + _LONGEST_QUOTED, len(tokens))):
        if tokens.words[at] == _QUOTES[tokens.words[index]]:
            return at + 1 if tokens.glued(at) else 0
    return 0


def _aliases(view: TextView, names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """The capitals behind "(tức" where a person's name goes before."""
    tokens = view.tokens
    for name in names:
        at = name.behind
        cued = tokens.words[at : at + 1] and tokens.words[at] in _BEFORE_ALIAS
        if not cued or tokens.keys[at + 1 : at + 2] == [] or tokens.keys[at + 1] not in _CALLED_SO:
            continue
        end = at + 2
        while tokens.capital(end) and end - at - 2 < _LONGEST:
            end += 1
        if end > at + 3 and tokens.words[end : end + 1] and tokens.words[end] in _BEHIND_ALIAS:
            yield at + 2, end
