"""Near copies: how many are found, how many wrongly, how fast, in how much memory.

python -m benchmarks.near_copies --shared ../shared shingles   # which length of shingle tells copies from others
python -m benchmarks.near_copies --shared ../shared pairs      # recall and precision on synthetic edits
python -m benchmarks.near_copies --shared ../shared excerpts   # recall of excerpts, by length
python -m benchmarks.near_copies --shared ../shared speed      # signatures a second and core
python -m benchmarks.near_copies --shared ../shared real       # the pairs of the sample itself, by relation
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.edited_copies import EDITS, excerpt
from transforms.dedup.bands import band_blocks, candidate_pairs, merged, ref
from transforms.dedup.election import Election, elect
from transforms.dedup.fingerprints import (
    SHINGLING,
    SKETCH,
    fingerprint,
    hashed_words,
    hashes_of,
    shingle_hashes,
)
from transforms.dedup.options import DedupOptions
from transforms.dedup.resemblance import Likeness, answers, questions
from transforms.domain.judgements import Relation
from transforms.domain.signatures import Signature

STRENGTHS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4)
Article = tuple[str, str, str]  # id, headline, text


def read_articles(shared: Path, count: int = 6000) -> list[Article]:
    with gzip.open(shared / "text/baomoi_2017_sample.jsonl.gz", "rt", encoding="utf-8") as rows:
        records = [json.loads(row) for _, row in zip(range(count), rows, strict=False)]
    return [(one["id"], one["title"], f"{one['sapo'] or ''}\n{one['body']}") for one in records]


def signature(name: str, text: str) -> Signature:
    made = fingerprint(text)
    return Signature(
        article_id=name,
        revision=1,
        seen_at="2017-02-07T00:00:00+00:00",
        publisher=None,
        credit=None,
        cluster_id=name,
        exact_copy=False,
        shingling=SHINGLING,
        sketch=SKETCH,
        shingles=made.shingles,
        minhash=made.minhash,
        paragraphs=made.paragraphs,
    )


def find(signatures: Sequence[Signature], options: DedupOptions) -> tuple[set[tuple[str, str]], list[Likeness]]:
    """All candidate pairs and all verified ones, as the pipeline finds them."""
    blocks = defaultdict(list)
    for start in range(0, len(signatures), 512):
        for band, block in band_blocks(signatures[start : start + 512]):
            blocks[band].append(block)
    pairs = merged([candidate_pairs(group) for group in blocks.values()])
    names = {ref(one): one.article_id for one in signatures}
    candidates = {_pair(names[int(a)], names[int(b)]) for a, b in zip(pairs.first, pairs.second, strict=True)}
    return candidates, list(answers(questions([pairs], signatures), signatures, options))


def pairs(articles: list[Article]) -> None:
    """Every article's text with one edit of one strength; only pairs of a text and its copy are counted in recall."""
    options = DedupOptions()
    kinds = [(name, strength) for name in EDITS for strength in STRENGTHS]
    signatures, truth = [], []
    for place, (name, _, text) in enumerate(articles):
        kind, strength = kinds[place % len(kinds)]
        edited = " ".join(EDITS[kind](text.split(), strength, place))
        original, copy = signature(name, text), signature(f"{name}+", edited)
        signatures += [original, copy]
        truth.append((name, f"{name}+", kind, jaccard(original, copy)))
    candidates, found = find(signatures, options)
    verified = {_pair(one.one.article_id, one.other.article_id) for one in found}
    print(f"{len(articles)} articles, {len(signatures)} signatures: {len(candidates)} candidate pairs")
    for low, high in ((0.8, 1.01), (0.7, 1.01), (0.5, 1.01), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6)):
        here = [one for one in truth if low <= one[3] < high]
        hit = sum(_pair(one[0], one[1]) in verified for one in here)
        print(f"  Jaccard {low:.1f}–{min(high, 1):.1f}: {hit} of {len(here)} found, {hit / max(len(here), 1):.4f}")
    for kind in EDITS:
        here = [one for one in truth if one[2] == kind and one[3] >= 0.7]
        hit = sum(_pair(one[0], one[1]) in verified for one in here)
        print(f"  {kind:9} ≥ .7: {hit} of {len(here)}")
    print_precision(found, dict(_texts(articles, kinds)), options)


def print_precision(found: list[Likeness], texts: dict[str, str], options: DedupOptions) -> None:
    """Verified pairs held against the shingles themselves, not their 32-bit hashes."""
    right = 0
    for one in found:
        left, other = (true_shingles(texts[end.article_id]) for end in (one.one, one.other))
        common = len(left & other)
        similarity = common / (len(left) if one.relation is Relation.EXCERPT else len(left | other))
        least = options.excerpt if one.relation is Relation.EXCERPT else options.edited
        right += similarity >= least
    print(f"  precision after verification: {right} of {len(found)}, {right / len(found):.4f}")


def excerpts(articles: list[Article]) -> None:
    """The first part of every article as an article of its own: as paragraphs of it, and as running text."""
    options = DedupOptions()
    for kept in (0.5, 0.4, 0.3, 0.2, 0.1):
        for label, shape in (("whole paragraphs", paragraphs), ("running text", " ".join)):
            signatures, wanted = [], set()
            for name, _, text in articles:
                words = text.split()
                part = excerpt(words, 1 - kept, 0)
                if len(part) >= options.excerpt_words + 2:
                    signatures += [signature(name, shape(words)), signature(f"{name}+", shape(part))]
                    wanted.add(_pair(name, f"{name}+"))
            _, found = find(signatures, options)
            hit = len(wanted & {_pair(one.one.article_id, one.other.article_id) for one in found})
            print(f"  {kept:.0%} of the text, {label}: {hit} of {len(wanted)} found, {hit / len(wanted):.3f}")


def paragraphs(words: Iterable[str]) -> str:
    """Lines of thirty words."""
    listed = list(words)
    return "\n".join(" ".join(listed[start : start + 30]) for start in range(0, len(listed), 30))


def shingles(articles: list[Article]) -> None:
    """For each length: what edits leave of the similarity, and how alike unrelated articles are at most."""
    sample = articles[::6]
    words = [hashed_words(text) for _, _, text in sample]
    kinds = [name for name in EDITS if name != "typeset"]
    copies = [
        hashed_words(" ".join(EDITS[kinds[place % len(kinds)]](text.split(), 0.15, place)))
        for place, (_, _, text) in enumerate(sample)
    ]
    for size in range(2, 8):
        sets = [shingle_hashes(one, size) for one in words]
        edited = [_jaccard(one, shingle_hashes(copy, size)) for one, copy in zip(sets, copies, strict=True)]
        others = np.array([_jaccard(sets[a], sets[b]) for a in range(len(sets)) for b in range(a)])
        print(
            f"  {size} words: copies (15 % edited) median {np.median(edited):.3f},"
            f" 5 % below {np.quantile(edited, 0.05):.3f}; others 99.9 % below {np.quantile(others, 0.999):.3f},"
            f" above .3: {(others >= 0.3).sum()}, above .5: {(others >= 0.5).sum()} of {len(others)}"
        )


def speed(articles: list[Article]) -> None:
    started = time.process_time()
    signatures = [signature(name, text) for name, _, text in articles]
    signed = time.process_time()
    candidates, found = find(signatures, DedupOptions())
    print(f"  signatures: {len(articles) / (signed - started):.0f} documents/s of CPU time", end="; ")
    print(f"bands, pairs, verification: {len(articles) / (time.process_time() - signed):.0f} documents/s", end="; ")
    print(f"{len(candidates)} candidates, {len(found)} pairs")


def real(articles: list[Article]) -> None:
    """The pairs of the sample, most alike first: relation, similarity, number of shingles, headlines."""
    signatures = [replace(signature(name, text), seen_at=_second(n)) for n, (name, _, text) in enumerate(articles)]
    _, found = find(signatures, DedupOptions())
    headlines = {name: title for name, title, _ in articles}
    lengths = {one.article_id: len(hashes_of(one.shingles)) for one in signatures}
    for one in sorted(found, key=lambda pair: -pair.similarity):
        ends = (one.one.article_id, one.other.article_id)
        print(
            f"  {one.relation:14} {one.similarity:.2f} {lengths[ends[0]]:5} {lengths[ends[1]]:5}"
            f"  {headlines[ends[0]][:60]} | {headlines[ends[1]][:60]}"
        )
    election: Election = elect(found)
    clusters = Counter(one.cluster_id for one in election.copies.values())
    print(f"  pairs: {dict(Counter(one.relation.value for one in found))}")
    print(f"  copies: {dict(Counter(one.relation.value for one in election.copies.values()))};", end=" ")
    print(f"clusters of size {dict(sorted(Counter(n + 1 for n in clusters.values()).items()))}")


def jaccard(one: Signature, other: Signature) -> float:
    return _jaccard(hashes_of(one.shingles), hashes_of(other.shingles))


def true_shingles(text: str) -> set[bytes]:
    words = hashed_words(text)
    return {words[start : start + 3].tobytes() for start in range(len(words) - 2)}


def _jaccard(left: np.ndarray, right: np.ndarray) -> float:
    common = len(np.intersect1d(left, right, assume_unique=True))
    return common / max(len(left) + len(right) - common, 1)


def _texts(articles: list[Article], kinds: list[tuple[str, float]]) -> Iterable[tuple[str, str]]:
    for place, (name, _, text) in enumerate(articles):
        kind, strength = kinds[place % len(kinds)]
        yield name, text
        yield f"{name}+", " ".join(EDITS[kind](text.split(), strength, place))


def _second(number: int) -> str:
    return f"2017-02-07T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}+00:00"


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


WHAT: dict[str, Callable[[list[Article]], None]] = {
    one.__name__: one for one in (shingles, pairs, excerpts, speed, real)
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--articles", type=int, default=6000)
    arguments.add_argument("what", choices=WHAT)
    given = arguments.parse_args()
    print(f"{given.what}:")
    WHAT[given.what](read_articles(given.shared, given.articles))


if __name__ == "__main__":
    main()
