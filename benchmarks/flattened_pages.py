"""Real pages flattened by rough extractors, a role for every line derived from the pages' gold.

    python -m benchmarks.flattened_pages --shared ../shared --out /tmp/flattened     write texts and gold
    python -m benchmarks.flattened_pages --shared ../shared --score [--side left_out] [--errors]

Publishers are split in two sides: `look` may be read while rules are written, `left_out` is only scored.
The gold of a page says which texts are its title, paragraphs and captions; a flattened line is matched with them by its
letters alone. Texts stay outside the project: they belong to their publishers.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.rough_extractors import FLATTENERS, own_text, parse

LOOK = frozenset({"vnexpress", "ione", "ngoisao", "dantri"})
# Where a page has no hand-made gold: (title, lede, paragraphs, captions) of its publisher's layout.
LAYOUTS = {
    "dantri": (
        "//h1[contains(@class,'title-page')]",
        "//h2[contains(@class,'singular-sapo')]",
        "//div[@class='singular-content']/*[self::p or self::h2 or self::h3 or self::h4 or self::ul]"
        "|//div[@class='singular-content']/div[contains(@class,'content-box')]/*",
        "//div[@class='singular-content']//figcaption",
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page and what its gold says of it."""

    name: str
    publisher: str
    path: Path
    title: str
    byline: str | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]


def letters(text: str) -> str:
    """What identifies a line: its letters and digits, case folded."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text).casefold())


def gold_pages(shared: Path) -> list[GoldPage]:
    """All article pages with gold: by hand where there is some, else by the layout of the publisher."""
    hand = shared / "gold/html"
    records = [json.loads(line) for line in (hand / "dev.jsonl").read_text("utf-8").splitlines()]
    pages = [_hand_made(hand / "dev_pages", record) for record in records if record["is_article"]]
    for publisher, layout in LAYOUTS.items():
        for path in sorted((shared / "pages" / publisher).glob("article__*.html")):
            page = _by_layout(path, publisher, layout)
            if page:
                pages.append(page)
    return pages


def _hand_made(folder: Path, record: dict[str, object]) -> GoldPage:
    page = str(record["page"])
    lede = [str(record["sapo"])] if record["sapo"] else []
    return GoldPage(
        name=page.replace("/", "__").removesuffix(".html"),
        publisher=page.split("/")[0],
        path=folder / page,
        title=str(record["title"]),
        byline=record["byline"] and str(record["byline"]),  # type: ignore[arg-type]
        paragraphs=(*lede, *record["paragraphs"]),  # type: ignore[misc]
        captions=tuple(record["captions"]),  # type: ignore[arg-type]
    )


def _by_layout(path: Path, publisher: str, layout: tuple[str, ...]) -> GoldPage | None:
    tree = parse(path.read_bytes())
    title, lede, paragraphs, captions = ([own_text(e) for e in tree.xpath(x)] for x in layout)
    paragraphs = [text for text in paragraphs if text]
    if len(paragraphs) < 4 or not title:
        return None
    if sum(map(len, captions)) > sum(map(len, paragraphs)):
        return None  # a photo story: its captions are the story, and the layout does not say so
    body = list(paragraphs)
    while len(body[-1].split()) <= 6 and not body[-1].endswith("."):
        body.pop()  # signature and source
    below = [text for text in paragraphs[len(body) :] if not text.startswith("Theo ")]
    signature = below[0] if below else None
    name = f"{publisher}__{path.stem}"
    return GoldPage(
        name=name, publisher=publisher, path=path, title=title[0], byline=signature,
        paragraphs=(*lede, *body), captions=tuple(captions),
    )  # fmt: skip


def gold_roles(page: GoldPage, lines: list[str]) -> dict[str, str]:
    """Role of each non-blank line (1-based, as text): title, body, caption, byline or drop:other."""
    seen: set[str] = set()
    roles: dict[str, str] = {}
    targets = {letters(text): "caption" for text in page.captions}
    targets |= {letters(text): "body" for text in page.paragraphs} | {letters(page.title): "title"}
    for number, line in enumerate(lines, 1):
        if line.strip():
            roles[str(number)] = _role_of(letters(line), line, page, targets, seen)
    return roles


def _role_of(key: str, line: str, page: GoldPage, targets: dict[str, str], seen: set[str]) -> str:
    role = targets.get(key) or _role_by_parts(key, targets)
    if role:
        repeated = key in seen
        seen.add(key)
        return "drop:duplicate" if repeated else role
    if page.byline and letters(page.byline) in key and len(line.split()) <= len(page.byline.split()) + 6:
        return "byline"
    return "drop:other"


def _role_by_parts(key: str, targets: dict[str, str]) -> str | None:
    """The role of a line that is part of a gold text, or made of several."""
    if len(key) >= 25:
        for target, role in targets.items():
            if key in target:
                return role
    inside = {target: role for target, role in targets.items() if len(target) >= 12 and target in key}
    covered = sum(map(len, inside))
    if not inside or covered < 0.5 * len(key):
        return None
    return max(inside.items(), key=lambda pair: len(pair[0]))[1]


def flattened(shared: Path, side: str | None) -> Iterator[tuple[str, GoldPage, list[str], dict[str, str]]]:
    """(flattener, page, lines, roles) of every page of a side, for every rough extractor that found its text."""
    for page in gold_pages(shared):
        if side and (page.publisher in LOOK) != (side == "look"):
            continue
        for name, flatten in FLATTENERS.items():
            lines = flatten(page.path.read_bytes(), page.title, page.paragraphs)
            roles = gold_roles(page, lines)
            if any(role == "body" for role in roles.values()):
                yield name, page, lines, roles


def write(shared: Path, out: Path) -> None:
    gold: dict[str, dict[str, dict[str, object]]] = {}
    for name, page, lines, roles in flattened(shared, None):
        side = "look" if page.publisher in LOOK else "left_out"
        folder = out / side / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{page.name}.txt").write_text("\n".join(lines), "utf-8")
        record = {"line_roles": roles, "title": page.title, "byline": page.byline, "published": None}
        gold.setdefault(f"{side}/{name}", {})[page.name] = record
    for name, records in gold.items():
        (out / f"{name.replace('/', '_')}.json").write_text(json.dumps(records, ensure_ascii=False, indent=1), "utf-8")


def keep_all(lines: list[str]) -> list[str]:
    return ["body" if line.strip() else "" for line in lines]


def rules(lines: list[str]) -> list[str]:
    from transforms.clean.lines.roles import assign_roles

    found = {role.line: role.role for role in assign_roles(lines)}
    return [found.get(number, "") for number in range(1, len(lines) + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Body-line precision, recall and F1 over all lines; `macro`: mean over publishers of their mean page."""

    pages: int
    precision: float
    recall: float
    pooled: float
    macro: float


def body_scores(shared: Path, side: str, system: Callable[[list[str]], list[str]] | None = None) -> dict[str, Scores]:
    """Scores of a system (the rules, unless told otherwise) by flattener."""
    counts: dict[str, dict[str, list[tuple[int, int, int]]]] = {}
    for name, page, lines, gold in flattened(shared, side):
        counts.setdefault(name, {}).setdefault(page.publisher, []).append(_counts(system or rules, lines, gold))
    return {name: _summed(publishers) for name, publishers in counts.items()}


def _summed(publishers: dict[str, list[tuple[int, int, int]]]) -> Scores:
    rows = [counts for pages in publishers.values() for counts in pages]
    tp, fp, fn = (sum(column) for column in zip(*rows, strict=True))
    macro = sum(sum(_f1(*c) for c in pages) / len(pages) for pages in publishers.values()) / len(publishers)
    return Scores(pages=len(rows), precision=tp / (tp + fp), recall=tp / (tp + fn), pooled=_f1(tp, fp, fn), macro=macro)


def score(shared: Path, side: str) -> None:
    """Print the scores of keeping everything and of the rules."""
    for system in (keep_all, rules):
        for name, s in body_scores(shared, side, system).items():
            print(
                f"{side:9}{name:19}{system.__name__:9} pages {s.pages:3}  P {s.precision:.3f} R {s.recall:.3f}"
                f" F1 {s.pooled:.3f}  by publisher {s.macro:.3f}"
            )


def show_errors(shared: Path) -> None:
    """Print the lines of the pages that may be looked at which the rules got wrong."""
    for name, page, lines, gold in flattened(shared, "look"):
        _show_errors(f"{name}/{page.name}", lines, gold)


def _f1(tp: int, fp: int, fn: int) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def _counts(system: Callable[[list[str]], list[str]], lines: list[str], gold: dict[str, str]) -> tuple[int, int, int]:
    kept = {n for n, role in enumerate(system(lines), 1) if role in ("body", "subhead")}
    want = {int(n) for n, role in gold.items() if role == "body"}
    return len(kept & want), len(kept - want), len(want - kept)


def _show_errors(name: str, lines: list[str], gold: dict[str, str]) -> None:
    for number, got in enumerate(rules(lines), 1):
        want = gold.get(str(number), "")
        if (want == "body") != (got in ("body", "subhead")):
            print(f"  {name}:{number} want {want} got {got}: {lines[number - 1].strip()[:150]}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--score", action="store_true")
    arguments.add_argument("--side", choices=("look", "left_out"))
    arguments.add_argument("--errors", action="store_true")
    given = arguments.parse_args()
    if given.out:
        write(given.shared, given.out)
    for side in (given.side,) if given.side else ("look", "left_out"):
        if given.score:
            score(given.shared, side)
    if given.errors:
        show_errors(given.shared)


if __name__ == "__main__":
    main()
