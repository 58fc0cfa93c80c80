"""ORG: papers and sites of no table, told by what stands beside them: "tờ Yangtse Wanbao", "phóng viên zing.vn".

Also "như Pháp Luật Plus đã thông tin", and the source that a text ends in: "… Theo Kienthuc".
"""

from __future__ import annotations

from transforms.annotate.bodies.words import words_for
from transforms.annotate.names.signs import is_surname, stops_at
from transforms.annotate.view import TextView
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.syllables import Shape
from transforms.vietnamese.tables import longest, table_trie

_TOP_DOMAINS = frozenset("com net org vn info".split())
_COUNTRIES = frozenset("vn au uk cn pk jp kr sg th my id in us ca de fr ru".split())
_BEFORE_DOMAIN = frozenset("theo trang mạng web tin báo viên pv với".split())
_CREDITS = frozenset("ảnh nguồn clip video".split())
_KINDS = frozenset((("trang", "mạng"), ("trang", "tin"), ("mạng", "tin")))
_CUES = frozenset("tờ trang kênh như theo".split())
_REPORTS = frozenset((("thông", "tin"), ("đưa", "tin"), ("phản", "ánh")))
_TIMES = frozenset("đã từng vừa có".split())
_JOINERS = frozenset("& of the and in for da de do del di la le el".split())
_MOST_JOINERS = 2  # "Journal | of the | American College"
_LONGEST = 8  # tokens of a name
_LONGEST_LAST = 4  # tokens of a source that a text ends in
_SHORTEST = 3  # letters of a source that a text ends in: shorter ones sign


def cued_sources(view: TextView) -> dict[int, int]:
    """First token of each such source → the token behind it."""
    keys = view.tokens.keys
    found = {} if _TOP_DOMAINS.isdisjoint(keys) else _domains(view)
    for index in [i + 1 for i, key in enumerate(keys) if key in _CUES]:
        end = _run_end(view, index)
        if end > index and index not in found and (_is_paper(view, index, end) or _reports(view, index, end)):
            found[index] = end
    return found | _last_source(view)


def _domains(view: TextView) -> dict[int, int]:
    """Domains behind "theo", "trang", "phóng viên" or a credit; the word "trang mạng" belongs to the name."""
    tokens = view.tokens
    found: dict[int, int] = {}
    for index in [i for i, key in enumerate(tokens.keys) if key in _TOP_DOMAINS and i > 1]:
        first, behind = _domain(view, index)
        before = tokens.keys[first - 1] if first else ""
        credited = before == ":" and tokens.keys[first - 2] in _CREDITS
        if first < index and (credited or before in _BEFORE_DOMAIN):
            first -= 2 if tuple(tokens.keys[first - 2 : first]) in _KINDS else 0
            found[first] = behind
    return found


def _domain(view: TextView, index: int) -> tuple[int, int]:
    """The tokens of the domain whose top level stands at `index`; none where it is no domain."""
    tokens = view.tokens
    first = index
    while first > 1 and tokens.glued(first) and tokens.glued(first - 1) and tokens.words[first - 1] in ".-":
        first -= 2
    behind = index + 1
    national = tokens.words[behind : behind + 1] == ["."] and tokens.glued(behind) and tokens.glued(behind + 1)
    if national and tokens.words[behind + 1] in _COUNTRIES | _TOP_DOMAINS:
        behind += 2
    named = tokens.words[first][0].isalpha() and len(tokens.words[first]) > 1 and not tokens.glued(first)
    wanted = tokens.words[index].islower() and named
    return (first if wanted else index), behind


def _run_end(view: TextView, index: int) -> int:
    """Behind the capitals at a token, foreign joiners between them included; the token itself where none fits."""
    tokens = view.tokens
    end = index
    while end - index <= _LONGEST and tokens.capital(end) and not stops_at(view, end):
        end += 1
        joined = end
        while joined - end < _MOST_JOINERS and tokens.keys[joined : joined + 1] and tokens.keys[joined] in _JOINERS:
            joined += 1
        end = joined if joined > end and tokens.capital(joined) and not is_syllable(tokens.keys[end - 1]) else end
    return index if end - index > _LONGEST or index in view.place_ends else end


def _is_paper(view: TextView, index: int, end: int) -> bool:
    """Whether a foreign name stands behind "tờ", or behind "theo trang", "theo kênh"."""
    tokens = view.tokens
    kind = tokens.keys[index - 1]
    if kind != "tờ" and (kind not in ("trang", "kênh") or tokens.keys[index - 2] != "theo"):
        return False
    if tokens.keys[index] in words_for("service") or longest(table_trie("organisation_names.tsv"), tokens.keys, index):
        return False
    words = range(index, end)
    spelled = all(not any(map(str.isdigit, tokens.words[at])) for at in words)  # "kênh A41" carries water
    return spelled and any(len(tokens.words[at]) > 2 and not is_syllable(tokens.keys[at]) for at in words)


def _reports(view: TextView, index: int, end: int) -> bool:
    """Whether the name behind "như" or "theo" is said to have reported: "như | Pháp Luật Plus | đã thông tin"."""
    tokens = view.tokens
    if tokens.keys[index - 1] not in ("như", "theo") or is_surname(view, index):
        return False
    told = end + (tokens.keys[end : end + 1] != [] and tokens.keys[end] in _TIMES)
    told_of = tuple(tokens.keys[told : told + 2]) in _REPORTS
    return told_of and tokens.shapes[told] is Shape.LOWER  # "Theo Bộ | Thông tin …"


def _last_source(view: TextView) -> dict[int, int]:
    """The name behind the "Theo" that closes a text, none of a person, place or signature."""
    tokens = view.tokens
    size = len(tokens)
    while size and tokens.shapes[size - 1] is Shape.NEWLINE:
        size -= 1
    near = range(max(size - 1 - _LONGEST_LAST, 1), size - 1)
    index = next((at + 1 for at in near if tokens.words[at] == "Theo"), 0)
    if not index or not tokens.capital(index) or index in view.place_ends or len(tokens.words[index]) < _SHORTEST:
        return {}
    if any(tokens.shapes[at] >= Shape.NUMBER for at in range(index, size)) or stops_at(view, index):
        return {}
    if not is_syllable(tokens.keys[index]):
        size = next((at for at in range(index + 1, size) if _is_signature(view, at)), size)
    written = all(tokens.capital(at) and is_syllable(tokens.keys[at]) for at in range(index, size))
    person = written and (is_surname(view, index) or size == index + 1)
    return {} if person else {index: size}


def _is_signature(view: TextView, index: int) -> bool:
    """Whether a Vietnamese capital with its marks begins the author's name: "Theo Gsmarena | Hải SN"."""
    word = view.tokens.words[index]
    return view.tokens.capital(index) and not word.isascii() and is_syllable(view.tokens.keys[index])
