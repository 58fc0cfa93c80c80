"""Memory and time of looking for near copies, outside Beam, as the number of documents grows.

    python -m benchmarks.near_copies_memory --shared ../shared --documents 600000 --spool /tmp/spool

The signatures of the sample's 6,000 texts are multiplied: each further copy of the set has all its hashes changed by
one number, so it is as alike within itself and unlike the others. What a runner shuffles goes through files, so that
the process holds no more than one block, one band's part or one group at a time, as a distributed worker does.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.near_copies import read_articles, signature
from transforms.dedup import bands
from transforms.dedup.election import elect
from transforms.dedup.fingerprints import hashes_of, minhash
from transforms.dedup.options import MANY_GROUPS, DedupOptions
from transforms.dedup.resemblance import answers, questions
from transforms.domain.signatures import Signature

_BLOCK = 512


class Spool:
    """Files by key: what a shuffle does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, Any] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, key: object, element: object) -> None:
        name = str(key)
        if name not in self._files:
            self._files[name] = (self._folder / name).open("wb")
        pickle.dump(element, self._files[name])

    def groups(self) -> Iterator[tuple[str, list[Any]]]:
        for name in sorted(self._files):
            yield name, self.group(name)

    def group(self, key: object) -> list[Any]:
        if str(key) not in self._files:
            return []
        self._files[str(key)].flush()
        with (self._folder / str(key)).open("rb") as stream:
            return list(_load_all(stream))


def _load_all(stream: Any) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(stream)  # noqa: S301 -- written by this process
        except EOFError:
            return


def multiplied(base: list[Signature], documents: int) -> Iterator[Signature]:
    for number in range(documents):
        one, copy = base[number % len(base)], number // len(base)
        salt = (copy * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        shingles = np.sort(hashes_of(one.shingles) ^ np.uint32(salt >> 32))
        paragraphs = np.frombuffer(one.paragraphs, "<u8") ^ np.uint64(salt)
        name = f"{one.article_id}-{copy}"
        yield replace(
            one,
            article_id=name,
            cluster_id=name,
            shingles=shingles.tobytes(),
            minhash=minhash(shingles),
            paragraphs=paragraphs.tobytes(),
        )


def spool_signatures(made: Iterator[Signature], signatures: Spool, blocks: Spool) -> None:
    while block := list(islice(made, _BLOCK)):
        for one in block:
            signatures.put(bands.group_of(bands.ref(one), MANY_GROUPS), one)
        for key, part in bands.band_blocks(block):
            blocks.put(key, part)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--shared", type=Path, required=True)
    arguments.add_argument("--documents", type=int, default=6000)
    arguments.add_argument("--spool", type=Path, required=True)
    given = arguments.parse_args()
    base = [signature(name, text) for name, _, text in read_articles(given.shared)]
    print(f"{given.documents} documents; before: {peak_megabytes()} MB", end="; ", flush=True)
    started = time.process_time()
    signatures, blocks = Spool(given.spool / "signatures"), Spool(given.spool / "bands")
    spool_signatures(multiplied(base, given.documents), signatures, blocks)
    pairs = Spool(given.spool / "pairs")
    for _, group in blocks.groups():
        for key, part in bands.grouped(bands.candidate_pairs(group), MANY_GROUPS):
            pairs.put(key, part)
    asked = Spool(given.spool / "questions")
    for name, group in pairs.groups():
        for question in questions(group, signatures.group(name)):
            for key, candidates in bands.split_by_group(question.candidates, MANY_GROUPS):
                asked.put(key, question._replace(candidates=candidates))
    found = [one for name, group in asked.groups() for one in answers(group, signatures.group(name), DedupOptions())]
    before_election = peak_megabytes()
    election = elect(found)
    print(f"{len(found)} pairs, {len(election.copies)} copies; peak before the election {before_election} MB", end=", ")
    print(
        f"in all {peak_megabytes()} MB; {given.documents / (time.process_time() - started):.0f} documents/s of CPU time"
    )


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


if __name__ == "__main__":
    main()
