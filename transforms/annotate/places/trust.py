"""Whether a bare name of the dictionary is a place where it stands."""

from __future__ import annotations

import re

from transforms.annotate.places.context import (
    after_person_word,
    begins_person,
    has_surname_before,
    in_byline,
    opens_sentence,
    word_before,
)
from transforms.annotate.places.glued import behind_place, country_at, ends_title, opens_next, opens_unit
from transforms.annotate.places.runs import Run
from transforms.annotate.places.states import acts_as_state
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Name, Names, Proof
from transforms.vietnamese.gazetteer.spelling import fold_syllable
from transforms.vietnamese.spelling import is_syllable

_WORD_BEHIND = re.compile(r" ([^\W\d_]+)")
# "báo Đà Nẵng" is a newspaper; "thông báo Đà Nẵng" is not.
_NEWSPAPER = re.compile(
    r"(?<!\w)(?<!thông )(?<!tình )(?<!cảnh )(?<!dự )(?<!tin )(?<!loan )(?<!cáo )(?<!trình )báo $", re.IGNORECASE
)
_COMPASS = frozenset((a, b) for a in ("đông", "tây") for b in ("bắc", "nam"))
_SIDES_OF = frozenset(("nam", "bắc", "đông", "tây"))  # "Nam Lào", "Tây Đức"; not "Đông Anh"
_SIDED = frozenset(("lào", "đức", "ấn"))
_OPENING_CUES = frozenset("Ở Tại Tới Rời Quanh Gần Khắp".split())
_CALLING = re.compile(r"(?<!\w)(?<!đàn )(?:ông|bà|ngài|cô) $", re.IGNORECASE)
_VESSEL = re.compile(r"(?<!\w)(?:tàu|tàu cá|giàn khoan|tàu hàng|phà) $", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r" ?[-–]? ?\d{2,5}(?![\d/.,])")
_COUNTRY_AND = re.compile(
    r"(?<!\w)(?:Mỹ|Nhật|Nhật Bản|Trung Quốc|Trung|Đài Loan|Thái Lan|Việt Nam|Triều Tiên)(?:, | và )$"
)
_SIDES = frozenset(("phía", "hướng", "gió", "mạn"))


def trusted(run: Run, index: int, until: int, name: Name, names: Names) -> bool | None:
    """True: a place. False: perhaps, if a neighbour or another mention proves it. None: no place."""
    if _in_paper(run, index) and name.table != "countries":
        return None
    if in_byline(run.text, run.starts[index]) or _is_vessel(run, index, until) or _is_side(run, index, until):
        return None
    if name.proof is Proof.STRONG:
        return _strong(run, index, until, name, names)
    if name.proof is Proof.NAMELIKE:
        return _namelike(run, index, until, names)
    if name.proof is Proof.WEAK:
        return _weak(run, index, until, names)
    if name.proof is Proof.PAIR:
        return _in_pair(run, index, until, names) or _short(run, index, until) or None
    if name.proof is Proof.TYPED:
        return None
    return _local(run, index, until, names, foreign=name.table == "foreign")


def _is_side(run: Run, index: int, until: int) -> bool:
    """Whether it is a point of the compass: "phía Đông Bắc"."""
    compass = until - index == 2 and tuple(run.keys[index:until]) in _COMPASS
    return compass and word_before(run.text, run.starts[index]) in _SIDES


def _is_vessel(run: Run, index: int, until: int) -> bool:
    """Whether a ship or a rig is called so, with its number: "tàu Hải Dương 981"."""
    if not _NUMBER_BEHIND.match(run.text, run.ends[until - 1]):
        return False
    return _VESSEL.search(run.text[max(0, run.starts[index] - 12) : run.starts[index]]) is not None


def _in_paper(run: Run, index: int) -> bool:
    start = run.starts[index]
    return run.firsts[index] == index and _NEWSPAPER.search(run.text[max(0, start - 12) : start]) is not None


def _other_word(run: Run, index: int, until: int) -> bool:
    """Whether the word behind makes another word of it: "Pháp luật", "Áo dài"."""
    behind = _WORD_BEHIND.match(run.text, run.ends[until - 1])
    return behind is not None and f"{run.keys[index]} {fold_syllable(behind[1])}" in context_words("no_country_after")


def _strong(run: Run, index: int, until: int, name: Name, names: Names) -> bool | None:
    if until - index == 1 and run.lasts[index] > until and is_syllable(run.keys[index]):
        return None
    if has_surname_before(run, index, sure=True) and is_syllable(run.keys[index]):
        return None
    person = name.table == "region" and run.lasts[index] - until == 1 and begins_person(run, index)
    if person and not country_at(run, until, until + 1, names):
        return None  # "anh Hoàng Hải Nam"; not "Hạm đội Thái Bình Dương Mỹ"
    if not is_syllable(run.keys[index]) and not _foreign_alone(run, index, until, name):
        return None
    if name.table == "foreign" and _called(run, index):
        return None
    return None if word_before(run.text, run.starts[index]) in ("tiếng", "chữ") else True


def _called(run: Run, index: int) -> bool:
    return _CALLING.search(run.text[max(0, run.starts[index] - 9) : run.starts[index]]) is not None


def _foreign_alone(run: Run, index: int, until: int, name: Name) -> bool:
    """Whether no other foreign word stands beside a foreign name (Manchester United, Real Madrid, Vietnam Airlines)."""
    if index > run.firsts[index] and not (is_syllable(run.keys[index - 1]) or run.words[index - 1].isupper()):
        return False
    if until >= run.lasts[index] or is_syllable(run.keys[until]):
        return True
    if run.words[until].lower() in context_words("company") or run.words[index] == "Vietnam":
        return False
    before = word_before(run.text, run.starts[index])
    # "người đồng cấp [Canada] Harjit Sajjan": a country is seldom the first word of a foreign name, a city often.
    return before in context_words("title_end") or (name.table == "countries" and bool(before))


def _namelike(run: Run, index: int, until: int, names: Names) -> bool | None:
    if run.shouted[index]:
        return None if has_surname_before(run, index) else True
    if not _free_on_left(run, index) or not _free_on_right(run, until, index, names):
        return None
    if index == run.firsts[index] and after_person_word(run.text, run.starts[index]):
        return None
    return True


def _free_on_left(run: Run, index: int) -> bool:
    first = run.firsts[index]
    if index == first:
        return True
    if has_surname_before(run, index):
        return False
    before = run.words[index - 1]
    if before.isupper() or not is_syllable(run.keys[index - 1]):
        return True
    return index - first >= 2 or opens_sentence(run.text, run.starts[first])


def _free_on_right(run: Run, until: int, index: int, names: Names) -> bool:
    last = run.lasts[index]
    if until >= last:
        return True
    if begins_person(run, until) or run.words[until].isupper() or run.keys[until] in context_words("glued"):
        return True
    if opens_unit(run, until, names) or (until == last - 1 and opens_next(run, until)):
        return True
    return run.keys[until] in names.reach and last - until >= 2


def _weak(run: Run, index: int, until: int, names: Names) -> bool | None:
    text, start = run.text, run.starts[index]
    if run.shouted[index] or (run.words[index].isupper() and len(run.words[index]) > 1):
        return None
    if run.firsts[index] != index and not (_behind_small_word(run, index) or behind_place(run, index, names)):
        return None
    if _in_pair(run, index, until, names):
        return True
    if after_person_word(text, start) or word_before(text, start) in context_words("no_country_before"):
        return None
    if until < run.lasts[index] and not (_before_person(run, index, until) or ends_title(run, index, until, names)):
        return None
    if _other_word(run, index, until):
        return None
    if run.keys[index] in context_words("pronoun") and opens_sentence(text, start):
        return acts_as_state(run, index) or None
    return True


def _behind_small_word(run: Run, index: int) -> bool:
    """Whether the capital before it is an abbreviation, or a small word that opens a sentence ("Tại [Ý]")."""
    if run.words[index - 1].isupper():
        return True
    if run.firsts[index] == index - 1 and run.keys[index - 1] in _SIDES_OF and run.keys[index] in _SIDED:
        return True
    opening = run.firsts[index] == index - 1 and opens_sentence(run.text, run.starts[index - 1])
    return opening and run.keys[index - 1] in context_words("small_word")


def _before_person(run: Run, index: int, until: int) -> bool:
    """Whether a country of one syllable ends a title before a name: "Tổng thống [Mỹ] Donald Trump"."""
    before = word_before(run.text, run.starts[index])
    if not is_syllable(run.keys[until]):
        return bool(before)
    rest = run.lasts[index] - until
    return rest >= 3 and begins_person(run, until) and (before in context_words("title_end") or before in ("tại", "ở"))


def _in_pair(run: Run, index: int, until: int, names: Names) -> bool:
    """Whether a country stands beside it with only a hyphen or dash between ("Mỹ - Trung")."""
    if run.firsts[index] != index or run.lasts[index] > until:
        return False
    first = run.firsts[index - 1] if index else index
    last = run.lasts[until] if until < len(run) else until
    if word_before(run.text, run.starts[first]) in context_words("company_tail") and "việt" in run.keys[first:last]:
        return False  # "Công nghệ Việt - Séc"
    return _is_country(run, first, index, names) or _is_country(run, until, last, names)


def _short(run: Run, index: int, until: int) -> bool:
    """Whether a country's short name stands behind what is of it: "phim [Hàn]", "tiền đạo [Hàn]"."""
    if run.keys[index] not in context_words("short_country") or run.lasts[index] > until:
        return False
    if _among_countries(run, index):
        return True
    first = run.firsts[index]
    opening = first == index - 1 and opens_sentence(run.text, run.starts[first])  # "Sao Hàn"
    return (first == index or opening) and word_before(run.text, run.starts[index]) in context_words("before_short")


def _among_countries(run: Run, index: int) -> bool:
    """Whether a country stands next to it in a list: "Nhật Bản, [Hàn] và Đài Loan"."""
    start = run.starts[index]
    return _COUNTRY_AND.search(run.text[max(0, start - 20) : start]) is not None


def _is_country(run: Run, index: int, until: int, names: Names) -> bool:
    name = names.names.get(" ".join(run.keys[index:until]))
    return name is not None and name.table == "countries"


def _behind_opening_cue(run: Run, index: int) -> bool:
    """Whether only the word before it owes its capital to the sentence: "Tại | Đầm Dơi", "Ở | Thạch Thất"."""
    cue = run.firsts[index] == index - 1 and run.words[index - 1] in _OPENING_CUES
    return cue and opens_sentence(run.text, run.starts[index - 1])


def _local(run: Run, index: int, until: int, names: Names, *, foreign: bool) -> bool | None:
    alone = until >= run.lasts[index]
    if foreign and _called(run, index):
        return None  # "ông Muscat", "bà Paris"
    glued = not alone and run.lasts[index] - until == 1 and opens_next(run, until)
    glued = glued or (not alone and opens_unit(run, until, names))
    if not (alone or glued) and (foreign or not begins_person(run, until)):
        return None
    if index != run.firsts[index]:
        led = run.words[index - 1] in context_words("territorial") or _behind_opening_cue(run, index)
        return True if until - index > 1 and led else None
    if run.shouted[index] or after_person_word(run.text, run.starts[index]):
        return None
    before = word_before(run.text, run.starts[index])
    if until - index == 1:  # "tại Houston"; a district of one syllable (Vinh) is also a given name
        return foreign and not is_syllable(run.keys[index]) and before in context_words("cue_of_towns")
    return before in context_words("cue")
