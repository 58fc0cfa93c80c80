"""What may stand right behind the head of a body without being a field of work: its abbreviation, a town, a person."""

from __future__ import annotations

from unicodedata import normalize

from transforms.annotate.bodies.fields import chain_end
from transforms.annotate.bodies.words import words_for
from transforms.annotate.names.signs import person_begins, surnames
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, table_trie, trie, words

_SMALL_WORDS = frozenset(("nước", "vùng"))
_TEAMS = frozenset(("!P", "!PL"))
_FOREIGN_JOINERS = frozenset("and of for the".split())
_LONGEST_SHORT = 8  # tokens of an abbreviation in brackets: LĐ-TB&XH
UNITS = trie((unit, "") for unit in ("tỉnh", "thành phố", "TP", "huyện", "quận", "xã", "phường", "thị xã", "thị trấn"))


def behind_short_head(view: TextView, index: int, flags: str, *, in_title: bool) -> int:
    """Behind the abbreviation of the head itself where a name goes on: "Câu lạc bộ (CLB) | Bóng đá Hà Nội"."""
    tokens = view.tokens
    short = tokens.keys[index : index + 1] == ["("] and tokens.keys[index + 2 : index + 3] == [")"]
    if not short or "C" not in flags or not tokens.capital(index + 3) or tokens.shapes[index + 1] is not Shape.UPPER:
        return index
    holder = (
        in_title and person_begins(view, index + 3) and not longest(table_trie("namesakes.txt"), tokens.keys, index + 3)
    )
    return index + 3 if shortens(view, index) and not holder else index


def behind_place(view: TextView, index: int, flags: str) -> int:
    """Behind the place at `index`, also where "nước" or "vùng" leads to it; `index` itself where there is none."""
    if "w" in flags and longest(UNITS, view.tokens.keys, index):
        return index
    if view.tokens.keys[index] in _SMALL_WORDS and not view.tokens.capital(index):
        return view.place_ends.get(index + 1, index)
    if view.tokens.keys[index : index + 2] == ["liên", "bang"]:
        return view.place_ends.get(index + 2) or view.place_ends.get(index + 1, index)  # "Bộ Tư pháp | Liên bang Úc"
    return view.place_ends.get(index, index)


def behind_bracket(view: TextView, index: int) -> int | None:
    """Behind the place or unit with which a name goes on after an abbreviation: "Sở Văn hóa (VHTT) | Hà Nội"."""
    tokens = view.tokens
    if tokens.keys[index] != "(":
        return None
    at = index + 1 + (tokens.capital(index + 1) and tokens.capital(index + 2))  # "(Khu CNC) Đà Nẵng"
    while at < len(tokens) and at - index <= _LONGEST_SHORT and (tokens.shapes[at] is Shape.UPPER or _parts(view, at)):
        at += 1
    if at == index + 1 or tokens.keys[at : at + 1] != [")"]:
        return None
    unit = longest(UNITS, tokens.keys, at + 1)
    return view.place_ends.get(at + 1) or (unit[0] if unit else None)


def _parts(view: TextView, index: int) -> bool:
    return view.tokens.words[index] in "-–&" and view.tokens.glued(index) and view.tokens.glued(index + 1)


def shortens(view: TextView, index: int) -> bool:
    """Whether the bracket at `index` holds the last initials of the words before it: "Ủy ban nhân dân (UBND)"."""
    keys = view.tokens.keys
    letters = keys[index + 1]
    initials = "".join(key[:1] for key in keys[max(index - len(letters), 0) : index])
    return letters == "".join(normalize("NFD", letter)[0] for letter in initials)


def is_part(view: TextView, index: int, end: int, flags: str) -> bool:
    """Whether the police force of which a department is a part stands apart behind it: "Phòng CSGT, Công an tỉnh …"."""
    keys = view.tokens.keys
    apart = keys[end : end + 1] in ([","], ["("], ["-"], ["–"]) and "O" in flags and end - index > 1
    return apart and keys[end + 1 : end + 3] == ["công", "an"] and end + 1 in view.body_ends


def bare_town(view: TextView, index: int) -> int | None:
    """Behind the name of a district or ward without its type word: "Phòng GD&ĐT | Hai Bà Trưng"."""
    tokens = view.tokens
    known = place_names()
    for behind in range(min(index + known.reach.get(tokens.keys[index], 0), len(tokens)), index + 1, -1):
        name = known.names.get(" ".join(tokens.keys[index:behind]))
        if name and name.table == "unit" and all(map(tokens.capital, range(index, behind))):
            surnamed = longest(surnames(), tokens.keys, index)
            return None if tokens.capital(behind) or (surnamed and surnamed[1] == "strong") else behind
    return None


def foreign_person(view: TextView, index: int) -> bool:
    """Whether the holder of a party's seat stands behind its name: "đảng Cộng hòa | John McCain"."""
    tokens = view.tokens
    if not (tokens.capital(index) and tokens.capital(index + 1)) or is_syllable(tokens.keys[index]):
        return False
    plain = tokens.shapes[index] is tokens.shapes[index + 1] is Shape.CAPITAL
    return tokens.keys[index] in words("foreign_names.txt") or (plain and not is_syllable(tokens.keys[index + 1]))


def joins_foreign(view: TextView, index: int) -> bool:
    """Whether a small foreign word joins two words of a title: "Ecology | and | Sociobiology"."""
    tokens = view.tokens
    if tokens.keys[index] not in _FOREIGN_JOINERS or not tokens.capital(index + 1):
        return False
    return not is_syllable(tokens.keys[index - 1]) and not is_syllable(tokens.keys[index + 1])


def quoted_name(view: TextView, index: int) -> int | None:
    """Behind a name in quotation marks: Quỹ “Tấm lòng vàng”."""
    tokens = view.tokens
    closing = {"“": "”", '"': '"'}.get(tokens.words[index])
    if not closing or not tokens.capital(index + 1):
        return None
    return next((i + 1 for i in range(index + 2, min(index + 10, len(tokens))) if tokens.words[i] == closing), None)


def over_bracket(view: TextView, index: int) -> int:
    """Behind the words of work that go on after the head's own abbreviation: "Ban Quản lý dự án (QLDA) | di dân …"."""
    tokens = view.tokens
    short = tokens.keys[index : index + 1] == ["("] and tokens.keys[index + 2 : index + 3] == [")"]
    if not short or tokens.shapes[index + 1] is not Shape.UPPER or not shortens(view, index):
        return index
    following = longest(table_trie("organisation_words.tsv"), tokens.keys, index + 3)
    if not tokens.capital(index - len(tokens.keys[index + 1])) or not following or following[1] == "v":
        return index  # "câu lạc bộ (CLB) nghệ thuật", "Hội … (NVNONN) tổ chức"
    end = chain_end(view, index + 3, index + 3)
    return end if end > index + 3 else index


def renamed_unit(view: TextView, index: int) -> int:
    """Behind the place whose unit was renamed in brackets: "UBND thị xã | (nay là thành phố) Tân Uyên"."""
    tokens = view.tokens
    if tokens.keys[index : index + 3] != ["(", "nay", "là"]:
        return index
    closing = next((i for i in range(index + 3, min(index + 7, len(tokens))) if tokens.words[i] == ")"), index)
    return view.place_ends.get(closing + 1, index)


def paired_place(view: TextView, index: int, place: int, flags: str) -> int:
    """Behind the second place of "Việt Nam - Lào", else `place`; two sides that meet are two bodies."""
    tokens = view.tokens
    dashed = tokens.keys[place : place + 1] in (["-"], ["–"]) and not longest(UNITS, tokens.keys, place + 1)
    if not dashed or view.opens_compound(place + 1):
        return place
    clubs = view.of_sport and tokens.keys[index - 1] == "clb" and tokens.keys[place] == "-"
    sides = flags in _TEAMS or clubs
    return place if sides and not tokens.glued(place) else view.place_ends.get(place + 1, place)


def is_world_region(view: TextView, index: int, place: int) -> bool:
    """Whether a continent or a region of the world stands there: "châu Á", "Đông Nam Á"."""
    keys = view.tokens.keys
    return keys[index] == "châu" or " ".join(keys[index:place]) in words_for("regions of the world")
