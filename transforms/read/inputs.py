"""From what a person types (files, folders, globs) to the list of inputs."""

from __future__ import annotations

import glob
import os
import posixpath
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

# Stands in where the operating system tells no modification time (a broken link, say): never the clock.
NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class InputNotFoundError(FileNotFoundError):
    """A pattern matched no file; the message names it."""


class Kind(StrEnum):
    """The formats that can be read, and what cannot."""

    HTML = "html"
    TEXT = "text"
    JSONL = "jsonl"
    JSON = "json"
    WARC = "warc"
    ARC = "arc"
    PARQUET = "parquet"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"  # a folder that may not be listed, a link that leads nowhere


_KIND_OF_SUFFIX = {
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".txt": Kind.TEXT,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".json": Kind.JSON,
    ".warc": Kind.WARC,
    ".arc": Kind.ARC,
    ".parquet": Kind.PARQUET,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """One file to read.

    key          the path as typed, POSIX and normalised: what the ledger calls it
    path         what to open
    size         bytes on disk
    modified_at  aware, UTC; 1970 where unknown
    """

    key: str
    path: str
    size: int
    modified_at: datetime
    kind: Kind


def find_inputs(patterns: Sequence[str]) -> list[InputFile]:
    """All files that the patterns name, each once, in the order typed and sorted within a folder or glob.

    A folder is searched recursively; hidden files and folders inside it are left out. Files of a kind that no
    reader knows are returned too (`Kind.UNSUPPORTED`), so that every input has an outcome.
    Raises InputNotFoundError for a pattern that matches no file.
    """
    found: dict[str, InputFile] = {}
    for pattern in patterns:
        matched = [describe(path) for path in _expand(pattern)]
        if not matched:
            raise InputNotFoundError(_nothing_found(pattern))
        for one in matched:
            found.setdefault(one.key, one)
    return list(found.values())


def describe(path: str) -> InputFile:
    """The input behind a path; never raises: what cannot be looked at is `Kind.UNREADABLE`."""
    try:
        status = os.stat(path)  # noqa: PTH116 - paths may be names that pathlib would change
    except OSError:
        return InputFile(key=key_of(path), path=path, size=0, modified_at=NO_TIME, kind=Kind.UNREADABLE)
    return InputFile(
        key=key_of(path),
        path=path,
        size=status.st_size,
        modified_at=datetime.fromtimestamp(status.st_mtime, UTC),
        kind=_kind_of(path, status.st_mode),
    )


def key_of(path: str) -> str:
    """The path as the ledger calls it: POSIX, normalised, and always valid Unicode.

    >>> key_of("./tin//trang.html")
    'tin/trang.html'
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    if os.sep != "/":
        text = text.replace(os.sep, "/")
    normal = posixpath.normpath(text)
    return normal[1:] if normal.startswith("//") else normal  # normpath keeps two leading slashes


def _kind_of(path: str, mode: int) -> Kind:
    if stat.S_ISDIR(mode):
        return Kind.UNREADABLE  # only folders that could not be listed come this far
    if not stat.S_ISREG(mode):
        return Kind.UNSUPPORTED  # opening a pipe or a device could wait for ever
    name = path.lower().removesuffix(".gz")
    return _KIND_OF_SUFFIX.get(posixpath.splitext(name)[1], Kind.UNSUPPORTED)


def _expand(pattern: str) -> Iterator[str]:
    if os.path.lexists(pattern):
        yield from _files_below(pattern)
    elif glob.has_magic(pattern):
        for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 - keeps the pattern's own spelling
            yield from _files_below(match)


def _files_below(path: str, ancestors: frozenset[tuple[int, int]] = frozenset()) -> Iterator[str]:
    """The path itself if it is a file; else every file in the folder, linked folders too unless they lead back."""
    try:
        status = os.stat(path)  # noqa: PTH116
        names = sorted(os.listdir(path)) if stat.S_ISDIR(status.st_mode) else None  # noqa: PTH208
    except OSError:
        yield path
        return
    identity = (status.st_dev, status.st_ino)
    if names is None:
        yield path
    elif identity not in ancestors:
        for name in names:
            if not name.startswith("."):
                yield from _files_below(os.path.join(path, name), ancestors | {identity})  # noqa: PTH118


def _nothing_found(pattern: str) -> str:
    if "://" in pattern:
        return f"{pattern}: only local files, folders and globs can be read; download it first"
    if os.path.isdir(pattern):  # noqa: PTH112
        return f"{pattern}: the folder holds no file; name a folder with articles in it"
    return f"{pattern}: matches no file; check the spelling and the working folder"
