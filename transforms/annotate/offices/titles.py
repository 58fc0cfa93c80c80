"""POSITION: a title with the modifiers around it and its organisation, field of work or place.

What may follow which title, and which title counts without anything behind it, is told by `lexicon/positions.tsv`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from transforms.annotate.bodies.fields import abbreviation_end, chain_end
from transforms.annotate.bodies.organisations import TokenSpan, heads, organisation_end, read_bodies
from transforms.annotate.bodies.tails import UNITS
from transforms.annotate.names.signs import surnames
from transforms.annotate.view import TextView
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import Trie, longest, prefixes, rows, table_trie, trie, words

_UNIT_WORDS = frozenset("ban phòng khoa đoàn đội trạm tổ ga nhóm".split())
_TEAMS = frozenset("u23 u22 u21 u20 u19 u18 u17 u16 u clb tuyển đt đtqg fc câu".split())
_HAMLETS = frozenset("thôn bản ấp xóm làng buôn khóm phố".split())  # "Trưởng thôn …" holds the place "thôn …"
_STAFF = frozenset("kinh sản điều đầu phát đào nghiên quản vận thiết tiếp quảng".split())
_LONGEST_INITIALS = 7
_MANAGERS = frozenset(("đốc", "tịch", "ceo", "tgđ", "gđ", "pgđ", "trị"))
_NO_INITIALS = frozenset(
    ("THPT", "THCS", "KCN", "KCX", "KCNC", "HTX", "CLB", "UBND", "HĐND", "TP", "QLDA", "GTVT", "GDĐT")
)
_BEFORE_PREFIX = {
    "quyền": frozenset("dưới chính thẩm nhà pháp toàn cầm nhân chủ uy bản lợi nắm tranh".split()),
    "phó": frozenset("đối ứng".split()),
    "trưởng": frozenset(("đội", "đoàn")),
    "tư": frozenset(("bộ",)),
    "cố": frozenset("củng gia kiên cảnh sự".split()),
    "tướng": frozenset("danh nữ võ lão cờ hổ chủ mãnh bại trung đại thượng thiếu chuẩn thủ".split()),
    "hàm": frozenset("quai răng quân".split()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title as found, before it is known whether a person stands beside it.

    first, behind  its tokens
    organisation   tokens of the organisation inside it
    letters        what the table says of it
    bare           nothing follows the title itself
    """

    first: int
    behind: int
    organisation: TokenSpan | None
    letters: str
    bare: bool


@cache
def titles() -> Trie:
    """Titles with their letters."""
    return trie((phrase.strip(), row[1]) for row in rows("positions.tsv") for phrase in row[0].split("|"))


def find_titles(view: TextView) -> tuple[list[Title], list[TokenSpan]]:
    """Titles, and the organisations outside them, in one reading: what begins first is taken whole."""
    openings = titles().keys() | table_trie("position_modifiers.tsv").keys()
    read_bodies(view)
    found: list[Title] = []
    organisations: list[TokenSpan] = []
    reach = 0
    for index, key in enumerate(view.tokens.keys):
        if index < reach:
            continue
        title = title_at(view, index) if key in openings else None
        end = view.body_ends.get(index)
        if title and title.behind >= (end or 0):
            found.append(title)
            reach = title.behind
        elif end and not _names_holder(view, found, index, end):
            organisations.append((index, end))
            reach = end
    return found, organisations


def _names_holder(view: TextView, found: Sequence[Title], index: int, end: int) -> bool:
    """Whether one capital behind a head of state is a person with the name of a club: "Tổng thống Santos"."""
    title = found[-1] if found else None
    single = end == index + 1 and view.tokens.shapes[index] is Shape.CAPITAL
    return title is not None and single and title.behind == index and "O" not in title.letters


def title_at(view: TextView, index: int) -> Title | None:
    """The title that begins at a token: of the titles that spell it, the one that reaches farthest."""
    if _ends_compound(view, index):
        return None
    base = _behind_prefixes(view, index)
    best: Title | None = None
    for behind, letters in prefixes(titles(), view.tokens.keys, base):
        title = _grown(view, index, base, behind, letters)
        if title and (best is None or title.behind > best.behind or _better(title, best)):
            best = title
    return best


def _ends_compound(view: TextView, index: int) -> bool:
    """ "chính quyền", "đối phó", "củng cố": no acting, deputy or late office."""
    before = view.tokens.keys[index - 1] if index else ""
    return before in _BEFORE_PREFIX.get(view.tokens.keys[index], ())


def _better(title: Title, best: Title) -> bool:
    return title.behind == best.behind and (
        best.bare or "I" in title.letters or ("M" in title.letters and _deputy(title, best))
    )


def _deputy(title: Title, best: Title) -> bool:
    """ "Phó Trưởng ban Thường trực Ban …" rather than "Phó Trưởng" of a "ban Thường trực"."""
    return (
        best.organisation is not None
        and title.organisation is not None
        and title.organisation[0] - best.organisation[0] == 3
    )


def _grown(view: TextView, first: int, base: int, core: int, letters: str) -> Title | None:
    tokens = view.tokens
    if "I" not in letters and base == first == core - 2 and not tokens.capital(first) and tokens.capital(core - 1):
        return None  # "chức vụ Phó …" holds no "Vụ phó"
    if tokens.keys[core : core + 1] == ["quán"] and tokens.keys[core - 1] in ("sự", "sứ"):
        return None  # "Lãnh sự | quán"
    organisation = _last_organisation(view, base, core) if "I" in letters else None
    behind = _behind_modifiers(view, core) if "M" in letters else core
    end, follower = _complement(view, behind, letters)
    if organisation and organisation[1] > end:
        end = organisation[1]
    if "D" in letters and end > behind:
        end = _abroad(view, end)
    if "!" in letters and end == behind:
        return None
    bare = end == behind and not organisation
    if "T" in letters and (_of_team(view, follower) if follower else not bare or not tokens.capital(core - 2)):
        return None
    return Title(first=first, behind=end, organisation=follower or organisation, letters=letters, bare=bare)


def _of_team(view: TextView, body: TokenSpan) -> bool:
    """Whether the body is a team: its captain holds no office."""
    return view.tokens.keys[body[0]] in _TEAMS or "n" in (longest(heads(), view.tokens.keys, body[0]) or (0, ""))[1]


def _last_organisation(view: TextView, first: int, behind: int) -> TokenSpan | None:
    ends = ((start, organisation_end(view, start, in_title=True)) for start in range(first + 1, behind))
    return next(((start, end) for start, end in ends if end and end >= behind), None)


def _behind_prefixes(view: TextView, index: int) -> int:
    """Skip nguyên, cựu, quyền, phó … as long as a title can still follow."""
    keys = view.tokens.keys
    if longest(titles(), keys, index) and keys[index] != "phó":
        return index
    at = best = index
    for _ in range(3):
        hit = longest(table_trie("position_modifiers.tsv"), keys, at)
        if not hit or hit[1] != "before":
            break
        at = hit[0]
        best = at if longest(titles(), keys, at) else best  # "cựu | Cố vấn …" begins like "cố Thủ tướng …"
    return best


def _behind_modifiers(view: TextView, index: int) -> int:
    for _ in range(2):
        hit = longest(table_trie("position_modifiers.tsv"), view.tokens.keys, index)
        if not hit or hit[1] != "behind":
            break
        index = hit[0]
    return index


def _complement(view: TextView, index: int, letters: str) -> tuple[int, TokenSpan | None]:
    """The token behind the complement, and the organisation in it."""
    tokens = view.tokens
    if index >= len(tokens):
        return index, None
    body = _body(view, index, letters) if "O" in letters else None
    if body:
        return body[1], body
    if "S" in letters and _superior(view, index):
        title = title_at(view, index)
        return (title.behind if title else index), None
    if "F" in letters and (end := _field(view, index)) > index:
        of_unit = tokens.keys[index - 1] in _UNIT_WORDS  # "Trưởng | ban Tuyên giáo Thành ủy" reads better
        body = _body(view, end, letters) if "O" in letters and not of_unit else None
        return (body[1], body) if body else (end, None)
    at = index + 1 if tokens.keys[index] == "của" and ("c" in letters or letters[:1] == "A") else index
    at += tokens.keys[at : at + 1] == ["nước"] and at + 1 in view.place_ends  # "Tổng thống của nước | Mỹ"
    for words_back in (1, 2):
        if "P" in letters and index - words_back in view.place_ends and tokens.keys[index - 1] in _HAMLETS:
            return view.place_ends[index - words_back], None
    if "P" in letters and at in view.place_ends:
        end, after = _posted(view, view.place_ends[at]), view.place_ends[at] + 1
        return end, (after, end) if view.body_ends.get(after) == end else None
    units = longest(UNITS, tokens.keys, index) if "U" in letters else None
    return (units[0] if units else index), None


def _body(view: TextView, index: int, letters: str) -> TokenSpan | None:
    end = organisation_end(view, index, in_title=True) or _initials(view, index, letters)
    if end:
        return index, end
    of = "!" not in letters and view.tokens.keys[index : index + 1] == ["của"]
    return (index + 1, view.body_ends[index + 1]) if of and index + 1 in view.body_ends else None


def _initials(view: TextView, index: int, letters: str) -> int | None:
    """Behind an unknown abbreviation that a manager's title leads to: "Tổng giám đốc VNCB"."""
    tokens = view.tokens
    if index >= len(tokens):
        return None
    word = tokens.words[index]
    alone = not tokens.capital(index + 1) and tokens.shapes[index - 1] is not Shape.UPPER
    if (
        tokens.keys[index - 1] not in _MANAGERS
        or "O" not in letters
        or tokens.shapes[index] is not Shape.UPPER
        or not alone
        or not word.isalpha()
    ):
        return None
    if not 3 <= len(word) <= _LONGEST_INITIALS or word in _NO_INITIALS:
        return None
    numbered = index + 1 < len(tokens) and tokens.shapes[index + 1] is Shape.NUMBER and not tokens.glued(index + 1)
    return index + 1 + numbered


def _superior(view: TextView, index: int) -> bool:
    """Whether a high office follows ("Thư ký báo chí Tổng thống Nga")."""
    hit = longest(titles(), view.tokens.keys, index)
    return hit is not None and "A" in hit[1] and view.tokens.capital(index)


def _field(view: TextView, index: int) -> int:
    """Behind "Công an", "GD&ĐT", "phụ trách công nghiệp và thương mại" … and the country whose ministry it is."""
    tokens = view.tokens
    if index >= len(tokens):
        return index
    start = index
    charged = tokens.keys[index - 2 : index] == ["phụ", "trách"]
    if not charged and not tokens.capital(start):
        return _plain_field(view, index)
    named = (longest(surnames(), tokens.keys, start) or (0, ""))[1] == "strong"
    if (named or tokens.keys[start] in words("foreign_names.txt")) and view.tokens.capital(start + 1):
        return index  # "Bộ trưởng Ngô Văn …", "CEO Tim Cook": no maize, no heart
    hit = longest(table_trie("organisation_fields.tsv"), tokens.keys, start)
    end = chain_end(view, start, hit[0] if hit else start, kind="G")
    if end > start + 1 and tokens.keys[end - 1] == "nước":
        end -= 1  # "Bộ trưởng An ninh quốc gia | nước này"
    if end == start and tokens.shapes[start] is Shape.UPPER:
        end = _short_field(view, start)
    if end == start:
        return index
    if tokens.keys[end : end + 1] == ["của"]:
        return view.place_ends.get(end + 1, end)
    return view.place_ends.get(end, end)


def _plain_field(view: TextView, index: int) -> int:
    """Behind a field in lower case that a name, a body, a place or a mark follows: "giám đốc tình báo quốc gia"."""
    tokens = view.tokens
    hit = longest(table_trie("organisation_words.tsv"), tokens.keys, index)
    if not hit or hit[0] < index + 2 or (hit[1] != "n" and tokens.keys[index] not in _STAFF):
        return index
    end = chain_end(view, index, index)
    closed = end >= len(tokens) or tokens.shapes[end] not in (Shape.LOWER, Shape.NUMBER)
    if not closed and end not in view.body_ends and end not in view.place_ends and tokens.keys[end] != "của":
        return index
    return view.place_ends.get(end, end)


def _short_field(view: TextView, start: int) -> int:
    """Behind "GD&ĐT", "GTVT"; `start` where the capitals are a name or a company."""
    tokens = view.tokens
    end = abbreviation_end(view, start)
    return end if end > start + 1 or tokens.keys[start] in words("ministries.txt") else start


def _abroad(view: TextView, index: int) -> int:
    """Behind "(JETRO) tại Việt Nam"."""
    tokens = view.tokens
    at = index
    if tokens.words[at : at + 1] == ["("] and tokens.words[at + 2 : at + 3] == [")"]:
        at += 3
    return view.place_ends.get(at + 1, index) if tokens.keys[at : at + 1] == ["tại"] else index


def _posted(view: TextView, index: int) -> int:
    """An ambassador's post: "Việt Nam tại Nhật Bản"."""
    if index + 1 < len(view.tokens) and view.tokens.keys[index] == "tại":
        return view.place_ends.get(index + 1) or view.body_ends.get(index + 1, index)
    return index
