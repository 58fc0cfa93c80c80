from __future__ import annotations

import pytest

from transforms.vietnamese.former import is_former


@pytest.mark.parametrize(
    ("before", "position", "former"),
    [
        ("Ông An, nguyên ", "Bí thư Tỉnh ủy", True),
        ("Ông An, nguyên là ", "Bí thư Tỉnh ủy", True),
        ("cựu ", "Chủ tịch", True),
        ("Dự lễ có ông An.\nNguyên ", "Bí thư Tỉnh ủy", True),
        ("ông từng là ", "Giám đốc Sở", True),
        ("ông từng giữ chức vụ ", "Giám đốc Sở", True),
        ("Ông An, ", "nguyên Bí thư Tỉnh ủy", True),
        ("Ông An, ", "Bí thư Tỉnh ủy", False),
        ("trên vùng cao nguyên ", "Bí thư", False),
        ("ông Trần Nguyên ", "Bí thư", False),
        ("Ông An là ", "Bí thư", False),
        ("nguyên vật liệu, ", "Giám đốc", False),
    ],
)
def test_former_offices_are_told_at_their_head(before: str, position: str, former: bool) -> None:
    assert is_former(before + position, len(before), len(before + position)) is former
