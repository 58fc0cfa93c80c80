"""Sitemaps and section pages, and telling them apart from feeds."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from transforms.domain.errors import BrokenAnswer
from transforms.fetch.answers import Answer
from transforms.fetch.discovery import read_source
from transforms.fetch.options import Limits
from transforms.fetch.sections import read_section
from transforms.fetch.sitemaps import read_sitemap

MOST = 1 << 20
HERE = "https://bao.vn/sitemap.xml"
NEWS = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://bao.vn/tin-1.html</loc>
 <lastmod>2026-02-28</lastmod><news:news><news:publication><news:name>B</news:name></news:publication>
 <news:publication_date>2026-02-27T08:15:30+07:00</news:publication_date><news:title>Tin m\xe1\xbb\x99t</news:title>
 </news:news></url><url><loc>/tin-2.html</loc></url><url><loc></loc></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap><loc>https://bao.vn/s-1.xml.gz</loc><lastmod>2026-02-27T08:00:00+07:00</lastmod></sitemap>
 <sitemap><loc>/s-2.xml</loc></sitemap></sitemapindex>"""
SECTION = """<!doctype html><html><body><nav><a href="/thoi-su">Thời sự</a><a href="/video/xem-di.html">Xem</a></nav>
<h3><a href="/khoi-cong-cau-moi-o-xa-an-binh-12345.html">Khởi công cầu mới ở xã An Bình</a></h3>
<a href="/khoi-cong-cau-moi-o-xa-an-binh-12345.html"><img src="x.jpg"></a>
<a href="https://m.bao.vn/hoi-nghi-tong-ket-nam-hoc-6789012.htm">Hội nghị tổng kết năm học mới</a>
<a href="https://khac.vn/tin-cua-bao-khac-9999999.html">Tin của báo khác rất dài</a>
<a href="/tag/mot-tu-khoa-rat-dai-12345">Một từ khóa rất dài</a>
<a href="/anh-mot-hai-ba-bon.jpg">Ảnh một hai ba bốn</a>
<a href="mailto:a@bao.vn">Gửi thư cho tòa soạn báo</a><a href="http://[bad">Địa chỉ rất là hỏng</a></body></html>"""


def test_a_news_sitemap() -> None:
    first, second = read_sitemap(NEWS, HERE, MOST).stories
    assert (first.url, first.title, second.url) == ("https://bao.vn/tin-1.html", "Tin một", "https://bao.vn/tin-2.html")
    assert first.published is not None
    assert first.published.at == datetime(2026, 2, 27, 1, 15, 30, tzinfo=UTC)
    assert first.updated is not None
    assert second.published is None


@pytest.mark.parametrize("packed", [False, True])
def test_an_index(packed: bool) -> None:
    found = read_sitemap(gzip.compress(INDEX) if packed else INDEX, HERE, MOST)
    assert [one.url for one in found.sitemaps] == ["https://bao.vn/s-1.xml.gz", "https://bao.vn/s-2.xml"]
    assert found.sitemaps[0].changed is not None


def test_a_plain_list() -> None:
    found = read_sitemap("\ufeffhttps://bao.vn/a-1.html\r\nhttps://bao.vn/b-2.html\n".encode(), HERE, MOST)
    assert [one.url for one in found.stories] == ["https://bao.vn/a-1.html", "https://bao.vn/b-2.html"]


def test_what_is_no_sitemap() -> None:
    with pytest.raises(BrokenAnswer):
        read_sitemap(b"<rss/>", HERE, MOST)


def test_a_section_page_lists_its_stories_once() -> None:
    found = read_section(SECTION.encode(), "https://bao.vn/thoi-su", ("bao.vn",))
    assert [one.title for one in found] == ["Khởi công cầu mới ở xã An Bình", "Hội nghị tổng kết năm học mới"]
    assert found[1].canonical == "https://bao.vn/hoi-nghi-tong-ket-nam-hoc-6789012.htm"


@pytest.mark.parametrize(
    ("content", "kind", "stories", "sitemaps"),
    [
        (NEWS, "application/xml", 2, 0),
        (gzip.compress(NEWS), "application/octet-stream", 2, 0),
        (INDEX, "text/xml", 0, 2),
        (SECTION.encode(), "text/html; charset=utf-8", 2, 0),
        (b"<rss><channel><item><link>https://bao.vn/a-1.html</link></item></channel></rss>", "text/html", 1, 0),
        (b"https://bao.vn/a-1.html\n", "text/plain", 1, 0),
        (b"<khac/>", "text/xml", 0, 0),
        (b"", "text/xml", 0, 0),
    ],
)
def test_a_source_is_told_by_what_it_holds(content: bytes, kind: str, stories: int, sitemaps: int) -> None:
    answer = Answer(url="https://bao.vn/x", status=200, reason="OK", headers=(("Content-Type", kind),), body=content)
    found = read_source(answer, ("bao.vn",), Limits())
    assert (len(found.stories), len(found.sitemaps)) == (stories, sitemaps)
    assert (found.problem is None) == bool(stories or sitemaps)
