"""Names told by a noun for people some words away: "chuyên gia thương hiệu Ana Kova nói", "con gái ông, Mia, …"."""

from __future__ import annotations

from transforms.annotate.names.foreign import heads_of_names, is_country, names_thing, words_that
from transforms.annotate.names.signs import verbs
from transforms.annotate.names.speakers import speaks
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, words

_FIELD = 3  # words between the noun and the name
_EXPERTS = frozenset(
    tuple(noun.split())
    for noun in (
        "chuyên gia,phân tích,nghiên cứu,nhà báo,luật sư,cố vấn,biên tập,phát ngôn,kỹ sư,giáo sư,tiến sĩ,bác sĩ,"
        "nghệ sĩ,bình luận,tư vấn,nhà văn,phóng viên,sử gia,học giả,kinh tế,khoa học,môi giới,thiết kế,quản lý,nhà sử"
    ).split(",")
)
_SURNAMES_AND_THINGS = frozenset("park king moon hall hill hills day st".split())
_KIN = frozenset("vợ chồng".split())
_KIN_PAIRS = frozenset(
    tuple(pair.split())
    for pair in (
        "con gái,con trai,em gái,em trai,chị gái,anh trai,bạn gái,bạn trai,cậu út,cô út,con rể,con dâu,con út,con cả,"
        "con nuôi,cháu gái,cháu trai,vợ cũ,chồng cũ,hôn thê,hôn phu,bà xã,ông xã,mẹ ruột,bố ruột,anh rể,chị dâu"
    ).split(",")
)
_REACH = 7  # words between the kin and the name


def behind_field(view: TextView, index: int, end: int) -> bool:
    """Whether a noun for people with its field goes before two foreign words, and a verb of speech behind them."""
    tokens = view.tokens
    if end - index < 2 or all(is_syllable(key) for key in tokens.keys[index:end]):
        return False
    if names_thing(tokens.keys[index:end]) or longest(speaks(), tokens.keys, end) is None:
        return False
    for at in range(index - 1, max(index - 1 - _FIELD, 0), -1):
        if tokens.shapes[at] is not Shape.LOWER:
            return False
        if tuple(tokens.keys[at - 2 : at]) in _EXPERTS:
            return True
    return False


def thinks(view: TextView, index: int, end: int) -> bool:
    """Whether two foreign words that open a sentence do what only people do: "Tad Park tin rằng …"."""
    tokens = view.tokens
    if end - index != 2 or not tokens.opens_sentence(index):
        return False
    does = longest(verbs(), tokens.keys, end)
    if does is None or does[1] == "weak":
        return False
    first, last = tokens.keys[index:end]
    written = tokens.shapes[index] is tokens.shapes[index + 1] is Shape.CAPITAL
    foreign = not is_syllable(first) and len(first) > 2 and first not in words_that("thing")
    plain = last in _SURNAMES_AND_THINGS or not names_thing((first, last))
    return written and foreign and plain and last not in words_that("company") and not _is_firm(view, index)


def _is_firm(view: TextView, index: int) -> bool:
    keys = view.tokens.keys
    return is_country(keys[index + 1]) or any(longest(heads_of_names(), keys, at) for at in (index, index + 1))


def behind_kin(view: TextView, index: int) -> str | None:
    """`role` for one word between commas behind a word for kin: "cậu út nhà Nowak, Iwo, vào trường"; else None."""
    tokens = view.tokens
    if index < 3 or tokens.words[index - 1] != "," or tokens.words[index + 1 : index + 2] != [","]:
        return None
    return "role" if _single_name(view, index) and _kin_before(view, index - 1) else None


def _single_name(view: TextView, index: int) -> bool:
    tokens = view.tokens
    key = tokens.keys[index]
    if tokens.shapes[index] is not Shape.CAPITAL or is_country(key) or longest(heads_of_names(), tokens.keys, index):
        return False
    return len(key) > 2 and (not is_syllable(key) or key in words("given_names.txt"))


def _kin_before(view: TextView, comma: int) -> bool:
    """Whether a word for kin stands in the words before the comma, no other mark between."""
    tokens = view.tokens
    for at in range(comma - 1, max(comma - 1 - _REACH, -1), -1):
        if tokens.shapes[at] in (Shape.MARK, Shape.NEWLINE):
            return False
        if tuple(tokens.keys[max(at - 1, 0) : at + 1]) in _KIN_PAIRS or tokens.keys[at] in _KIN:
            return tokens.shapes[at] is Shape.LOWER
    return False
