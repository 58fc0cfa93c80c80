"""The engine as a whole, on sentences written for this project."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotate.reading import pairs
from transforms.annotate.engine import annotate_text
from transforms.annotate.shouting import calm
from transforms.domain.annotations import Annotations, Label

DAY = dt.date(2024, 5, 20)
FRAGMENTS = st.sampled_from(
    [
        "Chủ tịch UBND tỉnh Lai Châu Lò Văn Mẫu", " ", "  ", "\u00a0", "\r\n", "\n", "😀", "ông Mẫu",
        ", ", " và ", "(", ")",
        "Bộ Công an", "Trưởng ban Tổ chức", "Nghị định 9/2031/NĐ-CP", "ngày 3/2", "\u200b", "Văn phòng ", "Ban ", "Y ",
        unicodedata.normalize("NFD", "Thành ủy Đà Nẵng"), "TP.HCM", "Kim Jong-un", "H'Hen Niê", "\u0301", ".", "-", "&",
    ]
)  # fmt: skip


def found(annotations: Annotations, label: Label) -> list[str]:
    return [m.surface for m in annotations.mentions if m.label is label]


@settings(max_examples=80)
@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_spans_are_the_text_they_say_and_never_cross(text: str) -> None:
    mentions = annotate_text(text, reference_date=DAY).mentions
    for i, one in enumerate(mentions):
        assert text[one.start : one.end] == one.surface
        assert all(other.end <= one.end or one.end <= other.start for other in mentions[i + 1 :])


@settings(max_examples=30)
@given(st.lists(FRAGMENTS, max_size=10).map("".join))
def test_the_form_of_the_text_does_not_matter(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    there = [unicodedata.normalize("NFC", m.canonical) for m in annotate_text(decomposed, reference_date=DAY).mentions]
    here = [unicodedata.normalize("NFC", m.canonical) for m in annotate_text(composed, reference_date=DAY).mentions]
    assert there == here


def test_offices_nest_their_organisation_and_its_place() -> None:
    text = "Phó Bí thư Thường trực Tỉnh ủy Lai Châu Lò Văn Mẫu phát biểu."
    annotations = annotate_text(text, reference_date=DAY)
    assert found(annotations, Label.POSITION) == ["Phó Bí thư Thường trực Tỉnh ủy Lai Châu"]
    assert found(annotations, Label.ORG) == ["Tỉnh ủy Lai Châu"]
    assert found(annotations, Label.LOC) == ["Lai Châu"]
    assert found(annotations, Label.PER) == ["Lò Văn Mẫu"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy Lò Văn Mẫu dự họp.",
            [("Lò Văn Mẫu", "Ủy viên Trung ương Đảng"), ("Lò Văn Mẫu", "Bí thư Tỉnh ủy")],
        ),
        ("Ông Lò Văn Mẫu, nguyên Giám đốc Sở Y tế, cho biết.", [("Lò Văn Mẫu", "nguyên Giám đốc Sở Y tế")]),
        (
            "Ông Trần Thử (Giám đốc Sở Y tế) và bà Lê Mốc - Chánh Văn phòng UBND tỉnh Lai Châu.",
            [("Trần Thử", "Giám đốc Sở Y tế"), ("Lê Mốc", "Chánh Văn phòng UBND tỉnh Lai Châu")],
        ),
        (
            "Ông Trần Thử được bầu giữ chức Chủ tịch HĐND tỉnh nhiệm kỳ 2021-2026.",
            [("Trần Thử", "Chủ tịch HĐND tỉnh")],
        ),
        (
            "Chủ tịch kiêm Tổng giám đốc VNPT Trần Thử ký.",
            [("Trần Thử", "Chủ tịch kiêm Tổng giám đốc VNPT")],
        ),
        (
            "Các Phó Thủ tướng: Trần Thử, Lê Mốc và Hoàng Mẫu cùng dự.",
            [("Trần Thử", "Phó Thủ tướng"), ("Lê Mốc", "Phó Thủ tướng"), ("Hoàng Mẫu", "Phó Thủ tướng")],
        ),
        ("Đại tá Trần Thử, Phó Giám đốc Công an tỉnh Lai Châu.",
         [("Trần Thử", "Đại tá"), ("Trần Thử", "Phó Giám đốc Công an tỉnh Lai Châu")]),
        ("Giám đốc Sở Y tế nói với bà Lê Mốc.", []),
    ],
)  # fmt: skip
def test_pairs(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo Sở Giáo dục và Đào tạo tỉnh Lai Châu hôm nay", ["Sở Giáo dục và Đào tạo tỉnh Lai Châu"]),
        ("theo Bộ LĐ-TB&XH và Sở GD&ĐT Hà Nội", ["Bộ LĐ-TB&XH", "Sở GD&ĐT Hà Nội"]),
        ("do Phòng Cảnh sát hình sự Công an TP Đà Nẵng bắt", ["Phòng Cảnh sát hình sự Công an TP Đà Nẵng"]),
        ("Cơ quan Cảnh sát điều tra, Bộ Công an", ["Cơ quan Cảnh sát điều tra", "Bộ Công an"]),
        ("tại Trường THPT chuyên Lê Mẫu ở đây", ["Trường THPT chuyên Lê Mẫu"]),
        ("Công ty TNHH Xây dựng Mẫu Thử xây", ["Công ty TNHH Xây dựng Mẫu Thử"]),
        ("Ban Pháp chế của HĐND thành phố Đà Nẵng", ["Ban Pháp chế của HĐND thành phố Đà Nẵng"]),
        ("UBND các quận, huyện và các trung tâm đào tạo", []),
        ("họp báo và thông báo của trung tâm", []),
        ("Các bộ: Công an, Y tế, Tư pháp cùng làm", ["Công an", "Y tế", "Tư pháp"]),
        ("ở Đài Loan và Đài Bắc", []),
        ("Hội Thử Mẫu Việt Nam (HTM) họp. HTM cho biết", ["Hội Thử Mẫu Việt Nam", "HTM", "HTM"]),
    ],
)
def test_organisations(text: str, expected: list[str]) -> None:
    assert found(annotate_text(text, reference_date=DAY), Label.ORG) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gặp bà Lê Thị Mẫu, sau đó bà Mẫu về.", ["Lê Thị Mẫu", "Mẫu"]),
        ("gặp ông Kim Jong-un và Tổng thống Pu-tin", ["Kim Jong-un", "Pu-tin"]),
        ("gặp H'Hen Niê và Y Mẫu Niê", ["H'Hen Niê", "Y Mẫu Niê"]),
        ("cháu N.V.Đ ở đây", ["N.V.Đ"]),
        ("bé Trần Thử M. được cứu", ["Trần Thử M."]),
        ("Ngoại trưởng Ursula von der Mustermann tới", ["Ursula von der Mustermann"]),
        ("Ông Trần Thử Quyết định nghỉ", ["Trần Thử"]),
        ("Viktor Mustermann (21 tuổi) tới", ["Viktor Mustermann"]),
        ("dùng Wi-Fi và Tết Đinh Dậu", []),
    ],
)
def test_people(text: str, expected: list[str]) -> None:
    assert found(annotate_text(text, reference_date=DAY), Label.PER) == expected


def test_short_mentions_link_to_the_full_name() -> None:
    annotations = annotate_text("Bà Lê Thị Mẫu tới. Bà Mẫu về.", reference_date=DAY)
    assert {m.entity_key for m in annotations.mentions if m.label is Label.PER} == {"per:le-thi-mau"}


def test_a_local_body_takes_its_place_from_the_dateline() -> None:
    annotations = annotate_text("Đà Nẵng - Sáng 3/2, Thành ủy họp.", reference_date=DAY)
    assert [m.canonical for m in annotations.mentions if m.label is Label.ORG] == ["Thành ủy Đà Nẵng"]


def test_the_publisher_tells_the_place_where_the_text_does_not() -> None:
    annotations = annotate_text("Sáng nay, Tỉnh ủy họp.", reference_date=DAY, publisher_place="Đồng Tháp")
    assert [m.canonical for m in annotations.mentions if m.label is Label.ORG] == ["Tỉnh ủy Đồng Tháp"]


def test_an_abbreviation_may_be_the_last_word() -> None:
    annotations = annotate_text("Hội Mẫu Việt Nam (HMV), do HMV", reference_date=DAY)
    assert found(annotations, Label.ORG) == ["Hội Mẫu Việt Nam", "HMV", "HMV"]


def test_without_a_reference_day_the_stamp_of_the_text_serves() -> None:
    annotations = annotate_text("Cập nhật 26/07/2022. Sáng 20/7, trời mưa.")
    values = [m.value.value for m in annotations.mentions if m.label is Label.DATE]
    assert values[-1].startswith("2022-07-20")


# Half a megabyte of each: linear reading takes seconds, quadratic reading would outlast any hang guard.
@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "piece",
    [
        "Văn phòng ", "Ban Tổ chức ", "Phó Trưởng ban ", "Nguyễn ", "Ủy viên ", "Công ty Công nghệ và ",
        "Thư ký báo chí ",
        "A.B.", "(", "ông ", "Trường THPT ", "Bộ Công an, ",
    ],
)  # fmt: skip
def test_hostile_texts_end(piece: str) -> None:
    text = piece * (500_000 // len(piece))
    mentions = annotate_text(text, reference_date=DAY).mentions
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)


def test_lines_in_capitals_are_read_like_others() -> None:
    text = "CHỦ TỊCH QUỐC HỘI TRẦN THỬ HỌP TẠI VIỆT NAM\nÔng Thử về."
    annotations = annotate_text(text, reference_date=DAY)
    assert found(annotations, Label.POSITION) == ["CHỦ TỊCH QUỐC HỘI"]
    assert found(annotations, Label.PER) == ["TRẦN THỬ", "Thử"]
    assert found(annotations, Label.LOC) == ["VIỆT NAM"]


@given(st.text(alphabet="AĂBCĐ ẾƯß\nİx1.", max_size=60))
def test_calming_keeps_every_letter_in_place(text: str) -> None:
    assert [a.lower() == b.lower() for a, b in zip(text, calm(text), strict=True)].count(False) == 0
