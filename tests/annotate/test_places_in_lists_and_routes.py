"""Places that share a kind, ends of routes, kinds of ports, canals and quarters, titles of works, states that act."""

from __future__ import annotations

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tàu ghé cảng tàu khách quốc tế Hòn Gai lúc rạng đông.", ["cảng tàu khách quốc tế Hòn Gai"]),
        ("Bà con khối phố Hòa Bình quét sân.", ["khối phố Hòa Bình"]),
        ("Chợ họp ở khối phố 5, gần trường.", ["khối phố 5"]),
        ("Đoàn leo núi thiêng Kailash rồi về.", ["núi thiêng Kailash"]),
        ("Dự án đường trục Đông Tây sắp xong.", ["đường trục Đông Tây"]),
        ("Xe chạy trên đường ven biển Đà Nẵng - Hội An.", ["đường ven biển Đà Nẵng - Hội An"]),
        ("Kênh Bắc chảy qua phố, nước đen.", ["Kênh Bắc"]),
        ("Dân khu Mả Lạng chờ nhà mới.", ["khu Mả Lạng"]),
        ("Dự án điện hạt nhân Ninh Thuận được bàn.", ["Ninh Thuận"]),
        ("Cầu Rạch Miễu 2 thông xe sớm.", ["Cầu Rạch Miễu 2"]),
        ("Nhà ga T3 Tân Sơn Nhất đông khách.", ["Nhà ga T3 Tân Sơn Nhất"]),
        ("Gió mạnh tới các xã, phường và đặc khu Phú Quý.", ["đặc khu Phú Quý"]),
    ],
)
def test_type_words(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    "text", ["Quân khu Thủ đô diễn tập.", "Hội chợ có khu Công nghệ cao.", "Khách đứng ở khu Trung tâm hành chính."]
)
def test_no_quarter(text: str) -> None:
    assert not [place for place in spans(text, Label.LOC) if "khu" in place.lower()]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Bốn vịnh biển Nha Trang, Cam Ranh, Vân Phong và Vĩnh Hy đẹp.",
            ["Nha Trang", "Cam Ranh", "Vân Phong", "Vĩnh Hy"],
        ),
        ("Ở chợ Bến Thành, An Đông và Bình Tây, hàng đầy.", ["chợ Bến Thành", "An Đông", "Bình Tây"]),
        ("Các phố như Tam Trinh, Lĩnh Nam ngập.", ["Tam Trinh", "Lĩnh Nam"]),
    ],
)
def test_a_kind_is_shared(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


def test_a_body_ends_a_list_of_places() -> None:
    assert spans("Các xã Mỹ Lý, Keng Đu và Hội Nông dân cùng dự.", Label.LOC) == ["Mỹ Lý", "Keng Đu"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tàu điện Bến Thành - Cần Giờ chạy thử.", ["Bến Thành", "Cần Giờ"]),
        ("Tuyến metro số 2 Bến Thành - Tham Lương khởi công.", ["Bến Thành", "Tham Lương"]),
        ("Đường sắt Hà Nội - Lào Cai ngập.", ["Hà Nội", "Lào Cai"]),
        ("Đường sắt Yên Viên - Hải Phòng Điểm đầu ở ga cũ.", ["Yên Viên", "Hải Phòng"]),
        ("Đường sắt Bắc - Nam tạm ngừng.", ["Đường sắt Bắc - Nam"]),
        ("Cao tốc TP.HCM - Long Thành - Dầu Giây mở rộng.", ["Cao tốc TP.HCM - Long Thành - Dầu Giây"]),
        ("Dời chợ Gà - Gạo sang chỗ mới.", ["chợ Gà - Gạo"]),
        ("Tuyến đường Bangkok-Kuala Lumpur đông.", ["đường Bangkok", "Kuala Lumpur"]),
    ],
)
def test_routes(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Anh đóng phim 'Điệp viên Hà Nội' ở Huế.", ["Huế"]),
        ("Họ xem vở kịch “Cô gái Sài Gòn” ở Huế.", ["Huế"]),
        ("Trong Áo xưa dù nhàu, cô diễn ở Huế.", ["Huế"]),
        ("Ông hô 'Hà Nội ơi' giữa phố.", ["Hà Nội"]),
    ],
)
def test_titles_of_works_name_no_place(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places
    assert spans(text, Label.PER) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Anh đáp trả cảnh báo của Nga.", ["Anh", "Nga"]),
        ("Ý áp thuế thép Trung Quốc.", ["Ý", "Trung Quốc"]),
        ("Drone Nga rơi xuống Kharkiv.", ["Nga", "Kharkiv"]),
        ("Anh tuyên bố yêu cô gái bên cạnh.", []),
        ("Anh gửi tiền cho mẹ ở Mỹ.", ["Mỹ"]),
        ("Anh gửi tên lửa cho Ukraine. Bộ Quốc phòng Anh nói vậy.", ["Anh", "Ukraine", "Anh"]),
        ("Anh cảnh báo em trai chớ đi.", []),
        ("Ông sống bằng lương Công ty Nhật Việt.", []),
    ],
)
def test_states_that_are_words(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Cháy ở hồ Ngọc Khánh Mới đầu tháng đã hạn. Quanh hồ Ngọc Khánh vắng.", ["hồ Ngọc Khánh", "hồ Ngọc Khánh"]),
        ("Quy hoạch cảng hàng không Tiên Lãng Cảng được xây sớm.", ["cảng hàng không Tiên Lãng"]),
        ("Cháy gần ga Hà Nội Lực lượng cứu hỏa tới.", ["ga Hà Nội"]),
        ("Nhà gần cầu Phú Mỹ Hưng có vườn.", ["cầu Phú Mỹ Hưng"]),
        ("Voọc ở núi Chư Nâm Chư Nâm cao nghìn mét.", ["núi Chư Nâm"]),
        ("Trụ sở đặt ở Đà Lạt Tỉnh Lâm Đồng rộng nhất.", ["Đà Lạt", "Tỉnh Lâm Đồng"]),
        ("Xã Tam Quan họp. Thôn ở xã Tam Quan Bắc vui.", ["Xã Tam Quan", "xã Tam Quan Bắc"]),
    ],
)
def test_seams_that_the_text_shows(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Giá vé dịp 2.9 tăng.", ["2.9"]),
        ("Nghỉ dịp 30-4 ở quê.", ["30-4"]),
        ("Tin tức thế giới 22-8: Bão vào bờ.", ["22-8"]),
        ("Chợ mở lại từ 15-8.", ["15-8"]),
        ("Bước sang 2017, giá giảm.", ["2017"]),
        ("Hãng khởi đầu năm 2018 tốt.", ["năm 2018"]),
        ("Nghỉ dịp 3-4 ngày thì đi xa.", []),
        ("Tỉ số trận đấu 2-1: Đội nhà thắng.", []),
    ],
)
def test_days(text: str, days: list[str]) -> None:
    assert spans(text, Label.DATE) == days


@pytest.mark.parametrize(
    ("text", "meetings"),
    [
        (
            "Đại hội đại biểu toàn quốc Hội Nông dân Việt Nam bầu ban mới.",
            ["Đại hội đại biểu toàn quốc Hội Nông dân Việt Nam"],
        ),
        (
            "Dự hội nghị trực tuyến về đầu tư công Hội nghị trực tuyến toàn quốc về thuế năm 2026 diễn ra sáng nay.",
            ["hội nghị trực tuyến về đầu tư công", "Hội nghị trực tuyến toàn quốc về thuế năm 2026"],
        ),
    ],
)
def test_meetings(text: str, meetings: list[str]) -> None:
    assert spans(text, Label.EVENT) == meetings


def test_a_scooter_is_no_station() -> None:
    assert spans("Mẫu xe tay ga Peugeot Django ra mắt.", Label.LOC) == []
