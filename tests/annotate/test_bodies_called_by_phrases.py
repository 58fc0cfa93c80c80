"""Bodies called by phrases, committees and their parents, armies, sides that meet, and what only looks like a body."""

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "Câu lạc bộ Nâng bước tới lớp Đà Lạt - Lâm Đồng họp.",
            ["Câu lạc bộ Nâng bước tới lớp Đà Lạt - Lâm Đồng"],
        ),
        ("Quỹ Thắp sáng niềm tin trao hai suất quà.", ["Quỹ Thắp sáng niềm tin"]),
        ("Trung tâm Chăm nom trẻ mồ côi Võ Hồng Lan vừa mở.", ["Trung tâm Chăm nom trẻ mồ côi Võ Hồng Lan"]),
        ("CLB Huế làm khách ở Vinh.", ["CLB Huế"]),
        ("Trung tâm Gió đã mở cửa.", ["Trung tâm Gió"]),
        ("Quỹ Trẻ công bố kế hoạch.", ["Quỹ Trẻ"]),
        ("Xem đội tuyển Lào - Campuchia tối nay.", ["đội tuyển Lào"]),
        ("Đảng bộ Quảng Nam - Đà Nẵng họp.", ["Đảng bộ Quảng Nam - Đà Nẵng"]),
        ("Ủy ban đạo đức của FIFA phạt ông.", ["Ủy ban đạo đức của FIFA"]),
        ("Ban Trọng tài của VFF nhận lỗi.", ["Ban Trọng tài của VFF"]),
        ("Ban đầu kế hoạch của VFF khác.", ["VFF"]),
        ("Ban lãnh đạo của Vinamilk đồng ý.", ["Vinamilk"]),
        ("Công đoàn cơ sở Vietcombank tặng quà.", ["Công đoàn cơ sở Vietcombank"]),
        ("Đoàn cơ sở Bệnh viện Chợ Rẫy ra quân.", ["Đoàn cơ sở Bệnh viện Chợ Rẫy"]),
        ("Theo CNN châu Á, bão đã tan.", ["CNN châu Á"]),
        ("CNN có mặt ở châu Á.", ["CNN"]),
        ("Ông điều hành Porsche châu Á Thái Bình Dương.", ["Porsche châu Á Thái Bình Dương"]),
        (
            "Hội Nuôi ong Cần Thơ và các tỉnh, thành phía Nam ra mắt.",
            ["Hội Nuôi ong Cần Thơ và các tỉnh, thành phía Nam"],
        ),
        ("Hội Nuôi ong Cần Thơ và các tỉnh ký kết.", ["Hội Nuôi ong Cần Thơ"]),
        ("Lục quân Anh và Tuần duyên Mỹ diễn tập.", ["Lục quân Anh", "Tuần duyên Mỹ"]),
    ],
)
def test_bodies_are_taken_whole(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Vụ 5 nam sinh đuối nước: thêm tình tiết.", []),
        ("Hồ sơ do Vụ 2 thuộc Bộ Nội vụ giữ.", ["Vụ 2", "Bộ Nội vụ"]),
        ("Sáng nay Vụ 2 họp kín.", ["Vụ 2"]),
        ("Họ xây trung tâm tính toán phục vụ AI ở đây.", []),
        ("Họ vào vòng loại giải. U23 Đông Nam Á khởi tranh.", []),
        ("Báo Trung Đông đưa tin.", []),
        ("Báo Tiền Phong đưa tin.", ["Báo Tiền Phong"]),
        ("Cô nổi tiếng nhờ TikTok và kênh YouTube.", []),
        ("TikTok bị phạt.", ["TikTok"]),
        ("Tàn tích pháo đài Ardvreck ở đó.", []),
    ],
)
def test_what_only_looks_like_a_body(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Vở diễn ở Sân khấu kịch Hồng Vân đông khách.", ["Sân khấu kịch Hồng Vân"]),
        ("Hồi đó Sân khấu kịch Thế giới Cười đông khách.", ["Sân khấu kịch Thế giới Cười"]),
        ("Sân khấu Sao của đạo diễn Lê Vân mở màn.", ["Sân khấu Sao"]),
        ("Sân khấu Cải lương đổi mới. Sân khấu Super Bowl đẹp.", []),
        ("Trại hè do GreenLeaf Education tài trợ.", ["GreenLeaf Education"]),
        ("Phim do Leonardo DiCaprio sản xuất.", []),
        ("Có 300 độc giả Tuổi Trẻ góp ý.", ["Tuổi Trẻ"]),
        ("Có 300 bạn đọc tuổi trẻ góp ý.", []),
        ("Tạp chí Văn nghệ Huế đổi mới. Văn nghệ Huế ra đời năm 1983.", ["Tạp chí Văn nghệ Huế", "Văn nghệ Huế"]),
        (
            "Mặt trận Tổ quốc Việt Nam họp. Khối Mặt trận góp ý; Mặt trận các cấp làm theo.",
            ["Mặt trận Tổ quốc Việt Nam", "Mặt trận"],
        ),
        ("Mặt trận phía Đông lắng xuống.", []),
        ("VKS đề nghị phạt tù. VKSND TP Vinh cho biết thêm.", ["VKS", "VKSND TP Vinh"]),
        ("Thủ môn cập bến Real Madrid.", ["Real Madrid"]),
    ],
)
def test_bodies_without_their_usual_head(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("HLV bóng bàn Lào nói.", ["HLV bóng bàn Lào"]),
        ("Gặp ông Lê Văn Sơn, Trưởng khoa Ký sinh trùng.", ["Trưởng khoa Ký sinh trùng"]),
        ("Ông là HLV bóng bàn giỏi.", []),
        (
            "Họ bắt chủ tịch, tổng giám đốc và kế toán trưởng Công ty Gió Mới.",
            ["chủ tịch", "tổng giám đốc", "kế toán trưởng Công ty Gió Mới"],
        ),
        ("Họ gặp các chủ tịch, giám đốc và kế toán trưởng Công ty Gió Mới.", ["kế toán trưởng Công ty Gió Mới"]),
    ],
)
def test_coaches_and_offices_in_lists(text: str, offices: list[str]) -> None:
    assert spans(text, Label.POSITION) == offices


def test_a_source_ends_before_the_signature() -> None:
    assert spans("Máy mới bán tốt. Theo Gsmarena Hải Sơn", Label.ORG) == ["Gsmarena"]
    assert spans("Máy mới bán tốt. Theo Zing News", Label.ORG) == ["Zing News"]
    assert spans("Sách đổi (theo Nghị quyết số 88 về đổi mới chương trình, SGK GDPT) dần.", Label.ORG) == []


def test_a_club_behind_a_name_that_ends_a_headline_stays_a_club() -> None:
    text = "Pogba sắp đến. Tin nóng về Pogba Arsenal đang chờ. Gabriel Jesus, Arsenal cùng mừng. Arsenal vui."
    assert "Arsenal" not in spans(text, Label.PER)
