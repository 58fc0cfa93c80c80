"""Names where a sentence end is lost, and words that look like names there; sentences of our own."""

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Nhà báo Evan Harlow Khu nhà mới rất rộng.", ["Evan Harlow"]),
        ("Họ lo hậu sự cho bà K Nạn nhân là người cùng xóm.", ["K"]),
        ("Bài báo bênh vực ông Trump Sắc lệnh mới gây tranh cãi.", ["Trump"]),
        ("Bàn thắng đẹp của Gabriel Lombard Gabriel từng ca ngợi anh.", ["Gabriel Lombard", "Gabriel"]),
        ("Ngày vui của Công Vinh Đội bóng cũ chúc mừng. Công Vinh cười tươi.", ["Công Vinh", "Công Vinh"]),
        (
            "Sinh nhật của Trấn Thành Hari Won tặng quà. Trấn Thành cười. Hari Won vui.",
            ["Trấn Thành", "Hari Won", "Trấn Thành", "Hari Won"],
        ),
        ("Bà Lê Thị Lê nói vậy.", ["Lê Thị Lê"]),
        ("Nhà báo Kevin De Vries tới. Kevin ở lại. Bạn của De Vries về.", ["Kevin De Vries", "Kevin", "De Vries"]),
        ("Sĩ quan Myanmar Tun Tun Hlaing tới dự.", ["Tun Tun Hlaing"]),
    ],
)
def test_where_a_name_ends_without_a_stop(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    "text",
    [
        "Bé ngoan trên vai mẹ Ngủ trong tiếng ru.",
        "Mẹo hay cho gia đình của bạn Đồ gốm nên rửa bằng tay.",
        "Chính phủ công bố Sách trắng về biển.",
        "Ngày mai, họ bầu Ban cán sự mới.",
        "Con kính mời các cụ Tổ khảo về dự.",
        "Con kính mời ông bà Tiền chủ về dự.",
        "Chị chăm sóc con gái Thái độ ấy đáng khen.",
    ],
)
def test_words_of_the_next_sentence_are_no_names(text: str) -> None:
    assert spans(text, Label.PER) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ông bà Hùng đã về quê.", ["Hùng"]),
        ("Anh Thành thật lòng kể.", ["Thành"]),
        ("Bầu Hiển chúc mừng đội bóng.", ["Hiển"]),
    ],
)
def test_callings_still_lead_to_names(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    "text",
    [
        "Giá Yên Nhật tăng mạnh.",
        "Họ mua đồng Đôla Canada.",
        "Bến cũ Execution Dock vắng vẻ.",
        "Đơn nộp lên tòa (Ninth Circuit Court of Appeals).",
        "Hiện tượng El Ninõ gây hạn hán.",
        "Trang mạng The Harbor Pundit viết vậy.",
        "Từ này viết tắt của Winsome Runabout Vehicle.",
        "Cô dự cuộc thi mang tên Elite Model Europe.",
        "Chú lợn con tên Porkchop rất khôn.",
        "Sư tử có tên Kio nằm ngủ; con sư tử tên Kio gầm.",
        "Họ vào tứ kết Davis Cup.",
        "Trang Autovista vừa đăng bài.",
    ],
)
def test_things_beasts_and_outlets_are_no_people(text: str) -> None:
    assert spans(text, Label.PER) == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Người đàn ông có tên Marco Tardi kể lại.", ["Marco Tardi"]),
        ("Chuyên gia thương hiệu Boris Ternel cho biết.", ["Boris Ternel"]),
        ("Hậu vệ Zahid Safari ngã.", ["Zahid Safari"]),
        ("Cậu út nhà Nowak, Barnaby, vào trường.", ["Barnaby"]),
        ("Một người có nick là Krastar đăng ảnh.", ["Krastar"]),
        (
            "Trận đấu hay. Ba ngoại binh là Alvino, Renko và Sulek. Renko ghi bàn.",
            ["Alvino", "Renko", "Sulek", "Renko"],
        ),
        ("Tiền đạo người Hàn Quốc Heung Min Son tới. Hôm qua Son đã ghi bàn.", ["Heung Min Son", "Son"]),
        ("HLV Hữu Thắng tới. Hôm ấy Hữu thắng sẽ chọn đội hình.", ["Hữu Thắng", "Hữu thắng"]),
        (
            "Bà Lisa Monaco và ông John Kerry tới. Hai người (Kerry, Monaco) ở lại.",
            ["Lisa Monaco", "John Kerry", "Kerry", "Monaco"],
        ),
        ("Sao Việt Elly Trần khoe ảnh.", ["Elly Trần"]),
        ("Cố vấn về chống khủng bố Lisa Monaco lên tiếng.", ["Lisa Monaco"]),
        ("Mẫu giày mang tên Maria Grazia Tardi bán chạy.", []),
        ("Giám đốc mới mang tên Maria Grazia Tardi tới.", ["Maria Grazia Tardi"]),
        ("Tin xấu cho Pogba Cựu danh thủ lên tiếng. Pogba ghi bàn.", ["Pogba", "Pogba"]),
        ("Ca sĩ Việt Anh khoe ảnh.", ["Việt Anh"]),
        ("Tỷ phú U80 Hoàng Kiều tới dự.", ["Hoàng Kiều"]),
    ],
)
def test_people_told_by_words_farther_off(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


def test_a_field_behind_a_role_needs_somebody_who_speaks() -> None:
    assert spans("Chuyên gia thương hiệu Boris Ternel Watch ra mắt.", Label.PER) == []


def test_the_city_of_a_judge_is_part_of_the_office() -> None:
    text = "Thẩm phán Seattle Boris Ternel ra phán quyết."
    assert spans(text, Label.POSITION) == ["Thẩm phán Seattle"]
    assert spans(text, Label.PER) == ["Boris Ternel"]


def test_premises_keep_the_surname_behind_an_initial() -> None:
    assert spans("Họ tới sân bay John F.Kennedy hôm ấy.", Label.LOC) == ["sân bay John F.Kennedy"]
    assert spans("Họ tới khu A. Người dân đón họ.", Label.PER) == []
