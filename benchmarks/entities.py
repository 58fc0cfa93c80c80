"""Entities beside `underthesea.ner`: characters a second and flat PER/ORG/LOC, same texts, one run, interleaved.

    python -m benchmarks.entities [--gold GOLD.jsonl] [--rounds 3]

GOLD is what `tests/gold/entities/rebuild.py` prints; without it the project's own gold texts are used.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from transforms.annotate.engine import annotate_text

Span = tuple[int, int, str]
Tagger = Callable[[str], set[Span]]
_OWN_GOLD = Path(__file__).parents[1] / "tests" / "gold" / "entities"
_FLAT = ("PER", "ORG", "LOC")


def ours(text: str) -> set[Span]:
    return {(m.start, m.end, str(m.label)) for m in annotate_text(text).mentions if m.label in _FLAT and not m.role}


def underthesea(text: str) -> set[Span]:
    from underthesea import ner

    spans: set[Span] = set()
    at = 0
    for line in text.split("\n"):
        for words, label in _entities(ner(line)) if line.strip() else ():
            start = _find(text, words, at)
            if start is not None:
                spans.add((start[0], start[1], label))
                at = start[1]
    return spans


def _entities(tags: Iterable[tuple[str, str, str, str]]) -> Iterable[tuple[list[str], str]]:
    words: list[str] = []
    label = ""
    for word, _, _, tag in [*tags, ("", "", "", "O")]:
        if words and not tag.startswith("I-"):
            yield words, label
            words = []
        if tag.startswith("B-") or (tag.startswith("I-") and words):
            label = label if words else tag[2:]
            words.append(word)


def _find(text: str, words: list[str], at: int) -> tuple[int, int] | None:
    start = text.find(words[0], at)
    if start < 0:
        return None
    end = start + len(words[0])
    for word in words[1:]:
        following = text.find(word, end)
        if following < 0 or following - end > 3:
            break
        end = following + len(word)
    return start, end


def outermost(spans: set[Span]) -> set[Span]:
    return {a for a in spans if not any(b[:2] != a[:2] and b[0] <= a[0] and a[1] <= b[1] for b in spans if b is not a)}


def f1(gold: list[set[Span]], found: list[set[Span]]) -> float:
    hits = sum(len(g & outermost(f)) for g, f in zip(gold, found, strict=True))
    total = sum(len(g) for g in gold) + sum(len(outermost(f)) for f in found)
    return 200 * hits / total if total else 0.0


def own_gold() -> list[dict]:
    paths = sorted(_OWN_GOLD.glob("*/*.jsonl"))
    records = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    return [record for record in records if "text" in record]


def flat_gold(record: dict) -> set[Span]:
    return outermost(
        {(e["start"], e["end"], e["label"]) for e in record["entities"] if e["label"] in _FLAT and not e.get("role")}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    records = [json.loads(line) for line in options.gold.open(encoding="utf-8")] if options.gold else own_gold()
    texts, gold = [record["text"] for record in records], [flat_gold(record) for record in records]
    taggers: dict[str, Tagger] = {"dongtin": ours, "underthesea.ner": underthesea}
    speeds: dict[str, list[float]] = {name: [] for name in taggers}
    found: dict[str, list[set[Span]]] = {}
    for tagger in taggers.values():
        tagger(texts[0])  # models and tables load here, not in the measurement
    for _ in range(options.rounds):
        for name, tagger in taggers.items():
            started = time.process_time()
            found[name] = [tagger(text) for text in texts]
            speeds[name].append(sum(map(len, texts)) / (time.process_time() - started))
    print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, {options.rounds} rounds, CPU time, medians")
    for name in taggers:
        print(f"{name:16} {statistics.median(speeds[name]):10,.0f} chars/s   flat F1 {f1(gold, found[name]):5.1f}")
    ratio = statistics.median(a / b for a, b in zip(*speeds.values(), strict=True))
    print(
        f"ratio {ratio:.0f}×; peak memory of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB"
    )


if __name__ == "__main__":
    main()
