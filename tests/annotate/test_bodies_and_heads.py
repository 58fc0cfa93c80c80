"""Where bodies end and people begin, degrees, quoted speakers, plants and lakes, in sentences written for this test."""

import pytest

from tests.annotate.reading import pairs, spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "body", "person"),
    [
        ("Tư lệnh Quân khu 7 Trung tướng Đỗ Hữu Phước chúc Tết bộ đội.", "Quân khu 7", "Đỗ Hữu Phước"),
        ("Phó Chủ nhiệm Ủy ban Tư pháp Mai Thị Thu Thảo đề nghị.", "Ủy ban Tư pháp", "Mai Thị Thu Thảo"),
        ("Hiệu trưởng Trường THCS Nguyễn Du bà Võ Thị Tuyết cho hay.", "Trường THCS Nguyễn Du", "Võ Thị Tuyết"),
        ("Đội trưởng Đội CSGT số 1 Nguyễn Quang Huy nói.", "Đội CSGT số 1", "Nguyễn Quang Huy"),
        ("Theo Học viện Quân y TS.BS Lê Hữu Song, bệnh nhẹ.", "Học viện Quân y", "Lê Hữu Song"),
        ("Hiệu trưởng Trường Nguyễn Văn Trỗi Lê Văn An nói.", "Trường Nguyễn Văn Trỗi", "Lê Văn An"),
        ("Thứ trưởng Bộ Giáo dục và Đào tạo Ngô Thị Minh nói.", "Bộ Giáo dục và Đào tạo", "Ngô Thị Minh"),
    ],
)
def test_a_body_ends_where_its_head_begins(text: str, body: str, person: str) -> None:
    assert body in spans(text, Label.ORG)
    assert person in spans(text, Label.PER)


def test_a_bare_kind_is_no_body_called_after_its_head() -> None:
    text = "Giám đốc Trung tâm Mai Văn Khang nhận định."
    assert spans(text, Label.ORG) == []
    assert pairs(text) == [("Mai Văn Khang", "Giám đốc")]


def test_a_proposal_to_an_institute_is_no_parliament() -> None:
    assert spans("Gia đình kiến nghị Viện Khoa học hình sự giám định lại.", Label.ORG) == ["Viện Khoa học hình sự"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("TS. Hải khuyến cáo người dân đi khám sớm.", "Hải"),
        ("PGS.TS. Thủy nhấn mạnh điều đó.", "Thủy"),
        ("“Tôi sợ lắm”, Ly nói.", "Ly"),
        ('"Không ai bị thương", Hùng chia sẻ.', "Hùng"),
        ("Nạn nhân tên Hoa được đưa đi cấp cứu.", "Hoa"),
        ("Điều dưỡng Minh cho hay sức khỏe bệnh nhân đã ổn.", "Minh"),
    ],
)
def test_a_given_name_alone(text: str, person: str) -> None:
    assert spans(text, Label.PER) == [person]


@pytest.mark.parametrize(
    "text",
    ["Bài thi của TS. Đại diện sở nói.", "Em là TS. Thạc sĩ Lê Văn Nam nói.", "“Đủ rồi”, Công ty nói."],
)
def test_no_given_name_alone(text: str) -> None:
    assert not {"Đại", "Thạc", "Công"} & set(spans(text, Label.PER))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Bà An-giê-la Méc-ken rời nhiệm sở.", ["An-giê-la Méc-ken"]),
        ("Người đồng cấp Mô-dăm-bích Giu-li-ô Pa-ru-quê đón đoàn.", ["Giu-li-ô Pa-ru-quê"]),
        ("Chữ La-tinh dùng ở đó.", []),
    ],
)
def test_foreign_names_in_vietnamese_syllables(text: str, people: list[str]) -> None:
    assert spans(text, Label.PER) == people


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nhà máy Thủy điện Lai Châu xả lũ.", "Nhà máy Thủy điện Lai Châu"),
        ("Nhà máy Nhiệt điện Vĩnh Tân 4 phát điện trở lại.", "Nhà máy Nhiệt điện Vĩnh Tân 4"),
        ("Dự án thủy điện Sông Tranh 2 hoàn thành.", "thủy điện Sông Tranh 2"),
        ("Khi thủy điện Trị An 2 ngày liền xả lũ, nước dâng.", "thủy điện Trị An"),
        ("Hồ Dầu Tiếng xả tràn.", "Hồ Dầu Tiếng"),
        ("Kênh Tàu Hủ được nạo vét.", "Kênh Tàu Hủ"),
        ("Nước tràn qua đê Hữu Hồng.", "đê Hữu Hồng"),
        ("Ở Đầm Dơi có nhiều tôm.", "Đầm Dơi"),
        ("Tại Lai Vung, quýt đã chín.", "Lai Vung"),
        ("Đường Vành đai 3 khởi công.", "Đường Vành đai 3"),
    ],
)
def test_plants_lakes_roads_and_towns_are_places(text: str, place: str) -> None:
    assert spans(text, Label.LOC) == [place]
    assert spans(text, Label.ORG) == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Theo Giám đốc WB tại Việt Nam - ông Paul Green, giá sẽ tăng.", ("Paul Green", "Giám đốc WB")),
        ("Đặc phái viên Liên hợp quốc về Iraq Jan Kubis nói.", ("Jan Kubis", "Đặc phái viên Liên hợp quốc")),
        ("Kinh tế trưởng BIDV Cấn Văn Minh dự báo.", ("Cấn Văn Minh", "Kinh tế trưởng BIDV")),
    ],
)
def test_offices_beside_their_post(text: str, pair: tuple[str, str]) -> None:
    assert pair in pairs(text)


@pytest.mark.parametrize("firm", ["doanh nghiệp xăng dầu Phúc Lộc", "doanh nghiệp vận tải Thành Tâm"])
def test_firms_behind_a_type_word(firm: str) -> None:
    assert spans(f"Theo {firm}, vụ việc đã được báo cáo.", Label.ORG) == [firm]


@pytest.mark.parametrize(
    "body",
    [
        "Hội Nữ doanh nhân TP.HCM",
        "Hiệp hội Kinh doanh vàng Việt Nam",
        "Hội Dệt may - Thêu đan TP.HCM",
        "Viện Cây ăn quả miền Nam",
        "Đoàn Kinh tế - Quốc phòng 92",
        "Hệ thống giáo dục Sao Khuê",
    ],
)
def test_bodies_by_name(body: str) -> None:
    assert spans(f"Ông Trần Văn Minh, Giám đốc {body}, cho biết thêm.", Label.ORG) == [body]
