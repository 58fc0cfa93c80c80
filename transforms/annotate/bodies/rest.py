"""What goes on behind a body that is whole already: a subject, a ministry's second field, a number in a larger body.

"Ủy ban … | về An ninh Nội địa", "Bộ Nhập cư | và Bảo vệ biên giới Australia", "Cục tác chiến | số 1 của Quân đội …".
"""

from __future__ import annotations

from transforms.annotate.bodies.parts import with_complement
from transforms.annotate.bodies.phrase_bodies import phrase_end
from transforms.annotate.names.signs import stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import Proof, place_names
from transforms.vietnamese.gazetteer.spelling import fold_name
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, pairs, table_trie, words

_WITH_SUBJECT = frozenset((("ủy", "ban"), ("hội", "đồng"), ("tiểu", "ban"), ("nhóm", "công")))
_FORCES = frozenset((("hạm", "đội"), ("bộ", "tư")))
_PAPERS = frozenset("dự luật nghị đề báo tờ kế hiến hiệp".split())
_COMMITTEES = frozenset((("ủy", "ban"), ("hội", "đồng"), ("tiểu", "ban"), ("ban",)))
_TASKS = frozenset(
    tuple(task.split())
    for task in (
        "kỷ luật,kỉ luật,tổ chức,trọng tài,giám khảo,giám sát,kiểm tra,kiểm soát,thanh tra,pháp chế,tư vấn,cố vấn,"
        "chấp hành,thư ký,biên tập,điều tra,đạo đức,kháng cáo,khiếu nại,giải quyết,y tế,an ninh"
    ).split(",")
)
_LONGEST_TASK = 4  # syllables between a committee and its body
_ASSOCIATIONS = frozenset(("hội", "chi", "hiệp", "liên", "thành"))
_BETWEEN_PROVINCES = frozenset((",", "thành", "phố", "khu", "vực"))
_SIDES = frozenset(("phía", "miền", "vùng"))
_DIRECTIONS = frozenset("nam bắc đông tây trung bộ nguyên".split())
_LONGEST_AREA = 9  # tokens
_LONGEST_SUBJECT = 12  # tokens of a subject in lower case
_LONGEST_FIELD = 5  # syllables of a ministry's second field behind its capital
_MOST_WORDS = 3  # syllables between a body and its number
_LONGEST_NUMBER = 3  # digits


def with_rest(view: TextView, index: int, head_end: int, end: int) -> int:
    """The end of the body from `index`, whose head ends at `head_end`, with such a rest; `end` where there is none."""
    if end >= len(view.tokens):
        return end
    rest = _subject(view, index, head_end, end), _second_field(view, index, end), _numbered(view, end)
    phrase = phrase_end(view, index, head_end, end) if end > head_end else 0
    parts = _area(view, index, end), _committee(view, index, head_end)
    return max(end, *rest, *parts, phrase, _country_of_force(view, index, end))


def _committee(view: TextView, index: int, head_end: int) -> int:
    """Behind the body whose committee it is, a subject in between: "Ủy ban | kỷ luật của FIFA"; 0 without one."""
    tokens = view.tokens
    head = tuple(tokens.keys[index:head_end])
    if head not in _COMMITTEES or not tokens.capital(index):
        return 0
    of_any = head != ("ban",) or tokens.capital(head_end) or tuple(tokens.keys[head_end : head_end + 2]) in _TASKS
    for at in range(head_end, min(head_end + _LONGEST_TASK + 1, len(tokens))):
        if tokens.keys[at] == "của":
            return view.body_ends.get(at + 1, 0) if of_any and at > head_end else 0
        if tokens.keys[at] in words("function_words.txt") or tokens.shapes[at] not in (Shape.LOWER, Shape.CAPITAL):
            return 0
    return 0


def _area(view: TextView, index: int, end: int) -> int:
    """Behind the provinces over which an association reaches: "… TP.HCM | và các tỉnh, thành phía Nam"; 0 without."""
    keys = view.tokens.keys
    if keys[index] not in _ASSOCIATIONS or keys[end : end + 3] != ["và", "các", "tỉnh"]:
        return 0
    at = end + 3
    while at < min(end + _LONGEST_AREA, len(keys)) and keys[at] in _BETWEEN_PROVINCES:
        at += 1
    if at >= len(keys) or keys[at] not in _SIDES:
        return 0
    behind = view.place_ends.get(at, at + 1)
    while behind < len(keys) and keys[behind] in _DIRECTIONS:
        behind += 1
    return behind if behind > at + 1 else 0


def _subject(view: TextView, index: int, head_end: int, end: int) -> int:
    """Behind "về" and a subject, where a bare "Ủy ban" has no field: "Ủy ban Pháp luật về …" reports of anything."""
    tokens = view.tokens
    bare = head_end == index + 2 and tuple(tokens.keys[index:head_end]) in _WITH_SUBJECT
    if not bare or not tokens.capital(index):
        return 0
    if tokens.keys[head_end : head_end + 1] == ["về"] and not tokens.capital(head_end + 1):
        return _plain_subject(view, head_end + 1)
    parent = end in (head_end, view.body_ends.get(head_end), view.place_ends.get(head_end))
    if not parent or tokens.keys[end] != "về" or not tokens.capital(end + 1) or tokens.keys[end + 1] in _PAPERS:
        return 0
    subject = with_complement(view, end + 1, "FCG", in_title=False)
    return subject if subject > end + 2 and end + 1 not in view.place_ends else 0


def _plain_subject(view: TextView, index: int) -> int:
    """Behind a subject in lower case that "của" and a larger body close; 0 where none does."""
    tokens = view.tokens
    at = index
    while at < min(len(tokens), index + _LONGEST_SUBJECT) and tokens.shapes[at] is Shape.LOWER:
        if tokens.keys[at] == "của":
            return view.body_ends.get(at + 1, 0)
        at += 1
    return 0


def _second_field(view: TextView, index: int, end: int) -> int:
    """Behind the country whose ministry has a field of no table behind "và"."""
    tokens = view.tokens
    joined = tokens.keys[index] == "bộ" and tokens.keys[end] in ("và", "&") and tokens.capital(end + 1)
    if not joined or not tokens.capital(index) or end + 1 in view.body_ends or end + 1 in view.place_ends:
        return 0
    if longest(table_trie("positions.tsv"), tokens.keys, end + 1) or stops_at(view, end + 1):
        return 0  # "Bộ Ngoại giao và Đại sứ Mỹ"
    at = end + 2
    while at - end <= _LONGEST_FIELD and at < len(tokens) and tokens.shapes[at] is Shape.LOWER:
        if tokens.keys[at] in words("function_words.txt"):
            return 0
        at += 1
    country = (
        place_names().names.get(fold_name(view.surface(at, view.place_ends[at]))) if at in view.place_ends else None
    )
    return view.place_ends[at] if at > end + 2 and country and country.table == "countries" else 0


def _country_of_force(view: TextView, index: int, end: int) -> int:
    """Behind the country of one syllable whose fleet or command is called after a sea: "… Thái Bình Dương | Mỹ"."""
    tokens = view.tokens
    force = tuple(tokens.keys[index : index + 2]) in _FORCES and is_short_country(view, end)
    alone = force and (not tokens.capital(end + 1) or not is_syllable(tokens.keys[end + 1]))
    return end + 1 if alone and tokens.capital(end - 1) else 0


def is_short_country(view: TextView, index: int) -> bool:
    """Whether a country of one syllable stands at a token."""
    key = view.tokens.keys[index]
    short = is_syllable(key) and view.tokens.capital(index)
    name = place_names().names.get(fold_name(view.tokens.words[index])) if short else None
    return name is not None and name.table == "countries" and name.proof <= Proof.WEAK


def _numbered(view: TextView, end: int) -> int:
    """Behind the larger body in which this one has a number, plain words before the number included."""
    tokens = view.tokens
    at = end
    while at - end < _MOST_WORDS and tokens.keys[at : at + 1] != ["số"] and _describes(view, at):
        at += 1
    numbered = tokens.keys[at : at + 1] == ["số"] and at + 3 < len(tokens) and tokens.shapes[at + 1] is Shape.NUMBER
    if not numbered or len(tokens.keys[at + 1]) > _LONGEST_NUMBER or tokens.keys[at + 2] not in ("của", "thuộc"):
        return 0
    return view.body_ends.get(at + 3, 0)


def _describes(view: TextView, index: int) -> bool:
    tokens = view.tokens
    if (
        index + 1 >= len(tokens)
        or tokens.shapes[index] is not Shape.LOWER
        or tokens.keys[index] in words("function_words.txt")
    ):
        return False
    return (tokens.keys[index], tokens.keys[index + 1]) not in pairs("verbs.txt")
