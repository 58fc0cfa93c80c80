"""Where meetings begin and end in captions, with abbreviated units, summits and titled seminars."""

from __future__ import annotations

import pytest

from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import Label


def events(text: str) -> list[str]:
    return [m.surface for m in annotate_text(text).mentions if m.label is Label.EVENT]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Chào mừng Đại hội Đảng bộ Q. Bình Tân (nhiệm kỳ 2020 – 2025).",
            ["Đại hội Đảng bộ Q. Bình Tân (nhiệm kỳ 2020 – 2025)"],
        ),
        (
            "Ông dự hội nghị cấp cao hợp tác biển Nhật - Ấn lần đầu tiên mở ra.",
            ["hội nghị cấp cao hợp tác biển Nhật - Ấn"],
        ),
        (
            "Bà tới hội nghị thượng đỉnh của khối EU vào mùa hè.",
            ["hội nghị thượng đỉnh của khối EU"],
        ),
        (
            "Toàn cảnh hội nghị tổng kết công tác nhà ở xã hội Chủ tịch UBND tỉnh giao việc.",
            ["hội nghị tổng kết công tác nhà ở xã hội"],
        ),
        (
            "Phát biểu tại Hội thảo bảo tồn nhà cổ ven sông do sở mở, ông nói.",
            ["Hội thảo bảo tồn nhà cổ ven sông"],
        ),
        (
            "Khai mạc kỳ họp lần thứ 5 Ủy ban liên Chính phủ Việt Nam - Hàn Quốc tại Huế.",
            ["kỳ họp lần thứ 5 Ủy ban liên Chính phủ Việt Nam - Hàn Quốc"],
        ),
        (
            "Tại hội nghị triển khai kế hoạch năm 2020 của Bộ Y tế mới đây, ông nói.",
            ["hội nghị triển khai kế hoạch năm 2020 của Bộ Y tế"],
        ),
        (
            "Ông dự cuộc họp thượng đỉnh ASEAN lần thứ 12 tại Cebu.",
            ["cuộc họp thượng đỉnh ASEAN lần thứ 12"],
        ),
        (
            "Bà phát biểu tại “Diễn đàn thanh niên nói không với rác nhựa ven biển” được mở ở Huế.",
            ["Diễn đàn thanh niên nói không với rác nhựa ven biển"],
        ),
    ],
)
def test_bounds(text: str, found: list[str]) -> None:
    assert events(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Sở tổ chức hội nghị quán triệt đến cán bộ.",
        "Ông là Chủ tịch Diễn đàn Chiến lược và chính sách.",
        "Hội nghị cấp cao này bàn việc chung.",
        "Hai bên mở cuộc gặp thượng đỉnh Nga - Mỹ.",
        "Ông hỏi: “Đại hội này bàn những việc gì?” rồi im.",
    ],
)
def test_no_meeting(text: str) -> None:
    assert events(text) == []
