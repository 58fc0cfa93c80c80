"""Classes of error that reading fresh texts showed; each sentence is written for this test."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.annotate.reading import pairs, spans
from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import DateValue, Label

DAY = dt.date(2025, 8, 20)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Chị Đỗ Thị Ph. (SN 1990) kể rằng cô Ph. đã về.", ["Đỗ Thị Ph.", "Ph."]),
        ("Chị N.T.Lan cho biết con đã khỏe.", ["N.T.Lan"]),
        ("Ông Vũ Đình Nam  Vũ Đình Nam chủ trì buổi lễ.", ["Vũ Đình Nam", "Vũ Đình Nam"]),
        ("Theo Bộ trưởng Ngô Minh Tuấn, kế hoạch đã xong.", ["Ngô Minh Tuấn"]),
        ("Tổng thống Santos chưa bình luận về tin này.", ["Santos"]),
        ("Hiệu trưởng Trường THPT Phan Đình Phùng Nguyễn Thị Bích nói.", ["Nguyễn Thị Bích"]),
        ("Phó Giám đốc bệnh viện Lê Thị Hoa trả lời báo chí.", ["Lê Thị Hoa"]),
    ],
)
def test_people(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Đảng ủy các cơ quan Đảng Trung ương họp sáng nay.", ["Đảng ủy các cơ quan Đảng Trung ương"]),
        ("Đội cơ động cùng PC02 Công an tỉnh Lào Cai bắt hai người.", ["PC02 Công an tỉnh Lào Cai"]),
        ("Khoản vay của Agribank Nghệ An tăng mạnh.", ["Agribank Nghệ An"]),
        ("Người bệnh chuyển đến CDC Đà Nẵng theo dõi.", ["CDC Đà Nẵng"]),
        ("Bác sĩ Khoa Gây mê hồi sức Bệnh viện Bạch Mai ghi nhận.", ["Khoa Gây mê hồi sức Bệnh viện Bạch Mai"]),
        ("Quy định mới trong Luật Doanh nghiệp 2020 đã rõ.", []),
        ("Đây là mẫu xe của hãng xe Đức bán chạy nhất.", []),
        ("Họ vào bán kết cúp Liên đoàn mùa này.", []),
        ("Kênh Fox News dẫn lời nhân chứng.", ["Fox News"]),
        ("Hiệp định Thương mại hàng hóa ASEAN (ATIGA) có hiệu lực.", ["ASEAN"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


def test_a_town_is_its_club_only_in_a_text_about_matches() -> None:
    match = (
        "Trận đấu bóng đá tối qua có hai bàn thắng. Cầu thủ của đội đá tốt trận đấu này. HLV mừng vì Hà Nội thắng HAGL."
    )
    assert "Hà Nội" in spans(match, Label.ORG)
    assert "Hà Nội" not in spans("Bão đổ bộ, Hà Nội thắng thế trong việc phòng chống.", Label.ORG)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Xe đông trên phố Trần Nhân Tông, Bà Triệu, Khâm Thiên.", ["phố Trần Nhân Tông", "Bà Triệu", "Khâm Thiên"]),
        ("Bà Tống Thị Láng là Trưởng thôn Hưng Thủy từ lâu.", ["thôn Hưng Thủy"]),
        ("Đi lễ chùa Bên cạnh đó còn thăm bạn.", []),
        ("Tuyến đường nối Đông Bắc Thái Lan với biển.", ["Đông Bắc Thái Lan"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chủ tịch HĐQT kiêm Tổng giám đốc Masan, ông Lê Văn An, phát biểu.",
            [("Lê Văn An", "Chủ tịch HĐQT"), ("Lê Văn An", "Tổng giám đốc Masan")],
        ),
        (
            "Ông Trần Hà và ông Lê Thành lần lượt giữ chức Phó Thủ tướng và Bộ trưởng Bộ Nội vụ.",
            [("Trần Hà", "Phó Thủ tướng"), ("Lê Thành", "Bộ trưởng Bộ Nội vụ")],
        ),
        (
            "HĐND bầu ông Hồ Ánh và bà Lê Lam làm Phó Chủ tịch UBND tỉnh.",
            [("Hồ Ánh", "Phó Chủ tịch UBND tỉnh"), ("Lê Lam", "Phó Chủ tịch UBND tỉnh")],
        ),
        ("Bộ trưởng Lê Văn An trao quyết định bổ nhiệm Vụ trưởng Vụ Kế hoạch.", [("Lê Văn An", "Bộ trưởng")]),
        (
            "Trao quyết định bổ nhiệm Vụ trưởng Vụ Kế hoạch cho bà Đỗ Thị Hoa.",
            [("Đỗ Thị Hoa", "Vụ trưởng Vụ Kế hoạch")],
        ),
        ("Theo Quyết định của Bộ trưởng Bộ Tài chính, bà Đỗ Thị Hoa sẽ chuyển đi.", []),
        (
            "Trưởng phòng Nội vụ, ông Lê Văn B., Phó trưởng phòng Nội vụ, bà Trần Thị C. bị kiểm điểm.",
            [("Lê Văn B.", "Trưởng phòng Nội vụ"), ("Trần Thị C.", "Phó trưởng phòng Nội vụ")],
        ),
        (
            "Ông Lê Hoài, khi đó là Giám đốc Sở Y tế, nay là Bí thư Huyện ủy, khai nhận.",
            [("Lê Hoài", "Giám đốc Sở Y tế"), ("Lê Hoài", "Bí thư Huyện ủy")],
        ),
        ("Hiệu trưởng nhà trường Lê Thị Hân nói.", [("Lê Thị Hân", "Hiệu trưởng")]),
    ],
)
def test_offices(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(pairs(text)) == sorted(expected)


def test_an_election_to_an_office_names_only_the_country() -> None:
    assert spans("Cuộc bầu cử Tổng thống Pháp diễn ra vào xuân tới.", Label.POSITION) == []
    assert spans("Tổng thống Pháp diễn thuyết vào xuân tới.", Label.POSITION) == ["Tổng thống Pháp"]


@pytest.mark.parametrize(("written", "value"), [("27/9", "2025-09-27"), ("20/12", "2024-12-20"), ("5/8", "2025-08-05")])
def test_a_day_without_its_year_may_lie_up_to_three_months_ahead(written: str, value: str) -> None:
    (mention,) = annotate_text(f"Giải chạy diễn ra ngày {written} ở công viên.", reference_date=DAY).mentions
    assert isinstance(mention.value, DateValue)
    assert mention.value.value == value
