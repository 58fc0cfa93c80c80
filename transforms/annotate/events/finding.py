"""EVENT: congresses, plenums, sessions and conferences known by their name or full description.

An anaphoric "hội nghị" or "Đại hội" is none; nor are ceremonies, festivals and cups.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from transforms.annotate.candidates import PRIORITY, Candidate
from transforms.annotate.events.descriptions import OPENERS, description_end, quoted_end
from transforms.annotate.events.names import (
    BODY_CONGRESS,
    CABINET_SESSION,
    CONGRESS,
    NUMBERED_MEETING,
    PLENUM,
    SESSION,
    SESSION_BODY,
)
from transforms.domain.annotations import Label
from transforms.vietnamese.casing import lower_in_place
from transforms.vietnamese.tables import rows

_HEADS = {row[0]: row[1] for row in rows("event_heads.tsv")}
_SESSIONS = ("kỳ họp", "kì họp", "phiên họp", "khóa họp")
_ANCHOR = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, (*_HEADS, *_SESSIONS)), key=lambda h: (-len(h), h)))})(?!\w)"
)
_GENERIC = re.compile(
    r"các\ cấp|cơ\ sở|cấp\ (?:trên|dưới|cơ|huyện|xã)|sắp\ tới|lần\ này|này(?!\w)|chi\ bộ\ (?:các|trực)"
    r"|thể\ thao|thể\ dục"
)
# several of them, or a place or a team named so ("trung tâm hội nghị", "phòng hội thảo")
_NOT_A_MEETING = re.compile(r"(?:các|những|nhiều|mọi|số|loạt|tâm|phòng|sạn|khu|nhà|\d)\ \Z")
_PROPER_ONLY = ("diễn đàn", "đối thoại")  # in lower case a web forum, or talking
_CLAUSE = re.compile(r"(?<!\w)(?:bầu|dự|để|đã|được|sẽ|là|có|tại|vào|với|theo|do|ngày|này|trong|khi|tiến)(?!\w)")
_ORDINAL = re.compile(r"lần\ (?:thứ\ )?[\divx]|thứ\ (?:nhất|hai|ba|tư|năm|\d)|(?:19|20)\d\d")
_SPEAKER = re.compile(
    r"(?<!của)(?<!do)(?<!và)(?<!cấp)(?<!với)(?<!các)(?<!Ban)(?<!,)"
    r"\ (?:Phó\ |Nguyên\ )?(?:Chủ\ tịch|Bí\ thư|Thủ\ tướng|Bộ\ trưởng|Thứ\ trưởng|Giám\ đốc|Tổng\ Bí\ thư)(?!\w)"
)
# "Đối thoại Chiến lược … | của Thường trực Ban Bí thư …": whose visit or speech it is
_OF_PERSON = re.compile(
    r"\ của\ (?:đồng\ chí|ông|bà|Thường\ trực\ Ban\ Bí|Tổng\ Bí\ thư|Chủ\ tịch|Thủ\ tướng|Phó\ Thủ|Bộ\ trưởng)(?!\w)"
)
_HEADED = re.compile(r"(?:chủ tịch|thành viên|theo|báo|tạp chí|trang) \Z")
_QUOTE = tuple("“\"‘'")


def find_events(text: str, organisations: Sequence[tuple[int, int]], dates: Sequence[Candidate]) -> list[Candidate]:
    """The meetings named or described in a normalised document text, in reading order; a named
    one may lie inside a described one.

    `organisations` are spans known to be organisations: the body that holds a session or conference reaches to its end.
    `dates` are the DATE candidates of the text: a day or a part of the day ends a description.
    """
    low = lower_in_place(text)
    ends = dict(sorted(organisations))
    days = [d.start for d in dates if d.method in ("date:day", "date:relative", "date:lunar")]
    found: list[Candidate] = []
    reach = 0
    for anchor in _ANCHOR.finditer(low):
        end, method = _read(text, low, anchor.start(), anchor[0], ends)
        end = max(end, quoted_end(text, low, anchor.start(), anchor.end()))
        end = _before_day(low, anchor.start(), end, days)
        if end <= anchor.end() or anchor.start() in ends or (anchor.start() < reach and method == "described"):
            continue
        found.append(_candidate(anchor.start(), end, method))
        reach = max(reach, end)
    return found


def _read(text: str, low: str, position: int, head: str, ends: dict[int, int]) -> tuple[int, str]:
    if head in _SESSIONS:
        return _session_end(text, low, position, ends), "session"
    if head.startswith("hội nghị") and (plenum := PLENUM.match(low, position)):
        return _held_end(low, plenum.end(), ends, _OF_HOLDER), "plenum"
    if head == "hội nghị" and (numbered := NUMBERED_MEETING.match(low, position)):
        return _held_end(low, numbered.end(), ends), "plenum"
    if head == "đại hội":
        return _congress_end(text, low, position, ends), "congress"
    return _described_end(text, low, position, head, ends), "described"


def _session_end(text: str, low: str, position: int, ends: dict[int, int]) -> int:
    if cabinet := CABINET_SESSION.match(low, position):
        topic = cabinet["topical"] and low.startswith(" về ", cabinet.end())
        return description_end(text, low, cabinet.end()) if topic else cabinet.end()
    match = SESSION.match(low, position)
    return _held_end(low, match.end(), ends) if match else position


_NATIONAL = re.compile(r"đại\ hội\ (?:đại\ biểu\ )?toàn\ quốc\ (?:của\ )?")
_HOLDER = re.compile(r",?\ (?:của\ )?")
_OF_HOLDER = re.compile(r"\ (?:của\ )?")
_TERM = re.compile(r",?\ \(?kh[oó][aá]\ [ivx\d]+(?!\w)\)?|,?\ \(?nhiệm\ k[ỳì]\ \d{4}\ ?[-–]\ ?\d{4}\)?")


def _held_end(low: str, end: int, ends: dict[int, int], holder: re.Pattern[str] = _HOLDER) -> int:
    """The end with the body that meets and its term, in either order, where they follow."""
    for _ in range(3):
        link = holder.match(low, end)
        body = SESSION_BODY.match(low, end) if holder is _HOLDER else None
        if link and link.end() in ends:
            end = ends[link.end()]
        elif body:
            end = body.end()
        elif term := _TERM.match(low, end):
            end = term.end()
        else:
            break
    return end


def _congress_end(text: str, low: str, position: int, ends: dict[int, int]) -> int:
    if match := CONGRESS.match(low, position):
        return _held_end(low, match.end(), ends, _OF_HOLDER)
    body = BODY_CONGRESS.match(low, position)
    if body and not _GENERIC.search(body[0]) and not _CLAUSE.search(body["body"]):
        return _held_end(low, body.end(), ends, _OF_HOLDER)
    whole = _NATIONAL.match(low, position)
    if whole and whole.end() in ends and text[whole.end()].isupper():
        return _held_end(low, ends[whole.end()], ends, _OF_HOLDER)
    return position


def _described_end(text: str, low: str, position: int, head: str, ends: dict[int, int]) -> int:
    after = position + len(head)
    if head == "diễn đàn" and _HEADED.search(low, max(0, position - 12), position):
        return position
    if head == "hội nghị" and text[position].isupper() and low.startswith(" của ", after) and after + 5 in ends:
        return ends[after + 5]
    if _NOT_A_MEETING.search(low, max(0, position - 10), position) or not _opens(text, low, after, head):
        return position
    if head in _PROPER_ONLY and not text[position].isupper() and text[after + 1 : after + 2] not in _QUOTE:
        return position
    end = description_end(text, low, after)
    end = _before_speaker(text, after, end)
    named = _is_named(text, low, after, end)
    if _HEADS[head] == "named" and not named and not _is_summit(text, head, after, end):
        return position
    if _HEADS[head] == "numbered" and not _ORDINAL.search(low, after, end):
        return position
    return end if low.count(" ", after, end) >= 3 or named else position


def _is_summit(text: str, head: str, after: int, end: int) -> bool:
    """A summit of somebody, or a seminar whose head is written as a name: "Hội thảo định hướng nghề nghiệp"."""
    if head.startswith("hội nghị"):
        return any(c.isupper() for c in text[after:end])
    return _is_titled(text, head, after)


def _is_titled(text: str, head: str, after: int) -> bool:
    start = after - len(head)
    return (
        text[start].isupper()
        and head.startswith("hội thảo")
        and text[max(0, start - 2) : start] not in (". ", "\n", "")
    )


def _before_speaker(text: str, after: int, end: int) -> int:
    """The end before a title that opens the next sentence of a caption: "… hành chính | Chủ tịch UBND …"."""
    speaker = _SPEAKER.search(text, after + 1, end) or _OF_PERSON.search(text, after + 1, end)
    return speaker.start() if speaker else end


def _opens(text: str, low: str, after: int, head: str) -> bool:
    if low[after : after + 1] != " " or _GENERIC.match(low, after + 1):
        return False
    first = text[after + 1 : after + 2]
    word = low[after + 1 : after + 12].split(" ", 1)[0]
    if low.startswith(("của khối ", "của nhóm ", "của liên minh "), after + 1):
        return True
    if head.endswith(("cấp cao", "thượng đỉnh")) or _is_titled(text, head, after):
        return word != "của"
    return first in _QUOTE or first.isupper() or word in OPENERS or low.startswith("về ", after + 1)


def _is_named(text: str, low: str, after: int, end: int) -> bool:
    described = text[after:end]
    return (
        described[1:2].isupper()
        or described[1:2] in _QUOTE
        or any(mark in described for mark in _QUOTE)
        or _ORDINAL.search(low, after, end) is not None
    )


def _before_day(low: str, start: int, end: int, days: Sequence[int]) -> int:
    first = bisect_right(days, start)
    if first == len(days) or days[first] >= end:
        return end
    return start + len(low[start : days[first]].rstrip(" ,("))


def _candidate(start: int, end: int, method: str) -> Candidate:
    return Candidate(start=start, end=end, label=Label.EVENT, method=f"event:{method}", priority=PRIORITY[Label.EVENT])
