"""Places to whose names the next sentence is glued, as where a title or a caption lost its line break."""

from __future__ import annotations

import pytest

from tests.annotate.reading import spans
from transforms.annotate.places.finding import find_places
from transforms.domain.annotations import Label


def found(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_places(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tàu hàng rời cảng về Nga Sáng 4/3, tàu cập bến.", ["Nga"]),
        ("Đoàn xiếc sang thăm Pháp Đại sứ khen buổi diễn.", ["Pháp"]),
        ("Giá gạo tăng mạnh tại Nhật Chủ tiệm cho biết khách ít đi.", ["Nhật"]),
        ("Vụ cháy làm rung chuyển quân đội Nga Mua vũ khí mới mất nhiều năm.", ["Nga"]),
        ("Tin này do tình báo Nga Mua lại từ một hãng.", ["Nga"]),
        ("Hãng xe 'chia tay' Đức Hàn Quốc mời hãng về.", ["Đức", "Hàn Quốc"]),
        ("Lời nhắn tới tổng thống Pháp Báo Lao Động ra hôm qua.", ["Pháp"]),
        ("Lũ lớn ở Indonesia Úc gửi hàng cứu trợ.", ["Indonesia", "Úc"]),
        ("Lũ quét ở Mường Lát Chiều 4/8, nước dâng nhanh.", ["Mường Lát"]),
        ("Trạm đặt tại xã Tân Phú Chủ tịch xã nói không biết.", ["xã Tân Phú"]),
        ("Cầu mới ở Thái Bình Thứ trưởng khen đẹp.", ["Thái Bình"]),
        ("Tàu dừng ở vịnh Hạ Long Khoảng 9h, khách lên bờ.", ["vịnh Hạ Long"]),
        ("Nhà ông trên đường Nguyễn Sáng 5 năm rồi.", ["đường Nguyễn Sáng"]),
        ("Tàu của Hạm đội Thái Bình Dương Nga ra khơi.", ["Thái Bình Dương", "Nga"]),
        ("Thuyền đậu bên sông Seine Bến này cũ lắm.", ["sông Seine"]),
    ],
)
def test_a_place_ends_before_the_next_sentence(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Ca sĩ Mỹ Tâm hát hai bài.",
        "Quán của Nga Linh mở cửa.",
        "Cô gái Mỹ Duyên cười.",
        "Việt Đức viết bài này.",
        "Anh Hàn cười.",
    ],
)
def test_a_person_of_such_a_name_is_no_country(text: str) -> None:
    assert found(text) == []


def test_only_a_country_or_an_ocean_goes_before_it() -> None:
    assert "Đức" not in found("Đó là anh U Minh Đức.")


def test_a_fleet_of_the_ocean_opens_no_name() -> None:
    text = "Đô đốc Hạm đội Thái Bình Dương Mỹ Scott Swift đến thăm. Sau đó Mỹ gửi thêm tàu."
    assert spans(text, Label.PER) == ["Scott Swift"]
    assert found(text)[-1] == "Mỹ"
