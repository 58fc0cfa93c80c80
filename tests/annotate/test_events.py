from datetime import date

import pytest

from transforms.annotate.dates.finding import find_dates
from transforms.annotate.events.finding import find_events


def surfaces(text: str, *organisations: str) -> list[str]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in organisations]
    return [text[c.start : c.end] for c in find_events(text, spans, find_dates(text, date(2023, 2, 20)))]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Tiến tới Đại hội XIV của Đảng trong năm nay", "Đại hội XIV của Đảng"),
        ("Sau Đại hội Đảng toàn quốc lần thứ XIII, xã", "Đại hội Đảng toàn quốc lần thứ XIII"),
        ("Tại Hội nghị Trung ương 5 khoá XIII, ông", "Hội nghị Trung ương 5 khoá XIII"),
        (
            "bầu tại hội nghị lần thứ tư, Ban Chấp hành Trung ương khóa XIII về cán bộ",
            "hội nghị lần thứ tư, Ban Chấp hành Trung ương khóa XIII",
        ),
        ("Trình kỳ họp thứ 8, Quốc hội khóa XV xem xét", "kỳ họp thứ 8, Quốc hội khóa XV"),
        (
            "Huyện mở hội nghị tổng kết công tác năm 2022, triển khai nhiệm vụ năm 2023 tại nhà văn hóa.",
            "hội nghị tổng kết công tác năm 2022, triển khai nhiệm vụ năm 2023",
        ),
        ("Dự hội thảo “Giữ nghề dệt chiếu” do xã tổ chức", "hội thảo “Giữ nghề dệt chiếu”"),
        ("Dự phiên họp Chính phủ thường kỳ tháng 7/2022 bàn", "phiên họp Chính phủ thường kỳ tháng 7/2022"),
    ],
)
def test_finds_named_and_described_meetings(text: str, surface: str) -> None:
    assert surface in surfaces(text)


@pytest.mark.parametrize(
    "text",
    [
        "Phát biểu tại hội nghị, ông nói.",
        "Đại hội diễn ra trong hai ngày.",
        "Các hội nghị giao ban đều muộn.",
        "Trung tâm hội nghị mở cửa lại.",
        "Chuẩn bị đại hội Đảng các cấp ở xã.",
        "Bạn trẻ bàn trên diễn đàn xe máy.",
    ],
)
def test_leaves_meetings_without_a_name(text: str) -> None:
    assert surfaces(text) == []


def test_a_day_ends_a_description() -> None:
    assert surfaces("Xã mở hội nghị sơ kết vụ mùa sáng 16/2 ở đình.") == ["hội nghị sơ kết vụ mùa"]


def test_the_body_that_meets_reaches_to_the_end_of_its_name() -> None:
    text = "Bế mạc kỳ họp thứ bảy HĐND tỉnh Bến Nứa khóa XI vào trưa"
    assert surfaces(text, "HĐND tỉnh Bến Nứa") == ["kỳ họp thứ bảy HĐND tỉnh Bến Nứa khóa XI"]


def test_a_named_meeting_may_lie_inside_a_described_one() -> None:
    text = "Mở hội nghị triển khai Kết luận Hội nghị Trung ương 4 (khóa XIII) tại xã"
    assert surfaces(text) == [
        "hội nghị triển khai Kết luận Hội nghị Trung ương 4 (khóa XIII)",
        "Hội nghị Trung ương 4 (khóa XIII)",
    ]


def test_whose_visit_it_is_ends_a_name() -> None:
    text = "Dự Đối thoại Chiến lược Việt Nam - Lào của Thường trực Ban Bí thư hôm nay."
    assert surfaces(text) == ["Đối thoại Chiến lược Việt Nam - Lào"]


def test_a_conference_is_known_by_who_holds_it() -> None:
    assert surfaces("Phát biểu tại Hội nghị của Sở Y tế, ông nói.", "Sở Y tế") == ["Hội nghị của Sở Y tế"]
