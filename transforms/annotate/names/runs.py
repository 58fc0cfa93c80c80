"""The capitals in a row that may be one name."""

from __future__ import annotations

from transforms.annotate.names.signs import introduced, is_surname, opens_behind_foreign, stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import words

_LONGEST_RUN = 12  # capitals looked at for one name
_LONGEST_PARTS = 48  # tokens of them, where hyphens part their syllables ("Giô-dê Ma-nu-en")
_LINKS = frozenset("van de da di bin al von der el la dos del den ibn bint ben le du y".split())
_BETWEEN = frozenset(("văn", "thị"))
_OPENING_ALONE = frozenset("nay song vậy sau nhưng thế đây theo ảnh tuy hiện còn".split())
_STEMS = frozenset("giáp ất bính đinh mậu kỷ canh tân nhâm quý".split())
_BRANCHES = frozenset("tý sửu dần mão mẹo thìn tỵ ngọ mùi thân dậu tuất hợi".split())


def continues(view: TextView, index: int, taken: bytearray) -> bool:
    """Whether a foreign word goes before that was no name: what follows it is no name either."""
    tokens = view.tokens
    before = index - 1
    if before < 0 or taken[before] or tokens.shapes[before] is not Shape.CAPITAL:
        return False
    if is_syllable(tokens.keys[before]) and tokens.words[before] != "The":
        return False
    return tokens.starts[index] - tokens.ends[before] == 1


def capital_run(view: TextView, index: int, taken: bytearray) -> int:
    """Behind the capitals that may be one name: blanks and inner hyphens between them, nothing else."""
    tokens = view.tokens
    end = index
    capitals = 0
    while end < len(tokens) and not taken[end] and capitals < _LONGEST_RUN and end - index < _LONGEST_PARTS:
        if not tokens.capital(end):
            following = _link(view, index, end) if end > index else end
        else:
            following = end if _stops(view, index, end) or _breaks(view, index, end) else end + 1
            capitals += 1
        if following == end or (following > end + 1 and taken[following - 1]):
            break  # "… Thanh Tâm-Trưởng khoa": the hyphen leads to an office
        end = following
    return end - 1 if end > index + 1 and tokens.words[end - 1] == "." else end  # "anh H. | Sau đó": no name goes on


def _stops(view: TextView, index: int, end: int) -> bool:
    """Whether a word of the next sentence stands here; not so in "Nguyễn Văn Được", "Lại Quang Sáng", "ông Được"."""
    if not stops_at(view, end):
        return False
    tokens = view.tokens
    if end > index:
        named = end - index == 2 and is_surname(view, index)
        return not (named and (tokens.keys[end - 1] in _BETWEEN or _ends_clause(view, end)))
    given = words("given_names.txt")
    if tokens.capital(end + 1):
        return not (is_surname(view, end) and tokens.keys[end + 1] in given and tokens.capital(end + 2))
    return not (tokens.keys[end] in given and introduced(view, end) == "honorific")


def _ends_clause(view: TextView, index: int) -> bool:
    """Whether a mark closes the name behind a word that else opens sentences: "Đinh Quang Báo, nguyên …"."""
    closed = view.tokens.words[index + 1 : index + 2] in ([","], ["("], [")"])
    return closed and view.tokens.keys[index] not in _OPENING_ALONE


def _link(view: TextView, index: int, end: int) -> int:
    """Behind what may join two capitals of a name at `end`: an inner hyphen, a particle, the point of an initial."""
    tokens = view.tokens
    word = tokens.words[end]
    if word in "-‑’'" and tokens.glued(end) and tokens.glued(end + 1):
        return end + 2 if tokens.text[tokens.starts[end + 1]].isalpha() else end
    if word in _LINKS:
        return _links_end(view, index, end) or end
    return end + 1 if word == "." and _initial_point(view, end) else end


def _links_end(view: TextView, index: int, end: int) -> int | None:
    """Behind "von der", "al-" … before the next capital of a foreign name."""
    tokens = view.tokens
    if is_syllable(tokens.keys[index]):
        return None
    at = end
    while tokens.words[at : at + 1] and tokens.words[at] in _LINKS and at - end < 3:
        at += 1
    if tokens.words[at : at + 1] == ["-"] and tokens.glued(at):
        at += 1
    return at if tokens.capital(at) else None


def _breaks(view: TextView, index: int, end: int) -> bool:
    """Whether a capital inside a run begins another word ("… Tố Dung Quyết định"), a place or a lunar year."""
    keys = view.tokens.keys
    if end - index >= 2 and keys[end : end + 2] == keys[index : index + 2]:
        return True  # a caption's name, and the same name that opens the text
    if keys[end] in _STEMS and keys[end + 1 : end + 2] and keys[end + 1] in _BRANCHES:
        return end == index
    if end > index and view.place_ends.get(end, 0) - end > 1:
        return True
    if end > index and (_repeats(view, index, end) or opens_behind_foreign(view, end)):
        return True
    short = view.tokens.shapes[index] is Shape.UPPER or not is_syllable(keys[index])  # "Ảnh QQ | Cô gái"
    return end - index >= (1 if short else 2) and view.opens_compound(end)


def _repeats(view: TextView, index: int, end: int) -> bool:
    """Whether the first word of a foreign name opens the next sentence: "… của Pep Guardiola | Pep từng nói"."""
    tokens = view.tokens
    if end - index < 2 or tokens.keys[end] != tokens.keys[index] or end + 1 >= len(tokens):
        return False
    return tokens.shapes[end + 1] is Shape.LOWER and any(not is_syllable(key) for key in tokens.keys[index:end])


def _initial_point(view: TextView, index: int) -> bool:
    """A point behind a single capital inside a name: "John F. Kennedy"; not before a sentence: "anh X. | Từ năm …"."""
    tokens = view.tokens
    letter = index >= 2 and len(tokens.words[index - 1]) == 1 and tokens.words[index - 2] not in "-–"
    if not (letter and tokens.glued(index) and tokens.capital(index + 1)):
        return False
    key = tokens.keys[index + 1]
    if key.isascii() or not is_syllable(key) or key in words("given_names.txt"):
        return True
    return index + 2 >= len(tokens) or tokens.shapes[index + 2] is not Shape.LOWER
