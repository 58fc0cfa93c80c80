"""Citations by name: laws, codes, the Constitution, statutes and treaties."""

from __future__ import annotations

import re
from functools import cache

from transforms.annotate.documents import patterns as shapes
from transforms.annotate.documents.citations import Citation
from transforms.domain.annotations import DocumentValue
from transforms.vietnamese.tables import rows
from transforms.vietnamese.word_roles import any_of, words_of_role

_AMENDING = re.compile(
    r"(?:\ (?:sửa\ đổi|bổ\ sung)(?:,\ |\ và\ |\ )?)(?:bổ\ sung|sửa\ đổi)?"
    r"(?:\ (?:một\ số\ điều\ của|một\ số\ điều|các|\d{1,2}))?\ (?=(?:các\ )?(?:bộ\ )?luật\ |pháp\ lệnh\ )"
)
_DRAFT = re.compile(r"\ \((?:sửa\ đổi(?:,\ bổ\ sung)?(?:\ năm\ \d{4})?)\)")
TREATIES = ("công ước", "hiệp định", "hiệp ước", "nghị định thư", "hiến chương", "tuyên bố chung", "tuyên ngôn")
_CODES = ("blhs", "bltths", "blds")
_STOP = re.compile(rf"\ (?:{any_of(words_of_role('document_words.tsv', 'name-stop'))})(?!\w)")
_WORD = re.compile(r"\ ((?:[^\W\d_]|&|-)+)")
_STATE = re.compile(r"\ (?:nước\ )?(?:cộng\ hòa\ xã\ hội\ chủ\ nghĩa\ )?việt\ nam(?!\w)")
_PARTY = re.compile(r"\ (?:đảng(?:\ cộng\ sản\ việt\ nam)?|công\ đoàn(?:\ việt\ nam)?|đoàn|fifa)(?!\w)")
# "số 45/2019/QH14"
_STATE_NUMBER = re.compile(r"\ \(?(?:số\ )?(?P<number>\d{1,3})/(?P<year>\d{4})/(?P<mark>QH\d{1,2})\)?")
_LONGEST_NAME = 14  # words


@cache
def _law_names() -> re.Pattern[str]:
    return re.compile(rf"\ (?:{any_of(row[0] for row in rows('law_names.tsv'))})(?!\w)")


def read_named(text: str, low: str, position: int, head: str) -> Citation | None:
    """ "Luật Đất đai 2024", "Bộ luật Hình sự", "Hiến pháp năm 2013", "Công ước … về Luật Biển 1982"."""
    after = position + len(head)
    if head in ("luật", "bộ luật", "pháp lệnh", "đạo luật"):
        return _law(text, low, position, head)
    if head == "hiến pháp":
        end = _match_end(_STATE, low, after)
        return _with_year(text, low, position, end, head) if text[position].isupper() or _year(low, end) else None
    if head == "điều lệ":
        end = _match_end(_PARTY, low, after)
        end = end if end > after else _statute_end(text, low, position, after)
        return _with_year(text, low, position, end, head) if end > after else None
    if head == "quy chế":
        end = _statute_end(text, low, position, after)
        return _with_year(text, low, position, end, head) if end > after else None
    if head in _CODES:
        return _with_year(text, low, position, after, head)
    if head in TREATIES and text[position].isupper():
        end = _treaty_end(text, low, after)
        return _with_year(text, low, position, end, head) if end > after else None
    return None


def _law(text: str, low: str, position: int, head: str) -> Citation | None:
    amending = _AMENDING.match(low, position + len(head))
    base = _base_law(text, low, amending.end()) if amending else None
    if base:
        outer = _with_year(text, low, position, base.end, head)
        return Citation(start=position, end=outer.end, method="name", value=outer.value, inside=(base,))
    return _plain_law(text, low, position, head)


def _base_law(text: str, low: str, position: int) -> Citation | None:
    """The law that an amending law amends; it amends none itself, so that the search is one step deep."""
    start = position + len("các ") if low.startswith("các ", position) else position
    head = next((h for h in ("bộ luật", "luật", "pháp lệnh") if low.startswith(h, start)), None)
    return _plain_law(text, low, start, head) if head else None


def _plain_law(text: str, low: str, position: int, head: str) -> Citation | None:
    after = position + len(head)
    name = _law_names().match(low, after)
    end = _match_end(_STATE, low, name.end()) if name else _unlisted_end(text, low, position, after)
    if end <= after:
        return None
    end = _match_end(_DRAFT, low, end)
    capital = _has_capital(text, after, end) or text[position].isupper()
    named = _with_year(text, low, position, end, head)
    return named if capital or named.value.year else None


def _match_end(pattern: re.Pattern[str], low: str, position: int) -> int:
    match = pattern.match(low, position)
    return match.end() if match else position


def _with_year(text: str, low: str, start: int, end: int, head: str) -> Citation:
    if number := _STATE_NUMBER.match(text, end):
        value = DocumentValue(
            type=_type(head),
            number=number["number"],
            symbol=f"{number['year']}/{number['mark']}",
            year=int(number["year"]),
            issuer="Quốc hội",
        )
        return Citation(start=start, end=number.end(), method="name", value=value)
    issued = shapes.ISSUED.match(low, end)
    dated = issued or shapes.BARE_YEAR.match(low, end)
    written = dated["only_year"] or (issued["year"] if issued else None) if dated else None
    value = DocumentValue(type=text[start:end], year=int(written) if written else None, issuer=_issuer(head))
    return Citation(start=start, end=dated.end() if dated else end, method="name", value=value)


def _year(low: str, position: int) -> bool:
    return bool(shapes.ISSUED.match(low, position) or shapes.BARE_YEAR.match(low, position))


def _type(head: str) -> str:
    return head[:1].upper() + head[1:]


def _issuer(head: str) -> str | None:
    return {"luật": "Quốc hội", "bộ luật": "Quốc hội", "hiến pháp": "Quốc hội"}.get(head)


def _capital_end(text: str, low: str, position: int) -> int:
    """The end of a name that begins with a capital and goes on in lower-case words up to a stop; else `position`."""
    return _name_end(text, low, position) if text[position + 1 : position + 2].isupper() else position


def _name_end(text: str, low: str, position: int) -> int:
    """The end of the words from `position` up to a stop."""
    end = position
    for _ in range(_LONGEST_NAME):
        word = None if _STOP.match(low, end) else _WORD.match(text, end)
        if not word:
            break
        end = word.end()
    return _without_loose_end(low, position, end)


def _has_capital(text: str, start: int, end: int) -> bool:
    return any(c.isupper() for c in text[start:end])


def _statute_end(text: str, low: str, position: int, after: int) -> int:
    """The end of "Quy chế thi THPT quốc gia": a capital at its head and one in its name, and three words at least."""
    end = _name_end(text, low, after) if text[position].isupper() else after
    named = low.count(" ", after, end) >= _SHORTEST_STATUTE and _has_capital(text, after, end)
    return end if named else after


@cache
def _law_openings() -> frozenset[str]:
    return frozenset(" ".join(row[0].split(" ")[:2]).strip(",") for row in rows("law_names.tsv"))


def _unlisted_end(text: str, low: str, position: int, after: int) -> int:
    """The end of a law's name that no table has: with capitals, or opening as laws' names do ("Luật an toàn …")."""
    if not text[position].isupper() and low.startswith("luật", position):
        return after
    end = _capital_end(text, low, after)
    if end > after or not text[position].isupper():
        return end
    end = _name_end(text, low, after)
    opens = " ".join(low[after + 1 : end].split(" ")[:2]) in _law_openings()
    return end if opens or _has_capital(text, after, end) else after


def _without_loose_end(low: str, position: int, end: int) -> int:
    words = low[position:end].split(" ")
    while words and words[-1].strip(",") in ("và", "về", "các", "những", "một", ""):
        end -= len(words.pop()) + 1
    return max(end, position)


def _treaty_end(text: str, low: str, position: int) -> int:
    party = _OF_BODY.match(text, position)
    end = _name_end(text, low, party.end() if party else position)
    short = _ABBREVIATED.match(text, end)
    if not _has_capital(text, position, end) and not short:
        return position
    if short and _year(low, short.end()):
        return short.end()
    partners = _PARTNERS.match(text, end)
    return partners.end() if partners else end


_OF_BODY = re.compile(r"\ của(?=\ (?:Liên|LHQ|Hội|Hiệp|Cộng|Châu|châu|ASEAN|EU|ILO)(?!\w))")
_ABBREVIATED = re.compile(r"\ \([A-Z]{3,}\)")
_PARTNERS = re.compile(r"\ ?[-–]\ ?[A-ZĐ]\w+(?:\ [A-ZĐ]\w+){0,3}")
_SHORTEST_STATUTE = 3
