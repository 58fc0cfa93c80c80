"""Which titles count as offices: with a complement, beside a name, or high enough to stand alone."""

from __future__ import annotations

from dataclasses import replace

from transforms.annotate.bodies.words import words_for
from transforms.annotate.offices.shared import sharing
from transforms.annotate.offices.titles import Title
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape

# In lower case too these mean one person.
_HIGH = frozenset(
    {("thủ", "tướng"), ("phó", "thủ", "tướng"), ("tổng", "thống"), ("tổng", "bí", "thư"), ("chủ", "tịch", "nước")}
)
_SOVEREIGNS = (["nữ", "hoàng"], ["ông", "hoàng"])
_QUOTES = frozenset("\"“‘'«")
_OF_A_CLASS = frozenset((body, many) for body in ("ubnd", "hđnd") for many in ("các", "cấp", "mỗi", "những"))
_NO_HOLDER = frozenset("đời cử chức phủ viên đua nhiệm ghế tranh làm thành cựu hoặc dinh quyền".split())


def standing(view: TextView, found: list[Title], held: set[Title]) -> list[Title]:
    """The titles that count: with a complement, beside a name, or high enough to stand alone in capitals."""
    joined = _coordinated(view, found, held)
    shared = sharing(view, joined)
    return [
        title
        for title in joined
        if not _is_nickname(view, title)
        and (
            title in held
            or (title in shared or _stands_alone(view, title) if title.bare else not _is_contested(view, title))
        )
    ]


def _is_nickname(view: TextView, title: Title) -> bool:
    """Whether a sovereign rules a field: "Nữ hoàng nhạc pop", "'Nữ hoàng street style' …"."""
    tokens = view.tokens
    at = title.first + 2
    if tokens.keys[title.first : at] not in _SOVEREIGNS or at >= len(tokens) or tokens.shapes[at] is not Shape.LOWER:
        return False
    quoted = title.first > 0 and tokens.words[title.first - 1] in _QUOTES
    return quoted or tokens.keys[at] in words_for("ruled field")


def _coordinated(view: TextView, found: list[Title], held: set[Title]) -> list[Title]:
    """Chief and deputies of one body as one plural office: "Chủ tịch, Phó Chủ tịch UBND tỉnh"."""
    joined: list[Title] = []
    for title in found:
        if joined and title not in held and joined[-1] not in held and _deputies(view, joined[-1], title):
            joined.append(replace(title, first=joined.pop().first))
        else:
            joined.append(title)
    return joined


def _deputies(view: TextView, chief: Title, deputy: Title) -> bool:
    keys = view.tokens.keys
    words = keys[chief.first : chief.behind]
    parted = deputy.first == chief.behind + 1 and keys[chief.behind] in (",", "và", "-", "/")
    same = keys[deputy.first : deputy.first + len(words) + 1] == ["phó", *words]
    return chief.bare and not deputy.bare and parted and same


def _is_contested(view: TextView, title: Title) -> bool:
    """Whether an election to an office is spoken of: in "bầu cử Tổng thống Pháp" only the country is named."""
    keys = view.tokens.keys
    return title.first > 1 and keys[title.first - 1] == "cử" and keys[title.first - 2] in ("bầu", "tranh", "ứng")


def _stands_alone(view: TextView, title: Title) -> bool:
    tokens = view.tokens
    before = tokens.keys[title.first - 1] if title.first else ""
    after = tuple(tokens.keys[title.behind : title.behind + 2])
    listed = tokens.keys[title.behind : title.behind + 1] == [","] and tokens.capital(title.behind + 1)
    if listed and "các" in tokens.keys[title.behind + 2 : title.behind + 5]:
        return False  # "Giám đốc, Thủ trưởng các sở"
    if after[:1] in (("các",), ("mỗi",)) or after in _OF_A_CLASS:
        return False  # "Thủ trưởng các sở"
    if before in ("một", "các", "những", "mỗi", "cử", "phủ", "đua") or tokens.shapes[title.first] is Shape.UPPER:
        return False
    if not tokens.capital(title.first):
        return tuple(tokens.keys[title.first : title.behind]) in _HIGH and before not in _NO_HOLDER
    return "A" in title.letters or not tokens.opens_sentence(title.first)
