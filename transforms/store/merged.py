"""Older manifests, many in a Parquet file: nothing of them is lost, and a year of commits is some hundreds of files.

    _manifests/merged/00000001-00100000-<content>.parquet    a hundred thousand commits
    _manifests/merged/00100001-00110000-<content>.parquet    ten thousand
    _manifests/merged/00110001-00111000-<content>.parquet    a thousand

A row is a commit: its place, its run, whether it changed rows of other runs, and the text of its manifest, byte for
byte. Which files there are follows from the number of commits alone, so that whoever merges makes the same. Columns
that are asked for by run are checked by the checksums of their pages, whole files by the digest in their name; one
that is torn is passed over, and what it held is read from the single manifests where these are still there.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.store.errors import BrokenManifest
from transforms.store.files import names
from transforms.store.layout import manifest_path, merged_folder
from transforms.store.manifest import Manifest, parsed
from transforms.wiring.places import is_local

logger = logging.getLogger(__name__)

# So many commits follow a checkpoint at most: a new process reads 250 manifests on average, some 15 ms.
SPACING = 500
# Spacings in a file. One of 100,000 commits takes seconds to write; larger ones would take minutes.
_LEVELS = (200, 20, 2, 1)
# One manifest is found by reading its row group.
_GROUP_ROWS = 1_000
_NAME = re.compile(r"(\d{8,})-(\d{8,})-([0-9a-f]{24})\.parquet")
_COLUMNS: dict[str, pa.DataType] = {
    "sequence": pa.int64(),
    "run_id": pa.string(),
    "amends": pa.bool_(),
    "manifest": pa.binary(),
}
_SCHEMA = pa.schema([pa.field(name, kind, nullable=False) for name, kind in _COLUMNS.items()])
_INDEX = ["run_id", "amends"]
EMPTY_INDEX = _SCHEMA.empty_table().select(_INDEX)


class Merged(NamedTuple):
    """A file of merged manifests, from commit `first` to commit `last`."""

    first: int
    last: int
    digest: str
    path: Path


class Piece(NamedTuple):
    """Commits that are read from one place: a merged file, or single manifests where it is None."""

    first: int
    last: int
    file: Merged | None


def spans(sequence: int) -> Iterator[tuple[int, int]]:
    """First and last commit of each merged file that there is after so many commits, a multiple of `SPACING`."""
    start = 0
    for level in _LEVELS:
        while start + level * SPACING <= sequence:
            yield start + 1, start + level * SPACING
            start += level * SPACING


def merged_files(root: Path) -> list[Merged]:
    """All that lie there, sound or not, the widest first of those that begin alike."""
    found = ((name, _NAME.fullmatch(name)) for name in names(merged_folder(root)))
    files = [Merged(int(of[1]), int(of[2]), of[3], merged_folder(root) / name) for name, of in found if of]
    return sorted(files, key=lambda one: (one.first, -one.last, one.digest))


def pieces(root: Path, first: int, last: int, *, whole: bool, upto: int | None = None) -> Iterator[Piece]:
    """Where commits from `first` to `last` are read, oldest first.

    whole  every byte of the merged files is checked; otherwise the columns that `index` reads
    upto   only merged files that end with this commit, or before it

    Raises FileNotFoundError where files are merged into wider ones meanwhile: then ask again.
    """
    place = first
    for one in merged_files(root):
        outside = one.last < place or one.first > last or (upto is not None and one.last > upto)
        if outside or not (is_sound(one) if whole else _index_of(one) is not None):
            continue
        if one.first > place:
            yield Piece(place, one.first - 1, None)
            place = one.first
        yield Piece(place, min(one.last, last), one)
        place = one.last + 1
    if place <= last:
        yield Piece(place, last, None)


def index(root: Path, last: int) -> pa.Table:
    """`run_id` and `amends` of commits 1 to `last`, a row each, in order. Raises as `pieces` and `text_of`."""
    tables = [EMPTY_INDEX]
    for piece in pieces(root, 1, last, whole=False):
        found = _index_of(piece.file) if piece.file else None
        if piece.file and found is not None:
            tables.append(found.slice(piece.first - piece.file.first, piece.last - piece.first + 1))
        else:
            texts = (_single(root, number) for number in range(piece.first, piece.last + 1))
            tables.append(_table(texts, piece.first).select(_INDEX))
    return pa.concat_tables(tables)


def text_of(root: Path, sequence: int) -> bytes:
    """The manifest of one commit; raises `BrokenManifest` where it lies nowhere."""
    try:
        return manifest_path(root, sequence).read_bytes()
    except FileNotFoundError:
        (piece,) = pieces(root, sequence, sequence, whole=False)
        return next(_texts(root, piece))


def texts(root: Path, first: int, last: int, *, upto: int | None = None) -> Iterator[bytes]:
    """The manifests of commits from `first` to `last`; `upto` and what is raised as of `pieces` and `text_of`."""
    for piece in pieces(root, first, last, whole=True, upto=upto):
        yield from _texts(root, piece)


def manifests(root: Path, first: int, last: int) -> Iterator[Manifest]:
    """The same, parsed."""
    for sequence, text in enumerate(texts(root, first, last), start=first):
        yield parsed(text, f"{root}: commit {sequence}")


def written(found: Iterable[bytes], first: int) -> bytes:
    """A merged file of manifests in their order; the same manifests give the same bytes."""
    sink, left, start = io.BytesIO(), iter(found), first
    with pq.ParquetWriter(sink, _SCHEMA, compression="zstd", write_page_checksum=True) as writer:
        while some := list(islice(left, _GROUP_ROWS)):
            writer.write_table(_table(some, start), row_group_size=_GROUP_ROWS)
            start += len(some)
    return sink.getvalue()


def held_by(file: Merged, first: int, last: int) -> Iterator[bytes]:
    """The manifests in a sound file, from commit `first` to `last`."""
    skipped, end, opened = first - file.first, last - file.first + 1, _opened(_source(file))
    for group in range(skipped // _GROUP_ROWS, (end - 1) // _GROUP_ROWS + 1):
        start = group * _GROUP_ROWS
        column: list[Any] = opened.read_row_group(group, columns=["manifest"])["manifest"].to_pylist()
        yield from column[max(0, skipped - start) : end - start]


def is_indexed_rightly(file: Merged) -> bool:
    """Whether the other columns of a sound file are those of its manifests."""
    opened = _opened(_source(file))
    for group in range(opened.num_row_groups):
        found = opened.read_row_group(group)
        held: list[Any] = found["manifest"].to_pylist()
        if not found.equals(_table(held, file.first + group * _GROUP_ROWS)):
            return False
    return opened.metadata.num_rows == file.last - file.first + 1


def fits(root: Path, file: Merged) -> bool:
    """Whether a file can be read, and ends as this history: one that was taken back to a backup may have gone on."""
    if _index_of(file) is None:
        return False
    path = manifest_path(root, file.last)
    return not path.exists() or [path.read_bytes()] == list(held_by(file, file.last, file.last))


def forget() -> None:
    """To be called by who writes a file: it may replace one that was damaged."""
    is_sound.cache_clear()
    _index_of.cache_clear()


@lru_cache(maxsize=1_000)
def is_sound(file: Merged) -> bool:
    """Whether its bytes are those that its name tells of; a log line where they are not."""
    sound = hashlib.sha256(file.path.read_bytes()).hexdigest().startswith(file.digest)
    if not sound:
        logger.warning("%s: damaged, passed over; `dongtin check` tells more", file.path)
    return sound


def _table(found: Iterable[bytes], first: int) -> pa.Table:
    rows = [_row(text) for text in found]
    if [row["sequence"] for row in rows] != list(range(first, first + len(rows))):
        raise BrokenManifest(f"commit {first} and later: they are not in their order; restore them from a backup")
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _row(text: bytes) -> dict[str, object]:
    one = parsed(text, "a manifest to merge")
    amends = any(run_id != one.run_id for run_id in one.rows)
    return {"sequence": one.sequence, "run_id": one.run_id, "amends": amends, "manifest": text}


@lru_cache(maxsize=1_000)
def _index_of(file: Merged) -> pa.Table | None:
    source = _source(file)
    try:
        found = _opened(source).read(columns=_INDEX)
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError) as error:
        logger.warning("%s: damaged, passed over (%s); `dongtin check` tells more", file.path, error)
        return None
    return found if found.num_rows == file.last - file.first + 1 else None


def _source(file: Merged) -> Path | pa.BufferReader:
    """A connection that fails must not be taken for damage: what an object store holds is there before it is opened."""
    return file.path if is_local(file.path) else pa.BufferReader(file.path.read_bytes())


def _opened(source: Path | pa.BufferReader) -> pq.ParquetFile:
    return pq.ParquetFile(source, page_checksum_verification=True)


def _texts(root: Path, piece: Piece) -> Iterator[bytes]:
    if piece.file is None:
        yield from (_single(root, number) for number in range(piece.first, piece.last + 1))
    else:
        yield from held_by(piece.file, piece.first, piece.last)


def _single(root: Path, sequence: int) -> bytes:
    path = manifest_path(root, sequence)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BrokenManifest(f"{path}: missing, later commits are there; restore it from a backup") from None
