"""Publication stamps: each printed form, and the prose that must not pass for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.domain.articles import Precision
from transforms.vietnamese.stamps import StampKind, find_stamps, is_stamp_line

PRINTED = [
    ("Cập nhật ngày: 17/04/2021 09:41:05", "updated", "2021-04-17T09:41:05+07:00"),
    ("Thứ Bảy, 17/04/2021 | 09:41 (GMT+7)", "unknown", "2021-04-17T09:41:00+07:00"),
    ("Thứ bảy - 17/04/2021 19:20", "unknown", "2021-04-17T19:20:00+07:00"),
    ("09:41 17-04-2021", "unknown", "2021-04-17T09:41:00+07:00"),
    ("Cập nhật lúc 9h41 ngày 17-4-2021", "updated", "2021-04-17T09:41:00+07:00"),
    ("Ngày đăng: 7.4.2021", "published", "2021-04-07"),
    ("17/04/2021 09:41 GMT+7", "unknown", "2021-04-17T09:41:00+07:00"),
    ("Đăng lúc: 09:41, Thứ Bảy, 17/04/2021", "published", "2021-04-17T09:41:00+07:00"),
    ("Xuất bản: 08:30 - 17/04/2021", "published", "2021-04-17T08:30:00+07:00"),
    ("ngày 17 tháng 4 năm 2021, 08:30", "unknown", "2021-04-17T08:30:00+07:00"),
    ("Tháng Tư 17, 2021", "unknown", "2021-04-17"),
    ("20:11' 7/4/2021", "unknown", "2021-04-07T20:11:00+07:00"),
    ("2021-04-17T09:41:05+07:00", "unknown", "2021-04-17T09:41:05+07:00"),
    ("2021-04-17T20:41:05Z", "unknown", "2021-04-18T03:41:05+07:00"),
    ("Thứ 7, 17/04/2021 2:05 CH", "unknown", "2021-04-17T14:05:00+07:00"),
    ("12:10 SA 17/04/2021", "unknown", "2021-04-17T00:10:00+07:00"),
    ("4/17/2021 1:54:23 PM", "unknown", "2021-04-17T13:54:23+07:00"),
    ("date 2021-04", "published", "2021-04"),
    ("Cập nhật: 4/2021", "updated", "2021-04"),
    ("Xuất bản năm 2021", "published", "2021"),
]


@pytest.mark.parametrize(("line", "kind", "local"), PRINTED)
def test_printed_form(line: str, kind: str, local: str) -> None:
    (stamp,) = find_stamps(line)
    assert (stamp.kind.value, stamp.instant().local_iso()) == (kind, local)
    assert is_stamp_line(line)


def test_an_impossible_zone_is_not_believed() -> None:
    (stamp,) = find_stamps("17/04/2021 09:41 GMT+70")
    assert stamp.utc_offset is None
    assert stamp.instant().local_iso() == "2021-04-17T09:41:00+07:00"


def test_two_stamps_on_a_line_keep_their_labels() -> None:
    line = "Đăng lúc 10:00 1/2/2020 - Cập nhật lúc 12:00 2/2/2020"
    first, second = find_stamps(line)
    assert line[first.start : first.end] == "Đăng lúc 10:00 1/2/2020"
    assert (first.kind, second.kind) == (StampKind.PUBLISHED, StampKind.UPDATED)


@pytest.mark.parametrize(
    "line",
    [
        "Thời sự | Lê Thu Hằng | 17/04/2021 09:41",
        "Lê Thu Hằng - Thứ Bảy, 17/04/2021, 09:41 (GMT+7)",
        "17/04/2021 09:41 | Lượt xem: 1.234",
        "3 giờ trước",
        "09:41 17/4",
    ],
)
def test_furniture_beside_a_stamp(line: str) -> None:
    assert is_stamp_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 17/4/2021, Hội Nông dân huyện tổ chức hội nghị.",
        "Lúc 9h41 ngày 17/4/2021, xe tải va vào cột điện.",
        "Thời gian: 19h00 ngày 17/4/2021",
        "19h00 ngày 17/4/2021: Sông Lam - Thanh Hóa",
        "Quy định số 50/2021, sửa ngày 17/4/2021",
        "Hà Nội, ngày 17 tháng 4 năm 2021",
        "Năm 2021",
        "2021",
        "Tỷ số 2-1, năm 2021",
        "31/02/2021",
        "",
    ],
)
def test_prose_is_no_stamp_line(line: str) -> None:
    assert not is_stamp_line(line)


def test_a_date_in_prose_gives_no_stamp() -> None:
    assert find_stamps("Ngày 17/4/2021, Hội Nông dân huyện tổ chức hội nghị; đến 20/5/2021 xong.") == ()


@given(st.datetimes(), st.sampled_from(["{:%d/%m/}{} {:%H:%M}", "{:%d-%m-}{} - {:%H:%M}", "{:%d.%m.}{}, {:%H:%M}"]))
def test_any_minute_comes_back(moment: object, form: str) -> None:
    moment = moment.replace(year=1990 + moment.year % 100, second=0, microsecond=0, day=min(moment.day, 28))  # type: ignore[attr-defined]
    (stamp,) = find_stamps(form.format(moment, moment.year, moment))
    assert (stamp.local_time, stamp.precision) == (moment, Precision.MINUTE)


@given(st.text(alphabet="0123456789/-:. hngàyThứcập nhậtGMT+|(),năm", max_size=60))
def test_offsets_lie_in_the_line_and_do_not_overlap(line: str) -> None:
    at = 0
    for stamp in find_stamps(line):
        assert at <= stamp.start < stamp.end <= len(line)
        at = stamp.end


def test_a_zone_that_no_clock_keeps_is_no_zone() -> None:
    (stamp,) = find_stamps("Thứ Hai, 26/07/2022 13:54 (GMT+78)")
    assert stamp.utc_offset is None
    assert stamp.instant().at.utcoffset() is not None
