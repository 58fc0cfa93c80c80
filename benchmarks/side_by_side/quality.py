"""What a run found: text against the gold pages, entities against the gold texts, all read from what it wrote."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks.side_by_side.loads import ROOT, SENTENCE_END, LoadedPage

_FLAT = ("PER", "ORG", "LOC")
Row = dict[str, Any]


def gold_pages(shared: Path, texts: int) -> Iterator[LoadedPage]:
    """The pages with gold, and so many of the held-out gold texts as plain pages; none where there is no gold."""
    gold = shared / "gold" / "html"
    if not gold.exists():
        return
    for page, url in _urls(shared).items():
        yield LoadedPage(url, (gold / "dev_pages" / page).read_bytes())
    for record in entity_gold(shared)[:texts]:
        yield LoadedPage(_url_of(record), _plain_page(record["text"]).encode())


def _plain_page(text: str) -> str:
    """A text as the plainest page that says that it is an article: for what is found in it, not for its markup."""
    sentences = [one for line in text.split("\n") for one in SENTENCE_END.split(line)]
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    body = "\n".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    return (
        '<html lang="vi"><head><title>Chuyện trong ngày ở các địa phương</title><meta property="og:type" '
        'content="article"><meta property="article:published_time" content="2017-02-06T08:00:00+07:00"></head>'
        f"<body><article><h1>Chuyện trong ngày ở các địa phương</h1>{body}</article></body></html>"
    )


def entity_gold(shared: Path) -> list[Row]:
    """The held-out texts with their entities."""
    program = [sys.executable, ROOT / "tests" / "gold" / "entities" / "rebuild.py", "heldout", "--shared", shared]
    printed = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in printed.splitlines()]


def scores(out: Path, shared: Path, texts: int) -> dict[str, float]:
    """`text` and `entities`: F1, 0–1; `title`: share right. Empty where there is no gold or no table of articles."""
    rows = {row["url"]: row for row in _articles(out)}
    if not rows or not (shared / "gold" / "html").exists():
        return {}
    found = _page_scores(rows, shared)
    if any("entities" in row for row in rows.values()):
        found["entities"] = _entity_f1(rows, entity_gold(shared)[:texts])
    return found


def _page_scores(rows: dict[str, Row], shared: Path) -> dict[str, float]:
    scorer = _scorer(shared / "checks" / "score_html.py")
    told = [
        {"page": page, "is_article": True, "title": rows[url].get("title"), "text": rows[url]["text"]}
        for page, url in _urls(shared).items()
        if url in rows
    ]
    result, _, _ = scorer.evaluate(scorer.read(shared / "gold" / "html" / "dev.jsonl"), told)
    right, of = map(int, result["title_exact"].split("/"))
    return {"text": result["s4_macro"][2], "title": right / of}


def _entity_f1(rows: dict[str, Row], gold: list[Row]) -> float:
    """By surface and label, each as often as it occurs: every extractor keeps another text, so offsets say nothing."""
    hits = total = 0
    for record in gold:
        spans = [(e["start"], e["end"], e["label"]) for e in record["entities"] if not e.get("role")]
        wanted = Counter((_plain(record["text"][a:b]), label) for a, b, label in _outermost(spans))
        row = rows.get(_url_of(record), {})
        found = Counter((_plain(e["surface"]), e["label"]) for e in row.get("entities", ()) if e["label"] in _FLAT)
        hits += (wanted & found).total()
        total += wanted.total() + found.total()
    return 2 * hits / total if total else 0.0


def _outermost(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    flat = [one for one in spans if one[2] in _FLAT]
    return [a for a in flat if not any(b != a and b[0] <= a[0] and a[1] <= b[1] for b in flat)]


def _articles(out: Path) -> Iterator[Row]:
    """The rows of whatever table of articles a contender wrote; ours get their mentions."""
    entities = _own_mentions(out)
    for path in sorted((out / "articles").rglob("*.parquet")):
        for row in pq.ParquetFile(path).read().to_pylist():
            row["url"] = row.get("url") or (row.get("metadata") or {}).get("url")
            if entities:
                row["entities"] = entities.get((row["article_id"], row["revision"]), [])
            yield row


def _own_mentions(out: Path) -> dict[tuple[str, int], list[Row]]:
    of: defaultdict[tuple[str, int], list[Row]] = defaultdict(list)
    for path in sorted((out / "mentions").rglob("*.parquet")):
        for row in pq.ParquetFile(path).read().to_pylist():
            if not row["role"]:
                of[row["article_id"], row["revision"]].append(row)
    return {
        key: [
            row
            for row in rows
            for span in [(row["start"], row["end"], row["label"])]
            if span in _outermost([(r["start"], r["end"], r["label"]) for r in rows])
        ]
        for key, rows in of.items()
    }


def _urls(shared: Path) -> dict[str, str]:
    """Page → address, of the gold pages."""
    with (shared / "pages" / "SOURCES.tsv").open(encoding="utf-8") as stream:
        rows = {row["file"]: row["url"] for row in csv.DictReader(stream, delimiter="\t")}
    prefix = "gold/html/dev_pages/"
    pages = {file.removeprefix(prefix): url for file, url in sorted(rows.items()) if file.startswith(prefix)}
    return {page: url if url.startswith("http") else f"https://gold.example/{page}" for page, url in pages.items()}


def _url_of(record: Row) -> str:
    return f"https://gold.example/bai-viet/{record['doc_id']}-1000.html"


def _plain(surface: str) -> str:
    """underthesea joins tokens by blanks and underlines, and splits at marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", surface)).casefold()


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_html", path)
    assert spec is not None  # noqa: S101  (the file is there)
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
