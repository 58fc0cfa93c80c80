"""Who holds which office: titles and names that stand beside each other.

A title right before a name is the name's; so is every title strung to it by commas or "kiêm". Titles behind a name,
parted by a comma, dash, bracket or "là", are the name's unless another name follows them at once. Verbs of naming
("được bầu giữ chức …") tie a name to the title behind them; a plural title is shared by the names listed behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.annotate.persons import Name
from transforms.annotate.positions import Title
from transforms.annotate.view import TextView

_FAR = 260  # characters between a name and the office it is named to
_LATER = r" (?:lúc đó|khi đó|khi ấy|lúc bấy giờ|hiện nay|đương nhiệm)"
_HONORIFIC = (
    r"(?:(?:các |hai |ba )?đồng chí:?|đ/c|các ông,? bà:?|(?:các |hai )?(?:ông|bà|anh|chị|cô|thầy|ngài)|"
    r"(?:(?:PGS|GS|TS|ThS|Ths|BS|KTS|KS|LS|NSND|NSƯT|CKII|CKI|BSCKII|BS\.CKII|TSKH)[.,\- ]{0,2})+|"
    r"[Tt]iến sĩ|[Bb]ác sĩ|[Ll]uật sư|[Gg]iáo sư|[Tt]hạc sĩ|[Kk]ỹ sư|[Nn]hà báo|"
    r"người Việt Nam|đương nhiệm|tân cử|đắc cử)"
)
_TERM = re.compile(
    r"(?: ?,? ?(?:\(?(?:khóa|khoá|Khóa|nhiệm kỳ|nhiệm kì) (?:thứ )?[IVXL\d]+(?: ?[-–/] ?\d+)?\)?))+"
    r"|,? đơn vị [^,.;()]{3,25}?(?= [A-ZĐ]|$)"
)
_EMPTY = re.compile(r" ?[(,] ?([),;]|$)")
_SHORT = re.compile(r" \((?:[A-ZĐ&\-– ]{2,12})?\)")
_BEFORE_NAME = re.compile(rf"(?:[,-] chủ tọa phiên tòa)?[ ]?(?:{_HONORIFIC}[ ]?){{0,3}}")
_STRUNG = re.compile(r" ?(?:,|-|–|kiêm|và|,? ?đồng thời là|, kiêm|/|,? là) ?(?:kiêm |hiện là |đồng thời là |là )?")
_ONCE = (
    r"(?:hiện nay|hiện đang|hiện|nay|nguyên|từng|người|vốn|đang|cũng|"
    r"khi đó|lúc đó|khi ấy|lúc ấy|thời điểm đó|sau này|trước|đồng thời|không còn|vừa|mới|vẫn|chính thức|tiếp tục)"
)
_BEHIND_NAME = re.compile(
    r"(?: \([^()\n;]{2,90}\))?(?: (?:SN|sinh năm) ?\d{4})?"
    rf"\)?(?: ?[,(–—:-]| (?=(?:{_ONCE} )*(?:là|làm|giữ|trở|kiêm)))"
    r" ?(?:\(?(?:SN|sinh năm|Sinh năm)? ?\d{2,4}(?: tuổi)?\)?, (?:[^(),;.]{2,30}, )?)?"
    rf"(?:{_ONCE} ?){{0,2}}(?:là |làm |kiêm |giữ chức vụ |giữ chức |trở thành |đảm nhiệm )?"
    r"(?:các |một |kiêm |nguyên là |tân )?"
)
_NAMED = re.compile(
    r"(?:bầu|bổ nhiệm|giữ|phân công|chỉ định|điều động|luân chuyển|miễn nhiệm|cách chức|phê chuẩn|giới thiệu|tái cử|"
    r"thôi|đảm nhiệm|đảm nhận|trúng cử|tuyên thệ|nhậm chức|làm|cương vị|chức danh|chức vụ)\b"
)
_SENTENCE_END = re.compile(r"[.!?;\n]")
_STRUNG_LIST = re.compile(rf"(?:{_STRUNG.pattern}| ?; ?)")
_APPOSED = re.compile(rf"(?:{_LATER})? ?(?:,|-|–|\(|:|là|gồm|, là) ?(?:{_HONORIFIC}[ ]?){{1,3}}")
_NAMELESS = re.compile(
    rf" (?:[-–]|(?:, )?(?:{_ONCE} )?là|là:) (?:{_HONORIFIC}[ ]?){{0,3}}|: (?:{_HONORIFIC}[ ]?){{0,3}}"
)
_COMMA = re.compile(rf"(?:{_LATER})?, ")
_ISSUED = re.compile(
    r"[Tt]heo (?:các )?(?:quyết định|chỉ đạo|yêu cầu|công văn|chỉ thị|thông báo|văn bản)[^.;,\n]{0,40}? của $",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"(?:trao|ký|công bố|ban hành|triển khai|có) (?:các )?(?:quyết định|nghị quyết|văn bản)[^.;\n]{0,60}$",
    re.IGNORECASE,
)
_GIVEN_TO = re.compile(rf" (?:cho|đối với) (?:{_HONORIFIC}[ ]?){{0,3}}")
_RANK_OF = re.compile(r"(?:chức danh|chức vụ|chức|vị trí|cương vị) $")
_OF = re.compile(rf" của (?:{_HONORIFIC}[ ]?){{1,3}}")
_IN_BRACKETS = re.compile(rf"[^.;:()\n]{{0,90}}(?:\(| đối với ){_HONORIFIC} ?")
_LISTED = re.compile(rf" ?(?:,|;|và|, và|cùng) ?(?:{_HONORIFIC}[ ]?){{0,2}}")
_OPENS_LIST = re.compile(rf" ?(?::|(?:, ?)?(?:gồm|bao gồm|gồm có|là|như):?)? ?(?:{_HONORIFIC}[ ]?){{0,2}}")
_PLURAL = re.compile(r"(?:[Cc]ác|[Nn]hững|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|\d+)(?: đồng chí| vị| nguyên| cựu)? $")


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
        if end - start > _FAR:
            return self.text[start:end]
        pieces = []
        for low, high in self.bodies[bisect_left(self.bodies, (start, 0)) :]:
            if low >= end:
                break
            pieces.append(self.text[start:low])
            start = high
        left = _SHORT.sub("", _TERM.sub("", "".join([*pieces, self.text[start:end]])))
        return _EMPTY.sub(r"\1", left) if pieces else left

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
        if row.is_title(index) and row.is_name(index + 1) and _BEFORE_NAME.fullmatch(row.gap(index)):
            at = index
            holder[at] = [index + 1]
            while (
                row.is_title(at - 1)
                and not _elected(row, at - 1)
                and (_STRUNG.fullmatch(row.gap(at - 1)) or row.gap(at - 1) == " ")
            ):
                at -= 1
                holder[at] = [index + 1]


def _elected(row: _Row, index: int) -> bool:
    """Whether the office is what somebody before it was elected to: "ông Trump đắc cử Tổng thống, Chủ tịch …"."""
    return row.text[max(row.spans[index][0] - 7, 0) : row.spans[index][0]] == "đắc cử "


def _plural_titles(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if not row.is_title(index) or not row.is_name(index + 1):
            continue
        if not _PLURAL.search(row.text, max(row.spans[index][0] - 20, 0), row.spans[index][0]):
            continue
        if not _OPENS_LIST.fullmatch(row.gap(index)):
            continue
        at = index + 1
        people = [at]
        while row.is_name(at + 1) and _LISTED.fullmatch(row.gap(at)):
            at += 1
            people.append(at)
        holder[index] = people


def _titles_behind(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if not row.is_name(index) or not row.is_title(index + 1) or not _BEHIND_NAME.fullmatch(row.gap(index)):
            continue
        at = index + 1
        while at not in holder:
            holder[at] = [index]
            if not (row.is_title(at + 1) and _STRUNG.fullmatch(row.gap(at))):
                break
            at += 1


def _apposed_names(row: _Row, holder: dict[int, list[int]]) -> None:
    for index in range(len(row.parts) - 1):
        if index in holder or not row.is_title(index) or not row.is_name(index + 1):
            continue
        gap = row.gap(index)
        if _is_issuer(row, index):
            continue
        if _APPOSED.fullmatch(gap) or (len(gap) < _FAR and _IN_BRACKETS.fullmatch(gap)) or _plainly(row, index, gap):
            _string_back(row, holder, index)


def _is_issuer(row: _Row, index: int) -> bool:
    """Whether the office gave an order after which the sentence goes on: "Theo quyết định của Bộ trưởng, bà A …"."""
    start = row.spans[index][0]
    return _ISSUED.search(row.text, max(start - 60, 0), start) is not None


def _string_back(row: _Row, holder: dict[int, list[int]], index: int) -> None:
    """The title at `index` and those strung to it before are of the name behind: "Chủ tịch kiêm Giám đốc X, ông A"."""
    holder[index] = [index + 1]
    at = index - 1
    while row.is_title(at) and at not in holder and _STRUNG.fullmatch(row.gap(at)):
        holder[at] = [index + 1]
        at -= 1


def _plainly(row: _Row, index: int, gap: str) -> bool:
    """Whether a full name without an honorific follows: "Giám đốc Sở Y tế - Trần Văn …", "… Nga, Sergei …"."""
    title, name = row.parts[index], row.parts[index + 1]
    if _OF.fullmatch(gap):
        return _RANK_OF.search(row.text, max(row.spans[index][0] - 12, 0), row.spans[index][0]) is not None
    full = name.behind - name.first >= 2
    if _NAMELESS.fullmatch(gap):
        return full or " là " in gap
    return full and _COMMA.fullmatch(gap) is not None and isinstance(title, Title) and not title.bare


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
        if len(gap) <= _FAR and not _SENTENCE_END.search(gap) and _NAMED.search(row.gap(index - 1)):
            given = row.is_name(index + 1) and _GIVEN_TO.fullmatch(row.gap(index))
            if not given and _ORDERED.search(gap) and at + 1 == index:
                continue  # who hands over the decision does not get the office
            at = index + 1 if given else at
            holder[index] = [at]
            _string_on(row, holder, index, at)


def _string_on(row: _Row, holder: dict[int, list[int]], index: int, name: int) -> None:
    while row.is_title(index + 1) and index + 1 not in holder and _STRUNG_LIST.fullmatch(row.gap(index)):
        index += 1
        holder[index] = [name]
