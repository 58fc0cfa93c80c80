"""Countries that are languages or subjects, days of every year, and places before a glued conjunction."""

import pytest

from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import Label


def found(text: str, label: Label) -> list[str]:
    return [mention.surface for mention in annotate_text(text).mentions if mention.label is label]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Em nói được tiếng Anh, Đức và Nhật Bản.", []),
        ("Điểm ba môn Toán, Lý, Anh đều cao.", []),
        ("Khoa tuyển ngành Ngôn ngữ Trung Quốc.", []),
        ("Bà dạy tiếng Việt tại Anh và Pháp.", ["Anh", "Pháp"]),
        ("Ông nói tiếng Anh với đoàn của Đức.", ["Đức"]),
        ("Đoàn công tác ở Vĩnh Phúc Dù trời mưa, mọi việc vẫn xong.", ["Vĩnh Phúc"]),
    ],
)
def test_places_and_no_places(text: str, places: list[str]) -> None:
    assert found(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Lễ hội mở vào tháng 9 hàng năm.", []),
        ("Trường họp mặt ngày 20/11 hằng năm.", []),
        ("Lễ hội mở vào tháng 9/2020, rồi hàng năm.", ["tháng 9/2020"]),
        ("Trường họp mặt ngày 20/11, như hằng năm.", ["ngày 20/11"]),
    ],
)
def test_days_of_every_year_are_no_dates(text: str, dates: list[str]) -> None:
    assert found(text, Label.DATE) == dates


def test_police_of_a_ward_in_short() -> None:
    assert found("Theo CAP Bến Nghé, vụ việc đang được xác minh.", Label.ORG) == ["CAP Bến Nghé"]
