"""Citations by number and by event: a place in the text → the citation that begins there, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from transforms.annotate.documents import patterns as shapes
from transforms.annotate.documents.values import CENTRAL_COMMITTEE, issuer_of_symbol, year_of_symbol
from transforms.annotate.events.names import (
    BODY_CONGRESS,
    CONGRESS,
    CONGRESS_NUMERAL,
    PLENUM,
    canonical_plenums,
    term_of,
)
from transforms.domain.annotations import DocumentValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation at [start, end) of the text, what it means, and the citations inside it."""

    start: int
    end: int
    method: str
    value: DocumentValue
    inside: tuple[Citation, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Tail:
    """What follows the number, gathered while reading on."""

    end: int
    issuer: str | None = None
    event: str | None = None
    term: str | None = None
    year: int | None = None
    issued_on: date | None = None


_DIGITS = re.compile(r"\d+")
_MARKED = re.compile(r"[A-ZĐƯ]")
_LONGEST_LIST = 20
_GENERIC_CONGRESS = re.compile(r"các\ cấp|cấp\ |chi\ bộ\ (?:các|trực)|sắp\ tới|lần\ này")


def read_numbered(text: str, low: str, position: int, ends: dict[int, int]) -> Citation | None:
    """ "Nghị định số 168/2024/NĐ-CP", "Chỉ thị số 28 ngày 21/1/2019 của Ban Bí thư", "nghị quyết 388"."""
    head = shapes.numbered_type().match(low, position)
    number = shapes.NUMBER.match(text, head.end()) if head else None
    if not head or not number:
        return None
    if head["what"] and not _MARKED.search(number["symbol"]):
        return None
    numbers = [number, *_further(text, number)]
    symbol = ";".join(n["symbol"].strip(" -–/.") for n in numbers) or None
    bare = None if symbol else shapes.FURTHER_BARE.match(low, number.end())
    tail = read_tail(text, low, bare.end() if bare else numbers[-1].end(), ends)
    if "liên tịch" in head["type"] and tail.issuer:
        _read_joint_issuers(text, tail, ends)
    if not _is_citation(text, low, head, number, tail):
        return None
    value = DocumentValue(
        type=_capitalised(head["type"]),
        number=";".join([n["number"] for n in numbers] + (_DIGITS.findall(bare[0]) if bare else [])),
        symbol=symbol,
        year=year_of_symbol(symbol) or tail.year,
        issuer=tail.issuer or (issuer_of_symbol(symbol) if symbol else None),
        event=tail.event,
        term=tail.term,
        issued_on=tail.issued_on,
    )
    return Citation(start=position, end=tail.end, method="number", value=value)


def _further(text: str, number: re.Match[str]) -> list[re.Match[str]]:
    """The numbers that go on a list begun by a number with its symbol: "191/QĐ-UBND; 192/QĐ-UBND"."""
    found: list[re.Match[str]] = []
    last = number
    while _MARKED.search(last["symbol"]) and len(found) < _LONGEST_LIST:
        link = shapes.FURTHER.match(text, last.end())
        following = shapes.NUMBER.match(text, link.end()) if link else None
        if not following or not _MARKED.search(following["symbol"]):
            break
        found.append(following)
        last = following
    return found


def _read_joint_issuers(text: str, tail: _Tail, ends: dict[int, int]) -> None:
    start = tail.end
    while link := shapes.JOINT.match(text, tail.end):
        if link.end() not in ends:
            break
        tail.end = ends[link.end()]
    tail.issuer = (tail.issuer or "") + text[start : tail.end]


def _is_citation(text: str, low: str, head: re.Match[str], number: re.Match[str], tail: _Tail) -> bool:
    if head["said"] or number["symbol"]:
        return True
    if low[number.end() : number.end() + 1].isalnum():
        return False
    if head["type"] in shapes.weak_types():
        plain = len(number["number"]) > 1 and shapes.after_bare_number().match(low, number.end())
        return text[head.start()].isupper() and bool(tail.issuer or plain)
    counted = re.compile(r"\ (?:nội|vấn|điểm|năm|tháng|ngày|người|điều\ (?!\d)|khoản\ (?!\d))").match(low, number.end())
    return not counted or tail.end > number.end()


def read_tail(text: str, low: str, position: int, ends: dict[int, int]) -> _Tail:
    """Date, issuer and term after a number, in any order, each once."""
    tail = _Tail(end=position)
    readers = [_read_issued, _read_term, _read_issuer]
    while readers:
        for reader in readers:
            if reader(text, low, tail, ends):
                readers.remove(reader)
                break
        else:
            break
    return tail


def _read_issued(text: str, low: str, tail: _Tail, ends: dict[int, int]) -> bool:
    match = shapes.ISSUED.match(low, tail.end)
    if not match:
        return False
    year = match["year"] or match["only_year"]
    tail.year = int(year) if year else None
    if match["day"] and tail.year:
        try:
            tail.issued_on = date(tail.year, int(match["month"]), int(match["day"]))
        except ValueError:  # a misprinted day keeps its span
            tail.issued_on = None
    tail.end = match.end()
    return True


def _read_term(text: str, low: str, tail: _Tail, ends: dict[int, int]) -> bool:
    match = shapes.IN_TERM.match(low, tail.end)
    if not match:
        return False
    tail.term, tail.end = match["terms"].upper(), match.end()
    return True


def _read_issuer(text: str, low: str, tail: _Tail, ends: dict[int, int]) -> bool:
    of = shapes.OF.match(low, tail.end)
    start = of.end() if of else tail.end + 1
    if not of and (low[tail.end : start] != " " or (start not in ends and not low.startswith("hội nghị", start))):
        return False
    plenum = PLENUM.match(low, start) if of or low.startswith("hội nghị", start) else None
    if plenum:
        tail.event, tail.issuer, tail.term = canonical_plenums(plenum), CENTRAL_COMMITTEE, term_of(plenum)
        tail.end = plenum.end()
        return True
    known = shapes.ISSUERS.match(low, start) if of else None
    signer = shapes.SIGNER.match(low, start) if of else None
    signed = ends.get(signer.end(), 0) if signer else 0
    end = max(ends.get(start, 0), known.end() if known else 0, signed)
    if end <= start or low[end : end + 1].isalnum():
        return False
    name = text[start:end]
    tail.issuer = CENTRAL_COMMITTEE if low[start:end] in ("trung ương", "trung ương đảng") else name
    tail.end = end
    return True


def read_event_document(text: str, low: str, position: int, head: str) -> Citation | None:
    """ "Nghị quyết Đại hội XIII của Đảng", "Kết luận Hội nghị Trung ương 4 (khóa XIII)", "Nghị quyết Trung ương 4"."""
    start = position + len(head)
    for link in (" của ", " "):
        if low.startswith(link, start) and (link == " " or text[position].isupper()):
            return _event_document(text, low, position, start + len(link), head)
    return None


def _event_document(text: str, low: str, position: int, start: int, head: str) -> Citation | None:
    plenum = PLENUM.match(low, start)
    if plenum:
        value = DocumentValue(
            type=_capitalised(head), issuer=CENTRAL_COMMITTEE, event=canonical_plenums(plenum), term=term_of(plenum)
        )
        return Citation(start=position, end=plenum.end(), method="event", value=value)
    congress = CONGRESS.match(low, start) or (
        CONGRESS_NUMERAL.match(low, start) if text[start : start + 1].isupper() else None
    )
    if congress:
        ordinal = (congress["roman"] or congress["ordinal"]).upper()
        issuer = f"Đại hội đại biểu toàn quốc lần thứ {ordinal} của Đảng"
        value = DocumentValue(type=_capitalised(head), issuer=issuer, event=f"Đại hội {ordinal}")
        return Citation(start=position, end=congress.end(), method="event", value=value)
    body = BODY_CONGRESS.match(low, start)
    if not body or _GENERIC_CONGRESS.search(body[0]) or not text[start].isupper():
        return None
    value = DocumentValue(type=_capitalised(head), issuer=text[start : body.end()], event=text[start : body.end()])
    return Citation(start=position, end=body.end(), method="event", value=value)


def _capitalised(head: str) -> str:
    return head[:1].upper() + head[1:]
