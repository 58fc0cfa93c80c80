"""Colours that people can read, and two languages with the same texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.explore.language import Language, Speaker, preferred, texts

PACKAGE = Path(__file__).parents[2] / "pipelines" / "explore"
CSS = (PACKAGE / "static" / "explore.css").read_text(encoding="utf-8")
LABELS = ("per", "org", "loc", "doc", "position", "event", "date")
# (what is read, what it stands on): every pair that the style sheet puts together; 4.5 for text, 3 for lines.
TEXTS = [
    *(("ink", ground) for ground in ("paper", "card", "hit", "add", "cut", "warn", *LABELS)),
    *(("soft", ground) for ground in ("paper", "card")),
    *(("link", ground) for ground in ("paper", "card")),
    ("on-accent", "accent"),
]
LINES = [
    *(("edge", ground) for ground in ("paper", "card")),
    *(("focus", ground) for ground in ("paper", "card")),
    *(("bar", ground) for ground in ("card",)),
    *((f"{label}-line", ground) for label in LABELS for ground in (label, "paper", "card")),
]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    read = [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", one)) for one in (light, dark)]
    return {"light": read[0], "dark": read[1]}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXTS)
def test_text_can_be_read(theme: str, front: str, ground: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[front], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), LINES)
def test_lines_can_be_seen(theme: str, front: str, ground: str) -> None:
    colours = palettes()[theme]
    assert contrast(colours[front], colours[ground]) >= 3


def test_both_themes_have_the_same_colours() -> None:
    both = palettes()
    assert both["light"].keys() == both["dark"].keys()


def test_colours_stand_in_the_palette_only() -> None:
    rules = re.sub(r":root \{.*?\}", "", CSS, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_languages_have_the_same_texts() -> None:
    assert texts(Language.VI).keys() == texts(Language.EN).keys()


@pytest.mark.parametrize("key", sorted(texts(Language.EN)))
def test_both_take_the_same_values(key: str) -> None:
    fields = [set(re.findall(r"\{(\w+)\}", texts(language)[key])) for language in Language]
    assert fields[0] == fields[1]


def test_every_text_that_pages_ask_for_is_there() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.j2")))
    asked = set(re.findall(r'\bt\("([a-z_.A-Z]+)"', source)) | set(
        re.findall(r'"((?:entity|nav|place|letter)\.[a-z_]+)"', source)
    )
    errors = set(
        re.findall(r'"(error\.[a-z_]+)"', "".join(p.read_text(encoding="utf-8") for p in sorted(PACKAGE.glob("*.py"))))
    )
    whole = {key for key in asked if not key.endswith(".")} | errors
    assert whole - texts(Language.EN).keys() == set()


def test_every_text_is_asked_for() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in sorted([*PACKAGE.rglob("*.j2"), *PACKAGE.glob("*.py")])
    )
    open_groups = (
        "label",
        "labels",
        "field",
        "relation",
        "source",
        "partition",
        "stage",
        "reason",
        "outcome",
        "kind",
        "order",
    )
    unused = [
        key for key in texts(Language.EN) if f'"{key}"' not in source and key.partition(".")[0] not in open_groups
    ]
    assert [key for key in unused if f'"{key.partition(".")[0]}." ~' not in source] == []


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "vi"), ("en", "en"), ("en-GB,en;q=0.9", "en"), ("vi,en;q=0.8", "vi"), ("fr,en;q=0.2,vi;q=0.1", "en"),
        ("de", "vi"), ("en;q=0", "vi"), ("en;q=nonsense,vi", "vi"), ("*;q=1", "vi"), (",;;q=,", "vi"),
        ("en;q=2,vi", "en"),
    ],
)  # fmt: skip
def test_the_browser_chooses_the_language(header: str, language: str) -> None:
    assert preferred(header) == language


def test_numbers_and_days_are_written_as_each_language_does() -> None:
    from datetime import date

    assert Speaker(Language.VI).number(1234567) == "1.234.567"
    assert Speaker(Language.EN).number(1234567) == "1,234,567"
    assert Speaker(Language.VI).day(date(2026, 3, 1)) == "01/03/2026"
    assert Speaker(Language.EN).day(date(1970, 1, 1)) == "day unknown"
