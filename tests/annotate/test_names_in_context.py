"""Names behind callings, of initials alone, and those that are streets, firms or towns; sentences of our own."""

import pytest

from tests.annotate.reading import pairs, spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Vụ mùa đã xong. Anh Lò Văn Chiến (36 tuổi, ngụ xã Tà Lèng) kể lại.", ["Lò Văn Chiến"]),
        ("Nhà nghèo. Anh Phong, 28 tuổi, cận nặng.", ["Phong"]),
        ("Bé Hải Yến (6 tuổi) được đưa vào viện.", ["Hải Yến"]),
        ("Nạn nhân là Anh Thư (20 tuổi).", ["Anh Thư"]),
        ("Chị Đỗ Thị H.M. bị lừa.", ["Đỗ Thị H.M."]),
        ("Chị Ng.T.Ng (29 tuổi) và anh Ph.V.Th. kể lại.", ["Ng.T.Ng", "Ph.V.Th."]),
        ("Theo GS Đinh Quang Báo, cần sửa quy chế.", ["Đinh Quang Báo"]),
        ("Vương triều Trần để lại nhiều đền; ông Trần Văn Bảy nói vậy.", ["Trần Văn Bảy"]),
        ("Nữ sĩ Bà Huyện Thanh Quan viết bài thơ ấy.", ["Bà Huyện Thanh Quan"]),
        ("Họ đánh anh H. Sau đó cả nhóm bỏ đi.", ["H"]),
    ],
)
def test_where_names_begin_and_end(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    "text",
    [
        "Công cụ Google giúp tìm nhanh hơn.",
        "Ngoại hạng Anh Arsenal chưa từng bỏ cuộc.",
        "Nhiều đàn ông Việt không vào bếp.",
        "Bộ váy của Viktor & Rolf được khen.",
    ],
)
def test_no_people(text: str) -> None:
    assert spans(text, Label.PER) == []


@pytest.mark.parametrize(
    ("text", "streets"),
    [
        ("Anh thuê phòng tại 314 Bùi Thị Xuân, gần chợ.", ["Bùi Thị Xuân"]),
        ("Gia đình ở 21/50/286 Lê Lai, trong hẻm nhỏ.", ["Lê Lai"]),
        ("Đến ngã 3 Phan Văn Định thì xe dừng.", ["Phan Văn Định"]),
        ("Phố Phùng Hưng có nhiều cây bàng.", ["Phùng Hưng"]),
        ("Họ đi qua các tuyến phố Phùng Hưng, Nguyễn Thái Học rồi về.", ["Phùng Hưng", "Nguyễn Thái Học"]),
    ],
)
def test_streets_called_after_people(text: str, streets: list[str]) -> None:
    assert spans(text, Label.LOC) == streets
    assert spans(text, Label.PER) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Hàng năm thành phố Hà Nội trồng thêm cây.", ["thành phố Hà Nội"]),
        ("Đại hội mùa Đông châu Á khai mạc.", ["châu Á"]),
        ("Mưa lớn ở miền Nam Trung Quốc.", ["miền Nam Trung Quốc"]),
        ("Họ thăm Vườn quốc gia Ba Vì và công viên Lê Thị Riêng.", ["Vườn quốc gia Ba Vì", "công viên Lê Thị Riêng"]),
        ("Ông Muscat kêu gọi đoàn kết.", []),
    ],
)
def test_places_keep_their_whole_name(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch Wingsoft, ông Lê Văn Tám, rời ghế.", [("Lê Văn Tám", "Chủ tịch Wingsoft")]),
        ("CEO Zentora - bà Mai Thị Lan - ký giấy.", [("Mai Thị Lan", "CEO Zentora")]),
        ("Giám đốc VLATA Lê Văn Tám ký giấy.", [("Lê Văn Tám", "Giám đốc VLATA")]),
        ("Ngoại trưởng nước này Julia Bishop lên tiếng.", [("Julia Bishop", "Ngoại trưởng")]),
        ("Bộ trưởng Quốc phòng mới James Mattis tới Seoul.", [("James Mattis", "Bộ trưởng Quốc phòng")]),
        ("Thời tổng thống đảng Dân chủ Jimmy Carter đã khác.", [("Jimmy Carter", "tổng thống")]),
    ],
)
def test_heads_of_firms_and_states(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_a_firm_led_by_somebody_is_one_wherever_it_stands() -> None:
    text = "Chủ tịch Wingsoft, ông Lê Văn Tám, rời ghế. Lợi nhuận của Wingsoft giảm mạnh."
    assert spans(text, Label.ORG) == ["Wingsoft", "Wingsoft"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Hắn khai đồng bọn là Hùng, Dũng và Sơn.", ["Hùng", "Dũng", "Sơn"]),
        ("Chiều ấy cả nhóm rủ Tuấn, Minh ra đồng.", ["Tuấn", "Minh"]),
        ("Các môn gồm Văn, Sử, Địa.", []),
        ("Ảnh: Adventure Collection cung cấp.", []),
    ],
)
def test_given_names_in_lists_and_english_words(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


def test_ships_are_no_places() -> None:
    assert spans("Họ điều tàu Hải Dương 981 ra đá Chữ Thập.", Label.LOC) == ["đá Chữ Thập"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Hôm ấy, Charles XIV và John Paul III tới Paris.", ["Charles XIV", "John Paul III"]),
        ("Tên lửa Minuteman III của Mỹ rời bệ.", []),
    ],
)
def test_kings_and_popes_bear_a_number(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hội chợ mở ở Barcelona tuần này.", Label.LOC),
        ("Vụ cháy ở Marseille đã tắt.", Label.LOC),
        ("Barcelona thắng trận đấu ấy.", Label.ORG),
        ("Tiền đạo này rời Marseille.", Label.ORG),
        ("Juventus mở cửa hàng ở phố ấy.", Label.ORG),
    ],
)
def test_a_town_is_its_club_only_in_news_of_sport(text: str, label: Label) -> None:
    assert len(spans(text, label)) == 1


def test_a_bishop_is_no_country() -> None:
    assert spans("Hôm nay Đức cha Giuse Nguyễn Bưởi đến.", Label.LOC) == []


def test_the_canal_of_suez_is_one_place() -> None:
    assert spans("Tàu mắc ở kênh đào Suez.", Label.LOC) == ["kênh đào Suez"]
