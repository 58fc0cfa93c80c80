"""The page itself: the same bytes for the same data set, two languages, readable colours, charts with a table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from resiliparse.parse.html import HTMLTree

from pipelines.report.page import spark
from pipelines.report.words import Language
from tests.report.dataset import at, commit, judged, letter, mention, page_of

STYLE = Path(__file__).parents[2] / "pipelines" / "report" / "templates" / "style.css.j2"
TEXT = "Ông Lê Văn An thăm xã."


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    articles = [
        judged(
            f"{TEXT} Lần {day}.", [mention(TEXT, "Lê Văn An")], publisher="báo", published=at(f"2026-03-0{day}T08:00")
        )
        for day in range(1, 6)
    ]
    commit(tmp_path / "tin", articles, [letter()])
    return tmp_path / "tin"


def test_the_same_data_set_gives_the_same_bytes(dataset: Path) -> None:
    assert page_of(dataset) == page_of(dataset)


def test_every_chart_has_a_title_a_description_and_a_table(dataset: Path) -> None:
    figures = HTMLTree.parse(page_of(dataset)).document.query_selector_all("figure")
    assert len(figures) == 4
    for figure in figures:
        drawings = [one for one in figure.query_selector_all("svg") if one.getattr("role") == "img"]
        assert {one.getattr("class") for one in drawings} == {"wide", "narrow"}
        for drawing in drawings:
            assert len(drawing.query_selector_all("path")) > 1
            title, told = drawing.getattr("aria-labelledby").split()
            assert drawing.query_selector(f"#{title}").text
            assert drawing.query_selector(f"#{told}").text
        assert figure.query_selector("details table tbody tr") is not None


def test_the_table_of_a_chart_tells_its_figures(dataset: Path) -> None:
    rows = HTMLTree.parse(page_of(dataset)).document.query_selector_all("#volume details tbody tr")
    assert [row.text.split() for row in rows[:2]] == [["2026-03-011"], ["2026-03-021"]]


@pytest.mark.parametrize(
    ("language", "told"), [(Language.ENGLISH, "Articles by day"), (Language.VIETNAMESE, "Số bài theo ngày đăng")]
)
def test_both_languages(dataset: Path, language: Language, told: str) -> None:
    page = page_of(dataset, language)
    assert f'<html lang="{language}">' in page
    assert told in page


def test_an_empty_data_set_has_a_page(tmp_path: Path) -> None:
    commit(tmp_path, [], [letter()])
    assert "<figure" in page_of(tmp_path)  # outcomes can be drawn, articles cannot
    assert "Nothing here." in page_of(tmp_path)


def test_a_small_chart_rises_with_its_figures() -> None:
    assert spark([0, 5, 10]) == "M0 20V20.0H32.0V10.5H64.0V1.0H96.0V20Z"
    assert len(re.findall("V", spark([1] * 92))) == 31 + 1  # three steps together


THEMES = {"light": 0, "dark": 1, "print": 2}
ON_PAPER = ("ink", "muted", "accent", "link", "good", "bad")
LABELS = ("per", "position", "org", "loc", "doc", "date", "event")


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_the_contrast_that_wcag_asks_for(theme: str) -> None:
    blocks = re.findall(r":root \{(.*?)\}", STYLE.read_text(), re.DOTALL)
    colours = dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6})", blocks[THEMES[theme]]))
    for ground in ("paper", "card"):
        for ink in ON_PAPER:
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        for number in range(1, 9):
            assert contrast(colours[f"c{number}"], colours[ground]) >= 3, number  # graphics: WCAG 1.4.11
    for label in LABELS:
        assert contrast(colours["marked"], colours[label]) >= 4.5, label


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
