"""Sources of news: in credits, behind the words that lead to them, at the end of a text."""

import pytest

from tests.annotate.reading import spans
from transforms.domain.annotations import Label


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Đám đông trên phố. (Nguồn: AFP/TTXVN)", ["AFP", "TTXVN"]),
        ("Ảnh: Getty/CNBC.", ["Getty", "CNBC"]),
        ("Ảnh: Lê Na/TTXVN", ["TTXVN"]),
        ("Thiết bị có cổng HDMI/CNBC.", []),
        ("(Ảnh: Instagram nhân vật)", []),
        ("Ảnh: lenabee/Instagram.", []),
        ("Ảnh: hoahong.com.au.", ["hoahong.com.au"]),
        ("Cô nói với phóng viên hoahong.net hôm qua.", ["hoahong.net"]),
        ("Cô mua vé qua hoahong.net hôm qua.", []),
        ("Theo tờ Straits Gazette, giá giảm.", ["Straits Gazette"]),
        ("Theo tờ Journal of the Royal Botany, lá xanh hơn.", ["Journal of the Royal Botany"]),
        ("Theo tờ Daily mail, giá giảm.", ["Daily mail"]),
        ("Nước chảy theo kênh B52 ra sông.", []),
        ("Như Đất Phương Nam đã đưa tin, giá giảm.", ["Đất Phương Nam"]),
        ("Theo Bộ Thông tin và Truyền thông, mã vùng đổi.", ["Bộ Thông tin và Truyền thông"]),
        ("Da sẽ mịn hơn. Theo Khoesong", ["Khoesong"]),
        ("Da sẽ mịn hơn. Theo Nhịp cầu Phố", ["Nhịp cầu Phố"]),
        ("Da sẽ mịn hơn. Theo Nguyễn Hà", []),
        ("Lá xanh hơn. (Theo Leafworld, BX/Greenway Daily)", ["Leafworld", "BX", "Greenway Daily"]),
        ("Lá xanh hơn. (Theo Nguyễn Hà)", []),
        ("Việc này (theo quy định về dạy học, SGK ABCD) đã xong.", []),
        ("Ảnh đăng trên trang mạng Weibo của cô.", []),
        ("Mạng tin Straits Gazette dẫn lời ông.", ["Mạng tin Straits Gazette"]),
    ],
)
def test_sources(text: str, sources: list[str]) -> None:
    assert spans(text, Label.ORG) == sources
