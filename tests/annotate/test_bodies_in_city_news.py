"""Firms, clinics, bands and makers of goods in foreign, city and business news; sentences of our own."""

import pytest

from tests.annotate.reading import pairs, spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Công ty khí gas Hayyan dừng hoạt động.", ["Công ty khí gas Hayyan"]),
        ("Mẫu áo của hãng nội y Sloggia bán chạy.", ["hãng nội y Sloggia"]),
        ("Người đàn ông nằm ở bệnh viện tư nhân Airan.", ["bệnh viện tư nhân Airan"]),
        ("Công ty mẹ của Sloggia báo lỗ.", []),
        ("Tổ chức phi lợi nhuận Sea Watch lên tiếng.", ["Tổ chức phi lợi nhuận Sea Watch"]),
        ("Sở cảnh sát Essex vào cuộc.", ["Sở cảnh sát Essex"]),
        ("Họ vào thăm bảo tàng Louvre.", ["bảo tàng Louvre"]),
        ("Nha khoa Bạch Mai bị phạt.", ["Nha khoa Bạch Mai"]),
        ("Ban nhạc Zerosmith lưu diễn; fan của Zerosmith reo hò.", ["Zerosmith", "Zerosmith"]),
        ("Phiến quân Houtara rút lui.", ["Houtara"]),
        ("Bộ Tư pháp Liên bang Australia bác đơn.", ["Bộ Tư pháp Liên bang Australia"]),
        (
            "Ban Quản lý Khu công nghệ cao (Khu CNC) Đà Nẵng cấp phép.",
            ["Ban Quản lý Khu công nghệ cao (Khu CNC) Đà Nẵng"],
        ),
        (
            "Công ty Cổ phần Xây dựng Hòa Lợi và Công ty Cổ phần tư vấn nợ thuế.",
            ["Công ty Cổ phần Xây dựng Hòa Lợi"],
        ),
    ],
)
def test_the_whole_body_and_no_more(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    "text",
    [
        "Giải AFF Suzuki Cup 2016 đã khép lại.",
        "Vòng loại FIFA U20 World Cup bắt đầu.",
        "Mẫu Honda SH và Mazda CX-5 giảm giá.",
        "Doanh nghiệp Huế cần đón đầu vận hội.",
        "Báo Mỹ nói điều đó.",
        "Một hãng xe điện Trung Quốc giảm giá.",
    ],
)
def test_cups_models_and_kinds_are_no_bodies(text: str) -> None:
    assert spans(text, Label.ORG) == []


@pytest.mark.parametrize("text", ["Toyota Việt Nam tăng giá.", "Hãng hàng không quốc gia Pakistan hoãn bay."])
def test_firms_of_a_country_stay(text: str) -> None:
    assert spans(text, Label.ORG) == [text.rsplit(" ", 2)[0]]


def test_a_department_parted_by_a_dash_from_its_police_is_a_body() -> None:
    text = "Thượng tá Lò Văn Chiến, Trưởng phòng CSGT - Công an tỉnh Sơn La, cho biết."
    assert spans(text, Label.ORG) == ["phòng CSGT", "Công an tỉnh Sơn La"]
    assert ("Lò Văn Chiến", "Trưởng phòng CSGT") in pairs(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Khách xếp hàng trước tiệm vàng Mi Hồng.", "tiệm vàng Mi Hồng"),
        ("Thương hiệu vàng Rồng Thăng Long tăng giá.", None),
    ],
)
def test_shops_are_places(text: str, place: str | None) -> None:
    assert [s for s in spans(text, Label.LOC) if "vàng" in s] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Chủ tịch Nhựa Việt Hưng kể lại.", ["Nhựa Việt Hưng"]),
        ("Cổ đông của Thép Việt Ý bán ra.", ["Thép Việt Ý"]),
        ("Xây dựng Hòa Bình báo lỗ.", ["Xây dựng Hòa Bình"]),
        ("Ngành Xây dựng Việt Nam gặp khó.", []),
        ("Bộ trưởng Xây dựng Trịnh Đình Dũng nói.", []),
        ("Người đứng đầu phe Dân chủ phản đối.", ["Dân chủ"]),
        ("Bộ Tư pháp Liên Bang Australia bác đơn.", ["Bộ Tư pháp Liên Bang Australia"]),
    ],
)
def test_firms_called_by_their_trade_and_parties_without_their_word(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Agribank chi nhánh Mạc Thị Bưởi mở cửa.", ["Agribank chi nhánh Mạc Thị Bưởi"]),
        ("Nhà máy lọc dầu Dung Quất bảo dưỡng.", ["Nhà máy lọc dầu Dung Quất"]),
        ("Bệnh viện Đa khoa vùng Tây Nguyên nhận ca bệnh.", ["Bệnh viện Đa khoa vùng Tây Nguyên"]),
        ("Đội tuyển Olympic Việt Nam thắng.", ["Đội tuyển Olympic Việt Nam"]),
    ],
)
def test_branches_plants_and_regional_hospitals(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


def test_a_chief_called_tim_heads_no_heart_ward_and_a_senator_ends_his_party() -> None:
    assert pairs("CEO Tim Cook cho biết.") == [("Tim Cook", "CEO")]
    assert spans("Nghị sĩ đảng Cộng hòa Lindsey Graham phản đối.", Label.PER) == ["Lindsey Graham"]


def test_the_whole_name_of_a_republic_is_one_place() -> None:
    assert spans("Họ thăm nước Cộng hòa Bulgaria.", Label.LOC) == ["nước Cộng hòa Bulgaria"]
    assert spans("Các nghị sĩ Cộng hòa Mỹ phản đối.", Label.LOC) == ["Mỹ"]
