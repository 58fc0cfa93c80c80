"""What was read, on disk until its turn comes: a run over a large archive holds one wave of pages in memory, not all.

Files of the driver for its own workers, gone with the wave; nothing reads them later or elsewhere.
"""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from transforms.domain.outcomes import DeadLetter
from transforms.domain.pages import Page

# Small enough that two workers end a wave of two thousand at about the same time.
_OUTCOMES_PER_FILE = 25


def spool(outcomes: Iterator[Page | DeadLetter], folder: Path, most: int) -> int:
    """Writes the next `most` outcomes, or as many as there are, into files of `folder`, and says how many they were.

    What lay there goes. One outcome is in memory at a time.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    count = 0
    for outcome in islice(outcomes, most):
        with (folder / f"{count // _OUTCOMES_PER_FILE:05d}.pages").open("ab") as stream:
            pickle.dump(outcome, stream, pickle.HIGHEST_PROTOCOL)
        count += 1
    return count


def spool_files(folder: Path) -> list[Path]:
    """The files of a folder, in the order they were written in."""
    return sorted(folder.glob("*.pages"))


def read_spool(path: Path) -> Iterator[Page | DeadLetter]:
    """The outcomes of one file, in order."""
    with path.open("rb") as stream:
        while stream.peek(1):
            yield pickle.load(stream)  # noqa: S301 -- written by this run a moment ago
