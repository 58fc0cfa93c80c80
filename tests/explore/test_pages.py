"""What the pages tell of a small data set."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from pipelines.explore.app import PAGES
from tests.explore.news import client, commit, newsroom
from transforms.store.office_history import write_office_terms


def first_article(site: TestClient, **asked: str) -> str:
    return str(re.findall(r'href="(/article\?[^"]*)"', site.get("/search", params=asked).text)[0]).replace("&amp;", "&")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", [path for path in PAGES if path not in ("/article", "/compare", "/entity", "/letter")])
def test_every_page_is_there_in_both_languages(site: TestClient, path: str, language: str) -> None:
    answer = site.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    if answer.headers["content-type"].startswith("text/html"):
        assert f'<html lang="{language}">' in answer.text


def test_an_article_has_its_mentions_marked_one_inside_the_other(site: TestClient) -> None:
    text = site.get(first_article(site, q="đê điều")).text
    assert text.count('<mark class="m ') == text.count("</mark>")
    bare = re.sub(r'<span class="tip".*?</a></span>', "", text, flags=re.DOTALL)
    opened = {label: f'<mark class="m {label}"[^>]*>' for label in ("POSITION", "ORG", "LOC")}
    nested = f"Bí thư {opened['ORG']}Tỉnh ủy {opened['LOC']}Ninh Bình</mark></mark></mark>"
    assert re.search(opened["POSITION"] + nested, bare)
    assert "An Nhiên" in text
    assert "Đê sông Đáy" in text


def test_every_mention_is_described_for_those_who_cannot_point(site: TestClient) -> None:
    text = site.get(first_article(site, q="đê điều")).text
    described = re.findall(r'aria-describedby="(tip-\d+)"', text)
    assert len(described) == 4
    assert all(f'id="{one}"' in text for one in described)
    assert text.count('tabindex="0"') >= 4


def test_dates_tell_where_they_were_found(site: TestClient) -> None:
    text = site.get(first_article(site, q="đê điều")).text
    assert "found in the date line of the page" in text


def test_revisions_lead_to_what_changed(site: TestClient) -> None:
    text = site.get(first_article(site, q="287")).text
    link = re.findall(r'href="(/compare[^"]*)"', text)[0].replace("&amp;", "&")
    diff = site.get(link).text
    assert "<del>41. </del>" in diff
    assert "<ins>287. </ins>" in diff
    assert "<ins>Mưa lớn.</ins>" in diff


def test_a_copy_stands_beside_its_original(site: TestClient) -> None:
    text = site.get(first_article(site, publisher="tinmau.example", q="đê")).text
    assert "an edited reprint, 80 % alike" in text
    link = re.findall(r'href="(/compare[^"]*)"', text)[0].replace("&amp;", "&")
    assert "1 of 2 lines are the same." in site.get(link).text


def test_a_person_has_offices_with_sources(site: TestClient) -> None:
    text = site.get("/entity?key=per:le-van-an").text
    assert "4 articles, from 12 May 2025 to 28 Feb 2026" in text
    assert "Bí thư Tỉnh ủy Ninh Bình" in text
    assert "Chủ tịch UBND" in text
    assert text.index("Chủ tịch UBND") < text.index("Bí thư Tỉnh ủy Ninh Bình")
    assert '<rect class="open"' in text


def test_settled_terms_are_taken_where_they_were_made(tmp_path: Path) -> None:
    commit(tmp_path / "news", "r1", newsroom())
    write_office_terms(tmp_path / "news")
    text = client(tmp_path / "news").get("/entity?key=per:le-van-an").text
    assert "run dongtin offices" not in text


def test_an_organisation_tells_who_held_office(site: TestClient) -> None:
    text = site.get("/entity?key=org:tinh-uy-ninh-binh").text
    assert "Who holds office here" in text
    assert "/entity?key=per%3Ale-van-an" in text


def test_a_document_tells_who_cites_it_when(site: TestClient) -> None:
    text = site.get("/entity?key=doc:12-2025-nd-cp").text
    assert "When it is cited" in text
    assert '<mark class="hit">Nghị định 12/2025/NĐ-CP</mark>' in text


def test_a_place_tells_its_reform(site: TestClient) -> None:
    text = site.get("/entity?key=loc:tinh-ha-nam").text
    assert "until 1 Jul 2025" in text
    assert "/entity?key=loc%3Atinh-ninh-binh" in text
    joint = site.get("/entity?key=loc:tinh-ninh-binh&family=1").text
    assert "Lũ" in joint
    assert "Lũ" not in re.sub(r"<footer.*", "", site.get("/entity?key=loc:tinh-ninh-binh").text, flags=re.DOTALL)


def test_a_place_that_no_article_names_still_has_its_history(site: TestClient) -> None:
    answer = site.get("/entity?key=loc:tinh-nam-dinh")
    assert answer.status_code == 200
    assert "No article names it." in answer.text


def test_dead_letters_show_their_bytes_and_the_command(site: TestClient, news: Path) -> None:
    text = site.get("/letters").text
    assert f"dongtin replay {news}" in text
    narrowed = site.get("/letters?reason=empty_input&stage=read").text
    assert "--reason=empty_input --stage=read" in narrowed
    assert "tin/hong.warc" not in narrowed
    letter = site.get("/letter?key=tin/anh.html&run=r1").text
    assert "89 50 4e 47" in letter
    assert "Its bytes were not kept" in site.get("/letter?key=tin/hong.warc&run=r1").text
    assert "Empty: 0 bytes." in site.get("/letter?key=tin/rong.html&run=r1").text


def test_runs_and_ledger(site: TestClient) -> None:
    assert "r1" in site.get("/runs").text
    text = site.get("/ledger?key=cho.html").text
    assert "tin/cho.html" in text
    assert "tin/binh-minh.html" not in text


def test_the_language_can_be_switched_and_is_remembered(news: Path) -> None:
    site = client(news)
    page = site.get("/search?q=a&page=1").text
    other = re.findall(r'class="tongue" href="([^"]*)"', page)[0].replace("&amp;", "&")
    assert unquote(other) == "/search?q=a&page=1&lang=vi"
    assert '<html lang="vi">' in site.get(other).text
    assert '<html lang="vi">' in site.get("/").text


def test_pages_have_landmarks_labels_and_a_way_past_the_menu(site: TestClient) -> None:
    for path in (
        "/",
        "/search?q=a",
        first_article(site),
        "/entity?key=per:le-van-an",
        "/letters",
        "/runs",
        "/ledger",
        "/export",
        "/entities",
    ):
        text = site.get(path).text
        assert re.search(r'<a class="skip" href="#main">', text), path
        assert text.count("<main ") == text.count("<header ") == text.count("<footer>") == text.count("<h1") == 1, path
        fields = re.findall(r'<(?:input|select)(?![^>]*type="(?:hidden|checkbox)")[^>]*\bid="([^"]+)"', text)
        assert all(f'for="{field}"' in text for field in fields), path
        assert len(re.findall(r"<(?:input|select)\b", text)) == len(fields) + len(
            re.findall(r'type="(?:hidden|checkbox)"', text)
        ), path
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path


def test_no_page_has_a_script_or_a_style_of_its_own(site: TestClient) -> None:
    for path in ("/", "/search?q=a", first_article(site), "/entity?key=per:le-van-an", "/letters"):
        text = site.get(path).text.lower()
        assert "<script" not in text
        assert "<style" not in text
        assert " style=" not in text
        assert not re.search(r"\son[a-z]+=", text)
