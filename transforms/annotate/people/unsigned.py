"""PER: names without surname, title or honorific, told by what the text says of them: "Rina mệt", "của Hân", "A và B".

A name is judged over all its mentions in the text: one that does what only people do names a person everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.annotate.names.foreign import heads_of_names, noun_before
from transforms.annotate.names.signs import stops_at, surnames, verbs
from transforms.annotate.people.occupied import occupied_by
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, words

_LONGEST = 4
_ENOUGH = 2  # mentions of a foreign first name beyond which no verb is needed
_NEVER = frozenset(
    "đảng nhà bộ sở ban đoàn quốc trung ương hội tết phật chúa đất bắc nam đông tây mỹ anh pháp đức ý úc nhật hàn việt "
    "xuân hạ thu đạo hồi thánh thần sao chính công thông thường hồng bạch vàng long lân phụng mai lan cúc trúc".split()
)
_PLACES = frozenset("tại ở tới sang từ vùng xứ đất gần quanh khắp rời đến".split())
_SOURCES = frozenset("theo tờ báo trang nguồn kênh đài hãng tạp".split())
_TEAMS = frozenset("đội clb gặp tiếp thắng thua hạ trước đấu trận sân derby vs hoà hòa đối đè".split())
_OWNERS = frozenset("của cho giữa bởi do như thay nhờ giúp khiến để với".split())
_JOINERS = frozenset((",", "và", "cùng", "với", "hay", "hoặc", "lẫn"))
_LIST_ENDS = frozenset((",", ".", ";", "và", "…", "cùng", "("))
Run = tuple[int, int]


def find_unsigned(view: TextView, names: Sequence[Name], taken: bytearray) -> list[Name]:
    """Further names of people, each judged over all its mentions; `names` are those already found."""
    occupied = occupied_by(names, taken)
    people = occupied_by(names, bytes(len(view.tokens) + 1))
    parts = {view.tokens.keys[at] for n in names if n.behind - n.first > 1 for at in (n.first, n.behind - 1)}
    mentions: dict[tuple[str, ...], list[Run]] = {}
    for first, behind in _runs(view, occupied):
        mentions.setdefault(tuple(view.tokens.keys[first:behind]), []).append((first, behind))
    found = []
    for keys, runs in mentions.items():
        if _names_person(view, keys, runs, people, parts):
            for first, behind in runs:
                if not _is_other(view, first, behind):
                    found.append(Name(first=first, behind=behind, sign="unsigned"))
                    people[first:behind] = b"\1" * (behind - first)
    return found


def _runs(view: TextView, occupied: bytearray) -> Iterator[Run]:
    """Whole runs of capitals that may be such a name: a foreign word, or one to four syllables of given names."""
    tokens = view.tokens
    given = words("given_names.txt")
    for first, shape in enumerate(tokens.shapes):
        if shape is not Shape.CAPITAL or occupied[first] or tokens.capital(first - 1):
            continue
        behind = first + 1
        while tokens.capital(behind) and not occupied[behind] and behind - first <= _LONGEST:
            behind += 1
        if tokens.capital(behind) or behind - first > _LONGEST or not _spelled(view, first, behind):
            continue
        if _may_name(view, first, behind, given):
            yield first, behind


def _may_name(view: TextView, first: int, behind: int, given: frozenset[str]) -> bool:
    keys = view.tokens.keys
    if behind - first == 1 and not is_syllable(keys[first]):
        return len(keys[first]) > 2 and not stops_at(view, first) and not longest(heads_of_names(), keys, first)
    if behind - first == 1 and keys[first] in _NEVER:
        return False
    return all(key in given for key in keys[first:behind]) and not view.opens_compound(behind - 1)


def _spelled(view: TextView, first: int, behind: int) -> bool:
    """Whether the run stands free: no hyphen, slash, number or bracketed abbreviation glued to it."""
    tokens = view.tokens
    if any(shape is not Shape.CAPITAL for shape in tokens.shapes[first:behind]):
        return False
    if first and tokens.glued(first) and tokens.words[first - 1] in "-–/&@+#.'’":
        return False
    if behind >= len(tokens):
        return True
    if tokens.words[behind] == "&" or (first and tokens.words[first - 1] == "&"):
        return False  # "Viktor & Rolf"
    word = tokens.words[behind]
    return tokens.shapes[behind] is not Shape.NUMBER and not (
        tokens.glued(behind) and word in "-–/&@+#.’'" and word != "."
    )


def _names_person(
    view: TextView, keys: tuple[str, ...], runs: Sequence[Run], people: bytearray, parts: set[str]
) -> bool:
    strong = weak = other = inner = 0
    for first, behind in runs:
        if _is_other(view, first, behind):
            other += 1
            continue
        verdict = _evidence(view, first, behind, people)
        strong += {"strong": 1, "sure": 2}.get(verdict, 0)
        weak += verdict == "weak"
        inner += not view.tokens.opens_sentence(first)
    if other > strong:
        return False
    if len(keys) > 1:
        surname = longest(surnames(), keys, 0) is not None
        return strong >= 1 or (weak >= 1 and (inner >= 2 or (surname and len(keys) == 3)))
    if not is_syllable(keys[0]):
        if keys[0] in parts or keys[0] in words("foreign_names.txt"):
            return strong + weak >= 1 or (len(runs) > _ENOUGH and inner > 1)
        often = len(runs) >= 2 or strong >= 2
        return strong >= 1 and inner >= 1 and often and strong * 3 + weak >= len(runs)
    return strong >= 1 and inner >= 2 and strong + weak >= 3


def _evidence(view: TextView, first: int, behind: int, people: bytearray) -> str:
    """What one mention says: `sure`, `strong`, `weak`, or nothing."""
    tokens = view.tokens
    hit = longest(verbs(), tokens.keys, behind)
    if hit and hit[1] in ("sure", "strong"):
        return hit[1]
    before = tokens.keys[first - 1] if first else ""
    after = tokens.keys[behind] if behind < len(tokens) else ""
    follows = before in _JOINERS and first >= 2 and people[first - 2]
    leads = after in _JOINERS and people[behind + 1]
    if follows and leads and after != "," and behind - first == 1 and not is_syllable(tokens.keys[first]):
        return "sure"  # "Oblak, Savic và Koke"
    if follows and (before != "," or leads or (behind - first > 1 and after in _LIST_ENDS)):
        return "strong"
    if leads and after != ",":
        return "strong"
    return "weak" if (hit or follows or leads or before in _OWNERS) else ""


def _is_other(view: TextView, first: int, behind: int) -> bool:
    """Whether a mention is one of a place, a team, a paper or a thing."""
    tokens = view.tokens
    before = tokens.keys[first - 1] if first else ""
    if before in _PLACES or before in _SOURCES or noun_before(view, first):
        return True
    return before in _TEAMS and behind - first == 1 and not is_syllable(tokens.keys[first])
