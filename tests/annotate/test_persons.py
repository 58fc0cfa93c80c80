"""Which people are found, with and without a surname, title or honorific."""

from __future__ import annotations

import pytest

from transforms.annotate.engine import annotate_text
from transforms.domain.annotations import Label


def people(text: str) -> list[str]:
    return [m.surface for m in annotate_text(text).mentions if m.label is Label.PER]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hiệp hai, Lukaku gỡ hòa còn Mkhitaryan ngồi dự bị.", ["Lukaku", "Mkhitaryan"]),
        ("Cả buổi, Đông Nhi hát cùng Noo Phước Thịnh.", ["Đông Nhi", "Noo Phước Thịnh"]),
        ("Hậu vệ Hoàng Vũ Samson ngã. Phút 80, Samson rời sân.", ["Hoàng Vũ Samson", "Samson"]),
        ("Nữ diễn viên Marta Kowalska cưới. Bạn của Marta tới dự.", ["Marta Kowalska", "Marta"]),
    ],
)
def test_people_called_by_one_name(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mẫu Suzuki Swift ra mắt tuần này.", []),
        ("Dự án Rose Valley mở bán.", []),
        ("Công ty Volvo Malaysia tăng sản lượng.", []),
        ("Tạp chí “Nature Astronomy” đăng bài.", []),
        ("Xe Land Cruiser Prado giảm giá.", []),
    ],
)
def test_goods_companies_and_papers_are_no_people(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Buổi chiều ở xưởng, Ravena kể chuyện nghề. Rồi thợ trẻ hỏi Ravena nhiều điều.", ["Ravena", "Ravena"]),
        ("Hôm ấy vợ chồng trẻ bận: Hân rủ chồng đi bơi. Mẹ của Hân vui, nên Hân muốn ở lại.", ["Hân", "Hân", "Hân"]),
        ("Trên sân khấu, Diễm Quyên chia sẻ niềm vui.", ["Diễm Quyên"]),
        ("Trên đường về, anh Quyền dừng xe. Khi ấy Quyền lo ngại, Quyền gọi bạn.", ["Quyền", "Quyền", "Quyền"]),
        ("Góp mặt có ca sĩ Lê Đàm, Yến Thu, Ngọc Ban.", ["Lê Đàm", "Yến Thu", "Ngọc Ban"]),
        ("Bộ phim kể về Kevin và hàng xóm.", ["Kevin"]),
        ("Trận ấy kém vui, còn Karrasco bị truất quyền thi đấu.", ["Karrasco"]),
        ("Khi ấy Thu Ngân (1996, Hà Nội) vừa đi làm.", ["Thu Ngân"]),
    ],
)
def test_people_told_by_what_they_do(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Hàng Zenvita đã có mặt, hãng Zenvita mở bán tại Zenvita.",
        "Từ thành phố Colmera, khách ở Colmera nói Colmera rất đẹp.",
        "Anh Sơn dừng xe. Trời Sơn La se lạnh.",
        "Đoàn Văn công quân khu biểu diễn.",
        "Nhiều khán giả Việt tới dự.",
        "Khách theo đạo Hồi giáo vào lễ.",
        "Trên tường có ghi câu NHÀ LÝ THUYẾT XUẤT SẮC bằng sơn đỏ.",
    ],
)
def test_words_that_look_like_names(text: str) -> None:
    assert people(text) in ([], ["Sơn"])


def test_initials_of_two_letters_need_a_sign() -> None:
    assert people("Nạn nhân L.D khai báo. Vào Q.B hỏi M.U ra sao.") == ["L.D"]


def test_long_transliterated_names_are_whole() -> None:
    assert people("Ngoại trưởng Lu-i-gi Ma-nu-en Ca-xtê-la-nô phát biểu.") == ["Lu-i-gi Ma-nu-en Ca-xtê-la-nô"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bác sĩ Phạm Trung Nguyên khám bệnh.", ["Phạm Trung Nguyên"]),
        ("Cựu tiền đạo Man City Edin Dzeko ghi bàn.", ["Edin Dzeko"]),
        ("Người dẫn chương trình Bill O’Hara mở màn.", ["Bill O’Hara"]),
        ("Bác sĩ Anh cho hay bệnh này hiếm.", ["Anh"]),
        ("Bác sĩ Anh từng thử cách này.", []),
        ("Vòng 24 Premier League (35 tuổi 12 ngày) anh lập kỷ lục.", []),
        ("Serie A. Họ vô địch Serie A. Năm sau lại thắng.", []),
        ("Trao đổi với phóng viên Thanh Niên, chị Lê Mai nói.", ["Lê Mai"]),
        ("Phim Silent Harbor Nights ra rạp. Theo họ thì Silent Harbor Nights hay.", []),
        ("Xe qua phố Phan Đình Giót rồi rẽ.", []),
        ("Vụ cô giáo Trường mầm non Hoa Sim được làm rõ.", []),
        ("Kính gửi Tổng thư ký Ngài Antonio Guterres!", ["Antonio Guterres"]),
        ("Chủ tịch UBND thành phố Phan Văn Giót dự.", ["Phan Văn Giót"]),
        ("Chị Hòe, 24 tuổi, nhập viện.", ["Hòe"]),
        ("Ông giữ chức Phó chủ tịch Hội khóa V.", []),
        ("Núi lửa Tambora ngủ yên; dốc Kẽm vắng xe.", []),
    ],
)
def test_names_beside_other_names(text: str, names: list[str]) -> None:
    assert people(text) == names


def test_works_that_begin_alike_are_all_left_out() -> None:
    text = "Xe Aston Vantage Korso ra mắt. Theo họ thì Aston Vantage Korso hay. Xe Aston Martinez cũ. Theo họ nó bền."
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chủ tịch UBND xã Phan Văn Được dự họp. Chiều nay ông Được về quê.", ["Phan Văn Được", "Được"]),
        ("Bác sĩ Lại Quang Sáng khám bệnh.", ["Lại Quang Sáng"]),
        ("PGS.TS Ngô Bảo Toàn phát biểu cùng GS.TSKH Đỗ Minh Hà.", ["Ngô Bảo Toàn", "Đỗ Minh Hà"]),
        ("Hoàng Đình Trung bị bắt. Gây án xong, Trung đã bỏ trốn sang Trung Quốc.", ["Hoàng Đình Trung", "Trung"]),
        ("Anh Hoàng Hải Nam kể chuyện ở vùng biển Hoàng Hải.", ["Hoàng Hải Nam"]),
        ("Ông Hoàng Minh Giám là thầy tôi.", ["Hoàng Minh Giám"]),
        ("Loại pháo có tên Grad-P. Anh Y-Bhăm kể.", ["Y-Bhăm"]),
        ("Nhà sư cúng ngày vía Thần Tài.", []),
        ("Thượng nghị sĩ đảng Cộng hòa John Hartley phản đối.", ["John Hartley"]),
        ("Quyền Chủ tịch UBND tỉnh Lê Nam chủ trì.", ["Lê Nam"]),
    ],
)
def test_where_a_name_begins_and_ends(text: str, names: list[str]) -> None:
    assert people(text) == names
