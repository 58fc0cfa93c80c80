"""Articles made of flattened pages: bytes, dates, bylines, datelines, refusals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.clean_lines.test_roles import FIRST, SECOND, THIRD, TITLE
from transforms.clean.lines import clean_lines
from transforms.clean.lines.bylines import name_of
from transforms.clean.lines.captions import credit_of
from transforms.clean.lines.prefixes import open_paragraph
from transforms.domain.articles import Article
from transforms.domain.errors import BinaryContent, EmptyInput, NoTextFound
from transforms.domain.pages import Hints, Medium, Page

FETCHED_AT = datetime(2026, 3, 1, tzinfo=UTC)


def cleaned(*lines: str, encoding: str = "utf-8", hints: Hints | None = None) -> Article:
    body = "\n".join(lines).encode(encoding)
    return clean_lines(
        Page(input_key="tin/a.txt", medium=Medium.TEXT, body=body, fetched_at=FETCHED_AT, hints=hints or Hints())
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_give_the_same_article(encoding: str) -> None:
    assert cleaned(TITLE, FIRST, SECOND, encoding=encoding).paragraphs == (FIRST, SECOND)


def test_decomposed_letters_and_carriage_returns_are_normalised() -> None:
    import unicodedata

    article = cleaned(TITLE + "\r", unicodedata.normalize("NFD", FIRST) + "\r", SECOND)
    assert (article.title, article.paragraphs) == (TITLE, (FIRST, SECOND))


def test_a_publication_stamp_beats_an_update() -> None:
    article = cleaned(TITLE, "Đăng lúc 06:10 17/04/2021", "Cập nhật: 18/04/2021 07:00", FIRST, SECOND)
    assert article.published is not None
    assert article.updated is not None
    assert article.published.local_iso() == "2021-04-17T06:10:00+07:00"
    assert article.updated.local_iso() == "2021-04-18T07:00:00+07:00"
    assert len(article.date_candidates) == 2


def test_an_update_alone_bounds_publication_by_its_day() -> None:
    article = cleaned(TITLE, "Cập nhật lúc 7h00 ngày 18-4-2021", FIRST, SECOND)
    assert article.published is not None
    assert (article.published.local_iso(), article.published.source) == ("2021-04-18", "stamp:updated")
    assert "published_from_update" in article.flags


def test_a_date_in_the_prose_is_never_the_publication() -> None:
    told = (
        "Lúc 9h41 ngày 17/04/2021, chiếc ghe thứ hai trăm của xưởng được hạ thủy trong tiếng trống của cả xóm ven kênh."
    )
    assert cleaned(TITLE, told, FIRST, SECOND).published is None


def test_a_stamp_from_the_future_is_a_candidate_only() -> None:
    article = cleaned(TITLE, "17/04/2031 09:41", FIRST, SECOND)
    assert article.published is None
    assert len(article.date_candidates) == 1
    assert "date:from_future" in article.flags


def test_the_doors_hint_dates_what_the_text_does_not() -> None:
    article = cleaned(TITLE, FIRST, SECOND, hints=Hints(published="2021-04-17 09:41"))
    assert article.published is not None
    assert (article.published.local_iso(), article.published.source) == ("2021-04-17T09:41:00+07:00", "record")
    assert article.published.at < FETCHED_AT - timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "prefix", "dateline"),
    [
        ("TPX - " + FIRST, "TPX - ", "TPX"),
        ("(Bến Sông) - " + FIRST, "(Bến Sông) - ", "Bến Sông"),
        ("Cần Thơ (TTX) - " + FIRST, "Cần Thơ (TTX) - ", "TTX"),
        ("date 2021-04 " + FIRST, "date 2021-04 ", None),
        ("Lê Vân - " + FIRST, "", None),
        ("Sáng nay - " + FIRST, "", None),
        ("Từ năm 2021 - 2025, " + FIRST, "", None),
        (FIRST, "", None),
    ],
)
def test_prefix_and_text_make_the_line(text: str, prefix: str, dateline: str | None) -> None:
    opening = open_paragraph(text)
    assert (opening.prefix, opening.dateline) == (prefix, dateline)
    assert opening.prefix + opening.text == text


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("TRỌNG NGHĨA", "TRỌNG NGHĨA"),
        ("Hà Vy (tổng hợp)", "Hà Vy"),
        ("Bài, ảnh: Lò Văn Phương", "Lò Văn Phương"),
        ("An Bình (t/h) Theo Sông Quê", "An Bình"),
        ("Lê Vân - Trần Minh", "Lê Vân - Trần Minh"),
        ("Q.H.", "Q.H."),
        ("Theo Trần Hữu Nghĩa", "Trần Hữu Nghĩa"),
        ("Lê Văn Bền (Ban Tuyên giáo Huyện ủy)", "Lê Văn Bền"),
        ("Bình luận", None),
        ("Hà Nội", None),
        ("Thời sự", None),
        ("Chiếc ghe thứ hai trăm", None),
    ],
)
def test_names_of_bylines(line: str, name: str | None) -> None:
    assert name_of(line) == name


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("Ghe vào bến. Ảnh: T.H", "T.H"),
        ("Ghe vào bến (Ảnh: AFP).", "AFP"),
        ("Ghe vào bến (ảnh Sở Giao thông)", "Sở Giao thông"),
        ("Ghe vào bến. Ảnh: báo Sông Quê", "báo Sông Quê"),
        ("Chùm ảnh: Ghe đua trên sông", None),
        ("Clip: Ghe máy tông sập cầu gỗ lúc nửa đêm", None),
        ("Đua ghe địa hình: Liều mình giữa dòng", None),
        ("Ghe vào bến.", None),
    ],
)
def test_credits_of_captions(caption: str, credit: str | None) -> None:
    assert credit_of(caption) == credit


def test_refusals_have_names() -> None:
    with pytest.raises(EmptyInput):
        cleaned("", "\u200b")
    with pytest.raises(NoTextFound):
        cleaned("Bình luận", "Xem thêm", "...")
    with pytest.raises(BinaryContent):
        clean_lines(Page(input_key="a.txt", medium=Medium.TEXT, body=bytes(range(32)) * 50, fetched_at=FETCHED_AT))


def test_what_is_set_aside_is_in_the_article() -> None:
    other = "Trận chung kết bóng chuyền nữ khép lại sau năm hiệp, đội chủ nhà nâng cúp trước sáu nghìn khán giả."
    article = cleaned(TITLE, FIRST, SECOND, THIRD, "Một số hình ảnh tại buổi lễ:", other)
    assert article.foreign_tail == (other,)
    assert "foreign_tail" in article.flags
    assert other not in article.text


@pytest.mark.parametrize(
    ("lines", "captions"),
    [
        (["Chủ xưởng (bìa phải)", "Ảnh: Hải Nam"], [("Chủ xưởng (bìa phải) Ảnh: Hải Nam", "Hải Nam")]),
        (["Tiếng búa dưới mái lá", "Ảnh: T.N"], [("Tiếng búa dưới mái lá Ảnh: T.N", "T.N")]),
        (["Toàn cảnh. Ảnh: AFP", "Ảnh: T.N"], [("Toàn cảnh. Ảnh: AFP", "AFP"), ("Ảnh: T.N", "T.N")]),
        (["Toàn cảnh xưởng", SECOND, "Ảnh: Hải Nam"], [("Toàn cảnh xưởng", None), ("Ảnh: Hải Nam", "Hải Nam")]),
    ],
)  # fmt: skip
def test_a_credit_of_its_own_line_joins_the_caption_right_above(
    lines: list[str], captions: list[tuple[str, str | None]]
) -> None:
    article = cleaned(TITLE, FIRST, *lines, THIRD, FIRST[:-1] + " và năm nay.")
    assert [(caption.text, caption.credit) for caption in article.captions] == captions
