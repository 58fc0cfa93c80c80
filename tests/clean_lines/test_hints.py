"""What the door tells of a text: headline, lead, byline and dates, beside what the text prints itself."""

from __future__ import annotations

import pytest

from tests.clean_lines.test_article import FETCHED_AT, cleaned
from tests.clean_lines.test_roles import FIRST, SECOND, THIRD, TITLE
from transforms.clean.lines.dating import Dating, date_article
from transforms.clean.lines.export import to_record
from transforms.clean.lines.hinted import read_hint
from transforms.clean.lines.told import find_lead
from transforms.domain.errors import NoTextFound
from transforms.domain.pages import Hints, Medium, Page

LEAD = "Cả dòng kênh chỉ còn một xưởng nổi lửa hơ ván, và người thợ già nhất xóm vẫn chưa chịu gác búa."
BODY = f"{FIRST} {SECOND}  {THIRD}"


@pytest.mark.parametrize(
    "printed", [TITLE, TITLE.upper(), f"{TITLE} - Báo Sông Quê", "Xưởng đóng ghe cuối cùng của dòng"]
)
def test_a_printed_headline_that_was_told_is_the_title(printed: str) -> None:
    article = cleaned(printed, FIRST, SECOND, hints=Hints(title=TITLE))
    assert article.title == printed
    assert article.paragraphs == (FIRST, SECOND)


def test_a_stamp_glued_before_a_told_headline_is_cut() -> None:
    article = cleaned(f"Thứ Bảy, 17/04/2021, 09:41 GMT+7 {TITLE}", FIRST, SECOND, hints=Hints(title=TITLE))
    assert (article.title, article.paragraphs) == (TITLE, (FIRST, SECOND))
    assert article.published is not None


def test_a_told_headline_that_is_not_printed_is_the_title() -> None:
    article = cleaned("Nghề của ba đời", FIRST, SECOND, hints=Hints(title=f" {TITLE}\n", sapo=LEAD))
    assert article.title == TITLE
    assert article.paragraphs == ("Nghề của ba đời", FIRST, SECOND)
    assert "no_title" not in article.flags


def test_menus_over_a_text_are_none_of_a_record() -> None:
    article = cleaned("Trang chủ", "Đời sống sông nước", "Chia sẻ", FIRST, SECOND, hints=Hints(title=TITLE))
    assert article.paragraphs == (FIRST, SECOND)


def test_a_told_lead_opens_the_text() -> None:
    article = cleaned(FIRST, SECOND, hints=Hints(title=TITLE, sapo=f"<p>(Bến Sông) - {LEAD}</p>"))
    assert (article.sapo, article.paragraphs, article.dateline) == (LEAD, (FIRST, SECOND), "Bến Sông")
    assert article.text == "\n".join([LEAD, FIRST, SECOND])


@pytest.mark.parametrize(
    "told", [LEAD, LEAD.upper(), LEAD.replace("Cả dòng", "Dòng"), LEAD[:60] + "...", f"TPX - {LEAD}"]
)
def test_a_printed_lead_is_not_said_twice(told: str) -> None:
    article = cleaned(LEAD, FIRST, SECOND, hints=Hints(title=TITLE, sapo=told))
    assert article.text == "\n".join([LEAD, FIRST, SECOND])
    assert article.sapo == LEAD


def test_a_lead_inside_the_first_paragraph_is_not_said_twice() -> None:
    article = cleaned(f"{LEAD} {BODY}", hints=Hints(title=TITLE, sapo=LEAD))
    assert (article.sapo, article.paragraphs) == (None, (normal(f"{LEAD} {BODY}"),))


def test_a_lead_that_the_text_only_resembles_stays() -> None:
    retold = LEAD.replace("người thợ già nhất xóm vẫn chưa chịu gác búa", "người thợ trẻ nhất xóm đã gác búa từ lâu")
    assert find_lead(Hints(sapo=LEAD), TITLE, [retold, FIRST]).text == LEAD


@pytest.mark.parametrize("told", [TITLE, "", "  ", "…"])
def test_a_lead_that_says_nothing_new_is_none(told: str) -> None:
    assert cleaned(FIRST, SECOND, hints=Hints(title=TITLE, sapo=told)).sapo is None


@pytest.mark.parametrize("glued", ["", "Ảnh minh họa.  Không những thế, ", "(Ảnh: AFP) "])
def test_a_body_of_one_long_line_comes_through_whole(glued: str) -> None:
    line = " ".join([FIRST, glued, *[SECOND, THIRD] * 12, "Hải Nam"])
    assert cleaned(line, hints=Hints(title=TITLE, sapo=LEAD)).paragraphs == (normal(line),)


@pytest.mark.parametrize(
    "line",
    [
        f"Theo đó, {FIRST[0].lower()}{FIRST[1:]}",
        f"{FIRST} {SECOND} Ghe vào bến. Ảnh: Hải Nam",
        "Chủ xưởng bên chiếc ghe thứ hai trăm (Ảnh: AFP) Ghe chở lúa qua bến (Ảnh: AFP)",
        "Mời quý độc giả cùng nghe ông kể: năm ấy nước lớn, ghe trôi cả tháng mới tìm lại được ở cửa biển.",
        "Chủ xưởng bên chiếc ghe thứ hai trăm vừa đóng xong. H.N",
    ],
)
@pytest.mark.parametrize("hints", [Hints(), Hints(title=TITLE)])
def test_a_text_never_loses_its_only_prose(line: str, hints: Hints) -> None:
    assert cleaned(line, hints=hints).paragraphs == (line,)


def test_relaxed_rules_are_flagged() -> None:
    assert "text:kept_all" in cleaned("Ghe chở lúa ra bến sớm. Ảnh: Hải Nam", hints=Hints(title=TITLE)).flags
    assert "text:kept_all" not in cleaned(FIRST, hints=Hints(title=TITLE)).flags


def test_captions_are_the_story_only_where_they_outweigh_the_lead() -> None:
    caption = "Ghe chở lúa ra bến từ lúc trời chưa sáng. Ảnh: Hải Nam"
    one = cleaned(caption, hints=Hints(title=TITLE, sapo=LEAD))
    assert (one.paragraphs, [c.text for c in one.captions]) == ((), [caption])
    series = [caption, caption.replace("ra bến", "về kho"), caption.replace("Ghe", "Thuyền")]
    many = cleaned(*series, hints=Hints(title=TITLE, sapo=LEAD))
    assert (many.paragraphs, many.captions) == (tuple(series), ())


@pytest.mark.parametrize(
    ("line", "byline", "source"),
    [("Lê Văn Bền", "Lê Văn Bền", None), ("Theo Sông Quê", None, "Sông Quê"), ("Clip: Ghe máy vượt lũ", None, None)],
)
def test_a_record_whose_body_is_only_a_signature_lives_by_its_lead(
    line: str, byline: str | None, source: str | None
) -> None:
    article = cleaned(line, hints=Hints(title=TITLE, sapo=LEAD))
    assert (article.text, article.byline, article.source_agency) == (LEAD, byline, source)


@pytest.mark.parametrize("line", ["Lê Văn Bền", "Theo Sông Quê", "Xem thêm", TITLE])
def test_without_a_lead_there_is_nothing_in_a_signature_or_a_headline(line: str) -> None:
    with pytest.raises(NoTextFound):
        cleaned(line, hints=Hints(title=TITLE))


def test_the_texts_own_byline_comes_first() -> None:
    assert cleaned(TITLE, FIRST, SECOND, "Hải Nam", hints=Hints(byline="Lê Vân")).byline == "Hải Nam"
    assert cleaned(TITLE, FIRST, SECOND, hints=Hints(byline="Bài, ảnh: Lê Vân")).byline == "Lê Vân"


@pytest.mark.parametrize(
    ("told", "local"),
    [
        ("2021-04-17T09:41:05Z", "2021-04-17T16:41:05+07:00"),
        ("2021-04-17", "2021-04-17"),
        ("2021-04", "2021-04"),
        ("2021", "2021"),
        ("20210417T094105", "2021-04-17T09:41:05+07:00"),
        ("Sat, 17 Apr 2021 02:41:05 GMT", "2021-04-17T09:41:05+07:00"),
        ("Sat, 17 Apr 21 09:41 +0700", "2021-04-17T09:41:00+07:00"),
        ("Thứ Bảy, 17/04/2021 | 9:41 (GMT+7)", "2021-04-17T09:41:00+07:00"),
        ("1618627265", "2021-04-17T09:41:05+07:00"),
        ("1618627265123", "2021-04-17T09:41:05+07:00"),
        ("1618627265.5", "2021-04-17T09:41:05+07:00"),
        ("31/02/2021", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_instants_of_fields(told: str, local: str | None) -> None:
    found = read_hint(told, "record")
    assert (found.local_iso() if found else None) == local


def dated(hints: Hints, *stamps: str) -> Dating:
    article = cleaned(TITLE, *stamps, FIRST, SECOND, hints=hints)
    return Dating(
        published=article.published,
        updated=article.updated,
        candidates=article.date_candidates,
        flags=frozenset(flag for flag in article.flags if flag.startswith("date:")),
    )


@pytest.mark.parametrize(
    ("stamp", "told", "local", "source"),
    [
        ("17/04/2021", "2021-04-17T09:41:05", "2021-04-17T09:41:05+07:00", "record"),
        ("17/04/2021", "2021-04-18T09:41:05", "2021-04-17", "stamp"),
        ("17/04/2021 09:41", "2021-04-17", "2021-04-17T09:41:00+07:00", "stamp"),
        ("17/04/2031 09:41", "2021-04-17", "2021-04-17", "record"),
    ],
)
def test_the_better_of_stamp_and_hint(stamp: str, told: str, local: str, source: str) -> None:
    found = dated(Hints(published=told), stamp)
    assert found.published is not None
    assert (found.published.local_iso(), found.published.source) == (local, source)
    assert len(found.candidates) == 2


def test_a_hint_from_the_future_or_unreadable_is_flagged() -> None:
    late = dated(Hints(published="2031-04-17", updated="2031-04-18"))
    assert (late.published, late.updated, len(late.candidates)) == (None, None, 2)
    assert late.flags == {"date:from_future"}
    assert dated(Hints(published="hôm qua")).flags == {"date:hint_unread"}
    assert date_article([], [], Hints(), FETCHED_AT).flags == frozenset()


def test_records_of_a_dump_are_told_apart_and_bear_their_hints() -> None:
    hints = Hints(title=TITLE, sapo=LEAD, section="Đời sống", published="2021-04-17")
    page = Page(
        input_key="kho/tin.jsonl#L7", medium=Medium.TEXT, body=BODY.encode(), fetched_at=FETCHED_AT, hints=hints
    )
    record = to_record(page)
    told = {key: record[key] for key in ("doc_id", "title", "sapo", "section", "published", "text")}
    assert told == {
        "doc_id": "tin#L7",
        "title": TITLE,
        "sapo": LEAD,
        "section": "Đời sống",
        "published": "2021-04-17",
        "text": f"{LEAD}\n{normal(BODY)}",
    }


def normal(text: str) -> str:
    return " ".join(text.split())
