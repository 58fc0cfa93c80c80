"""Offices of states abroad, of diplomats, advisers and coaches, and what only looks like an office."""

import pytest

from tests.annotate.reading import pairs, spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("TT Trump đáp lời. Tổng thống Mỹ đã ký.", ["TT", "Tổng thống Mỹ"]),
        ("Cựu PTT Mỹ Biden đến. Ông gặp Tổng thống.", ["Cựu PTT Mỹ", "Tổng thống"]),
        ("Xe chạy từ TT Tiên Kỳ. Thủ tướng đã đến.", ["Thủ tướng"]),
        ("Theo TT Trump, việc đó tốt.", []),
        ("Tổng thống của nước Pháp phát biểu.", ["Tổng thống của nước Pháp"]),
        ("Đó là bí thư thứ ba của Đại sứ quán Lào.", ["bí thư thứ ba của Đại sứ quán Lào"]),
        ("Gặp Tham tán thứ 2 Đại sứ quán Nga.", ["Tham tán thứ 2 Đại sứ quán Nga"]),
        ("Vụ nổ gần Lãnh sự quán ở thành phố.", []),
        ("Trợ lý Thủ tướng Anh đến nơi.", ["Trợ lý Thủ tướng Anh"]),
        ("Trợ lý ảo trả lời.", []),
        ("Ông nhắm vào Thẩm phán liên bang đã xử vụ này.", ["Thẩm phán liên bang"]),
        ("Theo cựu HLV Than Quảng Ninh, đội chơi hay.", ["cựu HLV Than Quảng Ninh"]),
        ("Bà là nhà đồng sáng lập Microsoft.", ["nhà đồng sáng lập Microsoft"]),
        ("Cô là Đại sứ thiện chí của UNICEF.", ["Đại sứ thiện chí của UNICEF"]),
        ("Báo gọi cô là 'Nữ hoàng điệu nhảy' Lê Thu.", []),
        ("Nữ hoàng Anh tiếp khách.", ["Nữ hoàng Anh"]),
        ("Luật trao quyền cho tổng thống.", ["tổng thống"]),
    ],
)
def test_offices(text: str, offices: list[str]) -> None:
    assert spans(text, Label.POSITION) == offices


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Cố vấn quốc gia về năng lượng sạch Lisa Brown nói.", [("Lisa Brown", "Cố vấn quốc gia về năng lượng sạch")]),
        (
            "Cố vấn cấp cao của Tổng thống Mỹ Donald Trump, ông Peter Brown, nói.",
            [("Peter Brown", "Cố vấn cấp cao của Tổng thống Mỹ")],
        ),
        ("Tổng thống Mỹ Donald Trump, ông Peter Brown nói.", [("Donald Trump", "Tổng thống Mỹ")]),
    ],
)
def test_who_holds_them(text: str, held: list[tuple[str, str]]) -> None:
    assert pairs(text) == held
