from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.candidates import Candidate
from transforms.annotate.dates.finding import find_dates
from transforms.domain.annotations import DateValue, Label

PUBLISHED = date(2023, 2, 20)


def found(text: str, reference: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text[c.start : c.end], value(c).value) for c in find_dates(text, reference)]


def value(candidate: Candidate) -> DateValue:
    assert isinstance(candidate.value, DateValue)
    return candidate.value


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("Đoàn lên đường ngày 20 tháng 11 năm 2022.", "ngày 20 tháng 11 năm 2022", "2022-11-20"),
        ("Ngày 13-1, xã mở hội.", "Ngày 13-1", "2023-01-13"),
        ("Chợ họp ngày 17 – 9 tại bến.", "ngày 17 – 9", "2022-09-17"),
        ("Thôn họp ngày 18.8 ở đình.", "ngày 18.8", "2022-08-18"),
        ("Sáng 16/2, trường khai giảng.", "Sáng 16/2", "2023-02-16TMO"),
        ("Chiều tối 3/2 trời đổ mưa.", "Chiều tối 3/2", "2023-02-03TEV"),
        ("Lớp mở thứ Hai (6/2) ở xã.", "thứ Hai (6/2)", "2023-02-06"),
        ("Đường thông sáng thứ bảy, 18/2 vừa rồi.", "sáng thứ bảy, 18/2", "2023-02-18TMO"),
        ("Đăng lúc 26/07/2022 13:54:23", "26/07/2022 13:54:23", "2022-07-26T13:54:23"),
        ("Xe chạy lúc 20h ngày 6/2 rồi về.", "ngày 6/2", "2023-02-06"),
        ("Nước rút ngày 12 và 13/2 ở xóm.", "ngày 12 và 13/2", "2023-02-12;2023-02-13"),
        ("Chợ phiên ngày 8, 12 và 21/4/2022.", "ngày 8, 12 và 21/4/2022", "2022-04-08;2022-04-12;2022-04-21"),
        ("Lễ mở từ ngày 1 đến 5/2 ở làng.", "từ ngày 1 đến 5/2", "2023-02-01/2023-02-05"),
        ("Hội kéo từ 28/12/2022 đến 3/1/2023.", "từ 28/12/2022 đến 3/1/2023", "2022-12-28/2023-01-03"),
        ("Tàu nghỉ từ 7-15/7/2021 để sửa.", "7-15/7/2021", "2021-07-07/2021-07-15"),
        ("Lúa trổ vào tháng 3 tới.", "tháng 3", "2023-03"),
        ("Giá lên tháng 12/2022 và giữ.", "tháng 12/2022", "2022-12"),
        ("Doanh thu quý III-2021 giảm.", "quý III-2021", "2021-Q3"),
        ("Xuất khẩu quý 1, 2/2022 tăng.", "quý 1, 2/2022", "2022-Q1;2022-Q2"),
        ("Trong 6 tháng đầu năm 2022, xã đạt.", "6 tháng đầu năm 2022", "2022-H1"),
        ("Trong 9 tháng năm 2022, xã đạt.", "9 tháng năm 2022", "2022-01/2022-09"),
        ("Những tháng đầu năm 2022 khá khô.", "Những tháng đầu năm 2022", "2022~start"),
        ("Kế hoạch giai đoạn 2022- 2026 đã có.", "giai đoạn 2022- 2026", "2022/2026"),
        ("Bí thư nhiệm kỳ 2020-2025 nói.", "nhiệm kỳ 2020-2025", "2020/2025"),
        ("Trường mở năm học 2021-2022 muộn.", "năm học 2021-2022", "2021/2022"),
        ("Lũ các năm 2015, 2016 và 2017 lớn.", "năm 2015, 2016 và 2017", "2015;2016;2017"),
        ("Nhạc của những năm 1990 trở lại.", "những năm 1990", "1990/1999"),
        ("Đình xây vào thập niên 80 của thế kỷ trước.", "thập niên 80 của thế kỷ trước", "1980/1989"),
        ("Cầu xong cuối năm 2021.", "cuối năm 2021", "2021~end"),
        ("Cầu khởi công từ đầu năm.", "đầu năm", "2023~start"),
        ("Hôm qua, thợ nghỉ.", "Hôm qua", "2023-02-19"),
        ("Thợ về sáng nay (20/2) cả.", "sáng nay (20/2)", "2023-02-20TMO"),
        ("So với năm ngoái, giá rẻ hơn.", "năm ngoái", "2022"),
        ("Lịch tuần trước đã đổi.", "tuần trước", "2023-02-13/2023-02-19"),
        ("Chợ mở chủ nhật tới ở phố.", "chủ nhật tới", "2023-02-26"),
        ("Mưa từ thứ sáu tuần trước.", "thứ sáu tuần trước", "2023-02-17"),
        ("Trời mưa cuối tuần trước.", "cuối tuần trước", "2023-02-18/2023-02-19"),
        ("Năm 2019 được mùa, năm sau mất trắng.", "năm sau", "2020"),
        ("Án xảy ra mùng 5 Tết (26/1) ở xã.", "mùng 5 Tết (26/1)", "2023-01-26"),
        ("Ông đi sáng 26/1 (mùng 5 Tết) rồi.", "sáng 26/1 (mùng 5 Tết)", "2023-01-26TMO"),
        ("Chợ đông (mùng 10 tháng Giêng âm lịch) lắm.", "mùng 10 tháng Giêng âm lịch", None),
        ("Bắt ở bến hôm mùng 3-2.", "hôm mùng 3-2", None),
        ("Lãi Q4/2022 tăng.", "Q4/2022", "2022-Q4"),
        ("Nhóm báo tin thứ Ba vừa qua.", "thứ Ba vừa qua", "2023-02-14"),
        ("Bão vào đêm 5, rạng sáng 6/2.", "đêm 5, rạng sáng 6/2", "2023-02-05TNI;2023-02-06TMO"),
        ("Phiên chợ ngày 28/1-1/2 rất vui.", "ngày 28/1-1/2", "2023-01-28/2023-02-01"),
        ("Xã làm trong các ngày từ 5 đến 7-2.", "từ 5 đến 7-2", "2023-02-05/2023-02-07"),
        ("Tháng 1 tăng 2% so với tháng 12/2022 và 3% so với tháng trước.", "tháng trước", "2022-12"),
        ("Tháng 1 tăng 2% so với tháng 12/2022, hơn cùng kỳ năm trước.", "năm trước", "2022"),
        ("Cúng rằm tháng Giêng ở chùa.", "rằm tháng Giêng", None),
        ("Giá điện từ năm 2012 đến 2015 không đổi.", "từ năm 2012 đến 2015", "2012/2015"),
        ("Quỹ chi từ năm 2012-2015 xong.", "năm 2012-2015", "2012/2015"),
        ("Tàu về cuối ngày 7/2 ở ga.", "cuối ngày 7/2", "2023-02-07~end"),
        ("Đầu giờ chiều 7/2, tàu về.", "Đầu giờ chiều 7/2", "2023-02-07TAF"),
        ("Lời chúc năm mới 2023 của xã.", "năm mới 2023", "2023"),
        ("Trong những ngày đầu năm mới, chợ vắng.", "những ngày đầu năm mới", "2023~start"),
        ("Cúp U-20 năm nay hoãn.", "năm nay", "2023"),
        ("Giải Cúp 2023 năm nay hoãn.", "năm nay", "2023"),
        ("Quý vừa rồi lãi ít.", "Quý vừa rồi", "2022-Q4"),
        ("Thuế tháng 5 và tháng 6/2021 được hoãn.", "tháng 5", "2021-05"),
        ("Lỗ tháng 12 và tháng 1/2021 rất lớn.", "tháng 12", "2020-12"),
        ("Lãi quý I và quý II năm 2019 đều tốt.", "quý I", "2019-Q1"),
        ("Thi ngày 26 và ngày 27/6/2022 ở tỉnh.", "ngày 26 và ngày 27/6/2022", "2022-06-26;2022-06-27"),
        ("Phố đông dịp 30/4 - 1/5 này.", "30/4 - 1/5", "2023-04-30/2023-05-01"),
        ("Nghỉ lễ 30/4 và 1/5 ở nhà.", "30/4 và 1/5", "2023-04-30;2023-05-01"),
        ("Niên vụ 2021-2022, mía được giá.", "Niên vụ 2021-2022", "2021/2022"),
        ("Hội mở tháng Giêng năm Quý Mão ở đình.", "tháng Giêng năm Quý Mão", None),
        ("Ông lãi từ đầu 2014 đến giữa 2016 thì lỗ.", "từ đầu 2014 đến giữa 2016", "2014~start/2016~mid"),
        ("Dịch bắt đầu cuối 2019.", "cuối 2019", "2019~end"),
        ("Mừng ngày Phụ nữ Việt Nam 20-10 ở xã.", "20-10", "2022-10-20"),
        ("Quà ngày Quốc tế Thiếu nhi 1/6 cho trẻ.", "1/6", "2022-06-01"),
        ("Chợ mở tối thứ sáu tuần trước ở phố.", "tối thứ sáu tuần trước", "2023-02-17TEV"),
        ("Quán đông đầu những năm 1990 ở phố.", "đầu những năm 1990", "1990/1999~start"),
        ("Mưa tuần đầu tháng 2 rất to.", "tuần đầu tháng 2", "2023-02~start"),
        ("Mưa từ trung tuần tháng 1 ở vùng.", "trung tuần tháng 1", "2023-01~mid"),
        ("Lúa mùa thu năm ngoái mất.", "mùa thu năm ngoái", "2022"),
        ("Mưa từ ngày 26/1 đến hết 1/2 ở xã.", "từ ngày 26/1 đến hết 1/2", "2023-01-26/2023-02-01"),
        ("Giỗ mùng 10/1 âm lịch ở nhà.", "mùng 10/1 âm lịch", None),
    ],
)
def test_finds_and_resolves(text: str, surface: str, expected: str | None) -> None:
    assert (surface, expected) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Đội nhà thắng 2-1 trước đội khách.",
        "Có 1/3 số hộ đã góp công.",
        "Nhà ở số 12/4 đường Láng.",
        "Trực máy 24/7 để nhận tin.",
        "Gọi 0243.825.1234 để hỏi.",
        "Theo Nghị định 15/2020/NĐ-CP thì được.",
        "Thời gian qua, hiện nay và sắp tới vẫn vậy.",
        "Trong 5 năm qua, làng đổi khác.",
        "Họp lúc 14h30 tại đình.",
        "Giá 2.500 đồng một quả.",
        "Bốc thăm AFC Champions League Elite 2026-2027 xong.",
        "Rau mồng tơi lên xanh.",
        "Cả nhà xem Gặp nhau 2017 trên sóng.",
        "Thành này đứng vững 2000 năm qua.",
        "Tại kỳ họp thứ 2 vừa qua, xã bàn việc.",
        "Năm mới tốt lành nhé.",
        "Chợ vắng trong tuần sau Tết.",
        "Có 1/6 số hộ lao động giỏi.",
        "Đội thua 2 - 1/5 trận gần đây.",
    ],
)
def test_leaves_what_is_no_date(text: str) -> None:
    assert found(text) == []


def test_a_partial_day_is_not_more_than_a_month_ahead() -> None:
    assert found("Hạn chót ngày 20/3.") == [("ngày 20/3", "2023-03-20")]
    assert found("Vụ cháy ngày 20/6.") == [("ngày 20/6", "2022-06-20")]
    assert found("Huyện yêu cầu xong trước ngày 20/6.") == [("ngày 20/6", "2023-06-20")]
    assert found("Cầu sẽ thông xe ngày 20/6.") == [("ngày 20/6", "2023-06-20")]


def test_a_range_does_not_end_before_it_begins() -> None:
    assert found("Từ ngày 18-2 tới 18-11 đường đóng.") == [("Từ ngày 18-2 tới 18-11", "2023-02-18/2023-11-18")]
    assert found("Nghỉ từ ngày 28/1 đến 3/1 sau.")[0][1] == "2023-01-28/2024-01-03"


def test_without_a_reference_date_the_year_stays_out() -> None:
    candidate = find_dates("Ngày 13-1 xã họp.", None)[0]
    assert candidate.value == DateValue(value="--01-13", first_day=None, last_day=None)


def test_gives_the_days_it_spans() -> None:
    half = value(find_dates("Trong 6 tháng cuối năm 2022, xã đạt.", PUBLISHED)[0])
    assert (half.first_day, half.last_day) == (date(2022, 7, 1), date(2022, 12, 31))
    term = value(find_dates("giai đoạn 2016-2021", PUBLISHED)[0])
    assert (term.first_day, term.last_day) == (date(2016, 1, 1), date(2021, 12, 31))


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert found("Ngày 31/2/2022 xã họp.") == []


@given(st.text(alphabet="0123456789/-.:, ngàythángnămqýtừđếvàsI()\n", max_size=80))
def test_spans_lie_in_order_in_any_text(text: str) -> None:
    candidates = find_dates(text, PUBLISHED)
    assert all(0 <= c.start < c.end <= len(text) and c.label is Label.DATE for c in candidates)
    assert all(a.end <= b.start for a, b in pairwise(candidates))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1)))
def test_a_full_day_resolves_to_itself(day: date) -> None:
    text = f"Xã họp ngày {day.day}/{day.month}/{day.year} ở đình."
    assert found(text)[0][1] == day.isoformat()


def test_a_year_before_that_is_no_year_of_ours() -> None:
    texts = ("Tăng 3% so với năm trước đó.", "Loài này có từ hai tỉ năm trước đây.", "Công ty 3/2 mở cửa.")
    assert [c.start for text in texts for c in find_dates(text, date(2020, 5, 6))] == []
    assert [c.value.value for c in find_dates("Tăng 3% so với năm trước.", date(2020, 5, 6)) if c.value] == ["2019"]
