"""Search: with and without diacritics, phrases, filters, pages; and what cannot be asked."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from starlette.testclient import TestClient

TITLE = re.compile(r"<h3><a href=\"/article[^\"]*\">(.*?)</a></h3>", re.DOTALL)


def titles(site: TestClient, **asked: str) -> list[str]:
    answer = site.get("/search", params=asked)
    assert answer.status_code == 200, answer.text
    return [re.sub(r"<[^>]+>", "", one) for one in TITLE.findall(answer.text)]


def test_everything_is_shown_newest_first(site: TestClient) -> None:
    found = titles(site)
    assert len(found) == 7
    assert set(found[:2]) == {"Bàn về đê", "Bình minh"}
    assert titles(site, order="oldest") == found[::-1]


def test_without_diacritics_any_match(site: TestClient) -> None:
    assert set(titles(site, q="ninh binh")) == {"Hội nghị về đê điều", "Bàn về đê"}
    assert set(titles(site, q="binh")) == {"Hội nghị về đê điều", "Bàn về đê", "Bình minh"}
    assert titles(site, q="rau ma") == ["Chợ sớm"]


def test_with_diacritics_they_must_match(site: TestClient) -> None:
    assert titles(site, q="rau má") == ["Chợ sớm"]
    assert titles(site, q="rau mà") == []
    assert titles(site, q="rau mà", loose="1") == ["Chợ sớm"]


def test_d_with_and_without_its_bar(site: TestClient) -> None:
    assert titles(site, q="de dieu") == titles(site, q="ĐÊ ĐIỀU") == ["Hội nghị về đê điều"]


@pytest.mark.parametrize("form", ["ĐÊ ĐIỀU", "Đê điều", "\u0111e\u0302 \u0111ie\u0302\u0300u"])
def test_case_and_unicode_form_do_not_matter(site: TestClient, form: str) -> None:
    assert titles(site, q=form) == ["Hội nghị về đê điều"]


def test_words_stand_side_by_side_unless_asked_otherwise(site: TestClient) -> None:
    assert titles(site, q="đê hội nghị") == []
    assert set(titles(site, q="đê hội nghị", match="all")) == {"Hội nghị về đê điều", "Bàn về đê"}
    assert set(titles(site, q='"hội nghị" "đê"')) == {"Hội nghị về đê điều", "Bàn về đê"}


def test_nothing_found_offers_the_wider_search(site: TestClient) -> None:
    answer = site.get("/search", params={"q": "đê hội nghị"})
    assert "match=all" in answer.text


def test_a_title_may_be_looked_for_alone(site: TestClient) -> None:
    assert titles(site, q="binh", **{"in": "title"}) == ["Bình minh"]


def test_filters_work_together(site: TestClient) -> None:
    assert titles(site, publisher="tinmau.example", q="hội nghị") == ["Bàn về đê"]
    assert titles(site, section="Thời sự") == ["Hội nghị về đê điều"]
    assert set(titles(site, until="", **{"from": "2025-05-12", "to": "2025-05-12"})) == {
        "Ký nghị định",
        "Ký nghị định (sửa)",
        "Lũ",
    }
    assert titles(site, entity="per:le-van-an", publisher="tinmau.example") == ["Bàn về đê"]
    assert len(titles(site, document="doc:12-2025-nd-cp")) == 2
    assert len(titles(site, office="bí thư tỉnh ủy ninh bình")) == 2
    assert titles(site, office="bí thư tỉnh ủy ninh bình", to="2026-02-27") == ["Hội nghị về đê điều"]


def test_a_filter_takes_a_name_with_or_without_diacritics(site: TestClient) -> None:
    assert titles(site, entity="le van an") == titles(site, entity="per:le-van-an") == titles(site, entity="Lê Văn An")
    assert len(titles(site, document="nghi dinh 12/2025")) == 2


def test_an_unknown_name_finds_nothing_and_says_so(site: TestClient) -> None:
    answer = site.get("/search", params={"entity": "Không Ai Cả"})
    assert "Nothing is called" in answer.text
    assert titles(site, entity="Không Ai Cả") == []


def test_hits_are_marked_where_they_stand(site: TestClient) -> None:
    assert '<mark class="hit">sông Đáy</mark>' in site.get("/search", params={"q": "song day"}).text


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "a" * 201},
        {"q": "một " * 40},
        {"page": "0"},
        {"page": "501"},
        {"page": "-1"},
        {"page": "９"},
        {"from": "27/02/2026"},
        {"order": "best"},
        {"match": "near"},
        {"entity": "x" * 300},
    ],
)
def test_what_cannot_be_asked_is_refused(site: TestClient, asked: dict[str, str]) -> None:
    answer = site.get("/search", params=asked)
    assert answer.status_code == 400
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""" OR *',
        "AND",
        "NEAR(a b)",
        "tp:hội",
        "*",
        "-hội",
        "a\0b",
        "(",
        "{tp bp}:x",
        "'; DROP TABLE docs; --",
        "%",
        "\\",
        "😀",
        "k:x",
    ],
)
def test_signs_of_query_languages_are_only_text(site: TestClient, text: str) -> None:
    assert site.get("/search", params={"q": text}).status_code == 200
    assert site.get("/search", params={"q": text, "match": "all"}).status_code == 200
    assert site.get("/entities", params={"q": text}).status_code == 200


def test_pages_hold_twenty_and_follow_each_other(tmp_path: Path) -> None:
    from tests.explore.news import client, commit, story

    commit(tmp_path / "many", "r1", [story(f"Tin số {n}.", title=f"Tin {n}", input_key=f"{n}") for n in range(45)])
    many = client(tmp_path / "many")
    pages = [titles(many, q="tin so", page=str(page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert titles(many, page="4") == []


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "ninh binh"},
        {"q": "binh", "in": "title"},
        {"q": "rau má"},
        {"q": "đê hội nghị", "match": "all"},
        {"q": '"hội nghị" "đê điều"'},
        {"from": "2026-02-28"},
        {"to": "2025-12-31", "entity": "per:le-van-an"},
        {"publisher": "tinmau.example", "q": "hoi nghi"},
        {"office": "Bí thư Tỉnh ủy Ninh Bình"},
        {"document": "doc:12-2025-nd-cp", "order": "oldest"},
        {"section": "Thời sự"},
    ],
)
def test_the_offered_query_finds_the_same(site: TestClient, asked: dict[str, str]) -> None:
    sql = site.get("/export.sql", params=asked).text
    found = duckdb.connect().execute(sql).fetchall()
    assert len(found) == len(titles(site, **asked))
    shown = site.get("/export", params=asked)
    assert shown.status_code == 200
