import pytest

from transforms.annotate.linking import full_names, full_organisation, localised


def test_the_latest_full_name_that_ends_so() -> None:
    names = ["Lê Thị Mẫu", "Mẫu", "Trần Văn Mẫu", "Mẫu"]
    assert full_names(names) == ["Lê Thị Mẫu", "Lê Thị Mẫu", "Trần Văn Mẫu", "Trần Văn Mẫu"]


def test_a_name_that_only_comes_later_still_serves() -> None:
    assert full_names(["Mẫu", "Lê Thị Mẫu"]) == ["Lê Thị Mẫu", "Lê Thị Mẫu"]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("UBND TP Huế", "Ủy ban nhân dân thành phố Huế"),
        ("Ban Tổ chức T.Ư", "Ban Tổ chức Trung ương"),
        ("Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
        ("Thành uỷ  Huế", "Thành uỷ Huế"),
    ],
)
def test_abbreviations_are_written_out(short: str, full: str) -> None:
    assert full_organisation(short) == full


def test_a_full_form_in_the_document_goes_before_the_home() -> None:
    assert localised("Thành ủy", ["Thành ủy", "Thành ủy Hải Phòng"], "Huế") == "Thành ủy Hải Phòng"
    assert localised("Thành ủy", ["Thành ủy"], "Huế") == "Thành ủy Huế"
    assert localised("Bộ Y tế", ["Bộ Y tế"], "Huế") == "Bộ Y tế"
