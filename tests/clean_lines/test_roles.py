"""Roles of lines: laws that hold for every text, and for each dropping rule a like line that must survive."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.lines.history import count_lines
from transforms.clean.lines.roles import assign_roles
from transforms.clean.lines.shapes import line_key, normalise_line

TITLE = "Xưởng đóng ghe cuối cùng của dòng kênh cụt"
FIRST = (
    "Xưởng đóng ghe nằm khuất sau rặng dừa, mỗi năm chỉ hạ thủy năm chiếc ghe gỗ nhưng chiếc nào cũng có người đặt "
    "trước từ mùa khô năm ngoái."
)
SECOND = (
    "Chủ xưởng học nghề từ năm mười bốn tuổi, đến nay đã đóng hơn hai trăm chiếc ghe lớn nhỏ cho khách của bảy tỉnh "
    "miền sông nước."
)
THIRD = (
    "Ông nói nghề này không giàu, nhưng mỗi lần thấy chiếc ghe của mình chở đầy lúa đi ngang bến thì lại thấy vui như "
    "ngày hạ thủy đầu tiên."
)
LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [TITLE, FIRST, SECOND, THIRD, "Xem thêm", "Bình luận", "0:00", ".", "", "Lê Văn An", "Tags", "1. Bến"]
        ),
        st.text(max_size=80).filter(lambda text: "\n" not in text),
    ),
    max_size=30,
)


def roles_of(*lines: str) -> dict[str, str]:
    return {role.text: role.role for role in assign_roles(lines)}


def role_inside(line: str) -> str:
    """The role of a line in the middle of the text."""
    return next(role.role for role in assign_roles([TITLE, FIRST, SECOND, line, THIRD]) if role.line == 4)


def role_at_end(line: str) -> str:
    return next(role.role for role in assign_roles([TITLE, FIRST, SECOND, THIRD, line]) if role.line == 5)


@given(LINES)
@settings(max_examples=300)
def test_every_line_with_text_has_exactly_one_role_and_stays_verbatim(lines: list[str]) -> None:
    roles = assign_roles(lines)
    spoken = [number for number, line in enumerate(lines, 1) if normalise_line(line)]
    assert [role.line for role in roles] == spoken
    for role in roles:
        assert role.text == normalise_line(lines[role.line - 1])
        assert role.role in ("title", "body", "subhead", "caption", "byline") or role.role.startswith("drop:")


@given(LINES)
@settings(max_examples=100)
def test_at_most_one_title_and_the_same_answer_twice(lines: list[str]) -> None:
    roles = assign_roles(lines)
    assert sum(role.role == "title" for role in roles) <= 1
    assert roles == assign_roles(lines)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_line(text)
    assert normalise_line(once) == once
    assert once == unicodedata.normalize("NFC", once)


@pytest.mark.parametrize(
    ("dropped", "reason", "survivor"),
    [
        ("...", "separator", "...và rồi chiếc ghe cũng trôi."),
        (
            "0:00 / 1:23",
            "player_widget",
            "0:00 là giờ con nước bắt đầu đứng, thợ xưởng phải canh để hạ thủy chiếc ghe mới.",
        ),
        (
            "17/04/2021 09:41",
            "date_stamp",
            "Ngày 17/04/2021, xưởng hạ thủy chiếc ghe thứ hai trăm trong tiếng trống của cả xóm.",
        ),
        ("Tin liên quan", "related", "Tin liên quan đến chiếc ghe bị chìm khiến cả xóm mất ngủ suốt hai đêm liền."),
        (
            ">> Bến ghe đổi chỗ",
            "related",
            "Giá gỗ > giá công là điều xưởng nào cũng phải chịu trong ba năm trở lại đây.",
        ),
        (
            "Bình luận",
            "comment_prompt",
            "Bình luận về nghề đóng ghe, một thợ già bảo chỉ cần còn sông là còn người cần ghe.",
        ),
        (
            "Xem thêm: Chợ nổi dời bến",
            "related",
            "Xem thêm vài chiếc ghe cũ ở bến, tôi hiểu vì sao khách cứ tìm về xưởng này.",
        ),
        (
            "Một số hình ảnh tại xưởng:",
            "gallery_intro",
            "Một số hình ảnh cũ cho thấy xưởng từng có ba mươi thợ làm việc cùng lúc.",
        ),
        (
            "Tags: ghe, sông nước",
            "nav_widget",
            "Tags mà khách hay gắn cho xưởng là ghe, gỗ sao và tiếng đục lúc sáng sớm.",
        ),
        (
            "Mời quý độc giả theo dõi",
            "site_notice",
            "Mời quý độc giả cùng nghe ông kể: năm ấy nước lớn, ghe trôi cả tháng mới tìm lại được ở cửa biển.",
        ),
        ("ghe-go-01.jpg", "code", "Tệp ghe-go-01.jpg là tấm hình duy nhất còn lại của xưởng trong trận lụt năm ấy."),
        (
            "<% include footer %>",
            "code",
            "Thợ xưởng nói vui rằng 5 < 7, nhưng năm chiếc ghe tốt hơn bảy chiếc ghe ọp ẹp.",
        ),
    ],
)
def test_furniture_goes_and_its_like_stays(dropped: str, reason: str, survivor: str) -> None:
    assert role_inside(dropped) == f"drop:{reason}"
    assert role_inside(survivor) == "body"
    assert reason == "site_notice" or role_at_end(survivor) == "body"  # at the end an invitation is a notice


def test_a_repeated_caption_goes_and_a_like_paragraph_stays() -> None:
    parallel = "Năm 2019, xưởng hạ thủy năm chiếc ghe lớn cho khách miệt vườn và thu về đủ tiền mua gỗ cho mùa sau."
    caption = "Chiếc ghe thứ hai trăm trước giờ hạ thủy. Ảnh: Hải Nam"
    found = [
        r.role
        for r in assign_roles([TITLE, FIRST, caption, caption, SECOND, parallel, parallel.replace("2019", "2020")])
    ]
    assert found[2:4] == ["caption", "drop:duplicate_caption"]
    assert found[4:] == ["body", "body", "body"]


def test_the_more_complete_of_two_captions_is_kept() -> None:
    found = roles_of(TITLE, FIRST, "Giám đốc xưởng Lê Văn Bền.", "", "Ông giám đốc xưởng Lê Văn Bền.", SECOND, THIRD)
    assert found["Giám đốc xưởng Lê Văn Bền."] == "drop:near_duplicate_caption"
    assert found["Ông giám đốc xưởng Lê Văn Bền."] == "caption"


def test_a_subhead_whose_words_open_its_paragraph_stays() -> None:
    assert (
        roles_of(TITLE, FIRST, "Chủ xưởng", SECOND.replace("Chủ xưởng", "Chủ xưởng già"), THIRD)["Chủ xưởng"]
        == "subhead"
    )


def test_links_in_a_row_go_and_lines_that_open_alike_stay() -> None:
    links = ["Bến ghe đổi chỗ sau mùa lũ", "Gỗ sao tăng giá gấp đôi", "Chợ nổi thêm ngày họp phiên"]
    assert {roles_of(TITLE, FIRST, SECOND, *links, THIRD)[link] for link in links} == {"drop:related"}
    verses = ["Ghe ai vừa mới ra khơi", "Ghe ai về bến đợi người", "Ghe ai còn mắc bãi bồi"]
    assert not any(roles_of(TITLE, FIRST, SECOND, *verses, THIRD)[verse].startswith("drop") for verse in verses)


def test_paragraphs_on_both_sides_of_a_table_stay() -> None:
    cells = [cell for n in range(14) for cell in (f"Xã {n}", f"{n * 3} ghe", "xưởng nhỏ")]
    before = [FIRST, SECOND]
    behind = [THIRD, "Bảng trên cho thấy xưởng nhỏ vẫn đóng được nhiều ghe, " + FIRST[:1].lower() + FIRST[1:]]
    found = assign_roles([TITLE, *before, *cells, *behind])
    kept = {role.text for role in found if role.role == "body"}
    assert set(before) <= kept
    assert set(behind) <= kept


def test_announced_items_stay() -> None:
    items = ["Bộ đục mười hai lưỡi gỗ mun", "Cưa dọc bản rộng hai gang", "Dây mực nhuộm than bếp củi"]
    found = roles_of(TITLE, FIRST, SECOND, "Đồ nghề của thợ cả gồm:", *items, THIRD)
    assert not any(found[item].startswith("drop") for item in items)


def test_lines_under_the_last_paragraph_of_a_page_are_no_paragraphs() -> None:
    found = roles_of(TITLE, FIRST, SECOND, THIRD, "Hải Nam", "Tin cùng chuyên mục", "Bến ghe đổi chỗ sau mùa lũ lớn")
    assert found["Hải Nam"] == "byline"
    assert found["Bến ghe đổi chỗ sau mùa lũ lớn"] == "drop:related"


def test_a_glued_story_is_set_aside_only_behind_a_cue() -> None:
    other = "Trận chung kết bóng chuyền nữ khép lại sau năm hiệp, đội chủ nhà nâng cúp trước sáu nghìn khán giả."
    gallery = "Một số hình ảnh tại buổi lễ:"
    assert roles_of(TITLE, FIRST, SECOND, THIRD, gallery, other)[other] == "drop:foreign_article"
    assert roles_of(TITLE, FIRST, SECOND, THIRD, other)[other] == "body"


@pytest.mark.parametrize("subhead", ["AN TOÀN LÀ TRÊN HẾT", "Hà Nam", "Người dân được hưởng lợi", "Lê Văn Bền"])
def test_a_subhead_that_looks_like_a_name_does_not_end_the_text(subhead: str) -> None:
    fourth = "Chủ xưởng dặn thợ mặc áo phao khi thử ghe, vì khúc kênh trước xưởng sâu và nước chảy xiết vào mùa lũ."
    found = roles_of(TITLE, FIRST, SECOND, THIRD, subhead, fourth, THIRD.replace("Ông nói", "Ông nhắc lại"))
    assert found[subhead] in ("subhead", "body")
    assert found[fourth] == "body"


@pytest.mark.parametrize(
    "caption",
    [
        "Đồng chí Lê Văn Bền phát biểu",
        "Toàn cảnh xưởng.",
        "Chủ tịch xã Lê Văn Bền (bìa phải).",
        "Ảnh minh họa",
        "Ảnh: Hải Nam",
    ],
)
def test_pictures_without_text_leave_captions(caption: str) -> None:
    assert role_inside(caption) == "caption"


def test_a_publishers_history_finds_lines_that_no_list_knows() -> None:
    slogan = "Nhịp sống sông nước mỗi ngày"
    plain = [TITLE, FIRST, SECOND, slogan, THIRD]
    assert assign_roles(plain)[3].role == "subhead"
    history = count_lines([plain, [slogan, FIRST, TITLE[:10]], [f"{slogan} ", FIRST]])
    assert history[line_key(slogan)] == 3
    assert assign_roles(plain, history=history)[3].role == "drop:nav_widget"
    assert (
        assign_roles(plain, history=history | {line_key(FIRST): 3})[1].role == "body"
    )  # a paragraph is never furniture


# 1–2 s alone on one core; quadratic work would outlast any hang guard.
@pytest.mark.timeout(300)
def test_many_lines_end() -> None:
    short = [f"Câu ngắn số {n} của bài." if n % 3 else f"Lê Văn {chr(65 + n % 26)}" for n in range(20_000)]
    lines = [TITLE, *short, *[FIRST, "Xem thêm: " + TITLE] * 2_000]
    assert len(assign_roles(lines)) == len(lines)
