from __future__ import annotations

import pytest

from transforms.clean.furniture import without_buttons


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Báo Ví Dụ Copy link", "Báo Ví Dụ"),
        ("Báo Ví Dụ Sao chép liên kết", "Báo Ví Dụ"),
        ("Báo Ví Dụ", "Báo Ví Dụ"),
        ("Copy link", "Copy link"),
    ],
)
def test_labels_of_buttons_leave_a_line(line: str, left: str) -> None:
    assert without_buttons(line) == left
