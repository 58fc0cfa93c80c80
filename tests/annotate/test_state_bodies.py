"""Bodies of state, their heads and the people beside them, in sentences written for this test."""

import pytest

from tests.annotate.reading import pairs, spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    "body",
    [
        "Ngân hàng Nhà nước chi nhánh TP.HCM",
        "Kiểm toán Nhà nước khu vực II",
        "Chi cục Kiểm lâm vùng I",
        "Kho bạc Nhà nước",
        "Viện Pasteur TP.HCM",
        "Cục Điều tra",
        "Cục Điều tiết điện lực",
        "Cục Kiểm ngư",
        "Hiệp hội các nhà đầu tư tài chính",
        "Trung tâm Dự báo nhu cầu nhân lực và Thông tin thị trường lao động TP.HCM",
        "Trung tâm Báo tin động đất và cảnh báo sóng thần",
        "Chi cục Thủy lợi và Phòng chống lụt bão tỉnh Hà Tĩnh",
        "Ủy ban Nhà nước về người Việt Nam ở nước ngoài",
        "Đảng ủy Khối các cơ quan tỉnh Lào Cai",
        "Ban Cán sự đảng UBND tỉnh Khánh Hòa",
        "Công đoàn các khu công nghiệp và chế xuất Hà Nội",
        "Ban QLDA 85",
        "Ủy ban Trung ương Mặt trận Tổ quốc (MTTQ) Việt Nam",
        "Chính phủ nước Cộng hòa Dân chủ Nhân dân Lào",
        "Lữ đoàn Tàu pháo 172",
        "Văn phòng luật sư Trịnh Gia",
    ],
)
def test_names_that_go_on(body: str) -> None:
    assert body in spans(f"Theo {body}, tình hình vẫn ổn định.", Label.ORG)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phòng CSGT, Công an tỉnh Hòa Bình cho biết.", ["Phòng CSGT", "Công an tỉnh Hòa Bình"]),
        ("Chiều qua, Đội Cảnh sát hình sự (Công an quận 5) đã bắt giữ.", ["Đội Cảnh sát hình sự", "Công an quận 5"]),
        ("Cảnh sát đến phòng thực hành Hóa học của trường.", []),
        ("Vụ tai nạn 2 người chết đang được điều tra.", []),
    ],
)
def test_departments_beside_their_body(text: str, found: list[str]) -> None:
    assert spans(text, Label.ORG) == found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tổng công ty Đường sắt Việt Nam báo lỗ.", ["Việt Nam"]),
        ("Phó trưởng đoàn ĐBQH tỉnh Hà Văn Sáu phát biểu.", []),
        ("Phó Chủ tịch LĐLĐ TP Phùng Gia Bảo dự lễ.", []),
        ("Đại biểu Quốc hội tỉnh Bến Tre Lê Thị Nhi góp ý.", ["tỉnh Bến Tre"]),
    ],
)
def test_places_beside_bodies(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tổng cục trưởng Tổng cục Thuế Mai Xuân Thành nói.",
            [("Mai Xuân Thành", "Tổng cục trưởng Tổng cục Thuế")],
        ),
        (
            "Ông Trần Bá Lâm Chủ tịch Tập đoàn Sao Xanh gây chú ý.",
            [("Trần Bá Lâm", "Chủ tịch Tập đoàn Sao Xanh")],
        ),
        (
            "Bác sĩ Phạm Thị Thanh-Trưởng khoa Hồi sức sơ sinh trả lời.",
            [("Phạm Thị Thanh", "Trưởng khoa Hồi sức sơ sinh")],
        ),
        (
            "Chủ tịch UBND tỉnh Quảng Ninh-Nguyễn Đức Lộc gõ trống.",
            [("Nguyễn Đức Lộc", "Chủ tịch UBND tỉnh Quảng Ninh")],
        ),
        (
            "Ông Huỳnh Nam Dũ, với tư cách Chủ tịch Hội đồng trường, đã ký.",
            [("Huỳnh Nam Dũ", "Chủ tịch Hội đồng trường")],
        ),
        (
            "Ông Đào Quang Tú, Hàm Vụ phó, tập sự Phó Vụ trưởng Vụ Nông nghiệp.",
            [("Đào Quang Tú", "Hàm Vụ phó"), ("Đào Quang Tú", "tập sự Phó Vụ trưởng Vụ Nông nghiệp")],
        ),
        (
            "Hiệu trưởng Trường THCS Nguyễn Du (quận 1) Trần Thúy An vắng mặt.",
            [("Trần Thúy An", "Hiệu trưởng Trường THCS Nguyễn Du")],
        ),
        (
            "Hôm qua, tướng Ngô Văn Mạnh thị sát.",
            [("Ngô Văn Mạnh", "tướng")],
        ),
        (
            "Bà Ninh Thị Hồng được mời làm Chủ tịch danh dự Viện Phan Chu Trinh.",
            [("Ninh Thị Hồng", "Chủ tịch danh dự Viện Phan Chu Trinh")],
        ),
    ],
)
def test_offices_beside_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Sáng 3/4, Chủ tịch, Phó Chủ tịch UBND tỉnh họp kín.", ["Chủ tịch, Phó Chủ tịch UBND tỉnh"]),
        ("Phó hiệu trưởng trường Tiểu học Lê Văn Tám nói.", ["Phó hiệu trưởng trường Tiểu học Lê Văn Tám"]),
        ("Giám đốc Sở Y tế, Chủ tịch UBND huyện cùng dự.", ["Giám đốc Sở Y tế", "Chủ tịch UBND huyện"]),
    ],
)
def test_plural_offices_and_namesakes(text: str, offices: list[str]) -> None:
    assert spans(text, Label.POSITION) == offices


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Công an được tặng Huân chương Hồ Chí Minh.",
        "Tỉnh trao Giải thưởng Tôn Đức Thắng cho công nhân.",
        "Đơn vị nhận Huân chương Sao Vàng.",
    ],
)
def test_awards_name_nobody(text: str) -> None:
    assert spans(text, Label.PER) == []


def test_degrees_before_a_name() -> None:
    assert spans("BS CKII Lê Trung Kiên khám bệnh.", Label.PER) == ["Lê Trung Kiên"]


@pytest.mark.parametrize(
    "body",
    [
        "Ban Quản lý dự án (QLDA) di dân tái định cư Thủy điện Lai Châu",
        "UBND thị xã (nay là thành phố) Tân Uyên",
        "TAND khu vực 1 - TP.HCM",
        "Trường phổ thông nội trú liên cấp Tiểu học và THCS xã Sín Thầu",
        "Trung tâm Cung ứng dịch vụ sự nghiệp công xã Tiên Du",
        "Thuế TP.HCM",
    ],
)
def test_names_of_newer_bodies(body: str) -> None:
    assert body in spans(f"Theo {body}, tình hình vẫn ổn định.", Label.ORG)


def test_a_body_that_once_did_something() -> None:
    assert spans("Sở Công Thương từng là chủ đầu tư.", Label.ORG) == ["Sở Công Thương"]
    assert spans("Văn bản gửi UBND 168 phường, xã.", Label.ORG) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Các ông Trần Hữu Thế, Đào Minh Mỹ - Phó Chủ tịch UBND tỉnh - đồng chủ trì.",
            [("Trần Hữu Thế", "Phó Chủ tịch UBND tỉnh"), ("Đào Minh Mỹ", "Phó Chủ tịch UBND tỉnh")],
        ),
        (
            "Lữ Thị Bình và Đặng Văn Hòa, nguyên Giám đốc và Phó giám đốc Công ty Sao Xanh, bị bắt.",
            [("Lữ Thị Bình", "nguyên Giám đốc"), ("Đặng Văn Hòa", "Phó giám đốc Công ty Sao Xanh")],
        ),
        (
            "Thủ tướng giao Phó Thủ tướng Bùi Gia Sơn làm Trưởng Ban Chỉ đạo.",
            [("Bùi Gia Sơn", "Phó Thủ tướng"), ("Bùi Gia Sơn", "Trưởng Ban Chỉ đạo")],
        ),
    ],
)
def test_offices_of_several(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vụ việc do công an phường 5 và toà án quận 3 thụ lý.", ["công an phường 5", "toà án quận 3"]),
        ("Nhà ở trung tâm quận 1 rất đắt.", []),
        (
            "Theo Văn phòng Đăng ký đất đai tỉnh Đồng Nai chi nhánh Biên Hòa, hồ sơ đã đủ.",
            ["Văn phòng Đăng ký đất đai tỉnh Đồng Nai chi nhánh Biên Hòa"],
        ),
        ("Công ty Dịch vụ công ích quận 1 trồng cây.", ["Công ty Dịch vụ công ích quận 1"]),
        ("Khách tới ban quản lý chợ Bình Tây hỏi.", ["ban quản lý chợ Bình Tây"]),
    ],
)
def test_bodies_of_units_and_branches(text: str, found: list[str]) -> None:
    assert spans(text, Label.ORG) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phan Thành Mân (nguyên Tổng giám đốc VNKB) khai.", [("Phan Thành Mân", "nguyên Tổng giám đốc VNKB")]),
        (
            "Trung tá Lê Hà, Phó Thủ trưởng Cơ quan CSĐT, cho hay.",
            [("Lê Hà", "Trung tá"), ("Lê Hà", "Phó Thủ trưởng Cơ quan CSĐT")],
        ),
        (
            "Phó cục trưởng Cục Quản lý môi trường y tế, Bộ Y tế Dương Chí Năm dự.",
            [("Dương Chí Năm", "Phó cục trưởng Cục Quản lý môi trường y tế")],
        ),
        ("Chủ nhiệm UB Pháp luật Lê Khắc Đình nói.", [("Lê Khắc Đình", "Chủ nhiệm UB Pháp luật")]),
    ],
)
def test_short_forms_in_offices(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lữ đoàn 955 hành quân.", ["Lữ đoàn 955"]),
        ("Doanh nghiệp 100% vốn nhà nước phải báo cáo.", []),
        ("Đại sứ quán Mỹ thông báo lịch nghỉ.", ["Đại sứ quán Mỹ"]),
        ("Theo Phòng Thương mại Hoa Kỳ, thuế đã giảm.", ["Phòng Thương mại Hoa Kỳ"]),
        (
            "Theo Ban Quản lý Di tích và Rừng Quốc gia Yên Tử, lượng khách tăng.",
            ["Ban Quản lý Di tích và Rừng Quốc gia Yên Tử"],
        ),
        ("Hôm qua Ban giám hiệu trường tiểu học Kim Đồng họp.", ["Ban giám hiệu trường tiểu học Kim Đồng"]),
    ],
)
def test_bodies_that_open_a_sentence(text: str, found: list[str]) -> None:
    assert spans(text, Label.ORG) == found


def test_given_names_behind_words_that_lead_to_a_person() -> None:
    text = "Bị cáo Tuấn nhận tội. Công an hỏi Tuấn khai gì. Có người đã gặp Hùng khai sai; đó là Lê Văn Hùng."
    assert spans(text, Label.PER) == ["Tuấn", "Tuấn", "Hùng", "Lê Văn Hùng"]


def test_heads_of_hamlets_and_quarters() -> None:
    assert pairs("Nữ trưởng bản Lò Thị Ín kể.") == [("Lò Thị Ín", "trưởng bản")]
    assert pairs("Trưởng khu phố 3 Nguyễn Văn Hạnh nói.") == [("Nguyễn Văn Hạnh", "Trưởng khu phố 3")]


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Theo Trưởng ban Tuyên giáo Nguyễn Khoa Liêm, việc này khó.", Label.PER, ["Nguyễn Khoa Liêm"]),
        ("Căn cứ Điều 20 Luật Đất đai, hồ sơ bị trả.", Label.LOC, []),
        ("Quân Mỹ rời căn cứ Bagram.", Label.LOC, ["Mỹ", "căn cứ Bagram"]),
        ("Ông họp với Giám đốc, Thủ trưởng các sở, ngành.", Label.POSITION, []),
    ],
)
def test_words_that_look_like_heads(text: str, label: Label, found: list[str]) -> None:
    assert spans(text, label) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch nước phong hàm Thượng tướng cho ông Lê Duy Ngọ.", [("Lê Duy Ngọ", "Thượng tướng")]),
        ("Chức Bí thư Thành ủy do ông Lê Thiện Nhẫn đảm nhận.", [("Lê Thiện Nhẫn", "Bí thư Thành ủy")]),
        (
            "Dự có Chánh Văn phòng Nguyễn Thanh Sơn và Cục trưởng Lê Văn Hùng.",
            [("Nguyễn Thanh Sơn", "Chánh Văn phòng"), ("Lê Văn Hùng", "Cục trưởng")],
        ),
        (
            "Có mặt: Vũ Hồng Vân, Bí thư Tỉnh ủy; Thái Bảo, Chủ tịch HĐND tỉnh.",
            [("Vũ Hồng Vân", "Bí thư Tỉnh ủy"), ("Thái Bảo", "Chủ tịch HĐND tỉnh")],
        ),
    ],
)
def test_ranks_seats_and_short_names_in_lists(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected
