"""What gives a name away: surnames, words before it, an age behind it, the tables of well-known people."""

from __future__ import annotations

from functools import cache
from typing import Any

from transforms.annotate.names.speakers import behind_degree
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, phrase_keys, rows, table_trie, trie, words

_LONGEST = 5  # capitals before an age
COMMON_SURNAMES = frozenset("nguyễn trần lê phạm huỳnh phan võ đặng bùi đỗ ngô đinh trịnh".split())
_PLAIN_WORDS = frozenset("khu trong qua phim xem".split())  # without marks, yet in no foreign name
_BODY_ENDS = frozenset("club group center centre".split())  # "cúp Bà Bầu Club"
_OF_COUNTRIES = frozenset("nước hạng người gốc".split())
_OPENING, _CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")


@cache
def surnames() -> Trie:
    """Surnames with how sure they are: strong, weak, minority."""
    return trie((name, row[1]) for row in rows("surnames.tsv") for name in row[0].split("|"))


@cache
def introducers() -> Trie:
    """Words that stand before a name, read backwards."""
    root: Trie = {}
    for row in rows("name_words.tsv"):
        if row[1] != "stop":
            for phrase in row[0].split("|"):
                node = root
                for key in reversed(phrase_keys(phrase)):
                    node = node.setdefault(key, {})  # type: ignore[assignment]
                node[""] = row[1]
    return root


@cache
def _stops() -> Trie:
    return trie((phrase, "") for row in rows("name_words.tsv") if row[1] == "stop" for phrase in row[0].split("|"))


def stops_at(view: TextView, index: int) -> bool:
    """Whether a capital owes to the next sentence: "Tuy nhiên", "Theo", "Cụ thể"."""
    return longest(_stops(), view.tokens.keys, index) is not None


def opens_next(view: TextView, index: int) -> bool:
    """Whether a capital behind a name opens the next sentence: "của Klopp | Trong …", "của Trump | Áp đặt …"."""
    return stops_at(view, index) or view.opens_compound(index) or opens_behind_foreign(view, index)


def opens_behind_foreign(view: TextView, end: int) -> bool:
    """Whether a Vietnamese word that is in no name opens a sentence behind a foreign one: "Eden | Khu nhà"."""
    tokens = view.tokens
    before = tokens.keys[end - 1]
    if end + 1 >= len(tokens) or len(before) < 2 or is_syllable(before):
        return False
    foreign = tokens.capital(end + 1) and not is_syllable(tokens.keys[end + 1])
    if not (foreign or tokens.shapes[end + 1] is Shape.LOWER or tokens.words[end + 1] == ":"):
        return False
    key = tokens.keys[end]
    plain = (is_syllable(key) and not key.isascii()) or key in _PLAIN_WORDS
    return (
        plain
        and tokens.shapes[end] is Shape.CAPITAL
        and key not in words("given_names.txt")
        and not is_surname(view, end)
    )


@cache
def _known(table: str) -> Trie:
    return trie((name, "") for row in rows(table) for name in row[0].split("|"))


def known_person(view: TextView, index: int) -> int | None:
    """Behind a person whose name is never a part of another one; None where there is none."""
    return _person_of(_known("known_persons.txt"), view, index)


def person_begins(view: TextView, index: int) -> bool:
    """Whether a person's name begins here, so that the name of a body ends before it."""
    tokens = view.tokens
    if known_person(view, index):
        return True
    if tokens.glued(index) or tokens.shapes[index] is not Shape.CAPITAL or not tokens.capital(index + 1):
        return False
    if tokens.keys[index] in words("foreign_names.txt") and not is_syllable(tokens.keys[index]):
        return tokens.shapes[index + 1] is Shape.CAPITAL
    if _one_surname(view, index) and _is_surname(view, index + 1) and tokens.capital(index + 2):
        return False  # "Trường Phan Đình Phùng | Nguyễn Thị …"
    return _is_surname(view, index)


def full_name_begins(view: TextView, index: int) -> bool:
    """Whether three or four capitals look like a whole name, its surname sure or not: "Tổng cục Thuế | Mai Xuân …"."""
    tokens = view.tokens
    end = index
    while tokens.capital(end) and tokens.shapes[end] is Shape.CAPITAL and end - index < _LONGEST:
        end += 1
    given = words("given_names.txt")
    plain = end - index in (3, 4) and all(is_syllable(tokens.keys[i]) for i in range(index, end))
    return plain and is_surname(view, index) and all(tokens.keys[i] in given for i in range(index + 1, end))


def is_surname(view: TextView, index: int) -> bool:
    """Whether a surname of one or more syllables begins at a token."""
    return longest(surnames(), view.tokens.keys, index) is not None


def _is_surname(view: TextView, index: int) -> bool:
    return (longest(surnames(), view.tokens.keys, index) or (0, ""))[1] == "strong"


def _one_surname(view: TextView, index: int) -> bool:
    return longest(surnames(), view.tokens.keys, index) == (index + 1, "strong")


def is_no_person(view: TextView, first: int, behind: int, *, called: bool) -> bool:
    """Whether the tokens name a thing that stands where people stand; called: a calling or a title goes before."""
    if behind - first > 1 and view.tokens.keys[behind - 1] in _BODY_ENDS:
        return True
    hit = longest(table_trie("never_persons.tsv"), view.tokens.keys, first)
    return hit is not None and hit[0] >= behind and not (called and hit[1] == "name")


def is_famous(view: TextView, first: int, behind: int) -> bool:
    """Whether the tokens are the whole name of a living person that papers know."""
    return (longest(_known("famous_names.txt"), view.tokens.keys, first) or (0, ""))[0] == behind


def famous_person(view: TextView, index: int, taken: bytearray) -> int | None:
    """Behind a famous person who is called by part of a name, where no capital outside `taken` goes before."""
    behind = _person_of(_known("famous_names.txt"), view, index)
    return None if behind is None or _goes_before(view, index, taken) else behind


def _goes_before(view: TextView, index: int, taken: bytearray) -> bool:
    """Whether a capital before belongs to the same name: "Suzuki Swift", "John F. Kennedy"."""
    tokens = view.tokens
    if not index or tokens.starts[index] - tokens.ends[index - 1] > 1:
        return False
    if tokens.words[index - 1] == ".":
        return index >= 3 and len(tokens.words[index - 2]) == 1 and tokens.capital(index - 3)
    if taken[index - 1] or tokens.shapes[index - 1] is not Shape.CAPITAL:
        return tokens.shapes[index - 1] is Shape.MARK and tokens.words[index - 1] in "-&" and tokens.glued(index)
    return not (is_syllable(tokens.keys[index - 1]) and tokens.opens_sentence(index - 1))


def _person_of(table: Trie, view: TextView, index: int) -> int | None:
    hit = longest(table, view.tokens.keys, index)
    tokens = view.tokens
    whole = (
        hit
        and (not tokens.capital(hit[0]) or opens_next(view, hit[0]))
        and all(tokens.capital(i) or tokens.keys[i] in "-'" for i in range(index, hit[0]))
    )
    return hit[0] if hit and whole else None


def introduced(view: TextView, index: int) -> str | None:
    """Whether an honorific or the like ends right before a token, and of which kind."""
    if index > 1 and view.tokens.words[index - 1] == "." and behind_degree(view, index):
        return "honorific"
    node: Any = introducers()
    keys = view.tokens.keys
    kind: str | None = None
    quoted = index > 2 and keys[index - 1] in _CLOSING and keys[index - 3] in _OPENING  # “bầu” Đức
    for at in (index - 2,) if quoted else range(index - 1, max(index - 6, -1), -1):
        node = node.get(keys[at])
        if node is None:
            break
        kind = node.get("", kind)
    return None if kind == "thing" or _is_england(view, index - 1) else kind


def _is_england(view: TextView, index: int) -> bool:
    """Whether the country stands here, not the calling: "Ngoại hạng Anh | Arsenal"."""
    tokens = view.tokens
    if index < 1 or tokens.words[index] != "Anh" or tokens.opens_sentence(index):
        return False
    return tokens.keys[index - 1] in _OF_COUNTRIES or not is_syllable(tokens.keys[index + 1])


def aged(view: TextView, index: int) -> str | None:
    """`age` where an age or a year of birth stands behind the capitals: "Viktoria (21 tuổi …", "Thu (1996, …"."""
    tokens = view.tokens
    at = index
    while tokens.capital(at) and at - index < _LONGEST:
        at += 1
    after = tokens.keys[at : at + 4]
    if len(after) < 4 or after[0] not in "(,":
        return None
    born = after[0] == "(" and (after[1] in ("sn", "snăm") or after[1:3] == ["sinh", "năm"] or _is_year(after))
    return "age" if born or (after[2] == "tuổi" and tokens.shapes[at + 1] is Shape.NUMBER) else None


def _is_year(after: list[str]) -> bool:
    """Whether a bracket opens with a year of birth and a place: "(1996, …"."""
    return after[1].isdigit() and len(after[1]) == 4 and after[1][:2] in ("19", "20") and after[2] == ","


@cache
def verbs() -> dict[str, object]:
    """What stands behind a name and says that it is a person's: strong or weak."""
    return table_trie("person_verbs.tsv")


def ends_a_name(view: TextView, index: int) -> bool:
    """Whether a surname goes before: behind an honorific ("bác sĩ Nguyễn | Trung …"), or of three syllables."""
    if not index or not view.tokens.capital(index - 1) or not view.tokens.capital(index):
        return False
    hit = longest(surnames(), view.tokens.keys, index - 1)
    if hit is None or hit[1] != "strong":
        return False
    three = view.tokens.capital(index + 1) and not view.tokens.capital(index + 2)
    common = view.tokens.keys[index - 1] in COMMON_SURNAMES and view.tokens.shapes[index - 1] is Shape.CAPITAL
    return (common and three) or introduced(view, index - 1) in ("honorific", "role")
