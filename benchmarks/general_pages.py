"""Pages that are not Vietnamese: the clean room beside trafilatura's default, on trafilatura's own benchmark.

    go mod download -json github.com/markusmobius/go-trafilatura@v1.12.2     # tells the folder
    python -m benchmarks.general_pages FOLDER

Some 850 pages, German, English and French for the most part: blogs, shops, offices and newspapers, each with a few
phrases that must be in the text and a few that must not. Counted as trafilatura counts them: a phrase that must be
there and is, is a true positive. A page that the clean room refuses has no text; the second table leaves it out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import trafilatura

from transforms.clean.page import clean_page
from transforms.domain.errors import ArticleError
from transforms.domain.pages import Medium, Page

_ENTRY = re.compile(r'^\t"(?P<url>[^"]+)": \{(?P<body>.*?)^\t\},$', re.DOTALL | re.MULTILINE)
_FILE = re.compile(r'File:\s+"([^"]+)"')
_PHRASES = re.compile(r"(With|Without):\s+\[\]string\{(.*)\}")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|`([^`]*)`')
_FETCHED = datetime(2024, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """A page, and phrases that must and must not be in its text."""

    url: str
    body: bytes
    wanted: list[str]
    unwanted: list[str]


def entries(folder: Path) -> Iterator[Entry]:
    """The pages that are in the folder, in the order of its list."""
    for found in _ENTRY.finditer((folder / "scripts/comparison/data.go").read_text("utf-8")):
        file = _FILE.search(found["body"])
        path = folder / "test-files/comparison" / file[1] if file else None
        if path is not None and path.exists():
            phrases = dict(_PHRASES.findall(found["body"]))
            yield Entry(found["url"], path.read_bytes(), *(_quoted(phrases.get(k, "")) for k in ("With", "Without")))


def _quoted(text: str) -> list[str]:
    return [raw or quoted.replace('\\"', '"').replace("\\\\", "\\") for quoted, raw in _QUOTED.findall(text)]


def ours(entry: Entry) -> str | None:
    """Title, sapo and text of the clean room; None where it refuses the page."""
    page = Page(input_key=entry.url, medium=Medium.HTML, body=entry.body, fetched_at=_FETCHED, url=entry.url)
    try:
        article = clean_page(page)
    except ArticleError:
        return None
    return article.text


def default(entry: Entry) -> str | None:
    """What `trafilatura.extract` gives."""
    return trafilatura.extract(entry.body.decode("utf-8", "replace"))


def counted(entry: Entry, text: str | None) -> Counter[str]:
    """True and false positives and negatives of one page."""
    there = " ".join((text or "").split())
    right = sum(" ".join(phrase.split()) in there for phrase in entry.wanted)
    wrong = sum(" ".join(phrase.split()) in there for phrase in entry.unwanted)
    return Counter(tp=right, fn=len(entry.wanted) - right, fp=wrong, tn=len(entry.unwanted) - wrong)


def _line(name: str, counts: Counter[str]) -> str:
    precision, recall = (counts["tp"] / max(1, counts["tp"] + counts[other]) for other in ("fp", "fn"))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:22} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def main() -> None:
    """Prints precision, recall and F1 of both, over all pages and over those that the clean room takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    contenders: dict[str, Callable[[Entry], str | None]] = {"trafilatura default": default, "dongtin": ours}
    pages = list(entries(parser.parse_args().folder))
    texts = {name: [read(page) for page in pages] for name, read in contenders.items()}
    taken = [text is not None for text in texts["dongtin"]]
    for title, chosen in ((f"all {len(pages)} pages", [True] * len(pages)), (f"{sum(taken)} pages taken", taken)):
        print(title)
        for name, found in texts.items():
            counts = (counted(page, text) for page, text, use in zip(pages, found, chosen, strict=True) if use)
            print(" ", _line(name, sum(counts, Counter())))


if __name__ == "__main__":
    main()
