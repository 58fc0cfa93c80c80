from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.annotate.candidates import Candidate
from transforms.annotate.documents.finding import find_documents
from transforms.annotate.documents.values import document_key
from transforms.domain.annotations import DocumentValue


def surfaces(text: str, *organisations: str) -> list[str]:
    return [text[c.start : c.end] for c in cite(text, *organisations)]


def cite(text: str, *organisations: str) -> list[Candidate]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in organisations]
    return find_documents(text, spans)


def value(text: str, *organisations: str) -> DocumentValue:
    found = cite(text, *organisations)[0].value
    assert isinstance(found, DocumentValue)
    return found


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Xã làm theo Quy định số 50- QĐ/TW của Bộ Chính trị về cán bộ.", "Quy định số 50- QĐ/TW của Bộ Chính trị"),
        ("Theo Kết luận số 21-KL/TW, ngày 25-10-2021 thì xã", "Kết luận số 21-KL/TW, ngày 25-10-2021"),
        ("Phạt theo Nghị định 168/2024/NĐ-CP về giao thông", "Nghị định 168/2024/NĐ-CP"),
        ("Nêu ở Quy định số 96 năm 2023 của Bộ Chính trị rồi", "Quy định số 96 năm 2023 của Bộ Chính trị"),
        ("Học Nghị quyết Trung ương 4 (khóa XI, XII) về Đảng", "Nghị quyết Trung ương 4 (khóa XI, XII)"),
        ("Học Nghị quyết Đại hội XIII của Đảng ở chi bộ", "Nghị quyết Đại hội XIII của Đảng"),
        ("Đưa Nghị quyết XI của Đảng vào đời sống", "Nghị quyết XI của Đảng"),
        ("Gia nhập Công ước của Liên hợp quốc về quyền trẻ em", "Công ước của Liên hợp quốc về quyền trẻ em"),
        ("Theo Công ước về Luật Biển (UNCLOS) năm 1982 thì", "Công ước về Luật Biển (UNCLOS) năm 1982"),
        ("Bàn nghị quyết 388, xã thấy", "nghị quyết 388"),
        ("Sửa Luật Đất đai 2024 lần nữa", "Luật Đất đai 2024"),
        ("Theo Bộ luật Hình sự thì", "Bộ luật Hình sự"),
        ("Dựa vào Hiến pháp năm 2013 để", "Hiến pháp năm 2013"),
        ("Trái Điều lệ Đảng nên bị", "Điều lệ Đảng"),
        ("Ký Công ước Liên hợp quốc về Luật Biển 1982 từ lâu", "Công ước Liên hợp quốc về Luật Biển 1982"),
        ("Theo Hiệp ước Lisbon thì nước ấy", "Hiệp ước Lisbon"),
        ("Ra quyết định truy nã số 03/C46-P12 với", "quyết định truy nã số 03/C46-P12"),
    ],
)
def test_finds_citations(text: str, surface: str) -> None:
    assert surfaces(text)[0] == surface


@pytest.mark.parametrize(
    "text",
    [
        "Luật sư Nguyễn Văn A bào chữa.",
        "Vi phạm pháp luật đất đai nhiều năm.",
        "Học ở Trường Đại học Luật Hà Nội ra.",
        "Các nghị quyết, kết luận của Trung ương đều rõ.",
        "Ông quyết định 3 việc trong ngày.",
        "Tòa án Hiến pháp ra phán quyết.",
    ],
)
def test_leaves_what_cites_nothing(text: str) -> None:
    assert surfaces(text) == []


def test_an_amending_law_holds_the_law_it_amends() -> None:
    text = "Trình Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công ra kỳ này"
    assert surfaces(text) == ["Luật sửa đổi, bổ sung một số điều của Luật Đầu tư công", "Luật Đầu tư công"]


def test_reads_number_symbol_year_issuer_and_cited_part() -> None:
    cited = value("Theo khoản 2 Điều 5 Nghị định 168/2024/NĐ-CP, xe phải dừng")
    assert (cited.type, cited.number, cited.symbol, cited.year) == ("Nghị định", "168", "2024/NĐ-CP", 2024)
    assert (cited.issuer, cited.cited_part) == ("Chính phủ", "khoản 2 điều 5")


def test_reads_the_issuer_to_the_end_of_its_organisation() -> None:
    text = "Theo Hướng dẫn số 02 ngày 12/4/2021 của Ban Tổ chức Trung ương thì"
    cited = value(text, "Ban Tổ chức Trung ương")
    assert (cited.number, cited.issuer, cited.issued_on) == ("02", "Ban Tổ chức Trung ương", date(2021, 4, 12))


def test_reads_event_and_term() -> None:
    cited = value("Nghị quyết số 21 của Hội nghị Trung ương 5 khoá XIII về tổ chức")
    assert (cited.event, cited.term) == ("Hội nghị Trung ương 5 khóa XIII", "XIII")
    assert cited.issuer == "Ban Chấp hành Trung ương Đảng"


def test_a_list_of_numbers_is_one_citation() -> None:
    cited = value("Ra quyết định số 191/QĐ-UBND; 192/QĐ-UBND xử phạt")
    assert (cited.number, cited.symbol) == ("191;192", "QĐ-UBND;QĐ-UBND")


def test_one_document_has_one_key() -> None:
    short, full = (value(f"Theo {name} thì") for name in ("Quy định số 50 của Bộ Chính trị", "Quy định số 50-QĐ/TW"))
    assert document_key(short) == document_key(full) == "doc:50-qd-tw"
    assert document_key(value("Nghị định số 168/2024/NĐ-CP")) == "doc:168-2024-nd-cp"


@given(st.text(alphabet="Nghị quyếtLuậtsốĐiề0123456789/-., QĐTWcủaKhóXI()\n", max_size=80))
def test_spans_lie_in_any_text(text: str) -> None:
    assert all(0 <= c.start < c.end <= len(text) for c in find_documents(text, []))
