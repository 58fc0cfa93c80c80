"""Who holds which office: titles and names that stand beside each other.

A title right before a name is the name's; so is every title strung to it by commas or "kiêm". Titles behind a name,
parted by a comma, dash, bracket or "là", are the name's unless another name follows them at once. Verbs of naming
("được bầu giữ chức …") tie a name to the title behind them; a plural title is shared by the names listed behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.annotate.offices.patterns import (
    ACTS,
    ALL_OF,
    APPOSED,
    ATTENDANT,
    BEFORE_NAME,
    BEHIND_NAME,
    CALLED,
    COMMA,
    DONE_BY,
    EMPTY,
    FAR,
    GIVEN_TO,
    IN_BRACKETS,
    IN_TURN,
    ISSUED,
    JOINED,
    LISTED,
    NAMED,
    NAMELESS,
    OF,
    OPENS_LIST,
    ORDERED,
    PASSED_ON,
    PLURAL,
    RANK_OF,
    RANKED,
    SENTENCE_END,
    SHORT,
    STRUNG,
    STRUNG_LIST,
    TERM,
    WITH_HONORIFIC,
)
from transforms.annotate.offices.titles import Title
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Titles and names of a text in reading order, with the text between them."""

    text: str
    spans: Sequence[tuple[int, int]]
    parts: Sequence[Title | Name]
    bodies: Sequence[tuple[int, int]]

    def gap(self, index: int) -> str:
        """What stands between a part and the next one, without terms of office and organisations in apposition."""
        start, end = self.spans[index][1], self.spans[index + 1][0]
        if end - start > FAR:
            return self.text[start:end]
        pieces = []
        for low, high in self.bodies[bisect_left(self.bodies, (start, 0)) :]:
            if low >= end:
                break
            pieces.append(self.text[start:low])
            start = high
        left = SHORT.sub("", TERM.sub("", "".join([*pieces, self.text[start:end]])))
        return EMPTY.sub(r"\1", left).replace("  ", " ") if pieces else left

    def is_name(self, index: int) -> bool:
        return 0 <= index < len(self.parts) and isinstance(self.parts[index], Name)

    def is_title(self, index: int) -> bool:
        return 0 <= index < len(self.parts) and isinstance(self.parts[index], Title)


def pair_offices(
    view: TextView, titles: Sequence[Title], names: Sequence[Name], organisations: Sequence[tuple[int, int]] = ()
) -> list[tuple[Name, Title]]:
    """Each name with each title that it holds, in reading order of the titles."""
    parts: list[Title | Name] = sorted((*titles, *names), key=lambda part: part.first)
    inside = {t.organisation for t in titles}
    bodies = [view.span(*span) for span in organisations if span not in inside]
    row = _Row(text=view.tokens.text, spans=[view.span(p.first, p.behind) for p in parts], parts=parts, bodies=bodies)
    holder: dict[int, list[int]] = {}
    _titles_before(row, holder)
    _plural_titles(row, holder)
    _titles_behind(row, holder)
    _apposed_names(row, holder)
    _namings(row, holder)
    return [(parts[n], parts[t]) for t in sorted(holder) for n in holder[t]]  # type: ignore[misc]


def _titles_before(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if row.is_title(index) and row.is_name(index + 1) and BEFORE_NAME.fullmatch(row.gap(index)):
            if _of_attendant(row, index):
                continue
            at = index
            holder[at] = [index + 1]
            while (
                row.is_title(at - 1)
                and not _elected(row, at - 1)
                and (STRUNG.fullmatch(row.gap(at - 1)) or row.gap(at - 1) == " ")
            ):
                at -= 1
                holder[at] = [index + 1]


def _of_attendant(row: _Row, index: int) -> bool:
    """Whether the name is of who serves the holder: "cố vấn của Tổng thống, ông A", "cố vấn của Tổng thống ông A"."""
    before = row.text[max(row.spans[index][0] - 24, 0) : row.spans[index][0]]
    return WITH_HONORIFIC.match(row.gap(index)) is not None and ATTENDANT.search(before) is not None


def _elected(row: _Row, index: int) -> bool:
    """Whether the office is what somebody before it was elected to: "ông Trump đắc cử Tổng thống, Chủ tịch …"."""
    return row.text[max(row.spans[index][0] - 7, 0) : row.spans[index][0]] == "đắc cử "


def _plural_titles(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if not row.is_title(index) or not row.is_name(index + 1):
            continue
        if not PLURAL.search(row.text, max(row.spans[index][0] - 20, 0), row.spans[index][0]):
            continue
        if not OPENS_LIST.fullmatch(row.gap(index)):
            continue
        at = index + 1
        people = [at]
        while row.is_name(at + 1) and LISTED.fullmatch(row.gap(at)):
            at += 1
            people.append(at)
        holder[index] = people


def _titles_behind(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if not row.is_name(index) or not row.is_title(index + 1):
            continue
        if not BEHIND_NAME.fullmatch(row.gap(index)) and not _unparted(row, index):
            continue
        if _alternate(row, holder, index) or _passed_on(row, holder, index):
            continue
        at = index + 1
        acts = row.gap(index).startswith((" làm", " giữ", " trở"))
        people = [*_others_named(row, index), index] if acts else [*_called_with(row, index, holder), index]
        if len(people) == 1 and _in_parallel(row, holder, index):
            continue
        while at not in holder:
            holder[at] = people
            if not (row.is_title(at + 1) and STRUNG.fullmatch(row.gap(at))):
                break
            at += 1


def _called_with(row: _Row, name: int, holder: dict[int, list[int]]) -> list[int]:
    """Names listed before one that share the office behind it: "Các ông A, B và C - Phó Chủ tịch UBND tỉnh"."""
    at = name
    while at and row.is_name(at - 1) and LISTED.fullmatch(row.gap(at - 1)):
        at -= 1
    start = row.spans[at][0]
    return list(range(at, name)) if at < name and ALL_OF.search(row.text, max(start - 20, 0), start) else []


def _in_parallel(row: _Row, holder: dict[int, list[int]], last: int) -> bool:
    """Give two offices joined by "và" to two names so joined before them, in order; False where none are."""
    if not (row.is_name(last - 1) and row.gap(last - 1) == " và " and not row.is_name(last - 2)):
        return False
    if not row.is_title(last + 2) or row.gap(last + 1) != " và " or row.is_name(last + 3):
        return False
    holder[last + 1], holder[last + 2] = [last - 1], [last]
    return True


def _unparted(row: _Row, index: int) -> bool:
    """Whether a called name and an office in capitals lack the comma: "Ông Trần Văn … Chủ tịch Tập đoàn …"."""
    name, title = row.parts[index], row.parts[index + 1]
    full = name.behind - name.first > 1 and isinstance(title, Title) and not title.bare
    start = row.spans[index][0]
    written = row.gap(index) == " " and row.text[row.spans[index + 1][0]].isupper()
    return full and written and CALLED.search(row.text, max(start - 12, 0), start) is not None


def _alternate(row: _Row, holder: dict[int, list[int]], index: int) -> bool:
    """Whether titles and names take turns, each title before its name: "Trưởng phòng, ông A, Phó phòng, bà B"."""
    if not row.is_title(index - 1) or index - 1 in holder or not row.is_name(index + 2):
        return False
    return PASSED_ON.fullmatch(row.gap(index - 1)) is not None and PASSED_ON.fullmatch(row.gap(index + 1)) is not None


def _passed_on(row: _Row, holder: dict[int, list[int]], index: int) -> bool:
    """Whether the title behind a name that has one before it is of the next: "Chủ tịch A, Giám đốc sở, ông B đã …"."""
    served = index - 1 in holder and row.gap(index) == ", " and row.is_name(index + 2)
    if not served or PASSED_ON.fullmatch(row.gap(index + 1)) is None:
        return False
    return not (row.is_title(index + 3) and BEHIND_NAME.fullmatch(row.gap(index + 2)))


def _apposed_names(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if index in holder or not row.is_title(index) or not row.is_name(index + 1):
            continue
        gap = row.gap(index)
        if _is_issuer(row, index):
            continue
        if GIVEN_TO.fullmatch(gap) and ORDERED.search(row.text, max(row.spans[index][0] - 60, 0), row.spans[index][0]):
            holder[index] = [index + 1]
            continue
        if APPOSED.fullmatch(gap) or (len(gap) < FAR and IN_BRACKETS.fullmatch(gap)) or _plainly(row, index, gap):
            _string_back(row, holder, index)


def _is_issuer(row: _Row, index: int) -> bool:
    """Whether the office gave an order after which the sentence goes on: "Theo quyết định của Bộ trưởng, bà A …"."""
    start = row.spans[index][0]
    return ISSUED.search(row.text, max(start - 60, 0), start) is not None


def _string_back(row: _Row, holder: dict[int, list[int]], index: int) -> None:
    """The title at `index` and those strung to it before are of the name behind: "Chủ tịch kiêm Giám đốc X, ông A"."""
    holder[index] = [index + 1]
    at = index - 1
    while row.is_title(at) and at not in holder and STRUNG.fullmatch(row.gap(at)):
        holder[at] = [index + 1]
        at -= 1


def _plainly(row: _Row, index: int, gap: str) -> bool:
    """Whether a full name without an honorific follows: "Giám đốc Sở Y tế - Trần Văn …", "… Nga, Sergei …"."""
    title, name = row.parts[index], row.parts[index + 1]
    start = row.spans[index][0]
    if GIVEN_TO.fullmatch(gap):
        return RANKED.search(row.text, max(start - 40, 0), start) is not None
    if OF.fullmatch(gap) or DONE_BY.fullmatch(gap):
        return RANK_OF.search(row.text, max(row.spans[index][0] - 12, 0), row.spans[index][0]) is not None
    full = name.behind - name.first >= 2
    if NAMELESS.fullmatch(gap):
        return full or " là " in gap
    return full and COMMA.fullmatch(gap) is not None and isinstance(title, Title) and not title.bare


def _namings(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(1, len(row.parts)):
        if index in holder or not row.is_title(index):
            continue
        at = index - 1
        while row.is_title(at) and at in holder and row.is_name(holder[at][0]) and holder[at][0] < at:
            at -= 1
        if not row.is_name(at):
            continue
        gap = row.text[row.spans[at][1] : row.spans[index][0]]
        if _names_office(gap, row.gap(index - 1)):
            given = row.is_name(index + 1) and GIVEN_TO.fullmatch(row.gap(index))
            if not given and ORDERED.search(gap) and at + 1 == index:
                continue  # who hands over the decision does not get the office
            at = index + 1 if given else at
            holder[index] = [at] if given else [*_others_named(row, at), at]
            if len(holder[index]) > 1 and IN_TURN.search(gap):
                _in_turn(row, holder, index)
            else:
                _string_on(row, holder, index)


def _names_office(gap: str, last: str) -> bool:
    """Whether between a name and an office (`last`: right before it) the name is said to get, hold or lose it."""
    near = len(gap) <= FAR and not SENTENCE_END.search(gap)
    return near and NAMED.search(last) is not None and not ACTS.search(gap)


def _string_on(row: _Row, holder: dict[int, list[int]], index: int) -> None:
    people = holder[index]
    while row.is_title(index + 1) and index + 1 not in holder and STRUNG_LIST.fullmatch(row.gap(index)):
        index += 1
        holder[index] = people


def _others_named(row: _Row, name: int) -> list[int]:
    """Names strung to one before a verb of naming: "bầu ông A và ông B làm …", "A, B và C được bổ nhiệm …"."""
    at = name
    if at and row.is_name(at - 1) and " và " in f"{row.gap(at - 1)} " and JOINED.fullmatch(row.gap(at - 1)):
        at -= 1
        while row.is_name(at - 1) and JOINED.fullmatch(row.gap(at - 1)):
            at -= 1
    return list(range(at, name))


def _in_turn(row: _Row, holder: dict[int, list[int]], index: int) -> None:
    """Give the first office to the first name, the second to the second …: "A và B lần lượt giữ chức X và Y"."""
    people = holder[index]
    for turn, person in enumerate(people):
        if not row.is_title(index + turn) or (turn and not STRUNG_LIST.fullmatch(row.gap(index + turn - 1))):
            break
        holder[index + turn] = [person]
