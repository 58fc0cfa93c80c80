"""What was read, on disk until its turn comes: a run over a large archive holds one wave of pages in memory, not all.

Files of the driver for its own workers, gone with the wave; nothing reads them later or elsewhere.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page

# Small enough that two workers end a wave of two thousand at about the same time.
_OUTCOMES_PER_FILE = 25


def spool(outcomes: Iterator[Page | DeadLetter], folder: Path, most: int) -> list[Path]:
    """Writes the next `most` outcomes, or as many as there are, into files of `folder`; none where none is left.

    One outcome is in memory at a time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wave = islice(outcomes, most)
    files: list[Path] = []
    while (first := next(wave, None)) is not None:
        files.append(folder / f"{len(files):05d}.pages")
        with files[-1].open("wb") as stream:
            pickle.dump(first, stream, pickle.HIGHEST_PROTOCOL)
            for outcome in islice(wave, _OUTCOMES_PER_FILE - 1):
                pickle.dump(outcome, stream, pickle.HIGHEST_PROTOCOL)
    return files


def read_spool(path: str) -> Iterator[Page | DeadLetter]:
    """The outcomes of one file, in order."""
    with Path(path).open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)  # noqa: S301 -- written by this run a moment ago
