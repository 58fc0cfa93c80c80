"""Readers of days, written, said or lunar: a place in the lower-cased text → what stands there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from transforms.annotate.dates import patterns as shapes
from transforms.annotate.dates.context import is_plain_number, may_be_bare_day, names_holiday, word_before
from transforms.annotate.dates.found import NUMBERS, RANGE_MARK, Found, is_ahead, year_of
from transforms.annotate.dates.relative import read_relative, read_said_weekday, time_of_part
from transforms.annotate.dates.values import Moment, Unit, is_possible

_ENDS_RANGE = re.compile(r"\d[-–]\Z|\d/\d{1,2} [-–] \Z")  # "28/2-|1/3"
_MAY_DAY = re.compile(r"30/4(?: [-–]|,| và| &) \Z")  # "lễ 30/4 và | 1/5"
_MAY_DAY_REACH = 8
_GOES_ON = re.compile(r"[.,]\d")  # a figure, no day


def read_day(low: str, position: int, reference: date | None) -> Found | None:
    """A day with what leads it: "sáng thứ bảy, 18/2", "ngày 8, 12 và 21/4"."""
    lead = shapes.DAY_LEAD.match(low, position)
    core = shapes.DAY_CORE.match(low, lead.end()) if lead else None
    if not lead or not core:
        return _day_alone(low, position, lead)
    worded = lead.end() > position
    sound = _is_sound_day(low, position, lead, core)
    if not sound and not _may_end_range(low, position):
        return None
    month = int(core["month"] or core["month_n"] or shapes.MONTHS_BY_WORD[core["month_w"]])
    year = year_of(core, reference, short=core["sep"] == core["sep2"])
    tail = shapes.DAY_TAIL.match(low, core.end())
    parts = (lead["part0"], lead["part"]) if lead["part0"] else (lead["part"],)
    times = [_clock(tail)] if tail else [time_of_part(part) for part in parts]
    days = [int(n) for n in NUMBERS.findall(core["days"])]
    ahead = year is None and is_ahead(low, position, core.end())
    moments = tuple(
        Moment(unit=Unit.DAY, year=year, month=month, day=d, time=time, ahead=ahead) for d in days for time in times
    )
    if not all(map(is_possible, moments)):
        return None
    end = (tail or core).end()
    if lead["open"]:
        end += 1
    is_range = RANGE_MARK.search(core["days"]) is not None
    lunar = shapes.LUNAR_MARK.match(low, end)
    if lunar:
        return Found(start=position, end=lunar.end(), method="lunar", moments=(Moment(unit=Unit.LUNAR),), worded=True)
    again = shapes.LUNAR_AGAIN.match(low, end)
    end = again.end() if again else end
    return Found(
        start=position, end=end, method="day", moments=moments, is_range=is_range, worded=worded, partial=not sound
    )


def _may_end_range(low: str, position: int) -> bool:
    """Whether the other end of a range stands before: "ngày 1 đến | 5/6", "28/2-|1/3"."""
    return (
        word_before(low, position) in ("đến", "tới")
        or low.endswith("đến hết ", 0, position)
        or _ENDS_RANGE.search(low, max(0, position - 8), position) is not None
    )


def _day_alone(low: str, position: int, lead: re.Match[str] | None) -> Found | None:
    alone = shapes.DAY_ALONE.match(low, lead.end()) if lead and (lead["word"] or lead["part"]) else None
    if not lead or not alone:
        return None
    moment = Moment(unit=Unit.DAY, day=int(alone[0]), time=time_of_part(lead["part"]))
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
    if core[0] == "1/5" and _MAY_DAY.search(low, max(0, position - _MAY_DAY_REACH), position):
        return True
    if names_holiday(low, position):
        return True
    return may_be_bare_day(low, position, core.end(), core["sep"] or "", core["days"], core["month"] or "")


def _clock(clock: re.Match[str]) -> str:
    return f"T{int(clock['hour']):02}:{clock['minute'] or '00'}:{clock['second'] or '00'}"


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


def read_said(low: str, position: int, reference: date | None) -> Found | None:
    """ "hôm qua", "sáng nay (9/2)", "năm tới"."""
    relative = read_relative(low, position, reference)
    if relative is None:
        return None
    again = named_again(low, position, relative.end, relative.time, reference) if relative.is_day else None
    if again:
        return again
    return Found(start=position, end=relative.end, method="relative", value=relative.value, worded=True)


def named_again(low: str, start: int, end: int, time: str, reference: date | None) -> Found | None:
    """The relative date together with the day that names it again: "sáng nay (9/2)", "cuối tuần trước 3/2"."""
    link = shapes.NAMED_AGAIN.match(low, end)
    core = shapes.DAY_CORE.match(low, link.end()) if link else None
    if not link or not core or not core["month"] or not core["days"].isdigit():
        return None
    closed = not link["open"] or low.startswith(")", core.end())
    year, month, number = year_of(core, reference), int(core["month"]), int(core["days"])
    day = Moment(unit=Unit.DAY, year=year, month=month, day=number, time=time)
    if not closed or not is_possible(day) or low[core.end() : core.end() + 1].isalnum():
        return None
    last = core.end() + (1 if link["open"] else 0)
    return Found(start=start, end=last, method="day", moments=(day,), worded=True)


def read_weekday(low: str, position: int, reference: date | None) -> Found | None:
    """ "thứ sáu tuần trước", "chủ nhật tới"."""
    said = read_said_weekday(low, position, reference)
    if said is None:
        return None
    return Found(start=position, end=said.end, method="relative", value=said.value, worded=True)


def read_lunar(low: str, position: int, reference: date | None) -> Found | None:
    """ "mùng 10/1 âm lịch": a value of None, since our calendar is not theirs; "mùng 5 Tết (1/2)" has that of 1/2."""
    match = shapes.LUNAR.match(low, position)
    if not match or low.startswith((" hàng năm", " hằng năm"), match.end()):
        return None
    solar = shapes.SOLAR_AGAIN.match(low, match.end())
    day = read_day(low, solar.end(), reference) if solar else None
    if day and len(day.moments) == 1 and low.startswith(")", day.end):
        return replace(day, start=position, end=day.end + 1, worded=True, partial=False)
    return Found(start=position, end=match.end(), method="lunar", moments=(Moment(unit=Unit.LUNAR),), worded=True)
