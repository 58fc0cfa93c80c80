"""A calendar expression as read, and what the readers of days and of longer spans share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from transforms.annotate.dates.values import Moment
from transforms.domain.annotations import DateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A calendar expression at [start, end): its moments (several in a list or range) or, if relative, its value.

    worded    a unit word of its own opens it ("ngày", "năm", "sáng")
    partial   stands only as the first half of a range or list ("ngày 1" of "ngày 1 đến ngày 5/6")
    """

    start: int
    end: int
    method: str
    moments: tuple[Moment, ...] = ()
    is_range: bool = False
    worded: bool = False
    partial: bool = False
    value: DateValue | None = None


BARE_YEAR = "bare-year"
Reader = Callable[[str, int, date | None], Found | None]

NUMBERS = re.compile(r"\d+")
RANGE_MARK = re.compile(r"[-–]|đến|tới")
_SAID_SHIFT = {"nay": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
_AHEAD = re.compile(r"\ (?:sắp\ )?tới(?!\w)(?!\ (?:nay|ngày|tháng|\d))")
# "sẽ diễn ra từ 21/6": what is still to come takes the next such day
_TO_COME = re.compile(
    r"(?<!\w)(?:sẽ|dự kiến|sắp|dự định|chuẩn bị|kế hoạch|hạn chót|chậm nhất|muộn nhất|tới đây|hướng tới|có hiệu lực)"
    r"(?!\w)[^.;!?\n]{0,60}\Z|(?:hoàn thành|hoàn tất|yêu cầu|đề nghị|phấn đấu)[^.;!?\n]{0,60}trước\ \Z"
)
_TO_COME_REACH = 70


def year_of(match: re.Match[str], reference: date | None, *, short: bool = False) -> int | None:
    """The year that a match writes or says ("năm nay"); two digits count only where `short` allows them."""
    groups = match.groupdict()
    written = groups.get("year") or groups.get("year2") or groups.get("year3")
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written) if short else None
    said = groups.get("said")
    return reference.year + _SAID_SHIFT[said] if said and reference else None


def is_ahead(low: str, start: int, end: int) -> bool:
    """Whether the words about [start, end) say that it is still to come ("sẽ …", "… tới")."""
    return bool(_AHEAD.match(low, end) or _TO_COME.search(low, max(0, start - _TO_COME_REACH), start))
