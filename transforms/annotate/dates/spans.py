"""Readers of months, quarters, years and spans of years: a place in the lower-cased text → what stands there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from transforms.annotate.dates import patterns as shapes
from transforms.annotate.dates.context import is_plain_number, may_be_bare_year
from transforms.annotate.dates.days import named_again, read_day, read_said
from transforms.annotate.dates.found import BARE_YEAR, NUMBERS, RANGE_MARK, Found, is_ahead, year_of
from transforms.annotate.dates.values import Moment, Unit, weekend_of
from transforms.domain.annotations import DateValue

_YEARS = re.compile(shapes.Y)
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}
_EDGES = {
    "đầu": "start", "giữa": "mid", "cuối": "end", "thượng tuần": "start", "trung tuần": "mid", "hạ tuần": "end",
}  # fmt: skip
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LEAGUE = re.compile(r"(?:league|cup|elite|two|liga|bundesliga|hạng anh|championship|open|a|b) \Z")  # of a season
_COUNT = re.compile(r"(?:\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|các)\ \Z")  # "bốn ngày | đầu tháng 2"
_NO_MONTH = re.compile(r"(?:\d|mạng|một|hai|ba|mỗi|hàng|mấy|vài)\ \Z")  # "Cách mạng Tháng Tám", "mỗi tháng hai lần"


def read_month(low: str, position: int, reference: date | None) -> Found | None:
    """ "tháng 3", "tháng 3-4/2017", "tháng tư năm 2016"."""
    match = shapes.MONTH.match(low, position)
    if not match or low[match.end() : match.end() + 1].isalnum():
        return None
    year = year_of(match, reference)
    if match["month_w"] and year is None and _NO_MONTH.search(low, max(0, position - 6), position):
        return None
    if match["month_w"] in ("một", "năm") and year is None and low[match.end() : match.end() + 1] not in tuple(",.;)"):
        return None
    numbers = [int(n) for n in NUMBERS.findall(match["months"] or "")] or [shapes.MONTHS_BY_WORD[match["month_w"]]]
    ahead = year is None and is_ahead(low, position, match.end())
    moments = tuple(Moment(unit=Unit.MONTH, year=year, month=n, ahead=ahead) for n in numbers)
    is_range = bool(RANGE_MARK.search(match["months"] or ""))
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
    year = year_of(match, reference)
    numerals = re.findall(r"iv|i{1,3}|[1-4]", match["quarters"])
    numbers = [_QUARTERS.get(n) or int(n) for n in numerals]
    moments = tuple(Moment(unit=Unit.QUARTER, year=year, number=n) for n in numbers)
    is_range = bool(RANGE_MARK.search(match["quarters"]))
    return Found(start=position, end=match.end(), method="quarter", moments=moments, is_range=is_range, worded=True)


def read_short_quarter(low: str, position: int, _: date | None) -> Found | None:
    """ "Q4/2016"."""
    match = shapes.SHORT_QUARTER.match(low, position)
    if not match:
        return None
    moment = Moment(unit=Unit.QUARTER, year=int(match["year"]), number=int(match["number"]))
    return Found(start=position, end=match.end(), method="quarter", moments=(moment,), worded=True)


def read_part_of_year(low: str, position: int, reference: date | None) -> Found | None:
    """ "6 tháng đầu năm 2023", "nửa cuối năm", "9 tháng năm 2021", "những tháng đầu năm 2022"."""
    match = shapes.PART_OF_YEAR.match(low, position)
    if not match or not (match["side"] or (match["count"] and (match["year"] or match["said"]))):
        return None
    year = year_of(match, reference)
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
    is_range = bool(RANGE_MARK.search(match["years"])) or bool(match["short"])
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
        if 0 < last - first < 120 and not _LEAGUE.search(low, max(0, position - 16), position):
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
    """ "cuối năm 2022", "đầu tháng 3", "giữa năm nay", "cuối tuần trước", "cuối ngày 7/2"."""
    match = shapes.EDGE.match(low, position)
    if not match or (match[0].startswith(("ngày", "tuần")) and _COUNT.search(low, max(0, position - 6), position)):
        return None
    inner = _first(low, match.end(), reference)
    if inner is None:
        return _edge_of_this_year(low, position)
    if inner.method == "lunar" or len(inner.moments) > 1:
        return None
    edge = _EDGES[match["edge"]]
    if inner.value is None:
        return replace(inner, start=position, moments=tuple(replace(m, edge=edge) for m in inner.moments))
    again = named_again(low, position, inner.end, "", reference)
    return again or replace(inner, start=position, value=_edge_of_value(low, match.end(), inner.value, edge))


def _first(low: str, position: int, reference: date | None) -> Found | None:
    readers = (read_day, read_month, read_quarter, read_decade, read_years, read_bare_years, read_said)
    return next((found for reader in readers if (found := reader(low, position, reference))), None)


def read_season(low: str, position: int, reference: date | None) -> Found | None:
    """ "mùa thu năm ngoái": the year that the season is of."""
    season = shapes.SEASON.match(low, position)
    year = read_said(low, season.end(), reference) if season else None
    return replace(year, start=position) if year else None


def _edge_of_value(low: str, position: int, value: DateValue, edge: str) -> DateValue:
    if edge == "end" and low.startswith("tuần", position):
        return weekend_of(value)
    return replace(value, value=f"{value.value}~{edge}" if value.value else None)


def _edge_of_this_year(low: str, position: int) -> Found | None:
    match = shapes.EDGE_OF_THIS_YEAR.match(low, position)
    if not match or not shapes.BEFORE_EDGE.search(low, max(0, position - 7), position):
        return None
    moment = Moment(unit=Unit.YEAR, edge=_EDGES[match["edge"]])
    return Found(start=position, end=match.end(), method="edge", moments=(moment,), worded=True)
