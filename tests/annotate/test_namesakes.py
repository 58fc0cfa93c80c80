"""Things that bear the names of people, people who bear those of things, and their nicknames; sentences of our own."""

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    "text",
    [
        "Bà đăng bài trên mạng xã hội Korin Sokal. Theo Korin Sokal, ai cũng đọc.",
        "Quán vào hạng mục Felis Tokar năm nay.",
        "Trẻ em tranh cúp Bà Lụa Club ở quận 5.",
        "Nhà hát tập vở Trần Minh Thúy Kiều. Khán giả chờ Trần Minh Thúy Kiều.",
        "Soái hạm Đô đốc Belkov và Đô đốc Rusin rời bến.",
        "Tàu sân bay Đô đốc Belkov vào cảng. Sau đó Đô đốc Belkov ra khơi.",
        "Tàu hộ vệ 015-Lê Đại Hành về tới cảng; tàu hộ vệ Đinh Công Tráng ở lại.",
        "Lịch đấu tối nay. Sân: Campo Velar lúc 20 giờ.",
    ],
)
def test_things_called_after_people_are_none(text: str) -> None:
    assert spans(text, Label.PER) == []
    assert spans(text, Label.POSITION) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ('Chàng trai gây "sốt" mạng xã hội Damir Okanov hát rất hay.', ["Damir Okanov"]),
        ("Đô đốc Belkov và Đô đốc Rusin họp báo.", ["Belkov", "Rusin"]),
        ("Nhà thiết kế đến từ Áo Lena Brandl cười. Ai cũng khen Lena Brandl.", ["Lena Brandl", "Lena Brandl"]),
        ("Nghệ sĩ cải lương Chí Lâm hát.", ["Chí Lâm"]),
        ("Họ tìm nhà bà H. Thấy cửa mở, cả hai đi vào.", ["H"]),
        ("Giáo sư Robert K. Van de Meer giảng bài.", ["Robert K. Van de Meer"]),
        ("Anh được đồng bào đặt tên là K’Toàn.", ["K’Toàn"]),
    ],
)
def test_people_beside_the_words_for_things(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Cảnh sát bắt đàn em Lực 'Sẹo'. Từ đó Lực 'Sẹo' ở ẩn.", ["Lực 'Sẹo'", "Lực 'Sẹo'"]),
        ("Trùm giang hồ Sáu “Lửa” ra tòa.", ["Sáu “Lửa”"]),
        ("Anh Bình 'nhặt' được tiền.", ["Bình"]),
        (
            "Khám nhà Hòa Sapa Vlog\nCông an khám nhà ông Vũ Văn Hòa (tức Hòa Sapa Vlog, 40 tuổi).",
            ["Hòa Sapa Vlog", "Vũ Văn Hòa", "Hòa Sapa Vlog"],
        ),
        ("Luật sư giúp vợ chồng Phú Hà, Thúy Loan lập hóa đơn.", ["Phú Hà", "Thúy Loan"]),
        ("Vợ chồng ông Nam, Bắc Ninh là quê gốc.", ["Nam"]),
        ("Cái tên mới: Nguyễn Okoro Danjuma Minh.", ["Nguyễn Okoro Danjuma Minh"]),
        ("Cụ Phan Văn Bảo Trung ốm. Vì thế tòa không xử lý hình sự Trung, mà tha.", ["Phan Văn Bảo Trung", "Trung"]),
        ("Brad Park tin tưởng nhà máy ấy.", ["Brad Park"]),
        ("Green Park tin tưởng khách thuê.", []),
        ("Ban kỷ luật phạt các cầu thủ Peru là Zamudo, Kolina và Arreda vì ẩu đả.", ["Zamudo", "Kolina", "Arreda"]),
    ],
)
def test_nicknames_and_the_second_of_a_list(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


def test_two_people_of_a_pair_are_two_where_they_run_together() -> None:
    text = "Ai cũng nhớ chàng Minh Sanh Vũ Khanh. Tiết mục gợi lại chàng Minh Sanh - Vũ Khanh."
    assert spans(text, Label.PER) == ["Minh Sanh", "Vũ Khanh", "Minh Sanh", "Vũ Khanh"]


def test_a_photographer_lends_no_name_to_a_river() -> None:
    text = "Cá sống trên dòng Cửu Long. Ảnh: Cửu Long. Nước đang lên."
    assert spans(text, Label.PER) == ["Cửu Long"]
