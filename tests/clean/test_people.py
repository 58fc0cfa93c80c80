"""Names as bylines print them, and sources that are no names."""

from __future__ import annotations

import pytest

from transforms.clean.people import byline_in, source_behind_name, source_in


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Lê Na", "Lê Na"),
        ("LÊ NA - TRẦN PHÚ", "LÊ NA - TRẦN PHÚ"),
        ("Bài, ảnh: Lê Na", "Lê Na"),
        ("Lê Na (tổng hợp)", "Lê Na"),
        ("Lê Na - Ảnh: Trần Phú", "Lê Na"),
        ("Thực hiện: Lê Na", "Lê Na"),
        ("H.V.", "H.V."),
        ("Theo Lê Na", "Lê Na"),
        ("Theo Mộc Miên (Báo Làng)", "Mộc Miên"),
        ("Theo Mộc Miên/lang.vn", "Mộc Miên"),
        ("Lê Na, Theo Báo Làng", "Lê Na"),
        ("Lê Na 07:15 13/05/2025", "Lê Na"),
        ("Theo Mộc Miên", None),
        ("TTXVN", None),
        ("Admin", None),
        ("Báo Làng Sen", None),
        ("VnExpress", None),
        ("lang.vn", None),
        ("Phóng viên", None),
        ("Ông Nam cho biết mọi việc đã xong.", None),
        ("Chia sẻ", None),
        ("Mã nguồn và bản vẽ được công bố miễn phí để các nơi khác tự lắp đặt, sửa đổi và gửi lại cho nhóm.", None),
    ],
)
def test_byline(line: str, name: str | None) -> None:
    assert byline_in(line) == name


def test_a_place_worded_author_may_name_a_writer_without_family_name() -> None:
    assert byline_in("Theo Mộc Miên", labelled=True) == "Mộc Miên"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("(Theo TTXVN)", "TTXVN"),
        ("Theo Báo Làng", "Báo Làng"),
        ("Nguồn: Sở Y tế", "Sở Y tế"),
        ("Theo ông Nam, việc đã xong", None),
        ("Theo kế hoạch, cầu sẽ thông xe. Dân chờ đợi", None),
        ("Làng Sen", None),
    ],
)
def test_source(line: str, source: str | None) -> None:
    assert source_in(line) == source


def test_source_behind_a_name() -> None:
    assert source_behind_name("Theo Mộc Miên (Báo Làng)") == "Báo Làng"
    assert source_behind_name("Mộc Miên (tổng hợp)") is None
