"""What a publisher's entry tells of its pages is believed; other publishers' pages never feel it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from transforms.clean.hinted import for_page
from transforms.clean.options import CleanOptions, SiteHints
from transforms.clean.page import clean_page
from transforms.clean.sandbox import KillableExtractor
from transforms.domain.pages import Medium, Page

_TEXT = [
    "Chiếc đò ngang cuối cùng của bến Ba Gạc chở khách thêm một mùa nước nữa rồi mới gác chèo.",
    "Ông lái đò Mạc Văn Cội, bảy mươi ba tuổi, không nhớ mình đã qua sông bao nhiêu lượt.",
    "Cây cầu mới dài hai trăm mét sẽ nối hai bờ trước Tết, học trò không phải dậy từ bốn giờ sáng.",
]
_MARKUP = f"""<html><head><title>Trang tin</title></head><body><div class="x1">Bến đò sắp lên bờ</div>
<div class="x2">Kể bởi người bến sông</div><div class="x3">07.05.2023 lúc 09:30</div>
<div class="x4"><p>{_TEXT[0]}</p><p>{_TEXT[1]}</p><div class="x5"><p>Ai đi qua bến này cũng nên uống thử một ly
nước dừa của quán Cô Tư, mở cửa cả ngày lẫn đêm.</p></div><p>{_TEXT[2]}</p></div></body></html>"""
_SITE = SiteHints(
    publisher="ben-do",
    hosts=("bendo.example.vn",),
    title=".x1",
    byline="div.x2",
    published=".x3",
    body="div.x4",
    remove=(".x5",),
    marks=("BĐO",),
    time_zone="Asia/Tokyo",
)
_OPTIONS = CleanOptions(sites=(_SITE,))


def _page(host: str) -> Page:
    return Page(
        input_key="x",
        medium=Medium.HTML,
        body=_MARKUP.encode(),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        url=f"https://{host}/tin.html",
    )


def test_selectors_and_zone_are_believed() -> None:
    article = clean_page(_page("www.bendo.example.vn"), _OPTIONS)
    assert article.title == "Bến đò sắp lên bờ"
    assert article.byline == "Kể bởi người bến sông"
    assert article.text.split("\n") == _TEXT
    assert article.published is not None
    assert article.published.local_iso() == "2023-05-07T07:30:00+07:00"  # half past nine in Tokyo
    assert article.published.source == "selector"


def test_other_hosts_are_read_by_the_rules_alone() -> None:
    plain = clean_page(_page("khac.example.vn"))
    assert clean_page(_page("khac.example.vn"), _OPTIONS) == plain
    assert plain != clean_page(_page("m.bendo.example.vn"), _OPTIONS)


def test_a_known_publisher_needs_no_address() -> None:
    page = replace(_page("khac.example.vn"), url=None, publisher="ben-do")
    assert clean_page(page, _OPTIONS).byline == "Kể bởi người bến sông"


def test_the_publisher_signs_nothing() -> None:
    markup = _MARKUP.replace("Kể bởi người bến sông", '<span class="author">BĐO</span>')
    page = replace(_page("bendo.example.vn"), body=markup.encode())
    assert clean_page(page, _OPTIONS).byline is None


def test_selectors_that_find_nothing_change_nothing() -> None:
    site = replace(
        _SITE, title=".a", byline=".b", published=".c", body=".d", remove=(".e",), time_zone="Asia/Ho_Chi_Minh"
    )
    found = clean_page(_page("bendo.example.vn"), CleanOptions(sites=(site,)))
    assert found == clean_page(_page("bendo.example.vn"))


def test_a_worker_is_told_of_the_page_s_publisher_alone() -> None:
    other = SiteHints(publisher="khac", hosts=("khac.example.vn",), title="h9")
    options = CleanOptions(sites=(other, _SITE))
    assert for_page(options, _page("bendo.example.vn")).sites == (_SITE,)
    assert for_page(options, _page("la.example.vn")).sites == ()
    with KillableExtractor(options=options) as extractor:
        assert extractor.clean(_page("bendo.example.vn")) == clean_page(_page("bendo.example.vn"), _OPTIONS)
