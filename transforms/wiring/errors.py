"""What a place may refuse. The store room draws the whole tree in its `errors.py`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StoreError(Exception):
    """The data set cannot be used as it stands; the message says why and what to do."""


class StoreBusy(StoreError):
    """Another process is writing here."""


class StoreUnwritable(StoreError):
    """The system refuses to write here."""


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the operating system refuses (full disk, no right, read-only) into `StoreUnwritable` that names it."""
    try:
        yield
    except OSError as error:
        # Removing a tree names what it removes relative to its folder.
        where = error.filename if os.sep in str(error.filename) else path
        raise unwritable(where, error.strerror) from error


def unwritable(where: Path | str, why: str | None) -> StoreUnwritable:
    """What a person is told of a place that the system refuses to have written."""
    advice = "the last commit stands; free space or mend rights, then run again"
    return StoreUnwritable(f"{where}: cannot be written ({why}); {advice}")
