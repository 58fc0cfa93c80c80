"""PER: Vietnamese names by surname, names behind an honorific or a title, initials, foreign names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.annotate.names.apposed import behind_field, behind_kin, thinks
from transforms.annotate.names.called_things import is_called_thing
from transforms.annotate.names.degrees import DEGREES, is_degree
from transforms.annotate.names.foreign import foreign_label, noun_before
from transforms.annotate.names.highland import of_one_letter, of_one_word
from transforms.annotate.names.initials import initials_end, is_initial
from transforms.annotate.names.no_surnames import is_no_surname
from transforms.annotate.names.other_words import is_other_word, is_thing_or_paper
from transforms.annotate.names.runs import capital_run, continues
from transforms.annotate.names.signs import aged, famous_person, introduced, is_no_person, known_person, surnames
from transforms.annotate.names.speakers import behind_quotation
from transforms.annotate.names.transliterated import opens_spelled, spelled_person
from transforms.annotate.people.starts import behind_country, is_body_by_name, name_start, surname_of_foreign
from transforms.annotate.view import TextView
from transforms.domain.annotations import Label
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, words

_LONGEST = 5  # syllables of a Vietnamese name; a longer run of capitals holds something else besides
_NO_NAMES = DEGREES | frozenset("pv mc blv ntk tp sos".split())
_CALLED = frozenset(("role", "title", "honorific", "age"))
_AWARDS = frozenset("giải vàng thưởng cử tượng đua trao".split())
_OF_AGE = re.compile(r"u[4-9]\d")  # "tỷ phú U80"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens of a name, and what gave it away: `surname`, `honorific`, `title`, `initials`, `foreign`, `repeated`."""

    first: int
    behind: int
    sign: str


def find_names(
    view: TextView, taken: bytearray, title_ends: set[int], title_starts: frozenset[int] = frozenset()
) -> list[Name]:
    """Names outside the tokens that are taken; titles end before `title_ends` and begin at `title_starts`."""
    found: list[Name] = []
    reach = 0
    tokens = view.tokens
    for index, shape in enumerate(tokens.shapes):
        if index < reach or not 1 <= shape <= 3 or taken[index]:
            continue
        name = _name_at(view, index, taken, title_ends) or _listed(view, index, taken, title_starts)
        if name:
            name = with_point(view, name)
            found.append(name)
            reach = name.behind
    return _without_works(view, found)


def _without_works(view: TextView, names: list[Name]) -> list[Name]:
    """Without foreign names that the text calls a film, a band or a product somewhere."""
    keys = view.tokens.keys
    foreign = {tuple(keys[n.first : n.behind]) for n in names if n.sign == "foreign" and n.behind - n.first > 1}
    opening: dict[str, list[tuple[str, ...]]] = {}
    for name in foreign:  # several may begin alike: the order of a set must not choose among them
        opening.setdefault(name[0], []).append(name)
    works = {
        name
        for index, key in enumerate(keys)
        if key in opening and noun_before(view, index)
        for name in opening[key]
        if tuple(keys[index : index + len(name)]) == name
    }
    return [n for n in names if n.sign != "foreign" or tuple(keys[n.first : n.behind]) not in works]


def _is_foreign(view: TextView, name: Name) -> bool:
    return any(not is_syllable(key) for key in view.tokens.keys[name.first : name.behind]) and name.sign != "surname"


def opens_with_given_name(view: TextView, name: Name) -> bool:
    """Whether the first word is a foreign given name."""
    return view.tokens.keys[name.first] in _first_names()


def people_only(view: TextView, names: Sequence[Name]) -> list[Name]:
    """Without the names of things that stand where people stand ("sao Kpop", "Cty đã bán"), and those of beasts."""
    keys = view.tokens.keys
    named = {name: tuple(keys[name.first : name.behind]) for name in names}
    called = {named[n] for n in names if n.sign in _CALLED}
    things = {n for n in names if is_called_thing(view, n.first) and _is_foreign(view, n)}
    met = {named[n] for n in names if n.sign in ("role", "title") and n not in things}  # "tiền đạo Jesus"
    called_things = {named[n] for n in things} - met
    return [
        n
        for n in names
        if named[n] not in called_things
        and not is_no_person(view, n.first, n.behind, called=named[n] in called and not _is_award(view, n))
    ]


def _is_award(view: TextView, name: Name) -> bool:
    """Whether an award stands before a name that a player bears, too: "đoạt giải Oscar"."""
    return name.sign not in _CALLED and view.tokens.keys[name.first - 1] in _AWARDS


def with_point(view: TextView, name: Name) -> Name:
    """A name that ends in an initial keeps its point, unless the point ends the sentence: "Y Khương M. được …"."""
    tokens = view.tokens
    last, point = name.behind - 1, name.behind
    pointed = tokens.words[point : point + 1] == ["."] and tokens.glued(point)
    if not pointed or not is_initial(tokens.words[last]):
        return name
    if tokens.glued(point + 1) and tokens.capital(point + 1):
        return Name(first=name.first, behind=point + 2, sign=name.sign)  # "N.T.Lan"
    if point + 1 < len(tokens) and (tokens.shapes[point + 1] in (Shape.LOWER, Shape.MARK)):
        return Name(first=name.first, behind=point + 1, sign=name.sign)
    return name


def _listed(view: TextView, index: int, taken: bytearray, title_starts: frozenset[int]) -> Name | None:
    """A short name in a list of people with their offices: "; Thái Bảo, Phó Bí thư Tỉnh ủy"."""
    tokens = view.tokens
    end = index + 2
    known = words("given_names.txt")
    opens = index > 0 and tokens.words[index - 1] in ";:" and tokens.words[end : end + 1] == [","]
    if not opens or end + 1 not in title_starts or any(taken[index:end]) or not tokens.capital(index + 1):
        return None
    plain = longest(surnames(), tokens.keys, index) is not None and tokens.keys[end - 1] in known
    return Name(first=index, behind=end, sign="title") if plain else None


def _name_at(view: TextView, index: int, taken: bytearray, title_ends: set[int]) -> Name | None:
    tokens = view.tokens
    sign = "title" if index in title_ends else _sign(view, index)
    if "." in tokens.words[index] and is_degree(tokens.keys[index]):
        return None
    short = initials_end(view, index, signed=sign is not None)
    if short:
        return Name(first=index, behind=short, sign=sign or "initials")
    known = known_person(view, index) or famous_person(view, index, taken)
    if known:
        foreign = any(not is_syllable(key) for key in tokens.keys[index:known])
        return Name(first=index, behind=known, sign=sign or ("foreign" if foreign else "known"))
    if _is_no_name(view, index):
        return None
    end = capital_run(view, index, taken)
    if end == index or (sign == "age" and continues(view, index, taken)):
        return None
    if sign:
        return _signed(view, name_start(view, index, end), end, sign)
    return _by_surname(view, index, end) or _foreign(view, index, end, taken)


def _is_no_name(view: TextView, index: int) -> bool:
    """Whether an abbreviation for people stands here: "BTV", "tỷ phú U80"."""
    key, shape = view.tokens.keys[index], view.tokens.shapes[index]
    return (shape is Shape.UPPER and key in _NO_NAMES) or (key[0] == "u" and _OF_AGE.fullmatch(key) is not None)


def _sign(view: TextView, index: int) -> str | None:
    sign = introduced(view, index) or aged(view, index)
    if sign or not index or view.tokens.words[index - 1] != ",":
        return sign
    return behind_quotation(view, index) or behind_kin(view, index)


def _foreign(view: TextView, index: int, end: int, taken: bytearray) -> Name | None:
    tokens = view.tokens
    if continues(view, index, taken) or (tokens.keys[index] == "trang" and not is_syllable(tokens.keys[end - 1])):
        return None  # "Trang Autoblog"
    index = behind_country(view, index, end)
    if spelled_person(view, index, end):
        return Name(first=index, behind=end, sign="foreign")
    if surname_of_foreign(view, index, end):
        return Name(first=index, behind=end, sign="foreign")
    if tokens.opens_sentence(index) and is_syllable(tokens.keys[index]) and tokens.keys[index] not in _first_names():
        index += 1  # the capital is the sentence's: "Còn Ivan Petrov", "Mẫu Suzuki Swift"
    if behind_field(view, index, end) or thinks(view, index, end):
        return Name(first=index, behind=end, sign="role")
    label = foreign_label(view, index, end)
    return Name(first=index, behind=end, sign="company" if label is Label.ORG else "foreign") if label else None


def _first_names() -> frozenset[str]:
    return words("foreign_names.txt")


def _is_model(view: TextView, index: int, end: int) -> bool:
    """Whether a letter joined by a hyphen makes it a model: "X-Class", "Grad-P"; not Y-… of the highlands."""
    keys = view.tokens.keys[index:end]
    letter = len(keys) == 3 and keys[1] == "-" and 1 in (len(keys[0]), len(keys[2]))
    return letter and keys[0] not in ("y", "h", "k")


def _signed(view: TextView, index: int, end: int, sign: str) -> Name | None:
    tokens = view.tokens
    if _is_model(view, index, end) or (sign != "title" and is_body_by_name(view, index, end)):
        return None
    if (end - index == 1 and is_other_word(view, index, sign)) or is_thing_or_paper(view, index, end, sign):
        return None
    by_surname = _by_surname(view, index, end)
    if by_surname:
        return Name(first=index, behind=by_surname.behind, sign=sign)
    if all(is_syllable(tokens.keys[i]) for i in range(index, end)):
        end = min(end, index + 4)
    return Name(first=index, behind=end, sign=sign)


def _by_surname(view: TextView, index: int, end: int) -> Name | None:
    tokens = view.tokens
    if opens_spelled(view, index):
        return None
    hit = longest(surnames(), tokens.keys, index)
    if not hit and tokens.keys[index][1:2] in ("'", "’") and (end - index >= 2 or of_one_word(view, index)):
        return Name(first=index, behind=min(end, index + 4), sign="surname")  # H'Hen Niê, K'Brêu
    if not hit or hit[0] >= end:
        return None
    strength = hit[1]
    behind = _vietnamese_end(view, hit[0], min(end, hit[0] - 1 + _LONGEST), strength)
    length = behind - index
    if length < 2 or is_no_surname(view, index, behind):
        return None
    if strength == "minority" and tokens.keys[index + 1] == "-":
        return None
    if strength == "strong" or (strength == "minority" and (length >= 3 or of_one_letter(view, index))):
        return Name(first=index, behind=behind, sign="surname")
    # A weak surname needs three syllables, or a sign of its own.
    if strength == "weak" and length >= 3 and not view.opens_compound(behind - 1):
        return Name(first=index, behind=behind, sign="weak")
    return None


def _vietnamese_end(view: TextView, index: int, end: int, strength: str) -> int:
    tokens = view.tokens
    at = index
    while at < end:
        key = tokens.keys[at]
        if key == "-" and at + 1 < end:
            at += 2
            continue
        if (key == "." and (at > index or tokens.capital(index - 2))) or not (
            is_syllable(key) or not key.isascii() or is_initial(tokens.words[at]) or strength == "minority"
        ):
            break
        code = tokens.shapes[at] is Shape.UPPER and len(key) > 1 and not is_initial(tokens.words[at])
        if code and tokens.shapes[index - 1] is not Shape.UPPER:
            break
        at += 1
    return _with_foreign_part(view, at, end) if at - index >= 1 else at


def _with_foreign_part(view: TextView, at: int, end: int) -> int:
    """Naturalised players and mixed names: "Hoàng Vũ Samson"."""
    tokens = view.tokens
    if (
        at < end
        and tokens.shapes[at] is Shape.CAPITAL
        and tokens.keys[at].isascii()
        and not is_syllable(tokens.keys[at])
    ):
        return at + 1 if at + 1 == end or not tokens.capital(at + 1) else at
    return at
