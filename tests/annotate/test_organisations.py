"""Organisations, offices and who holds them, by class of shape."""

import pytest

from tests.annotate.reading import spans
from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import Label


def held(text: str) -> list[tuple[str, str]]:
    offices = annotate_text(text).offices
    return [(text[slice(*o.holder)], text[slice(*o.position)]) for o in offices]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Trung tâm Hỗ trợ xuất khẩu thuộc sở đã họp.", ["Trung tâm Hỗ trợ xuất khẩu"]),
        ("Sở Xây dựng quản lý đất đai.", ["Sở Xây dựng"]),
        ("Tổng công ty Xây dựng số 1 thi công.", ["Tổng công ty Xây dựng số 1"]),
        ("Công ty Cổ phần Cơ khí xây dựng số 18 nợ thuế.", ["Công ty Cổ phần Cơ khí xây dựng số 18"]),
        ("Kiểm tra tại 2 Sở Ngoại vụ và Xây dựng.", ["Sở Ngoại vụ", "Xây dựng"]),
        (
            "Ban Chỉ đạo Trung ương về phòng, chống tham nhũng họp.",
            ["Ban Chỉ đạo Trung ương về phòng, chống tham nhũng"],
        ),
        ("Sở Văn hóa thể thao (VHTT) Hà Nội lấy ý kiến.", ["Sở Văn hóa thể thao (VHTT) Hà Nội"]),
        ("Sở Y tế (do ông Nam phụ trách) Hà Nội.", ["Sở Y tế"]),
        ("Họ thắng trận ở ASEAN Cup 2026.", []),
        ("Các nước ASEAN họp.", ["ASEAN"]),
        ("Báo Hàn Quốc: đội nhà sẽ thắng.", []),
        ("Họ đi phố cổ Hội An chơi.", []),
        ("Trụ sở Bộ Công an ở phố này.", ["Bộ Công an"]),
        ("Trung tâm Đăng kiểm 29-03V mở cửa.", ["Trung tâm Đăng kiểm 29-03V"]),
        ("Theo Cơ quan công an, vụ việc phức tạp.", []),
        ("Cô giáo Trường Mầm non Hoa Mai kể lại.", ["Trường Mầm non Hoa Mai"]),
        ("Đưa ông tới Bệnh viện Đa khoa Nông Nghiệp cấp cứu.", ["Bệnh viện Đa khoa Nông Nghiệp"]),
        ("Giao UBND cấp xã làm rõ.", []),
        ("Cô dạy ở Trường Tiểu học Tân Lập 2, gần chợ.", ["Trường Tiểu học Tân Lập 2"]),
        ("Hội đồng Trị sự GHPGVN họp.", ["Hội đồng Trị sự GHPGVN"]),
    ],
)
def test_where_a_body_ends(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Bộ trưởng Nhập cư Hy Lạp Yannis Mouzalas nói.", ["Bộ trưởng Nhập cư Hy Lạp"]),
        ("Bộ trưởng GTVT Trương Quang Hải yêu cầu.", ["Bộ trưởng GTVT"]),
        ("Bà Mai, giám đốc kinh doanh Công ty Sao Bắc, đến.", ["giám đốc kinh doanh Công ty Sao Bắc"]),
        ("Giám đốc hỗ trợ nạn nhân.", []),
        ("Nội các của chính quyền Tổng thống Donald Trump.", ["Tổng thống"]),
        ("Ông là quyền Giám đốc Sở Y tế.", ["quyền Giám đốc Sở Y tế"]),
        ("Đội trưởng U23 Việt Nam ghi bàn.", []),
        ("Trung tá Lê Văn Nam, Đội trưởng Đội CSGT số 5.", ["Trung tá", "Đội trưởng Đội CSGT số 5"]),
    ],
)
def test_offices(text: str, offices: list[str]) -> None:
    assert spans(text, Label.POSITION) == offices


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Bộ trưởng Bộ Giao thông Vận tải (GTVT) Trương Quang Hải yêu cầu.",
            [("Trương Quang Hải", "Bộ trưởng Bộ Giao thông Vận tải")],
        ),
        (
            "Ông Nguyễn Trung Hà sinh năm 1973, là Phó giám đốc Công ty Sao Mai.",
            [("Nguyễn Trung Hà", "Phó giám đốc Công ty Sao Mai")],
        ),
        ("Ngoại trưởng Nga, Sergei Lavrov, nói.", [("Sergei Lavrov", "Ngoại trưởng Nga")]),
        ("Ông Nam gặp Chủ tịch UBND tỉnh; bà Hoa đã về.", []),
    ],
)
def test_who_holds_an_office(text: str, pairs: list[tuple[str, str]]) -> None:
    assert held(text) == pairs


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Ông Lê Nam, Trưởng ban tổ chức lễ hội hoa làng Vạn Hạnh, rất vui.",
            ["ban tổ chức lễ hội hoa làng Vạn Hạnh"],
        ),
        ("Trưởng ban tổ chức cho biết giải đã xong.", []),
        ("Câu lạc bộ (CLB) Bóng đá Hà Nội thắng.", ["Câu lạc bộ (CLB) Bóng đá Hà Nội"]),
        ("Còn các anh (Sở Văn hóa - PV) thì sao?", ["Sở Văn hóa"]),
        ("Cảng vụ Đường thủy nội địa Quảng Ninh cho phép.", ["Cảng vụ Đường thủy nội địa Quảng Ninh"]),
        ("Cán bộ Trạm Thú y huyện Phúc Thọ có mặt.", ["Trạm Thú y huyện Phúc Thọ"]),
        ("Cơ sở mầm non tư thục Hoa Hồng bị phạt.", ["Cơ sở mầm non tư thục Hoa Hồng"]),
        ("Ban Bí thư Trung ương Đảng Cộng sản Việt Nam họp.", ["Ban Bí thư Trung ương Đảng Cộng sản Việt Nam"]),
        ("Mẫu Mercedes X-Class của Mercedes bán chạy.", ["Mercedes"]),
        ("Hãng xe Đức bán chạy. Có 5 CLB Nhật Bản dự.", []),
        ("Đại hội của đảng Lao động Anh khai mạc.", ["đảng Lao động Anh"]),
        ("Phòng GD&ĐT Hai Bà Trưng báo cáo.", ["Phòng GD&ĐT Hai Bà Trưng"]),
        ("Chủ tịch UBND TP.Phan Thiết Đỗ Ngọc Sơn ký.", ["UBND TP.Phan Thiết"]),
    ],
)
def test_bodies_with_a_purpose_a_station_or_a_town(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Phó Chủ tịch UBND TP Trần Dũng Sơn, Giám đốc Sở Y tế, TS Lê Văn Nam đã tặng hoa.",
            [("Trần Dũng Sơn", "Phó Chủ tịch UBND TP"), ("Lê Văn Nam", "Giám đốc Sở Y tế")],
        ),
        ("Ông Lê Sơn Hà yêu cầu đình chỉ chức vụ Giám đốc Sở Y tế.", []),
        ("Ông Lê Sơn Hà được đề nghị bổ nhiệm làm Giám đốc Sở Y tế.", [("Lê Sơn Hà", "Giám đốc Sở Y tế")]),
        ("Cố vấn của Tổng thống Nga ông Ivan Petrov nói.", [("Ivan Petrov", "Cố vấn của Tổng thống Nga")]),
        ("Người ký là Giám đốc Sở, ông Phạm Huy.", [("Phạm Huy", "Giám đốc")]),
        ("Bí thư Tỉnh ủy tỉnh Trịnh Quốc Hưng dự.", [("Trịnh Quốc Hưng", "Bí thư Tỉnh ủy")]),
    ],
)
def test_who_is_given_an_office_and_who_only_speaks_of_it(text: str, pairs: list[tuple[str, str]]) -> None:
    assert held(text) == pairs


def test_an_office_of_a_class_is_none() -> None:
    assert spans("Theo lệnh, Chủ tịch UBND các quận phải báo cáo.", Label.POSITION) == []


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Quý này FEXTON đã phát hành trái phiếu. Theo báo cáo, FEXTON có lãi.", ["FEXTON", "FEXTON"]),
        ("Họp xong, cổ đông của ITALGO vui.", ["ITALGO"]),
        ("Sáng ấy Kotessan trúng thầu; mai sau Kotessan sẽ niêm yết.", ["Kotessan", "Kotessan"]),
        ("Sáng ấy Kotessan trúng thầu.", []),
        ("Nhiều quỹ FDI sở hữu nhà máy, giá cổ phiếu FEXTON tăng.", []),
        ("Hôm qua VLATA cho biết giá giảm, vì VLATA lo.", ["VLATA", "VLATA"]),
        ("Đảng bộ tỉnh khóa XVIII đã tổ chức hội nghị.", ["Đảng bộ tỉnh"]),
        ("Sau trận, HLV cho biết cả đội mệt.", []),
    ],
)
def test_companies_known_by_one_word(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Tân Phú Gia Group và Hoa Bưởi Group cùng ký.", ["Tân Phú Gia Group", "Hoa Bưởi Group"]),
        ("Khánh Hòa FC gặp Tây Ninh FC.", ["Khánh Hòa FC", "Tây Ninh FC"]),
        ("Theo Hoa Bưởi Holdings, doanh thu tăng.", ["Hoa Bưởi Holdings"]),
        ("Nhà thầu là Phú Bưởi E&C và Tân Na C&T.", ["Phú Bưởi E&C", "Tân Na C&T"]),
        ("Vở A&B hay.", []),
        ("Họ ở chung cư Gia Bình Capital Tower.", []),
    ],
)
def test_vietnamese_names_that_a_foreign_word_ends(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies
