"""The whole way in headless Chromium over the bundled samples: pages, search, filters, exports, keyboard, phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.explore.browser import CHROMIUM, FLAGS, needs_chromium, served
from tests.explore.hostile import hostile_addresses, write_hostile
from tests.pipelines.dataset import SAMPLES, dongtin, ingest

pytestmark = [pytest.mark.slow, needs_chromium]

MENU = ["Search", "People", "Organisations", "Places", "Documents", "Refused", "Runs"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    root = tmp_path_factory.mktemp("explore") / "news"
    assert ingest(SAMPLES, out=root).returncode == 0
    assert dongtin("offices", root).returncode == 0
    with served(root, root.parent / "i.sqlite") as address:
        yield address, root


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(locale="en-GB", accept_downloads=True)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def test_every_page_of_the_menu_opens(page: Any, samples: tuple[str, Path]) -> None:
    page.goto(samples[0])
    for name in MENU:
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()
        assert page.get_by_role("heading", level=1).count() == 1
        assert page.locator("footer").inner_text().startswith("Data set")


def test_a_search_leads_to_an_article_and_on_to_a_person(page: Any, samples: tuple[str, Path]) -> None:
    page.goto(samples[0])
    page.get_by_role("searchbox").fill("song day")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert "articles" in page.locator("#found").inner_text()
    assert page.locator("mark.hit").first.inner_text() == "sông Đáy"
    page.locator(".results h3 a").last.click()
    mark = page.locator("mark.m.PER").first
    tip = mark.locator("> .tip")
    assert not tip.is_visible()
    mark.hover()
    assert tip.is_visible()
    page.mouse.move(0, 0)
    assert not tip.is_visible()
    mark.focus()
    assert tip.is_visible()
    tip.get_by_role("link").click()
    assert page.url.startswith(samples[0] + "/entity?key=per")
    assert page.get_by_role("heading", name="Articles that name it").is_visible()


def test_filters_narrow_a_search(page: Any, samples: tuple[str, Path]) -> None:
    page.goto(samples[0] + "/search")
    everything = page.locator("#found").inner_text()
    page.get_by_label("Publisher").select_option(index=1)
    page.get_by_label("From", exact=True).fill("2025-01-01")
    page.get_by_label("Person, organisation, place").fill("trinh quoc huong")
    page.get_by_role("button", name="Apply").click()
    assert page.locator("#found").inner_text() != everything
    assert "publisher=" in page.url
    assert "from=2025-01-01" in page.url
    assert page.locator(".results > li").count() >= 1
    assert page.get_by_role("link", name="Trịnh Quốc Hưởng").count() >= 1
    page.get_by_role("link", name="Drop all filters").click()
    assert page.locator("#found").inner_text() == everything


def test_an_export_is_downloaded(page: Any, samples: tuple[str, Path], tmp_path: Path) -> None:
    page.goto(samples[0] + "/search?q=ninh+binh")
    count = int(page.locator("#found").inner_text().split()[0])
    page.get_by_role("link", name="Download or take the query").click()
    for name in ("Parquet", "CSV", "SQL"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        download.value.save_as(tmp_path / name)
    assert pq.read_table(tmp_path / "Parquet").num_rows == count
    assert (tmp_path / "CSV").read_bytes().startswith(b"\xef\xbb\xbfpublished_date,")
    assert (tmp_path / "SQL").read_text().startswith("SELECT *")
    assert page.locator("pre").inner_text().strip() == (tmp_path / "SQL").read_text().strip()


def test_the_keyboard_reaches_the_content_first(page: Any, samples: tuple[str, Path]) -> None:
    page.goto(samples[0] + "/runs")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("e => e === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=ninh+binh",
        "/entity?key=per:trinh-quoc-huong",
        "/entity?key=loc:tinh-ninh-binh",
        "/letters",
        "/runs",
        "/ledger",
        "/export",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_need_not_scroll_sideways(browser: Any, samples: tuple[str, Path], path: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = context.new_page()
    page.goto(samples[0] + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_an_article_fits_a_phone(browser: Any, samples: tuple[str, Path]) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(samples[0] + "/search?q=ninh+binh")
    for place in range(5):
        page.locator(".results h3 a").nth(place).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator("mark.m").first.focus()
        box = page.locator("mark.m:focus > .tip").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        page.go_back()
    context.close()


def test_the_policy_stops_a_script_that_slips_through(browser: Any, samples: tuple[str, Path]) -> None:
    """If escaping ever failed, the browser itself would refuse."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(samples[0])
    page.evaluate("document.querySelector('main').innerHTML = '<img src=x onerror=\"window.pwned=1\">'")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.pwned=1'; document.body.append(s)"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    context.close()


def test_no_stored_script_ever_runs(browser: Any, tmp_path: Path) -> None:
    """Fifty payloads in every field, on every kind of page: no dialog, no request elsewhere, nothing to block."""
    write_hostile(tmp_path / "hostile")
    with served(tmp_path / "hostile", tmp_path / "i.sqlite") as address:
        context = browser.new_context()
        page = context.new_page()
        seen: list[str] = []
        page.on("dialog", lambda dialog: (seen.append(f"dialog {page.url}"), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith(address + "/") else seen.append(request.url))
        page.on("console", lambda message: seen.append(message.text) if "Content Security" in message.text else None)
        for path in _in_the_browser():
            page.goto(address + path)
            assert page.evaluate("window.pwned") is None, path
        page.goto(address + "/article?id=hostile0")
        for mark in page.locator("mark.m").all():
            mark.hover()
        assert seen == []
        context.close()


def _in_the_browser() -> list[str]:
    """Every article, person and dead letter; of the other pages, one payload after the other (the parser sees all)."""
    addresses = hostile_addresses()
    every = [one for one in addresses if one.startswith(("/article?id=hostile", "/entity?key=per", "/letter?"))]
    every = [one for one in every if "revision=1" not in one]
    return [*(one for one in addresses[:13]), *every, *addresses[20::17]]
