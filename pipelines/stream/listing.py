"""The names that a folder or glob holds now, without asking the file system for more than names."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator

# Downloads and editors write under these and rename when they are done.
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", "~")


class Listing:
    """One pattern as `dongtin ingest` takes it: a folder with all below it, a glob, a file.

    Hidden names are left out, and so are names of unfinished downloads.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._is_glob = not os.path.lexists(pattern) and glob.has_magic(pattern)

    def possible(self) -> bool:
        """Whether anything can ever be found there."""
        if not self._is_glob:
            return os.path.lexists(self._pattern)
        fixed = self._pattern[: min(self._pattern.find(sign) for sign in "*?[" if sign in self._pattern)]
        return os.path.isdir(os.path.dirname(fixed) or ".")  # noqa: PTH112, PTH120 - names that pathlib would change

    def paths(self) -> Iterator[str]:
        """What is there now; nothing where it cannot be listed at the moment."""
        if self._is_glob:
            for match in glob.iglob(self._pattern, recursive=True):  # noqa: PTH207
                if not _is_passed_over(os.path.basename(match)):  # noqa: PTH119
                    yield from _below(match, frozenset())
        else:
            yield from _below(self._pattern, frozenset())


def _below(path: str, ancestors: frozenset[tuple[int, int]]) -> Iterator[str]:
    """The path itself where it is no folder; else what is in it, linked folders too unless they lead back."""
    try:
        entries = os.scandir(path)
    except NotADirectoryError:
        yield path
        return
    except OSError:
        return  # gone, or not to be listed now: looked at again
    with entries:
        status = os.stat(path)  # noqa: PTH116
        identity = (status.st_dev, status.st_ino)
        if identity in ancestors:
            return
        for entry in entries:
            if _is_passed_over(entry.name):
                continue
            if entry.is_dir():
                yield from _below(entry.path, ancestors | {identity})
            else:
                yield entry.path


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.endswith(_UNFINISHED)
