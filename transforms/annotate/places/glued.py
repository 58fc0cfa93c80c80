"""Places to which the next sentence is glued, as behind a title or a caption: "hòa bình với [Nga] Thủ tướng nói …"."""

from __future__ import annotations

import re

from transforms.annotate.places.context import opens_sentence, word_before
from transforms.annotate.places.runs import Run
from transforms.vietnamese.gazetteer.context import context_words
from transforms.vietnamese.gazetteer.names import Names
from transforms.vietnamese.gazetteer.spelling import fold_syllable
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import fold
from transforms.vietnamese.tables import pairs, words

_WORD_BEHIND = re.compile(r" ([^\W\d_]+)")
_LOWER_BEHIND = re.compile(r" [^\W\d_A-ZĐ]")
_OCEANS = frozenset(tuple(name.split()) for name in ("thái bình dương", "đại tây dương", "ấn độ dương"))
_UNITS = frozenset(("Tỉnh", "Xã", "Phường", "Huyện", "Quận", "TP", "UBND"))
_DIGIT_BEHIND = re.compile(r" \d")


def opens_compound(run: Run, index: int) -> bool:
    """Whether a capital begins a word that goes on in lower case: "Cụ thể", "Bên cạnh"."""
    behind = _WORD_BEHIND.match(run.text, run.ends[index])
    return behind is not None and (fold(run.words[index]), behind[1]) in pairs("compounds.tsv")


def ends_title(run: Run, index: int, until: int, names: Names) -> bool:
    """Whether the country at index ends a title, and what stands behind it opens the next sentence.

    A capital alone that begins a word, an office or a day ("với [Nga] Thủ tướng …", "trở lại [Mỹ] Rạng sáng 5/2"),
    another country ("dằn mặt [Mỹ] Iran tập trận"), a body ("tổng thống [Pháp] Báo Hà Tĩnh đưa tin").
    """
    first, last = run.firsts[index], run.lasts[index]
    if first != index or until >= last or opens_sentence(run.text, run.starts[index]):
        return False
    if country_at(run, until, last, names):
        if run.keys[until] == "việt" or word_before(run.text, run.starts[index]) in context_words("company_tail"):
            return False  # "Công ty Nhật Việt"
        return run.keys[index] not in context_words("pronoun") or _behind_cue(run, index)
    if last - until == 1:
        return opens_next(run, until) or (_behind_cue(run, index) and _is_no_name(run, until))
    return run.keys[until] in context_words("opening_body") and _behind_cue(run, index)


def opens_next(run: Run, index: int) -> bool:
    """Whether a capital alone opens a sentence: "Tuyên bố trên …", "Theo ông …", "Ngày 5/2 …", "Thủ tướng …"."""
    if opens_office_or_day(run, index):
        return True
    word = run.words[index].lower()
    if not _LOWER_BEHIND.match(run.text, run.ends[index]):
        return False
    return word in context_words("glued") or word in context_words("sentence_word") or opens_compound(run, index)


def opens_office_or_day(run: Run, index: int) -> bool:
    """Whether an office or a day begins at a capital alone: "Thủ tướng …", "Chiều 5/2 …"."""
    if _DIGIT_BEHIND.match(run.text, run.ends[index]):
        return run.words[index].lower() in context_words("calendar")
    behind = _WORD_BEHIND.match(run.text, run.ends[index])
    return behind is not None and f"{run.words[index].lower()} {behind[1]}" in context_words("opening_office")


def opens_unit(run: Run, index: int, names: Names) -> bool:
    """Whether a unit with its type word opens the next sentence: "ở Đà Lạt | Tỉnh Lâm Đồng có …"."""
    last = run.lasts[index]
    return run.words[index] in _UNITS and last - index > 2 and " ".join(run.keys[index + 1 : last]) in names.names


def _is_no_name(run: Run, index: int) -> bool:
    """Whether a capital with small letters behind is no given name: "tình báo Mỹ | Ký vào đơn …"."""
    given = fold_syllable(run.words[index]) in words("given_names.txt")
    return not given and is_syllable(run.keys[index]) and _LOWER_BEHIND.match(run.text, run.ends[index]) is not None


def _behind_cue(run: Run, index: int) -> bool:
    before = word_before(run.text, run.starts[index])
    return before in context_words("before_country") or before in context_words("title_end")


def country_at(run: Run, index: int, until: int, names: Names) -> bool:
    """Whether the syllables are the name of a country, whatever it proves."""
    name = names.names.get(" ".join(run.keys[index:until]))
    return name is not None and name.table == "countries"


def behind_place(run: Run, index: int, names: Names) -> bool:
    """Whether a country of one syllable stands right behind a longer one, or an ocean, that opens its run.

    It opens a sentence ("chiến sự Ukraine | Nga hoan nghênh …") or has the fleet ("Hạm đội Thái Bình Dương | Mỹ").
    """
    first = run.firsts[index]
    if first == index or run.keys[index] in context_words("pronoun"):
        return False
    if index - first == 1 and is_syllable(run.keys[first]):
        return False  # "Việt Đức" is a person or a firm
    return country_at(run, first, index, names) or tuple(run.keys[first:index]) in _OCEANS


def before_next_sentence(run: Run, index: int, known: int | None, names: Names) -> bool:
    """Whether one capital of ours stands behind a foreign name that is known: "bên sông [Thames] Bến tàu này …"."""
    if known is None or known != run.lasts[index] - 1 or not is_syllable(run.keys[known]):
        return False
    foreign = names.names[" ".join(run.keys[index:known])].table in ("foreign", "countries")
    return foreign and not is_syllable(run.keys[index]) and _LOWER_BEHIND.match(run.text, run.ends[known]) is not None
