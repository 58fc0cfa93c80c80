"""ORG: a head ("Sở", "Ban Tổ chức", "Công ty cổ phần") and what follows it; the longest name that the table allows.

Heads and their letters are in `lexicon/organisation_heads.tsv`, whole names in `lexicon/organisation_names.tsv`.
"""

from __future__ import annotations

from functools import cache

from transforms.annotate.bodies.brands import behind_given_name, has_model, is_product
from transforms.annotate.bodies.described_firms import described_end
from transforms.annotate.bodies.fields import speaks_of_several
from transforms.annotate.bodies.holders import before_holder
from transforms.annotate.bodies.no_bodies import half_capital, opens_no_body, serves_technology
from transforms.annotate.bodies.numbers import branch_end, continent_end, counts_units, of_numbered_unit
from transforms.annotate.bodies.parts import with_complement
from transforms.annotate.bodies.rest import with_rest
from transforms.annotate.bodies.shared_credits import shares_credit
from transforms.annotate.bodies.tails import is_part, is_world_region
from transforms.annotate.bodies.words import words_for
from transforms.annotate.names.signs import ends_a_name, introduced, is_surname, known_person
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.gazetteer.spelling import fold_name
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, prefixes, rows, table_trie, trie

TokenSpan = tuple[int, int]

_TITLE_ENDS = frozenset(("đốc", "trưởng", "tịch", "nhiệm", "phó"))


@cache
def heads() -> Trie:
    """Heads and whole names, each with its letters (`^` is added to a name in capitals)."""
    entries: dict[str, str] = {}
    for name in ("organisation_heads.tsv", "organisation_names.tsv"):
        for row in rows(name):
            flags = row[1] if len(row) > 1 else ""
            flags = flags if name.startswith("organisation_heads") else flags + "=n"
            for phrase in row[0].split("|"):
                shouted = phrase.isupper() and " " not in phrase
                if "=n" in flags and phrase.strip() in entries:
                    continue  # what the head table tells of it counts
                entries[phrase.strip()] = flags + ("^" if shouted and "n" in flags else "")
    # What is only known in capitals comes first, so that "Sabeco" replaces "SABECO".
    return trie(sorted(entries.items(), key=lambda entry: "^" not in entry[1]))


def read_bodies(view: TextView) -> None:
    """Fill `view.body_ends`: from the last head to the first, so that a larger body is known before its parts."""
    known = heads()
    view.body_ends.clear()
    for index in range(len(view.tokens) - 1, -1, -1):
        if view.tokens.keys[index] in known or index in view.aliases:
            end = organisation_end(view, index)
            if end:
                view.body_ends[index] = end
    for first, behind in view.place_ends.items():
        if view.tokens.keys[first] != "trụ":  # "Trụ sở Bộ Công an" holds the body, "phố cổ Hội An" none
            for index in range(first + 1, behind):
                if view.body_ends.get(index, behind + 1) <= behind:
                    del view.body_ends[index]


def organisation_end(view: TextView, index: int, *, in_title: bool = False) -> int | None:
    """The token behind the organisation that begins at `index`; None where there is none.

    in_title: the head continues a title and may be in lower case ("Trưởng ban Tổ chức …").
    """
    tokens = view.tokens
    if index >= len(tokens) or (
        tokens.glued(index) and tokens.words[index - 1] in "-/–" and not shares_credit(view, index)
    ):
        return None
    if index in view.aliases:
        return view.aliases[index]
    if opens_no_body(view, index):
        return None
    if tokens.capital(index) and (
        known_person(view, index) or ends_a_name(view, index) or _named_after_honorific(view, index)
    ):
        return None
    best, bare = _readings(view, index, in_title)
    # "Công ty CP", "trường THPT" say a kind and name nothing; "Đài Loan" is a place.
    is_place = view.place_ends.get(index, 0) >= index + 2 and bare == index + 1
    return None if best <= bare or is_place or not best else before_holder(view, index, best)


def _readings(view: TextView, index: int, in_title: bool) -> tuple[int, int]:
    """Behind the longest reading over all heads at `index`, and behind the longest head that needs more than itself."""
    tokens = view.tokens
    best = bare = 0
    shared = "2" if speaks_of_several(view, index) else ""
    for head_end, flags in prefixes(heads(), tokens.keys, index):
        needs = "!" in flags and not (in_title and "=" in flags and tokens.capital(index))
        bare = head_end if needs and not is_part(view, index, head_end, flags) else bare
        if _may_begin(view, index, head_end, flags, in_title):
            end = with_complement(view, head_end, flags + shared, in_title=in_title)
            end = end if "n" in flags else with_rest(view, index, head_end, end)
            if (end > best or _whole(flags, best)) and _stands(view, index, head_end, end, flags, in_title):
                best = (branch_end(view, end) or continent_end(view, end)) if "n" in flags else end
        if not best:
            best = described_end(view, index, head_end) or 0
    return best, bare


def _full_name(view: TextView, index: int) -> bool:
    """Whether a surname with Văn or Thị stands at a token, and no person after whom schools are called."""
    middle = view.tokens.keys[index + 1 : index + 2] in (["thị"], ["văn"]) and view.tokens.capital(index)
    return middle and not longest(table_trie("namesakes.txt"), view.tokens.keys, index)


def _holder(view: TextView, index: int) -> bool:
    """Whether a whole name with Văn or Thị stands where a bare kind ends: "Giám đốc Trung tâm | Mai Văn …"."""
    return view.tokens.capital(index + 1) and is_surname(view, index) and _full_name(view, index)


def _whole(flags: str, best: int) -> bool:
    """Whether a longer head is a whole name, so that it counts more than what a shorter one would take in."""
    return best > 0 and flags in ("=P", "=", "=L", "P=n", "=n", "=PL")


def _named_after_honorific(view: TextView, index: int) -> bool:
    """Whether a person stands here whose first syllable looks like a head: "ông Trường …", "bà Viện …"."""
    tokens = view.tokens
    single = not tokens.capital(index + 2) or not tokens.capital(index + 1)
    head = longest(heads(), tokens.keys, index)
    return (
        single
        and not (head and head[0] > index + 1)
        and tokens.shapes[index] is Shape.CAPITAL
        and introduced(view, index) == "honorific"
        and tokens.keys[index - 1] != "em"
    )


def _may_begin(view: TextView, index: int, head_end: int, flags: str, in_title: bool) -> bool:
    tokens = view.tokens
    if "^" in flags:
        return tokens.words[index].isupper()
    led = in_title or tokens.keys[index - 1] in _TITLE_ENDS
    if tokens.capital(index):
        return not (led and "!" in flags and tokens.keys[index] != "trường" and _holder(view, head_end))
    if _full_name(view, head_end) and led:
        return False  # "Phó Giám đốc bệnh viện | Trần Thị …"
    if in_title:
        return "K" not in flags
    compound = index and tokens.keys[index - 1] in words_for(f"before {tokens.keys[index]}")
    return "L" in flags and not compound


def _stands(view: TextView, index: int, head_end: int, end: int, flags: str, in_title: bool) -> bool:
    """Whether the head with what follows it names a body, and not a kind of body."""
    tokens = view.tokens
    if "n" in flags:
        return _known_name_stands(view, index, end, in_title)
    lacks = _lacks(view, index, head_end, end, flags, in_title)
    if lacks or _is_press(view, index, head_end, end) or serves_technology(view, index, end):
        return False
    if in_title:
        return tokens.capital(index) or end > head_end or "=" in flags
    if index and tokens.keys[index - 1] in words_for("plural") and _one_of_many(view, index, end):
        return False
    proper = any(tokens.capital(i) for i in range(index + 1, end)) or of_numbered_unit(view, index, end)
    if not tokens.capital(index) and tokens.keys[head_end:end] in (["công", "ty"], ["tập", "đoàn"], ["nhà", "trường"]):
        return False
    if tokens.capital(index):
        numbered = flags.startswith("!N") and any(tokens.shapes[i] is Shape.NUMBER for i in range(head_end, end))
        alone = proper or numbered or "=" in flags or "U" in flags or not tokens.opens_sentence(index)
        return alone and ("p" not in flags or proper)
    named = any(tokens.capital(i) for i in range(index + 1, head_end))  # "đảng Lao động | Anh", not "công ty | Mỹ"
    if "C" in flags and not named and view.place_ends.get(head_end) == end and tokens.capital(head_end):
        return False
    return proper and (end > head_end or head_end - index > 1)


def _known_name_stands(view: TextView, index: int, end: int, in_title: bool) -> bool:
    """Whether a name of the table means the body, and no goods, cup or person."""
    if not view.tokens.capital(index) or (end == index + 1 and behind_given_name(view, index)):
        return False
    if end == index + 1 and _is_unit_or_model(view, index):
        return False
    half = end == index + 2 and view.tokens.shapes[index + 1] is Shape.LOWER
    if half and is_syllable(view.tokens.keys[index + 1]) and view.surface(index, end) not in half_capital():
        return False  # "Hoa sen" is a flower
    return not is_product(view, index) and (in_title or not has_model(view, index, end))


def _is_unit_or_model(view: TextView, index: int) -> bool:
    """Whether a short name is a unit behind its number ("12.5 | MB"), or a letter and digit a model ("LG | G8")."""
    tokens = view.tokens
    unit = tokens.keys[index] in words_for("units of data") and tokens.shapes[index - 1] is Shape.NUMBER
    return index > 0 and (unit or (tokens.capital(index - 1) and tokens.words[index][-1].isdigit()))


def _is_press(view: TextView, index: int, head_end: int, end: int) -> bool:
    """Whether what a country has of a kind is meant: "Báo Hàn Quốc", "hãng xe Đức", "công ty Mỹ"."""
    tokens = view.tokens
    plain = tokens.keys[index] in ("báo", "tờ", "clb", "câu") or _counted(view, index)
    written = tokens.capital(index) and not tokens.opens_sentence(index)
    if not plain and (written or tokens.keys[index] not in words_for("common") or tokens.keys[index + 1] == "sứ"):
        return False
    place = next((at for at in range(head_end, end) if view.place_ends.get(at) == end), None)
    if place is None or any(tokens.capital(at) for at in range(head_end, place)):
        return False
    if tokens.keys[index : index + 2] == ["doanh", "nghiệp"] and place == head_end == index + 2:
        return True  # "Doanh nghiệp Huế cần …": those of the town
    of_kind = tokens.keys[index] in ("clb", "câu") or (
        tokens.keys[index] == "hãng" and "quốc" not in tokens.keys[index:place]
    )
    if place > head_end and not of_kind:
        return False
    if is_world_region(view, place, end):
        return True
    place += tokens.keys[place] == "nước"
    name = place_names().names.get(fold_name(view.surface(place, end)))
    return name is not None and name.table == "countries"


def _counted(view: TextView, index: int) -> bool:
    """Whether a number stands before: "5 CLB Nhật Bản" are no club."""
    counted = index > 0 and view.tokens.shapes[index - 1] is Shape.NUMBER and not view.tokens.glued(index - 1)
    ranked = view.tokens.keys[index - 2 : index - 1] == ["thứ"]  # "Tham tán thứ 2 | Đại sứ quán Nga"
    return counted and not ranked and view.tokens.keys[index] in ("clb", "câu", *words_for("common"))


def _lacks(view: TextView, index: int, head_end: int, end: int, flags: str, in_title: bool) -> bool:
    """Whether something is missing that the head needs, or a plural goes on behind it ("UBND các quận")."""
    keys = view.tokens.keys
    several = end + 1 < len(keys) and keys[end] in words_for("several")
    if (
        several
        and (keys[end] not in ("cấp", "từng") or keys[end + 1] in words_for("level"))
        and ("U" in flags or ("!" in flags and end == head_end))
    ):
        return True
    if "U" in flags and end == head_end and counts_units(view, end):
        return True
    alone = "!" in flags and end == head_end and not _in_capitals(view, index, head_end, flags, in_title)
    if (alone and not is_part(view, index, end, flags)) or ("d" in flags and not _definite(view, head_end, end)):
        return True
    return "C" in flags and "!" in flags and not in_title and not _named(view, head_end, end)


def _in_capitals(view: TextView, index: int, head_end: int, flags: str, in_title: bool) -> bool:
    """Whether the head of a title's body has a capital: "Trưởng ban | Tổ chức", "Thủ trưởng | Cơ quan CSĐT"."""
    return in_title and "=" in flags and (view.tokens.capital(head_end - 2) or view.tokens.capital(index))


def _one_of_many(view: TextView, index: int, end: int) -> bool:
    """Whether a plural speaks of a kind ("các sở GD-ĐT"): no place in the name, and no list of fields behind it."""
    tokens = view.tokens
    listed = end + 1 < len(tokens) and tokens.keys[end] in (",", "và", ":") and tokens.capital(end + 1)
    placed = any(at in view.place_ends for at in range(index, end))
    return tokens.keys[index] in words_for("kind") and not listed and not placed


def _named(view: TextView, head_end: int, end: int) -> bool:
    """Whether more than plain words follow the head: "Trung tâm đào tạo" and "CLB thể thao" name none."""
    tokens = view.tokens
    return tokens.keys[end - 1] in words_for("definite") or any(
        tokens.capital(i) or tokens.shapes[i] is Shape.NUMBER for i in range(head_end, end)
    )


def _definite(view: TextView, head_end: int, end: int) -> bool:
    """Whether a court or prosecution is told apart from others of its kind."""
    keys = view.tokens.keys
    number = view.tokens.shapes[end - 1] is Shape.NUMBER
    placed = any(view.place_ends.get(i, 0) > 0 for i in range(head_end, end))
    return number or placed or keys[end - 1] in words_for("definite")
