from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from transforms.domain.errors import AnswerTooLarge, BrokenAnswer
from transforms.fetch.candidates import Candidate, merge
from transforms.fetch.feeds import plain, read_feed

SHARED = Path(__file__).parents[3] / "shared"
HERE = "https://bao.vn/rss/thoi-su.rss"
MOST = 1 << 20


def one(content: str) -> Candidate:
    (found,) = read_feed(content.encode(), HERE, MOST)
    return found


def rss(entry: str, title: str = "Báo Ví Dụ") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><item>{entry}</item></channel></rss>'
    )


def test_rss_tells_what_it_tells() -> None:
    found = one(
        rss(
            "<title><![CDATA[Khánh thành &amp; mở]]></title><link> https://bao.vn/cau-1.html?utm_source=rss </link>"
            "<description><![CDATA[<a href='x'><img src='y'></a></br>Sáng nay, cầu được khánh thành.]]></description>"
            "<category>Thời sự</category><author>pv@bao.vn (Lê An)</author>"
            "<pubDate>Fri, 27 Feb 2026 08:15:30 +0700</pubDate>"
        )
    )
    assert (found.url, found.canonical) == ("https://bao.vn/cau-1.html?utm_source=rss", "https://bao.vn/cau-1.html")
    assert (found.title, found.summary) == ("Khánh thành & mở", "Sáng nay, cầu được khánh thành.")
    assert (found.section, found.byline, found.source) == ("Thời sự", "Lê An", HERE)
    hints = found.hints(datetime(2026, 3, 1, tzinfo=UTC))
    assert (hints.feed_published, hints.sapo) == ("2026-02-27T08:15:30+07:00", found.summary)


def test_a_date_from_the_future_is_kept_back() -> None:
    found = one(rss("<link>https://bao.vn/a-1.html</link><pubDate>Fri, 27 Feb 2032 08:15:30 +0700</pubDate>"))
    assert found.published is not None
    assert found.hints(datetime(2026, 3, 1, tzinfo=UTC)).feed_published is None


def test_atom_and_rss_1() -> None:
    atom = one(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A &lt;b&gt;b&lt;/b&gt;</title>'
        '<link rel="edit" href="/sua"/><link href="/a-1.html"/><published>2026-02-27T08:15:30+07:00</published>'
        "<updated>2026-02-28T00:00:00Z</updated><author><name>Lê An</name></author>"
        "<category term='Kinh tế'/></entry></feed>"
    )
    assert (atom.url, atom.title, atom.section, atom.byline) == ("https://bao.vn/a-1.html", "A b", "Kinh tế", "Lê An")
    assert atom.updated is not None
    assert atom.updated.at == datetime(2026, 2, 28, tzinfo=UTC)
    rdf = one(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>B</title></channel><item><title>T</title>'
        "<link>http://bao.vn/b-1.html</link><dc:date>2026-02-27</dc:date>"
        "<dc:creator>Lê An</dc:creator></item></rdf:RDF>"
    )
    assert (rdf.canonical, rdf.byline) == ("https://bao.vn/b-1.html", "Lê An")
    assert rdf.published is not None


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Thời sự - Báo Ví Dụ RSS", "Thời sự"),
        ("Tin mới nhất - Báo Ví Dụ", None),
        ("Báo Ví Dụ", None),
        ("RSS: Kinh tế | Báo Ví Dụ", "Kinh tế"),
    ],
)
def test_the_channel_names_the_section(title: str, section: str | None) -> None:
    assert one(rss("<link>https://bao.vn/a-1.html</link>", title)).section == section


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<guid>https://bao.vn/a-1.html</guid>", "https://bao.vn/a-1.html"),
        ('<guid isPermaLink="false">https://bao.vn/1</guid><link>/a-2.html</link>', "https://bao.vn/a-2.html"),
        ("<link>//m.bao.vn/a-3.html</link>", "https://m.bao.vn/a-3.html"),
    ],
)
def test_where_the_address_stands(entry: str, url: str) -> None:
    assert one(rss(entry)).url == url


def test_entries_without_an_address_are_passed_over() -> None:
    assert read_feed(rss("<title>Không có đường dẫn</title>").encode(), HERE, MOST) == []
    assert read_feed(rss("<link>javascript:alert(1)</link>").encode(), HERE, MOST) == []


def test_ill_formed_feeds_are_mended() -> None:
    blank_first = "\ufeff\n\n" + rss("<link>https://bao.vn/a-1.html</link><title>A & B</title>")
    assert len(read_feed(blank_first.encode(), HERE, MOST)) == 1
    cut = rss("<link>https://bao.vn/a-1.html</link></item><item><link>https://bao.vn/b-2.html</link>")[:-30]
    assert len(read_feed(cut.encode(), HERE, MOST)) == 2


@pytest.mark.parametrize("content", [b"", b"   ", b"\x00\xff", b"just text"])
def test_noise_is_no_feed(content: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read_feed(content, HERE, MOST)


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY l0 "ha">{laughs}]>'
        "<rss><channel><item><link>https://bao.vn/a-1.html</link><title>&f;&l11;</title></item></channel></rss>"
    )
    (found,) = read_feed(document.encode(), HERE, MOST)
    assert "bí mật" not in (found.title or "")
    assert len(found.title or "") < 100


def test_packed_feeds_are_bounded() -> None:
    import gzip

    packed = gzip.compress(rss("<link>https://bao.vn/a-1.html</link>").encode())
    assert len(read_feed(packed, HERE, MOST)) == 1
    with pytest.raises(AnswerTooLarge):
        read_feed(gzip.compress(b"<rss>" + b" " * (8 << 20)), HERE, MOST)


def test_two_announcements_of_one_story_are_one() -> None:
    first = read_feed(
        rss("<link>http://www.bao.vn/a-1.html?utm_source=rss</link><title>A</title>").encode(), HERE, MOST
    )
    again = read_feed(rss("<link>https://m.bao.vn/a-1.html</link><category>Thời sự</category>").encode(), HERE, MOST)
    (merged,) = merge([*first, *again])
    assert (merged.url, merged.title, merged.section) == (first[0].url, "A", "Thời sự")


def test_plain_text_of_a_summary() -> None:
    assert plain("<p>Một &amp; hai</p>\n<p>ba</p>") == "Một & hai ba"
    assert plain("<img src='x'>") is None
    assert plain("  ") is None or plain("  ") == "  "


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not beside the checkout")
def test_real_feeds_parse_with_right_dates() -> None:
    files = sorted((SHARED / "feeds").glob("*.xml"))
    assert len(files) == 4
    for file in files:
        content = file.read_bytes()
        told = [
            datetime.strptime(text.strip(), "%a, %d %b %Y %H:%M:%S %z")
            for entry in etree.fromstring(content).iter("item")
            if entry.findtext("link")
            for text in [entry.findtext("pubDate") or ""]
        ]
        found = read_feed(content, "https://vnexpress.net/rss/tin-moi-nhat.rss", MOST)
        assert [one.published.at if one.published else None for one in found] == told
        assert len(found) >= 24
        assert all(one.title and one.summary for one in found)
