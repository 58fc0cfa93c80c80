"""What follows the head of an organisation: a field of work, a proper name, a number, a place, a larger body.

Which of these a head takes is told by the letters of `lexicon/organisation_heads.tsv`.
"""

from __future__ import annotations

from transforms.annotate.bodies.fields import JOINERS, chain_end, field_end
from transforms.annotate.bodies.numbers import branch_end, counts_units, is_number, whole_number
from transforms.annotate.bodies.purpose import purpose_end
from transforms.annotate.bodies.tails import (
    UNITS,
    bare_town,
    behind_bracket,
    behind_place,
    behind_short_head,
    foreign_person,
    is_world_region,
    joins_foreign,
    over_bracket,
    paired_place,
    quoted_name,
    renamed_unit,
    shortens,
)
from transforms.annotate.names.signs import full_name_begins, is_surname, person_begins, stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, pairs, table_trie, trie, words

_STEPS = 7  # no name of an institution has more parts
_OFFICES = frozenset("phòng ban cục vụ sở ủy".split())
_SIZES = range(1, 31)  # tokens of a larger body that may be joined to a smaller one
_LONGEST_RUN = 20  # tokens of a proper name; also keeps the time linear on text that is all capitals
_ENTERPRISES = trie((word, "") for word in ("công ty", "tập đoàn", "ngân hàng", "tổng công ty", "nhà trường"))
_PARTNERS = frozenset("úc nhật đức hàn pháp nga séc tiệp thái lào mỹ hung bỉ đài trung ấn ý anh xô áo bun".split())


def with_complement(view: TextView, index: int, flags: str, *, in_title: bool) -> int:
    """The token behind the longest name whose head ends before `index`; reads `view.body_ends` for larger bodies."""
    head_end = index
    index = behind_short_head(view, index, flags, in_title=in_title)
    for step in range(_STEPS):
        following, done = _one_step(view, index, flags, in_title, step)
        if following == index:
            break
        index = following
        if done:
            break
    return max(index, purpose_end(view, head_end)) if in_title and "q" in flags else index


def _one_step(view: TextView, index: int, flags: str, in_title: bool, step: int) -> tuple[int, bool]:
    """The token behind one more part of the name (`index` itself where there is none), and whether it is the last."""
    if index >= len(view.tokens):
        return index, True
    best = field_end(view, index, flags, step, shared="2" in flags) if "F" in flags else index
    place = behind_place(view, index, flags) if "P" in flags else index
    if place > index and flags.startswith("!P") and is_world_region(view, index, place):
        return index, True  # "giải U23 châu Á" is a cup
    if place > index and place >= best:
        place = paired_place(view, index, place, flags)
        return place, not _continues(view, index, place, flags, in_title)
    if "t" in flags and view.tokens.keys[index] == "tại" and index + 1 in view.place_ends:
        return view.place_ends[index + 1], True
    if best > index:
        return best, False
    return _marked_step(view, index, flags, step) or _other_step(view, index, flags, in_title, step)


def _marked_step(view: TextView, index: int, flags: str, step: int) -> tuple[int, bool] | None:
    """A branch, or what goes on behind an abbreviation in brackets; None where neither stands at `index`."""
    if "P" in flags and (branch := branch_end(view, index)):
        return branch, True
    if "F" in flags and (end := over_bracket(view, index)) > index:
        return end, False
    if "P" in flags and (bracketed := behind_bracket(view, index)) and (step or shortens(view, index)):
        return bracketed, True
    return None


def _continues(view: TextView, index: int, place: int, flags: str, in_title: bool) -> bool:
    """Whether a free name goes on behind the name of a place: "Công ty Vũng Tàu Marina"."""
    if place < len(view.tokens) and (("t" in flags and view.tokens.keys[place] == "tại") or branch_end(view, place)):
        return True
    free = (
        "C" in flags
        and "P" in flags
        and ("o" in flags or not in_title)
        and view.tokens.capital(index)
        and view.tokens.capital(place)
    )
    return free and place not in view.place_ends and not person_begins(view, place)


def _other_step(view: TextView, index: int, flags: str, in_title: bool, step: int) -> tuple[int, bool]:
    following = _words_on(view, index, flags, step)
    if following > index:
        return following, False
    body = _larger_body(view, index, flags, in_title, step)
    if body:
        return body, True
    for letter, bare in (("U", UNITS), ("E", _ENTERPRISES)):
        if letter in flags and (hit := longest(bare, view.tokens.keys, index)):
            return renamed_unit(view, hit[0]), True
    return _proper_step(view, index, flags, in_title, step)


def _words_on(view: TextView, index: int, flags: str, step: int) -> int:
    tokens = view.tokens
    free = step and "C" in flags and "m" not in flags
    if not free or tokens.shapes[index] is not Shape.LOWER or tokens.capital(index - 1):
        return index
    return _words_before_name(view, index)


def _larger_body(view: TextView, index: int, flags: str, in_title: bool, step: int) -> int | None:
    """Behind the larger body: right behind, after an abbreviation in brackets, or after "của"."""
    tokens = view.tokens
    inside = "O" in flags or ("o" in flags and step == 0)
    part = step > 0 or tokens.keys[index - 1] == "hiệu"  # "khoa sư phạm | trường ĐH …", "ban giám hiệu | trường …"
    lower = part and tokens.keys[index] in ("trường", "bệnh") and not tokens.capital(index - 1)
    if inside and (tokens.capital(index) or in_title or lower) and view.body_ends.get(index, index) - index in _SIZES:
        return view.body_ends[index]
    if "O" in flags and tokens.keys[index] == "(" and tokens.keys[index + 2 : index + 3] == [")"]:
        # "Cơ quan Cảnh sát điều tra (CSĐT) Công an quận …"
        return view.body_ends.get(index + 3) if tokens.shapes[index + 1] is Shape.UPPER else None
    return view.body_ends.get(index + 1) if "c" in flags and tokens.keys[index] == "của" else None


def _proper_step(view: TextView, index: int, flags: str, in_title: bool, step: int) -> tuple[int, bool]:
    tokens = view.tokens
    if "N" in flags and is_number(view, index):
        return whole_number(view, index + 1), False
    if "F" in flags and tokens.keys[index] == "số" and is_number(view, index + 1):
        return index + 2, False
    if "V" in flags and tokens.keys[index : index + 2] == ["việt", "nam"]:
        return index + 2, True
    if "v" in flags and tokens.keys[index] == "về" and (end := chain_end(view, index + 1, index + 1)) > index + 1:
        return end, False
    if "C" in flags and step == 0 and (quoted := quoted_name(view, index)):
        return quoted, True
    if "f" in flags and tokens.capital(index):
        return _foreign_name(view, index), True
    return _name_step(view, index, flags, in_title, step)


def _name_step(view: TextView, index: int, flags: str, in_title: bool, step: int) -> tuple[int, bool]:
    if "P" in flags and (town := bare_town(view, index)):
        return town + _is_numbered(view, town, flags), True
    if "=" in flags and foreign_person(view, index):
        return index, True
    if "C" in flags and ("m" not in flags or (view.opens_compound(index) and "2" not in flags)):
        eponym = "e" in flags and is_surname(view, index)
        return _capitals(view, index, in_title and not eponym, step), False
    return index, True


def _is_numbered(view: TextView, town: int, flags: str) -> bool:
    """Whether a school or the like has a number behind its town: "Trường Tiểu học Tân Lập | 2"."""
    tokens = view.tokens
    may = "N" in flags and "C" in flags and town < len(tokens) and tokens.shapes[town] is Shape.NUMBER
    counts = counts_units(view, town) and tokens.keys[town + 1 : town + 3] != ["tổ", "chức"]
    return may and len(tokens.words[town]) == 1 and not counts


def _capitals(view: TextView, index: int, may_break: bool, step: int) -> int:
    """The token behind a run of capitalised words, joined by "và", "&" or hyphens."""
    tokens = view.tokens
    end = _known_end(view, index)
    while end < min(len(tokens), index + _LONGEST_RUN):
        doubled = end - index >= 2 and tokens.keys[end : end + 2] == tokens.keys[index : index + 2]
        if tokens.capital(end) and not stops_at(view, end) and not doubled:
            if _new_sentence(view, index, end) or _holder_begins(view, index, end, may_break, step):
                break
            end += 1
        elif end > index and (
            (tokens.keys[end] in JOINERS and _joins(view, end, may_break)) or joins_foreign(view, end)
        ):
            end += 1
        elif end > index and tokens.shapes[end] is Shape.NUMBER and len(tokens.words[end]) <= 3:
            return end + 1
        elif end > index and (hit := longest(table_trie("organisation_fields.tsv"), tokens.keys, end)) and hit[1]:
            end = hit[0]
        elif end > index and (more := _description(view, end)):
            end = more
        else:
            break
    return end


def _holder_begins(view: TextView, index: int, end: int, may_break: bool, step: int) -> bool:
    """Whether a person's name begins inside the run of capitals from `index`: "Cục Thuế | Mai Xuân …"."""
    own = step or view.tokens.keys[index - 1] in _OFFICES  # "Chánh Văn phòng | Nguyễn …": no office is called so
    if may_break and own and end == index and full_name_begins(view, end):
        return True
    if not may_break and (end == index or view.tokens.keys[end] not in words("foreign_names.txt")):
        return False
    if not step and end == index + 1 and is_surname(view, index) and view.tokens.capital(end + 1):
        return False  # "Chủ tịch Viện | Phan Chu …": called after a person with two surnames
    return end > index - (step > 0) and person_begins(view, end)


def _known_end(view: TextView, index: int) -> int:
    """Behind a name of the table that begins here ("Than Quảng Ninh"); `index` itself where there is none."""
    whole = longest(table_trie("organisation_names.tsv"), view.tokens.keys, index)
    return whole[0] if whole and whole[0] > index + 1 and view.tokens.capital(whole[0] - 1) else index


def _new_sentence(view: TextView, index: int, end: int) -> bool:
    """Whether a word of two syllables begins behind an abbreviation: "Ảnh: báo ANTĐ | Thông tin từ …"."""
    tokens = view.tokens
    short = end > index and tokens.shapes[end - 1] is Shape.UPPER and len(tokens.words[end - 1]) > 2
    return short and tokens.shapes[end] is Shape.CAPITAL and view.opens_compound(end)


def _description(view: TextView, index: int) -> int | None:
    """Behind the lower-case words with which a descriptive name goes on ("Hội Kiểm toán hành nghề …"), if any."""
    if view.opens_compound(index - 1):
        index += 1
        while (following := _word_on(view, index)) > index:
            index = following
        return index
    return index + 1 if _inside_compound(view, index) else None


def _words_before_name(view: TextView, index: int) -> int:
    """Behind lower-case words of two syllables that lead to a name or number: "xây dựng | công trình | Hoàng Hà"."""
    tokens = view.tokens
    at = index
    for _ in range(4):
        joined = at + 1 if at > index and tokens.keys[at : at + 1] in (["và"], [","]) else at
        word = tuple(tokens.keys[joined : joined + 2])
        lower = len(word) == 2 and all(tokens.shapes[i] is Shape.LOWER for i in (joined, joined + 1))
        if not lower or word not in pairs("compounds.tsv") or word in pairs("verbs.txt"):
            break
        at = joined + 2
    if at == index or at >= len(tokens):
        return index
    if tokens.shapes[at] is Shape.NUMBER:
        return at if len(tokens.words[at]) <= 3 else index
    return at if tokens.capital(at) and at not in view.body_ends and not stops_at(view, at) else index


def _word_on(view: TextView, index: int) -> int:
    """Behind a lower-case word of two syllables that is no verb, where the word before it was one of the name."""
    tokens = view.tokens
    word = tuple(tokens.keys[index : index + 2])
    lower = len(word) == 2 and all(tokens.shapes[i] is Shape.LOWER for i in (index, index + 1))
    if not lower or word not in pairs("compounds.tsv") or word in pairs("verbs.txt"):
        return index
    return index if word[0] in words("function_words.txt") or index + 2 in view.body_ends else index + 2


def _inside_compound(view: TextView, index: int) -> bool:
    """A second syllable in lower case between capitals: "Công ty TNHH Dự án Hồ Tràm"."""
    tokens = view.tokens
    return (
        tokens.shapes[index] is Shape.LOWER
        and tokens.capital(index + 1)
        and tokens.capital(index - 1)
        and tokens.shapes[index - 1] is Shape.CAPITAL
        and index - 1 not in view.place_ends
        and tokens.keys[index] not in words("function_words.txt")
        and is_syllable(tokens.keys[index])
        and index + 1 not in view.body_ends
    )


def _foreign_name(view: TextView, index: int) -> int:
    """Behind a company's name in foreign words: "HĐQT Maseco"."""
    tokens = view.tokens
    end = index
    while tokens.capital(end) and not is_syllable(tokens.keys[end]) and end - index < 4:
        end += 1
    return end


def _joins(view: TextView, index: int, may_break: bool) -> bool:
    tokens = view.tokens
    if may_break and person_begins(view, index + 1):
        return False
    if not tokens.capital(index + 1) or index + 1 in view.body_ends or longest(_ENTERPRISES, tokens.keys, index + 1):
        return False
    if tokens.keys[index - 1] == "việt" and tokens.keys[index + 1] in _PARTNERS:
        return True  # "Tập đoàn Việt - Úc"
    return tokens.keys[index] in ("&", "và") or tokens.glued(index) or tokens.glued(index + 1)
