"""Places of no table and no type word: streets behind a house number, and names that a neighbour may prove."""

from __future__ import annotations

import re

from transforms.annotate.places.context import SEPARATORS, word_before
from transforms.annotate.places.lists import may_end_list
from transforms.annotate.places.readings import Place
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.spelling import is_syllable

# Longer runs are titles and headlines.
_LONGEST = 4
_LONGEST_FOREIGN = 2
_LANDMARKS = frozenset(
    "Gardens Garden Park Square Castle Bridge Abbey Cathedral Beach Island Islands Lake Street Avenue Airport"
    " Harbour Harbor Bay Dock Wharf Tower Falls Canyon Plaza Hall Stadium".split()
)
_LIVES = re.compile(r"(?:sinh ra|lớn lên|sinh sống|sống|cư trú|trú|định cư|qua đời|an táng) (?:ở|tại) $", re.IGNORECASE)
_HOUSE_NUMBER = re.compile(
    r"(?<!\w)(?:số|số nhà|nhà số|ngõ|ngách|hẻm|kiệt) \d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Z]?)* $", re.IGNORECASE
)
_AT = frozenset("ở tại thăm gần quanh thuộc ngoài tới đến rời trong khỏi".split())
# What hardly ends the name of a person, a firm or a work.
_NO_OTHER_NAMES = frozenset("Gardens Cathedral Abbey Wharf Dock Islands Island Avenue".split())

# The number of a unit, not of a house: "Đội CSGT số 1 | Nguyễn …".
_UNIT_NUMBER = re.compile(
    r"(?<!\w)(?:đội|đoàn|CSGT|cơ động|hình sự|giao thông|tiểu học|mầm non|trường|tổ|phòng|trạm|chi cục|công chứng)"
    r" số \d{1,2} $",
    re.IGNORECASE,
)


def street_at(run: Run, index: int) -> Place | None:
    """A street named behind a house number alone: "số 4 [Trần Hưng Đạo]"."""
    start, until = run.starts[index], run.lasts[index]
    if run.firsts[index] != index or until - index > _LONGEST or run.words[index].isupper():
        return None
    if run.text[start - 1 : start] != " " or not _HOUSE_NUMBER.search(run.text[max(0, start - 22) : start]):
        return None
    if _UNIT_NUMBER.search(run.text[max(0, start - 22) : start]):
        return None
    folded = " ".join(run.keys[index:until])
    return Place(
        start=start,
        end=run.ends[until - 1],
        name_start=start,
        folded=folded,
        name=None,
        head=None,
        sure=True,
        until=until,
        method="place:address",
    )


def unknown_at(run: Run, index: int) -> Place | None:
    """A name of no table behind "ở" or "tại": a place if a larger place follows ("ở Solihull, Anh")."""
    until, start = run.lasts[index], run.starts[index]
    if run.firsts[index] != index or until - index > _LONGEST or run.words[index].isupper():
        return None
    end = run.ends[until - 1]
    if not (_may_be_proved(run.text, start, end) or may_end_list(run, index, until)):
        return None
    return _of_no_table(run, index, until, sure=False, method="place:unknown")


def home_at(run: Run, index: int) -> Place | None:
    """A foreign name of no table behind a verb of living: "sinh ra tại Cannock"."""
    until, start = run.lasts[index], run.starts[index]
    if run.firsts[index] != index or until - index > _LONGEST_FOREIGN or run.words[index].isupper():
        return None
    if any(is_syllable(key) for key in run.keys[index:until]):
        return None
    if not _LIVES.search(run.text[max(0, start - 22) : start]):
        return None
    return _of_no_table(run, index, until, sure=True, method="place:home")


def landmark_at(run: Run, index: int) -> Place | None:
    """A foreign name behind "tại" or such a word that ends in what it is: "ở York's Museum Gardens"."""
    until, start = run.lasts[index], run.starts[index]
    if run.firsts[index] != index or not 2 <= until - index <= _LONGEST or run.words[until - 1] not in _LANDMARKS:
        return None
    certain = run.words[until - 1] in _NO_OTHER_NAMES and not any(map(is_syllable, run.keys[index:until]))
    if not certain and word_before(run.text, start) not in _AT:
        return None
    return _of_no_table(run, index, until, sure=True, method="place:landmark")


def _of_no_table(run: Run, index: int, until: int, *, sure: bool, method: str) -> Place:
    return Place(
        start=run.starts[index],
        end=run.ends[until - 1],
        name_start=run.starts[index],
        folded=" ".join(run.keys[index:until]),
        name=None,
        head=None,
        sure=sure,
        until=until,
        method=method,
    )


def _may_be_proved(text: str, start: int, end: int) -> bool:
    """Whether what stands around an unknown name could prove it: a cue and a larger place, or a list."""
    before = word_before(text, start)
    if before == "tuyến":
        return text.startswith((" - ", " – "), end)
    if before in ("vực", "đảo", "vùng") and text.startswith((" thuộc ", " (thuộc ", " của ", ", thuộc "), end):
        return True
    if before == "vực" or before in context_words("at"):
        return text.startswith((", ", " ("), end)
    return text.endswith(SEPARATORS, 0, start) and text.startswith((*SEPARATORS, " (", ".", ";"), end)
