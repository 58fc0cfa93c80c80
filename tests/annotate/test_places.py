"""Which places are found, and where they begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.places.finding import find_places, name_span


def found(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find_places(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Đoàn làm việc tại tỉnh Đồng Tháp hôm qua.", ["tỉnh Đồng Tháp"]),
        (
            "Kho hàng ở TP. Hồ Chí Minh, TP.HCM và Thành phố Hồ Chí Minh.",
            ["TP. Hồ Chí Minh", "TP.HCM", "Thành phố Hồ Chí Minh"],
        ),
        ("Anh trú xã Ia Der, huyện Ia Grai, Gia Lai.", ["xã Ia Der", "huyện Ia Grai", "Gia Lai"]),
        ("Gia đình sống ở huyện Ea H'leo.", ["huyện Ea H'leo"]),
        ("Nhà số 5 ở P.12, Q. Bình Thạnh.", ["P.12", "Q. Bình Thạnh"]),
        ("Công an quận 1 vào cuộc.", ["quận 1"]),
        ("Bà con thôn Tân Lập 2 góp đất.", ["thôn Tân Lập 2"]),
        ("HÀ NỘI CÓ MƯA LỚN", ["HÀ NỘI"]),
        ("Mưa ở Đắc Lắc, Đăk Lăk, Daklak và Bắc Cạn.", ["Đắc Lắc", "Đăk Lăk", "Daklak", "Bắc Cạn"]),
        ("Xe từ Thừa Thiên - Huế vào Bà Rịa–Vũng Tàu.", ["Thừa Thiên - Huế", "Bà Rịa–Vũng Tàu"]),
        ("Khánh Hoà và Khánh Hòa là một.", ["Khánh Hoà", "Khánh Hòa"]),
        ("Qui Nhơn đón khách.", ["Qui Nhơn"]),
    ],
)
def test_units_with_their_type_word(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("các tỉnh Long An, Tiền Giang và Bến Tre", ["Long An", "Tiền Giang", "Bến Tre"]),
        ("khảo sát 2 huyện Củ Chi và Hóc Môn", ["Củ Chi", "Hóc Môn"]),
        ("ông ngụ Củ Chi, TP.HCM", ["Củ Chi", "TP.HCM"]),
        ("rẫy ở huyện Củ Chi. Sau đó Củ Chi có mưa.", ["huyện Củ Chi", "Củ Chi"]),
        ("quán ở Xóm Mới Lạ, Hà Nội", ["Xóm Mới Lạ", "Hà Nội"]),
        ("chùa Hương (Mỹ Đức) đông khách", ["chùa Hương", "Mỹ Đức"]),
    ],
)
def test_lists_and_chains(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Hà Nam phát biểu.",
        "Phó trưởng phòng Trương Hòa Bình chủ trì.",
        "Hôm qua bà Hòa Bình về quê.",
        "Cả lớp học tiếng Anh.",
        "Anh nói sẽ trở lại.",
        "Ca sĩ Mỹ Linh hát.",
        "Pháp luật quy định như vậy.",
        "Ý kiến này được nêu lại.",
        "Chị Nga đi chợ. Sau đó Nga về nhà.",
        "Ngoài trời hòa bình trở lại.",
        "Vợ chồng bàn chuyện hợp tác xã Bình An.",
        "Đội bóng Real Madrid thua Manchester United.",
        "Hãng Vietnam Airlines mở bán vé.",
        "Theo báo Đà Nẵng và ANTT.VN.",
    ],
)
def test_no_place(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tổng thống Mỹ Donald Trump gặp Thủ tướng Đức Angela Merkel.", ["Mỹ", "Đức"]),
        ("Quan hệ Mỹ - Trung ấm lên.", ["Mỹ", "Trung"]),
        ("Nga và Anh ký. Tại Ý, dân đi bầu.", ["Nga", "Anh", "Ý"]),
        (
            "Ca-na-đa, Canađa, Ô-xtrây-li-a và CHDCND Triều Tiên",
            ["Ca-na-đa", "Canađa", "Ô-xtrây-li-a", "CHDCND Triều Tiên"],
        ),
        ("Tàu từ Mát-xcơ-va đi Pa-ri qua Bắc Kinh.", ["Mát-xcơ-va", "Pa-ri", "Bắc Kinh"]),
        ("Người đồng cấp Canada Justin Trudeau tới Washington, DC.", ["Canada", "Washington, DC"]),
        ("Kho ở Solihull, Anh bị cháy.", ["Solihull", "Anh"]),
        ("Đại sứ Việt Nam tại Mỹ Phạm Văn An dự.", ["Việt Nam", "Mỹ"]),
    ],
)
def test_countries_and_foreign_places(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("vùng Đồng bằng sông Cửu Long và đồng bằng sông Hồng", ["Đồng bằng sông Cửu Long", "đồng bằng sông Hồng"]),
        ("miền Bắc, miền Trung - Tây Nguyên, Nam bộ", ["miền Bắc", "miền Trung - Tây Nguyên", "Nam bộ"]),
        ("họp tại Trụ sở Trung ương Đảng và Nhà Quốc hội", ["Trụ sở Trung ương Đảng", "Nhà Quốc hội"]),
        ("cao tốc Hà Nội - Hải Phòng, quốc lộ 1A", ["cao tốc Hà Nội - Hải Phòng", "quốc lộ 1A"]),
        (
            "đường Nguyễn Thị Minh Khai, sân bay quốc tế Nội Bài",
            ["đường Nguyễn Thị Minh Khai", "sân bay quốc tế Nội Bài"],
        ),
        ("khu đô thị sinh thái Hòa Xuân", ["khu đô thị sinh thái Hòa Xuân"]),
        ("nhà văn hóa xã Tam Hưng", ["nhà văn hóa xã Tam Hưng"]),
        ("cửa hàng tại số 4 Trần Hưng Đạo.", ["Trần Hưng Đạo"]),
        ("tại điểm cầu Đà Nẵng, khu vực Tây Nguyên", ["Đà Nẵng", "Tây Nguyên"]),
        ("tập trận ở Biển Đông, quần đảo Hoàng Sa", ["Biển Đông", "quần đảo Hoàng Sa"]),
        ("ông yêu cầu Hà Nội báo cáo", ["Hà Nội"]),
        ("đường Hà Nội còn tắc", ["Hà Nội"]),
    ],
)
def test_regions_premises_and_roads(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tỉnh Bình Định", "Bình Định"),
        ("huyện Củ Chi", "Củ Chi"),
        ("TP. Đà Nẵng", "Đà Nẵng"),
        ("TP.Cần Thơ", "Cần Thơ"),
        ("TP.HCM", "TP.HCM"),
        ("Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("quận 1", "quận 1"),
        ("Bến Tre", "Bến Tre"),
        ("sân bay Nội Bài", "sân bay Nội Bài"),
    ],
)
def test_name_without_type_word(text: str, name: str) -> None:
    (place,) = find_places(text)
    start, end = name_span(text, place)
    assert text[start:end] == name


_PIECES = st.sampled_from(
    [
        *("Hà", "Nội", "HÀ NỘI", "tỉnh", "huyện", "Củ Chi", "xã", "Mỹ", "Nga", "Anh", "TP.", "HCM", "-", " - ", ", "),
        *(" và ", "(", ")", "Nguyễn", "Văn", "các", "quận", "1", "đường", "số 4", "Cửu Long", "sông", "\n", ". ", "ở"),
        *("Ca-na-đa", "Trump", "khu đô thị", "mới", "cao tốc", "Trung ương", "Trụ sở", "Đảng"),
    ]
)


@given(st.lists(_PIECES, max_size=40))
def test_candidates_are_in_order_and_never_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    places = find_places(text)
    assert all(0 <= c.start < c.end <= len(text) for c in places)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(text[c.start : c.end].strip() == text[c.start : c.end] for c in places)
    assert all(c.start <= name_span(text, c)[0] < name_span(text, c)[1] == c.end for c in places)
    assert places == find_places(text)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= c.start < c.end <= len(text) for c in find_places(text))


# Half a megabyte of each: linear reading takes a second or two, quadratic reading would outlast any hang guard.
@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "piece", ["HÀ NỘI ", "Aa ", "Củ Chi, ", "Nga. chị Nga ", "xã Aa Bb ", "khu đô thị mới ", "A-", "số 1/"]
)
def test_hostile_texts_end(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    assert all(0 <= place.start < place.end <= len(text) for place in find_places(text))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("các huyện: Kim Bôi, Lạc Sơn", ["Kim Bôi", "Lạc Sơn"]),
        ("các quận, huyện Hóc Môn, Nhà Bè", ["Hóc Môn", "Nhà Bè"]),
        ("gồm Hóc Môn, Nhà Bè, Bình Chánh", ["Hóc Môn", "Nhà Bè", "Bình Chánh"]),
        ("Lãnh đạo TP.HCM gặp dân. Chợ lớn của Hóc Môn mở lại.", ["TP.HCM", "Hóc Môn"]),
        ("ông Bình Chánh kể về vua Ngô Quyền ở TP.HCM", ["TP.HCM"]),
        ("trên các tuyến Lê Tự Bạch, Trần Quý Kha và Đỗ Minh Tứ.", ["Lê Tự Bạch", "Trần Quý Kha", "Đỗ Minh Tứ"]),
        ("qua Minas Gerais, Aldeia Velha và Sao Paulo", ["Minas Gerais", "Aldeia Velha", "Sao Paulo"]),
        ("giao tranh ở miền Bắc Afghanistan", ["miền Bắc Afghanistan"]),
        ("Thu Hà/VOV-Tây Nguyên", []),
        ("tới Bệnh viện Chợ Rẫy", []),
        ("phường 12 quận Bình Thạnh", ["phường 12", "quận Bình Thạnh"]),
        ("năm 2017 tỉnh Long An", ["tỉnh Long An"]),
        ("447 đường Hùng Vương", ["đường Hùng Vương"]),
        ("qua Biển Đỏ và Ấn Độ Dương", ["Biển Đỏ", "Ấn Độ Dương"]),
        ("nợ tiền anh X. Theo đó", []),
    ],
)
def test_what_the_text_proves_of_bare_names(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Lô đất phía Đông Nam giáp hồ.", []),
        ("Bà con vùng Tây Bắc đón khách.", ["Tây Bắc"]),
        ("Xe dừng ở dốc Kẽm rồi vào động Hương Tích.", ["dốc Kẽm", "động Hương Tích"]),
        ("Sân nhà King Power chật kín.", ["King Power"]),
        ("Tai nạn ở Nam Định Sau va chạm, xe bốc cháy.", ["Nam Định"]),
        ("Cô hoạt động Đoàn, vận động Hội viên.", []),
    ],
)
def test_sides_slopes_caves_and_stadiums(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Thuyền trôi trên vịnh Hạ Long Theo thông tin ban đầu thì không ai bị thương.", ["vịnh Hạ Long"]),
        ("Họp tại một phường Tại cuộc họp, dân nói thật.", []),
        ("Tiệm nằm trên đường Trần Nhân Tông Hàng năm đều đông.", ["đường Trần Nhân Tông"]),
        ("Từ cầu sông Hàn đến công viên hồ Ba Mẫu.", ["cầu sông Hàn", "công viên hồ Ba Mẫu"]),
        ("Khu vực bãi giữa sông Hồng bị ngập.", ["sông Hồng"]),
        ("Các huyện, thị xã và TP.Huế cùng làm.", ["TP.Huế"]),
        ("Kẹt xe ở nút giao An Phú TP.HCM hôm qua.", ["nút giao An Phú", "TP.HCM"]),
        ("Kẹt xe ở nút giao Trần Hưng Đạo - Lê Lợi.", ["Trần Hưng Đạo"]),
        ("Xe có bản Limited Edition rất đẹp.", []),
        ("Nghệ sĩ người Czech đến từ CH Séc.", ["Czech", "CH Séc"]),
        ("Trộm ở khu vực Linh Hòa, Hoàng Mai, Hà Nội.", ["Linh Hòa", "Hoàng Mai", "Hà Nội"]),
        ("Tiền của TP. UBND TP Hà Nội nói vậy.", ["TP Hà Nội"]),
    ],
)
def test_captions_that_run_on_and_names_within_names(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Mưa lớn ở thủ đô Lima hai ngày liền.", ["Lima"]),
        ("Động đất tại các vùng Cusco, Puno, Lima và Tacna.", ["Cusco", "Puno", "Lima", "Tacna"]),
        ("Xe qua thị trấn al-Raqqah rồi về al-Bab.", ["thị trấn al-Raqqah", "al-Bab"]),
        ("Đội thắng trên sân nhà Thống Nhất. Khách ra sân Thống Nhất.", ["Thống Nhất", "sân Thống Nhất"]),
        ("Lễ hội đền Lảnh - Cửa Sơn, xã bên sông.", ["đền Lảnh - Cửa Sơn"]),
        ("Khách lên chùa Keo - Thái Bình.", ["chùa Keo", "Thái Bình"]),
        ("Thông ở khu du lịch hồ Than Thở rất cao.", ["khu du lịch hồ Than Thở"]),
        ("Ông dạo ở King's Cross Gardens buổi sớm.", ["King's Cross Gardens"]),
        ("Máy bay đáp xuống sân bay Henry E. Rohlsen tối qua.", ["sân bay Henry E. Rohlsen"]),
        ("Người già quê ở quận 1. Rohlsen thì không.", ["quận 1"]),
        ("Huyện giữ di tích lịch sử tỉnh Quảng Trị.", ["tỉnh Quảng Trị"]),
        ("Lễ viếng ở nhà tang lễ Phùng Hưng.", ["nhà tang lễ Phùng Hưng"]),
        ("Khách ra nghĩa trang nhân dân Gò Dưa.", ["nghĩa trang nhân dân Gò Dưa"]),
        ("Dơi ở Vườn quốc gia Phong Nha - Kẻ Bàng rất nhiều.", ["Vườn quốc gia Phong Nha - Kẻ Bàng"]),
        ("Quán ở chợ Souk el-Tayeb mở sớm.", ["chợ Souk el-Tayeb"]),
        ("Xe từ thành phố Rio de Janeiro tới.", ["thành phố Rio de Janeiro"]),
        ("Hai thành phố Rio de Janeiro và Sao Paulo.", ["Rio de Janeiro", "Sao Paulo"]),
        ("Lính về căn cứ Lakenheath-Feltwell sáng sớm.", ["căn cứ Lakenheath-Feltwell"]),
        ("Bom từ căn cứ Hamadan-Iran bay tới.", ["căn cứ Hamadan", "Iran"]),
        ("Gạo cứu đói cho huyện miền núi Trà Bồng và xã đảo Thạnh An.", ["huyện miền núi Trà Bồng", "xã đảo Thạnh An"]),
        ("Xe lật ở km 52 quốc lộ 9 lúc sáng.", ["quốc lộ 9"]),
        ("Tỉnh sửa 2 quốc lộ 9 lần.", []),
        ("Đường 30/4, phố 20-10 và công viên 29/3 ngập.", ["Đường 30/4", "phố 20-10", "công viên 29/3"]),
        ("Dân xuống đường 30/4 đòi lương.", []),
        ("Khách tới Nhật Bản, Hàn và Đài Loan.", ["Nhật Bản", "Hàn", "Đài Loan"]),
        ("Lúa chín trên cánh đồng Mường Lò.", ["cánh đồng Mường Lò"]),
        ("Hội chợ ở Lambeth. Whitstable Dock thì vắng.", ["Whitstable Dock"]),
        ("Bài viết về Linkin Park và Crystal Palace.", []),
        ("Hai bố con chơi trên đường Em bé rất vui.", []),
        ("Nhà trên đường Em Bắc rất vui.", ["đường Em Bắc"]),
        ("Xe tụt dốc Theo báo địa phương, phanh hỏng.", []),
        ("Phim Hàn hay, còn ông Hàn thì không xem.", ["Hàn"]),
    ],
)
def test_names_that_go_on_and_names_that_are_none(text: str, places: list[str]) -> None:
    assert found(text) == places
