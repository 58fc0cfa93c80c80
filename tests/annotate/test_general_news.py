"""Sport, business, culture and foreign news: companies, clubs, towns and things; sentences written for this test."""

from __future__ import annotations

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


def test_a_ticker_in_brackets_names_the_company_where_it_acts_and_not_its_share() -> None:
    text = (
        "Công ty Cổ phần Gỗ Minh Dương (HOSE: GMD) công bố báo cáo. Theo đó, GMD đạt 190 tỷ đồng. "
        "Cổ phiếu GMD tăng giá, nợ vay của GMD giảm."
    )
    assert spans(text, Label.ORG) == ["Công ty Cổ phần Gỗ Minh Dương", "GMD", "GMD"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Họ mua một căn nhà tại Houston. Sau đó Houston mưa lớn.", ["Houston", "Houston"]),
        ("Tin này do tình báo Anh chuyển cho tình báo Mỹ.", ["Anh", "Mỹ"]),
        ("Bà kiện báo Anh vì một bài viết.", ["Anh"]),
        ("Vụ nổ xảy ra ở Karachi, phía Nam Pakistan.", ["Karachi", "Pakistan"]),
        (
            "Năm đô thị gồm Hòa Lạc, Sơn Tây, Xuân Mai, Phú Xuyên và Sóc Sơn.",
            "Hòa Lạc|Sơn Tây|Xuân Mai|Phú Xuyên|Sóc Sơn",
        ),
        ("Em học Trường THCS Nguyễn Du (Đô Lương).", ["Đô Lương"]),
        ("Xe ùn lại ở giao lộ Cộng Hòa - Hoàng Hoa Thám.", ["Cộng Hòa", "Hoàng Hoa Thám"]),
        ("Bộ trưởng Tư pháp Liên bang Australia từ chức.", ["Australia"]),
        ("Cả nhà ăn tối ở nhà hàng Lục Thủy, rồi ghé quán cà phê Tùng.", ["nhà hàng Lục Thủy", "quán cà phê Tùng"]),
        ("Đây là nhà hàng Triều Tiên duy nhất ở phố này.", ["Triều Tiên"]),
        ("Dinh thự Casa Bonita đẹp. Cô nghỉ tại Casa Bonita.", ["Dinh thự Casa Bonita", "Casa Bonita"]),
        ("Họ nghỉ ở Rosewood Estates, Houston mấy hôm.", ["Rosewood Estates", "Houston"]),
        ("Anh sinh ra tại Cannock và học nghề ở đó.", ["Cannock"]),
        ("Tỉnh cấp phép dự án Blue Lagoon Strip, bỏ dự án Polypropylene.", ["Blue Lagoon Strip"]),
        ("Ca nô tìm người mất tích quanh Mũi Nghê, xe xuống dốc Cun.", ["Mũi Nghê", "dốc Cun"]),
        ("Vé giá 50 bảng Anh, xe giá 9.000 đô la Mỹ.", []),
    ],
)
def test_places(text: str, places: list[str] | str) -> None:
    expected = places.split("|") if isinstance(places, str) else places
    assert spans(text, Label.LOC) == expected


def test_estates_are_places_in_a_text_about_homes() -> None:
    text = (
        "Dự án này có 500 căn hộ. Chủ đầu tư mở bán Green Lotus City, biệt thự ở Biên Hòa River Side "
        "và đất nền tại khu đô thị khác. Giá nhà phố tăng."
    )
    assert spans(text, Label.LOC) == ["Green Lotus City", "Biên Hòa River Side"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Nhiều doanh nghiệp Việt vào trung tâm TP mở cửa hàng.", []),
        ("Tập đoàn Việt - Úc mở trại giống.", ["Tập đoàn Việt - Úc"]),
        ("Anh sang chơi cho một CLB Trung Quốc.", []),
        ("Hậu trường phim này vui, lá sen và Hoa sen đều mát.", []),
        ("Bạn đọc Dân trí gửi thư.", ["Dân trí"]),
        ("Tin đăng trên mạng xã hội Facebook đêm qua.", []),
        (
            "Trung tâm Báo tin động đất và cảnh báo sóng thần cho hay.",
            ["Trung tâm Báo tin động đất và cảnh báo sóng thần"],
        ),
        ("Liên đoàn Bóng bầu dục Quốc gia (NFL) họp.", ["Liên đoàn Bóng bầu dục Quốc gia", "NFL"]),
        ("Họ chạy thử xe Honda City hôm ấy.", []),
        ("Ferrari 250GTO đắt hơn một chiếc “BMW nghệ thuật”.", []),
        ("Cửa hàng dùng VNPAY-QR của VNPAY.", ["VNPAY"]),
        ("Theo hãng nghiên cứu IDC, máy bán chạy.", ["hãng nghiên cứu IDC"]),
        ("Anh dự tuyển cho đội tuyển bóng chuyền nữ Việt Nam.", ["đội tuyển bóng chuyền nữ Việt Nam"]),
        (
            "CLB bóng rổ Saigon Falcon Wings thắng, Falcon Wings vui.",
            ["CLB bóng rổ Saigon Falcon Wings", "Falcon Wings"],
        ),
        ("Chợ ở trung tâm huyện Ba Vì bị cháy.", []),
        ("Trận đấu muộn ở V-League, đội bóng này thắng Long An và cầm hòa Bình Dương.", ["Long An", "Bình Dương"]),
        ("Vòng này ở Ngoại hạng Anh, Arsenal gặp Coventry.", ["Arsenal", "Coventry"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Nhiều sao Kpop dự lễ, bà đi khấn ngày vía Thần Tài.", []),
        ("Phim đoạt giải Oscar. Tiền vệ Oscar của Chelsea ghi bàn.", ["Oscar"]),
        ("Chỉ số Dow Jones giảm, VN-Index tăng.", []),
        ("Tiền đạo người Hàn Quốc Heung Min Son ăn mừng.", ["Heung Min Son"]),
        ("Cô gái có nickname Cara, biệt danh Bống.", ["Cara", "Bống"]),
        ('Đội bóng của “bầu” Đức và "bầu" Tú gặp nhau.', ["Đức", "Tú"]),
        ("Hai anh là Y Byăn và K'Bình, ở bảng A cùng ngành Y tế.", ["Y Byăn", "K'Bình"]),
        (
            "Phim kể về Rachel. Rachel đi tàu. Emily Blunt vào vai Rachel.",
            "Rachel|Rachel|Emily Blunt|Rachel",
        ),
        ("Trận đấu của Klopp Trong trận ấy đội thua.", ["Klopp"]),
        ("Diva Hà Trần và vũ công Ngọc Bảo cùng lên sân khấu.", ["Hà Trần", "Ngọc Bảo"]),
        (
            "Đội hình: Oblak; Juanfran, Savic, Filipe Luis; Koke, Griezmann.",
            ["Oblak", "Juanfran", "Savic", "Filipe Luis", "Koke", "Griezmann"],
        ),
    ],
)
def test_people(text: str, people: list[str] | str) -> None:
    expected = people.split("|") if isinstance(people, str) else people
    assert spans(text, Label.PER) == expected


def test_a_foreign_town_is_its_club_in_a_text_about_matches() -> None:
    text = (
        "Trận đấu ở vòng đấu này, họ để thua Augsburg trên sân nhà. Bàn thắng đến muộn. "
        "Augsburg ghi bàn phút 90. Sau bàn thắng ấy, cả đội về Augsburg."
    )
    assert spans(text, Label.ORG) == ["Augsburg", "Augsburg"]


def test_a_park_called_by_a_day_names_no_day() -> None:
    text = "Ngày 5/2, hội mở ở công viên 23/9 và đường 30/4."
    assert spans(text, Label.DATE) == ["Ngày 5/2"]
    assert spans(text, Label.LOC) == ["công viên 23/9", "đường 30/4"]
