"""Pen names that sign a text, and those credited for a picture; sentences of our own."""

import pytest

from tests.annotate.reading import spans
from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Cây cầu đã thông xe. Thảo Nguyên", ["Thảo Nguyên"]),
        ("Chợ họp từ sáng sớm./. Hiểu Lam - Vinh Trúc", ["Hiểu Lam", "Vinh Trúc"]),
        ("Trường đã mở cửa lại. Song Hà (tổng hợp)", ["Song Hà"]),
        ("Trường đã mở cửa lại. Diệu Khuê/VOV", ["Diệu Khuê"]),
        ("Vụ lúa này được mùa. Theo Đình Khải (Dân Trí)", ["Đình Khải"]),
        ("Vụ lúa này được mùa. K.Trâm", ["K.Trâm"]),
        ("Vụ lúa này được mùa. Đ.B", ["Đ.B"]),
        ("Mời xem thêm clip về đàn cò: Hoài Trúc", ["Hoài Trúc"]),
        ("Trời đẹp. Song Linh - Ảnh: Reuters", ["Song Linh"]),
    ],
)
def test_who_signs_a_text(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Xe bồn lật giữa đèo. Ảnh: Thái Khê. Đường tắc hai giờ.", ["Thái Khê"]),
        ("Đàn cò về đầm (Ảnh: Gia Bảo) từ sớm.", ["Gia Bảo"]),
        ("Khách chen nhau ở cổng. Ảnh: Quang Lâm Khách sạn đã kín phòng.", ["Quang Lâm"]),
        ("Khách chen nhau ở cổng. Ảnh Minh Tú “Đông quá”, họ kêu.", ["Minh Tú"]),
        ("Khách chen nhau ở cổng. Ảnh: L.K. Họ đợi lâu.", ["L.K"]),
        ("Khách chen nhau ở cổng. Ảnh KD Người bán cười tươi.", ["KD"]),
        ("Một góc rừng. (Ảnh minh họa: Việt Khôi)", ["Việt Khôi"]),
    ],
)
def test_who_took_a_picture(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    "text",
    [
        "Cây cầu đã thông xe. Theo Trí Thức Trẻ",
        "Cây cầu đã thông xe. Ảnh: Thanh Niên. Xe chạy đều.",
        "Cây cầu đã thông xe. Ảnh: CTV. Xe chạy đều.",
        "Cây cầu đã thông xe. Ảnh: Hải quan cung cấp.",
        "Đoàn xe đã tới Kon Tum. Tây Nguyên",
        "Cây cầu đã thông xe. P.V",
    ],
)
def test_papers_bodies_and_places_sign_nothing(text: str) -> None:
    assert spans(text, Label.PER) == []


def test_a_credited_name_is_marked_as_such() -> None:
    mentions = annotate_text("Xe bồn lật giữa đèo. Ảnh: Thái Khê. Đường tắc hai giờ.").mentions
    assert [m.role for m in mentions if m.label is Label.PER] == ["byline"]


@pytest.mark.parametrize("text", ["Hai bên ký kết. Ảnh", "Bà cười trước ống kính, chụp ảnh", "Ảnh", "Tin theo An/"])
def test_a_text_may_end_anywhere(text: str) -> None:
    assert spans(text, Label.ORG) == []
