"""PER: pen names that sign a text or are credited for a picture: "… đã về. Thảo Nguyên", "(Ảnh: Gia Bảo)", "Ảnh TK"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.annotate.names.degrees import is_degree
from transforms.annotate.names.other_words import PAPERS
from transforms.annotate.names.signs import is_surname, stops_at
from transforms.annotate.people.persons import Name, with_point
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, pairs, table_trie, words

_CREDITED = frozenset("ảnh clip video".split())
_INITIALS = re.compile(r"(?:[A-ZĐ]\.){1,2}[A-ZĐ]|[A-ZĐ]{2}")
_NO_INITIALS = frozenset("tl st nv cn dn fb it qc pv p.v bt ctv yt ap ny tt ig tg sn bs hd pr tv us uk eu un".split())
_CLOSING = frozenset(').]/,;-–\n"“”…!?|')
_ENDS = frozenset(".?!…")
_QUOTES = frozenset("\"”’'")
_JOINERS = frozenset(("-", "–", "và", ",", "&"))
_DONE_BY = frozenset((("thực", "hiện"), ("tổng", "hợp"), ("biên", "dịch"), ("lược", "dịch")))
_BETWEEN = frozenset(("văn", "thị"))
_LEAST, _MOST = 2, 4  # syllables of a pen name
_KINDS = 2  # words that say what picture it is
_TAIL = 10  # tokens of what may follow the last name: "(Theo Bưu điện Hoa Nam)", "/VOV-Tây Bắc"
Run = tuple[int, int]


def find_credits(view: TextView, taken: Sequence[int]) -> list[Name]:
    """The names behind "Ảnh:" and at the very end of the text, outside the tokens that are taken."""
    found = {*_photographers(view, taken), *_signatures(view, taken)}
    return [with_point(view, Name(first=first, behind=behind, sign="byline")) for first, behind in sorted(found)]


def _photographers(view: TextView, taken: Sequence[int]) -> list[Run]:
    found = []
    for index, key in enumerate(view.tokens.keys):
        if key in _CREDITED:
            first = _behind_credit(view, index)
            behind = _credited_end(view, first, taken) if first else 0
            if behind:
                found.append((first, behind))
    return found


def _behind_credit(view: TextView, index: int) -> int:
    """Behind "ảnh:", "Clip :" or a bare "Ảnh" at the head of a sentence; 0 where no name can follow."""
    tokens = view.tokens
    at = index + 1
    while at < len(tokens) and tokens.shapes[at] is Shape.LOWER and at - index <= _KINDS:
        at += 1  # "ảnh minh họa:"
    colon = tokens.words[at : at + 1] == [":"]
    bare = at == index + 1 and tokens.words[index] == "Ảnh" and tokens.opens_sentence(index)
    return at + colon if (colon or bare) and tokens.capital(at + colon) else 0


def _credited_end(view: TextView, first: int, taken: Sequence[int]) -> int:
    """Behind the name credited; the capital of the next sentence is left to it: "Ảnh: Quang Tuệ | Trúng thầu"."""
    tokens = view.tokens
    if taken[first]:
        return 0
    if _is_initials(view, first):
        return first + 1
    behind = _run_end(view, first, taken)
    if behind < len(tokens) and not taken[behind] and tokens.words[behind] not in _CLOSING:
        behind -= not tokens.capital(behind)
        if not _given(view, first, behind):
            return 0
    return behind if _is_name(view, first, behind) else 0


def _is_initials(view: TextView, index: int) -> bool:
    """Whether initials stand for a whole name: "L.S.", "TK"."""
    tokens = view.tokens
    plain = _INITIALS.fullmatch(tokens.words[index]) is not None and tokens.keys[index] not in _NO_INITIALS
    if tokens.words[index + 1 : index + 2] == ["-"] or (
        tokens.capital(index + 1) and not is_syllable(tokens.keys[index + 1])
    ):
        return False  # "Ảnh: IB Times"
    return plain and not _is_source(view, index)


def _is_source(view: TextView, index: int) -> bool:
    return longest(table_trie("organisation_names.tsv"), view.tokens.keys, index) is not None


def _run_end(view: TextView, first: int, taken: Sequence[int]) -> int:
    """Behind the syllables with capitals, up to a word of the next sentence."""
    tokens = view.tokens
    end = first
    while tokens.capital(end) and not taken[end] and is_syllable(tokens.keys[end]) and end - first <= _MOST:
        next_sentence = stops_at(view, end) or view.opens_compound(end)
        if end - first >= _LEAST and next_sentence and tokens.keys[end - 1] not in _BETWEEN:
            break
        end += 1
    return end


def _given(view: TextView, first: int, behind: int) -> bool:
    """Whether every syllable is one of given names, but for a surname at the head."""
    given = words("given_names.txt")
    keys = view.tokens.keys
    return all(keys[at] in given or (at == first and is_surname(view, first)) for at in range(first, behind))


def _is_name(view: TextView, first: int, behind: int) -> bool:
    """Whether two to four syllables may be a pen name: no newspaper, no word of two syllables, no thing."""
    keys = view.tokens.keys[first:behind]
    if not _LEAST <= len(keys) <= _MOST or tuple(keys[:2]) in PAPERS or _is_source(view, first):
        return False
    if len(keys) == _MOST and not is_surname(view, first):
        return False
    if stops_at(view, first) or longest(table_trie("never_persons.tsv"), view.tokens.keys, first):
        return False
    return tuple(keys[:2]) not in pairs("compounds.tsv") or _given(view, first, behind)


def _signatures(view: TextView, taken: Sequence[int]) -> list[Run]:
    """The one or two names behind the last sentence: ". Minh Tuệ - Hà An (tổng hợp)", ". Theo Lê An (Dân Việt)"."""
    tokens = view.tokens
    behind = end = _before_tail(view)
    found: list[Run] = []
    while behind > 0:
        first = _run_start(view, behind, taken)
        if not (_is_name(view, first, behind) or _is_short(view, first, behind)):
            return []
        found.append((first, behind))
        if first and tokens.keys[first - 1] in _JOINERS and len(found) < _LEAST:
            behind = first - 1
            continue
        return found if _behind_sentence(view, first, end) else []
    return []


def _is_short(view: TextView, first: int, behind: int) -> bool:
    """Whether a name is shortened: "L.H", "T.Uyên"."""
    if behind - first == 1:
        return _is_initials(view, first)
    tokens = view.tokens
    return behind - first == 3 and tokens.words[first + 1] == "." and len(tokens.words[first]) == 1


def _run_start(view: TextView, behind: int, taken: Sequence[int]) -> int:
    tokens = view.tokens
    first = behind
    while first and tokens.capital(first - 1) and not taken[first - 1] and behind - first <= _MOST:
        if not is_syllable(tokens.keys[first - 1]) and not (first == behind and _is_initials(view, first - 1)):
            break
        if tokens.words[first - 1] == "Theo":
            break
        first -= 1
    pointed = first == behind - 1 and tokens.words[first - 1] == "." and tokens.capital(first - 2)
    return first - 2 if pointed and len(tokens.words[first - 2]) == 1 else first


def _before_tail(view: TextView) -> int:
    """Behind the last name: before "(TTXVN)", "/VOV.VN", "(ghi)", "thực hiện", "Theo Đời sống"; line ends left out."""
    tokens = view.tokens
    end = len(tokens)
    for _ in range(3):
        while end and tokens.shapes[end - 1] is Shape.NEWLINE:
            end -= 1
        end = _before_one(view, end)
    return end


def _before_one(view: TextView, end: int) -> int:
    tokens = view.tokens
    if tuple(tokens.keys[max(end - 2, 0) : end]) in _DONE_BY:
        return end - 2
    for at in range(end - 1, max(end - _TAIL, 0), -1):
        if tokens.words[at] == "(":
            return at if tokens.words[end - 1] == ")" else end
        if tokens.words[at] == "/" and tokens.glued(at) and tokens.glued(at + 1) and tokens.words[at - 1] != ".":
            return at
        if tokens.words[at] == "Theo" and (tokens.capital(at - 1) or tokens.words[at - 1] == ")"):
            return at
        if tokens.keys[at] == "ảnh" and tokens.words[at + 1 : at + 2] == [":"] and tokens.words[at - 1] in "-–.":
            return at - 1
        if tokens.words[at] in _ENDS and not tokens.capital(at - 1):
            break
    return end


def _behind_sentence(view: TextView, index: int, behind: int) -> bool:
    """Whether a sentence has ended before a token, "Theo" or the word for a picture left out."""
    tokens = view.tokens
    if index and tokens.words[index - 1] == "Theo":
        if tokens.words[behind : behind + 1] != ["("]:
            return False  # "Theo Trí Thức Trẻ"
        index -= 1
    if index < 2:
        return False
    if tokens.starts[index] - tokens.ends[index - 1] > 1:
        return True  # a line end that was lost
    before = tokens.words[index - 1]
    if before in _QUOTES or before == ")":
        return tokens.words[index - 2] in _ENDS
    if before == ":":
        return any(key in _CREDITED for key in tokens.keys[max(index - 8, 0) : index])
    degree = before == "." and tokens.glued(index - 1) and is_degree(tokens.keys[index - 2])
    return (before in _ENDS and not degree) or before == "\n" or tokens.words[index - 2 : index] == [".", "/"]
