"""The golden pages: a folder each, with the page, what is expected of it, and when it was fetched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from transforms.domain.articles import Article
from transforms.domain.pages import Hints, Medium, Page

GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
_TOLD_FLAGS = ("charset:", "photo_story", "nul_bytes", "date:", "too_short")


@dataclass(frozen=True)
class GoldenPage:
    page: Page
    expected: dict[str, Any] | None
    refusal: dict[str, str] | None


def golden_names() -> list[str]:
    return sorted(folder.name for folder in GOLDEN.iterdir())


def golden_page(name: str) -> GoldenPage:
    folder = GOLDEN / name
    meta = json.loads((folder / "meta.json").read_text("utf-8"))
    page = Page(
        input_key=f"golden/{name}",
        medium=Medium.HTML,
        body=(folder / "page.html").read_bytes(),
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
        url=meta.get("url"),
        hints=Hints(**meta.get("hints", {})),
    )
    read = {
        kind: json.loads((folder / f"{kind}.json").read_text("utf-8")) if (folder / f"{kind}.json").exists() else None
        for kind in ("expected", "refusal")
    }
    return GoldenPage(page=page, expected=read["expected"], refusal=read["refusal"])


def as_told(article: Article, fields: set[str]) -> dict[str, Any]:
    """The article in the words of expected.json; of the flags only those that a golden page may tell."""
    told: dict[str, Any] = {
        "title": article.title,
        "sapo": article.sapo,
        "paragraphs": list(article.paragraphs),
        "captions": [caption.text for caption in article.captions],
        "byline": article.byline,
        "source_agency": article.source_agency,
        "published": article.published.local_iso() if article.published else None,
        "updated": article.updated.local_iso() if article.updated else None,
        "section": article.section,
        "language": article.language,
        "canonical_url": article.canonical_url,
        "flags": [flag for flag in article.flags if flag.startswith(_TOLD_FLAGS)],
    }
    return {name: value for name, value in told.items() if name in fields}
