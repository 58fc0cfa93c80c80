"""Readers of one calendar expression each: a place in the lower-cased text → what stands there, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from transforms.annotate import date_patterns as shapes
from transforms.annotate.date_context import is_plain_number, may_be_bare_day, may_be_bare_year
from transforms.annotate.date_values import Moment, Unit, is_possible
from transforms.annotate.dates_relative import read_relative, time_of_part
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
_NUMBERS = re.compile(r"\d+")
_YEARS = re.compile(shapes.Y)
_RANGE_MARK = re.compile(r"[-–]|đến|tới")
_SAID_SHIFT = {"nay": 0, "ngoái": -1, "trước": -1, "tới": 1, "sau": 1}
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}
_GOES_ON = re.compile(r"[.,]\d")  # a figure, no day
_EDGES = {"đầu": "start", "giữa": "mid", "cuối": "end"}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NO_MONTH = re.compile(r"(?:\d|mạng|một|hai|ba|mỗi|hàng|mấy|vài)\ \Z")  # "Cách mạng Tháng Tám", "mỗi tháng hai lần"
_AHEAD = re.compile(r"\ (?:sắp\ )?tới(?!\w)(?!\ (?:nay|ngày|tháng|\d))")
# "sẽ diễn ra từ 21/6": what is still to come takes the next such day
_TO_COME = re.compile(r"(?<!\w)(?:sẽ|dự kiến|sắp)(?!\w)[^.;!?\n]{0,60}\Z")
_TO_COME_REACH = 70


def read_day(low: str, position: int, reference: date | None) -> Found | None:
    """A day with what leads it: "sáng thứ bảy, 18/2", "ngày 8, 12 và 21/4"."""
    lead = shapes.DAY_LEAD.match(low, position)
    core = shapes.DAY_CORE.match(low, lead.end()) if lead else None
    if not lead or not core:
        return _day_alone(low, position, lead)
    worded = lead.end() > position
    if not _is_sound_day(low, position, lead, core):
        return None
    month = int(core["month"] or core["month_n"] or shapes.MONTHS_BY_WORD[core["month_w"]])
    year = _year(core, reference, short=core["sep"] == core["sep2"])
    tail = shapes.DAY_TAIL.match(low, core.end())
    time = _clock(tail) if tail else time_of_part(lead["part"])
    days = [int(n) for n in _NUMBERS.findall(core["days"])]
    ahead = year is None and _is_ahead(low, position, core.end())
    moments = tuple(Moment(unit=Unit.DAY, year=year, month=month, day=d, time=time, ahead=ahead) for d in days)
    if not all(map(is_possible, moments)):
        return None
    end = (tail or core).end()
    if lead["open"]:
        end += 1
    is_range = _RANGE_MARK.search(core["days"]) is not None
    lunar = shapes.LUNAR_MARK.match(low, end)
    if lunar:
        return Found(start=position, end=lunar.end(), method="lunar", moments=(Moment(unit=Unit.LUNAR),), worded=True)
    return Found(start=position, end=end, method="day", moments=moments, is_range=is_range, worded=worded)


def _day_alone(low: str, position: int, lead: re.Match[str] | None) -> Found | None:
    alone = shapes.DAY_ALONE.match(low, lead.end()) if lead and lead["word"] else None
    if not alone:
        return None
    moment = Moment(unit=Unit.DAY, day=int(alone[0]))
    return Found(start=position, end=alone.end(), method="day", moments=(moment,), worded=True, partial=True)


def _is_sound_day(low: str, position: int, lead: re.Match[str], core: re.Match[str]) -> bool:
    after = low[core.end() : core.end() + 1]
    if after.isalnum() or after in tuple("/%") or _GOES_ON.match(low, core.end()):
        return False
    if lead["open"] and (after != ")" or not (lead["weekday"] or lead["part"])):
        return False
    if core["month_w"] and not (lead["word"] or core["year2"]):
        return False
    if lead["word"] or lead["part"] or core["month_n"] or core["month_w"]:
        return True
    has_year = bool(core["year2"] or (core["year"] and len(core["year"]) == 4 and core["sep"] == core["sep2"]))
    if has_year or lead.end() > position:
        return not is_plain_number(low, position, core.end())
    return may_be_bare_day(low, position, core.end(), core["sep"] or "", core["days"], core["month"] or "")


def _is_ahead(low: str, start: int, end: int) -> bool:
    return bool(_AHEAD.match(low, end) or _TO_COME.search(low, max(0, start - _TO_COME_REACH), start))


def _clock(clock: re.Match[str]) -> str:
    return f"T{int(clock['hour']):02}:{clock['minute'] or '00'}:{clock['second'] or '00'}"


def _year(match: re.Match[str], reference: date | None, *, short: bool = False) -> int | None:
    groups = match.groupdict()
    written = groups.get("year") or groups.get("year2") or groups.get("year3")
    if written:
        return int(written) if len(written) == 4 else 2000 + int(written) if short else None
    said = groups.get("said")
    return reference.year + _SAID_SHIFT[said] if said and reference else None


def read_iso(low: str, position: int, _: date | None) -> Found | None:
    """ "2024-12", "2024-12-16"."""
    match = shapes.ISO_DAY.match(low, position)
    if not match or is_plain_number(low, position, match.end()):
        return None
    day = int(match["day"]) if match["day"] else None
    unit = Unit.DAY if day else Unit.MONTH
    moment = Moment(unit=unit, year=int(match["year"]), month=int(match["month"]), day=day)
    if not is_possible(moment):
        return None
    return Found(start=position, end=match.end(), method="iso", moments=(moment,))


def read_month(low: str, position: int, reference: date | None) -> Found | None:
    """ "tháng 3", "tháng 3-4/2017", "tháng tư năm 2016"."""
    match = shapes.MONTH.match(low, position)
    if not match or low[match.end() : match.end() + 1].isalnum():
        return None
    year = _year(match, reference)
    if match["month_w"] and year is None and _NO_MONTH.search(low, max(0, position - 6), position):
        return None
    if match["month_w"] == "năm" and year is None:
        return None
    numbers = [int(n) for n in _NUMBERS.findall(match["months"] or "")] or [shapes.MONTHS_BY_WORD[match["month_w"]]]
    ahead = year is None and _is_ahead(low, position, match.end())
    moments = tuple(Moment(unit=Unit.MONTH, year=year, month=n, ahead=ahead) for n in numbers)
    is_range = bool(_RANGE_MARK.search(match["months"] or ""))
    lunar = shapes.LUNAR_MARK.match(low, match.end())
    if lunar:
        return Found(start=position, end=lunar.end(), method="lunar", moments=(Moment(unit=Unit.LUNAR),), worded=True)
    return Found(start=position, end=match.end(), method="month", moments=moments, is_range=is_range, worded=True)


def read_month_year(low: str, position: int, _: date | None) -> Found | None:
    """ "4/2017"."""
    match = shapes.MONTH_YEAR.match(low, position)
    if not match or is_plain_number(low, position, match.end()):
        return None
    moment = Moment(unit=Unit.MONTH, year=int(match["year"]), month=int(match["months"]))
    return Found(start=position, end=match.end(), method="month", moments=(moment,))


def read_quarter(low: str, position: int, reference: date | None) -> Found | None:
    """ "quý III-2021", "quý 1, 2/2022"."""
    match = shapes.QUARTER.match(low, position)
    if not match:
        return None
    year = _year(match, reference)
    numerals = re.findall(r"iv|i{1,3}|[1-4]", match["quarters"])
    numbers = [_QUARTERS.get(n) or int(n) for n in numerals]
    moments = tuple(Moment(unit=Unit.QUARTER, year=year, number=n) for n in numbers)
    is_range = bool(_RANGE_MARK.search(match["quarters"]))
    return Found(start=position, end=match.end(), method="quarter", moments=moments, is_range=is_range, worded=True)


def read_part_of_year(low: str, position: int, reference: date | None) -> Found | None:
    """ "6 tháng đầu năm 2023", "nửa cuối năm", "9 tháng năm 2021", "những tháng đầu năm 2022"."""
    match = shapes.PART_OF_YEAR.match(low, position)
    if not match or not (match["side"] or (match["count"] and (match["year"] or match["said"]))):
        return None
    year = _year(match, reference)
    late = (match["side"] or "").startswith("cuối")
    if match["some"]:
        moment = _some_quarters(match, year, late)
    elif match["one"]:
        moment = Moment(unit=Unit.MONTH, year=year or (reference.year if reference else None), month=12 if late else 1)
    elif match["quarter"]:
        moment = Moment(unit=Unit.QUARTER, year=year, number=4 if late else 1)
    else:
        moment = _months(match, year, late)
    return Found(start=position, end=match.end(), method="part-of-year", moments=(moment,), worded=True)


def _some_quarters(match: re.Match[str], year: int | None, late: bool) -> Moment:
    if not match["count_q"]:
        return Moment(unit=Unit.YEAR, year=year, edge="end" if late else "start")
    count = _number(match["count_q"])
    months = min(count * 3, 12)
    return Moment(unit=Unit.MONTHS, year=year, month=13 - months if late else 1, number=months)


def _months(match: re.Match[str], year: int | None, late: bool) -> Moment:
    count = 6 if match["half"] else _number(match["count"])
    if count == 6:
        return Moment(unit=Unit.HALF, year=year, number=2 if late else 1)
    count = max(1, min(count, 12))
    return Moment(unit=Unit.MONTHS, year=year, month=13 - count if late else 1, number=count)


def _number(written: str) -> int:
    return _COUNTS.get(written) or int(written)


def read_years(low: str, position: int, _: date | None) -> Found | None:
    """ "năm 2021", "năm 2015, 2016", "giai đoạn 2016-2021", "năm học 2016-2017"."""
    match = shapes.YEAR.match(low, position)
    if not match:
        return None
    years = [int(y) for y in _YEARS.findall(match["years"])]
    if match["short"]:
        years.append(years[-1] // 100 * 100 + int(match["short"].strip(" -–/")))
    is_range = bool(_RANGE_MARK.search(match["years"])) or bool(match["short"])
    if is_range and (len(years) != 2 or years[0] >= years[1]):
        is_range = False
    if is_range:
        moments: tuple[Moment, ...] = (Moment(unit=Unit.YEARS, year=years[0], until=years[1]),)
    else:
        moments = tuple(Moment(unit=Unit.YEAR, year=y) for y in years)
    return Found(start=position, end=match.end(), method="year", moments=moments, worded=True)


def read_bare_years(low: str, position: int, _: date | None) -> Found | None:
    """ "2026-2031", and "2017" where its neighbours say that it is a year."""
    span = shapes.YEAR_SPAN.match(low, position)
    if span and not is_plain_number(low, position, span.end()):
        first, last = (int(y) for y in _YEARS.findall(span["years"]))
        if 0 < last - first < 120:
            moment = Moment(unit=Unit.YEARS, year=first, until=last)
            return Found(start=position, end=span.end(), method="year", moments=(moment,))
    bare = shapes.BARE_YEAR.match(low, position)
    if not bare:
        return None
    moment = Moment(unit=Unit.YEAR, year=int(bare[0]))
    safe = may_be_bare_year(low, position, bare.end())
    return Found(start=position, end=bare.end(), method=BARE_YEAR, moments=(moment,), partial=not safe)


def read_decade(low: str, position: int, _: date | None) -> Found | None:
    """ "những năm 1990", "thập niên 90", "những năm 60 của thế kỷ trước"."""
    match = shapes.DECADE.match(low, position)
    if not match or (match[0].startswith("năm ") and (len(match["decade"]) == 4 or not match["century"])):
        return None
    decade = int(match["decade"])
    if decade < 100:
        decade += 1800 if match["century"] and match["century"].endswith(("19", "xix")) else 1900
    moment = Moment(unit=Unit.YEARS, year=decade, until=decade + 9)
    return Found(start=position, end=match.end(), method="decade", moments=(moment,), worded=True)


def read_edge(low: str, position: int, reference: date | None) -> Found | None:
    """ "cuối năm 2022", "đầu tháng 3", "giữa năm nay"."""
    match = shapes.EDGE.match(low, position)
    if not match:
        return None
    edge = _EDGES[match["edge"]]
    inner = None
    for reader in (read_month, read_quarter, read_years, read_decade, read_said):
        inner = reader(low, match.end(), reference)
        if inner:
            break
    if inner is None:
        return _edge_of_this_year(low, position)
    if inner.method == "lunar" or len(inner.moments) > 1:
        return None
    if inner.value:
        if again := _named_again(low, position, inner.end, "", reference):
            return again
        value = replace(inner.value, value=f"{inner.value.value}~{edge}" if inner.value.value else None)
        return replace(inner, start=position, value=value)
    return replace(inner, start=position, moments=tuple(replace(m, edge=edge) for m in inner.moments))


def _edge_of_this_year(low: str, position: int) -> Found | None:
    match = shapes.EDGE_OF_THIS_YEAR.match(low, position)
    if not match or not shapes.BEFORE_EDGE.search(low, max(0, position - 7), position):
        return None
    moment = Moment(unit=Unit.YEAR, edge=_EDGES[match["edge"]])
    return Found(start=position, end=match.end(), method="edge", moments=(moment,), worded=True)


def _named_again(low: str, start: int, end: int, time: str, reference: date | None) -> Found | None:
    """The relative date together with the day that names it again: "sáng nay (9/2)", "cuối tuần trước 3/2"."""
    link = shapes.NAMED_AGAIN.match(low, end)
    core = shapes.DAY_CORE.match(low, link.end()) if link else None
    if not link or not core or not core["month"] or not core["days"].isdigit():
        return None
    closed = not link["open"] or low.startswith(")", core.end())
    year, month, number = _year(core, reference), int(core["month"]), int(core["days"])
    day = Moment(unit=Unit.DAY, year=year, month=month, day=number, time=time)
    if not closed or not is_possible(day) or low[core.end() : core.end() + 1].isalnum():
        return None
    last = core.end() + (1 if link["open"] else 0)
    return Found(start=start, end=last, method="day", moments=(day,), worded=True)


def read_said(low: str, position: int, reference: date | None) -> Found | None:
    """ "hôm qua", "sáng nay (9/2)", "năm tới"."""
    relative = read_relative(low, position, reference)
    if relative is None:
        return None
    again = _named_again(low, position, relative.end, relative.time, reference) if relative.is_day else None
    if again:
        return again
    return Found(start=position, end=relative.end, method="relative", value=relative.value, worded=True)


def read_lunar(low: str, position: int, _: date | None) -> Found | None:
    """ "mùng 10/1 âm lịch", "rằm tháng giêng": flagged by a value of None, since our calendar is not theirs."""
    match = shapes.LUNAR.match(low, position)
    if not match:
        return None
    return Found(start=position, end=match.end(), method="lunar", moments=(Moment(unit=Unit.LUNAR),), worded=True)


_DIGIT_READERS: tuple[Reader, ...] = (
    read_iso, read_lunar, read_day, read_month_year, read_part_of_year, read_bare_years,
)  # fmt: skip
_DAY_READERS: tuple[Reader, ...] = (read_lunar, read_day, read_said)
_READERS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys(("ngày", "hôm", "sáng", "rạng", "trưa", "chiều", "tối", "đêm", "khuya", "nửa"), _DAY_READERS),
    **dict.fromkeys(("thứ", "chủ", "cn", "giữa trưa"), (read_day,)),
    **dict.fromkeys(("mùng", "mồng", "rằm"), (read_lunar,)),
    **dict.fromkeys(("đầu", "giữa", "cuối", "mấy"), (read_edge,)),
    **dict.fromkeys(("giai đoạn", "nhiệm", "thời", "niên", "khoảng thời gian", "mùa"), (read_years,)),
    **dict.fromkeys(("hai", "ba", "bốn", "bảy", "tám", "chín", "mười", "sáu"), (read_part_of_year,)),
    "những": (read_edge, read_part_of_year, read_decade),
    "tháng": (read_lunar, read_month, read_part_of_year, read_said),
    "tuần": (read_said,),
    "quý": (read_quarter, read_part_of_year, read_said),
    "quí": (read_quarter,),
    "năm": (read_years, read_decade, read_part_of_year, read_said),
    "thập": (read_decade,),
}
_READERS["nửa"] = (read_part_of_year, read_edge, *_DAY_READERS)

ANCHOR = re.compile(
    r"(?<![\w/])(?<!\d[.,:])(?:\d{1,4}(?!\d)|(?<!-)(?:"
    + "|".join(sorted(map(re.escape, _READERS), key=lambda word: (-len(word), word)))
    + r")(?!\w))"
)


def read_at(low: str, position: int, anchor: str, reference: date | None) -> Found | None:
    """The calendar expression that begins at an anchor; the first reader of its word that finds one."""
    readers = _DIGIT_READERS if anchor[0].isdigit() else _READERS[anchor]
    for reader in readers:
        found = reader(low, position, reference)
        if found:
            return found
    return None
