"""Bodies taken whole, found again in other spelling, and the places nested in them."""

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Bà trả lời Ủy ban Thượng viện về Đối ngoại hôm qua.", ["Ủy ban Thượng viện về Đối ngoại"]),
        (
            "Dự luật đến Tiểu ban về các vấn đề biển của Nghị viện châu Âu.",
            ["Tiểu ban về các vấn đề biển của Nghị viện châu Âu"],
        ),
        ("Đó là ý của Ủy ban Kinh tế về tình hình nợ công của Chính phủ.", ["Ủy ban Kinh tế", "Chính phủ"]),
        ("Bà trả lời Ủy ban Thượng viện về Dự thảo Luật Đê điều.", ["Ủy ban Thượng viện"]),
        ("Ủy ban Kinh tế về địa phương khảo sát.", ["Ủy ban Kinh tế"]),
        ("Bộ Nông nghiệp và An toàn thực phẩm Canada thu hồi lô hàng.", ["Bộ Nông nghiệp và An toàn thực phẩm Canada"]),
        ("Bộ Y tế và Các nước bạn Canada ký kết.", ["Bộ Y tế"]),
        ("Bộ Y tế và Đại sứ Canada ký kết.", ["Bộ Y tế"]),
        ("Bộ Y tế và đại diện Canada ký kết.", ["Bộ Y tế"]),
        ("Nghị quyết của Hội đồng bảo an Liên Hiệp Quốc.", ["Hội đồng bảo an Liên Hiệp Quốc"]),
        (
            "Anh học ở Trung tâm huấn luyện đặc nhiệm số 3 của Bộ Quốc phòng.",
            ["Trung tâm huấn luyện đặc nhiệm số 3 của Bộ Quốc phòng"],
        ),
        ("Họ lập Ban chỉ đạo của Bộ Xây dựng.", ["Ban chỉ đạo của Bộ Xây dựng"]),
        ("Máy bay của Không quân quân đội Iran hạ cánh.", ["Không quân quân đội Iran"]),
        ("Tàu chiến của Hạm đội Thái Bình Dương Nga, theo kế hoạch, ra khơi.", ["Hạm đội Thái Bình Dương Nga"]),
        ("Cử tri ủng hộ đảng Mặt trận Quốc gia Pháp.", ["đảng Mặt trận Quốc gia Pháp"]),
        ("Ông điều hành Công ty mắm ruốc truyền thống Hoa Lư.", ["Công ty mắm ruốc truyền thống Hoa Lư"]),
        ("Công ty đã bán lại Hoa Lư cho người khác.", []),
        ("Đại biểu dự Đại hội toàn quốc Hội Nhà văn Việt Nam.", ["Hội Nhà văn Việt Nam"]),
        ("Gửi hồ sơ qua Bưu điện Bắt đầu từ tháng này.", []),
        ("Bài đăng trên tạp chí Marine Biology and Ecology.", ["tạp chí Marine Biology and Ecology"]),
        ("Đội dự giải U19 Đông Nam Á ở Hà Nội.", []),
        ("Đội tuyển U19 Lào đến nơi.", ["Đội tuyển U19 Lào"]),
        ("Mạng nhanh nhất đạt 20 MB/s.", []),
        ("Ông vay tiền của ngân hàng MB.", ["ngân hàng MB"]),
        ("Tiền vệ trung tâm Duy Mạnh chuyền bóng.", []),
        ("Giá đồng Đôla Canada tăng nhẹ.", []),
    ],
)
def test_bodies_whole(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Cục Báo chí đã họp. Sau đó, Cục báo chí gửi công văn.", ["Cục Báo chí", "Cục báo chí"]),
        (
            "Cơ sở mầm non Hoa Nắng đóng cửa. Trẻ rời cơ sở Hoa Nắng.",
            ["Cơ sở mầm non Hoa Nắng", "cơ sở Hoa Nắng"],
        ),
        ("Chi cục Thuế Ba Đình và 30 Chi cục thuế Ba Đình các nơi.", ["Chi cục Thuế Ba Đình"]),
        ("Cục Đường sắt Việt Nam (ĐS VN) trả lời.", ["Cục Đường sắt Việt Nam", "ĐS VN"]),
    ],
)
def test_bodies_again(text: str, bodies: list[str]) -> None:
    assert spans(text, Label.ORG) == bodies


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Tòa Mỹ bác đơn.", ["Mỹ"]),
        ("Tòa án Phúc thẩm Liên bang Mỹ Khu vực 5 xét xử.", ["Mỹ"]),
        ("Tiền đạo Sông Lam Nghệ An ghi bàn.", ["Nghệ An"]),
        ("Ở xã Yên Lạc Thượng, Trường THCS Yên Lạc Thượng mở cửa.", ["xã Yên Lạc Thượng", "Yên Lạc Thượng"]),
        ("Trường THCS Yên Lạc Thượng mở cửa.", []),
        ("Tư lệnh Hạm đội Thái Bình Dương Mỹ, ông Lee, nói.", ["Thái Bình Dương", "Mỹ"]),
    ],
)
def test_places_nested_in_bodies(text: str, places: list[str]) -> None:
    assert spans(text, Label.LOC) == places
