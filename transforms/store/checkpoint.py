"""A checkpoint: the files that make up a data set after some commit, so that no reader begins at the first one.

    _manifests/checkpoints/00020000-<content>.parquet    a row a live file, with all that manifests say of it

It is an index of the manifests and can be made of them again. One that is torn, or that tells of another history, is
known by the digest in its name and by the manifest that it follows, and is passed over.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.store.errors import NewerFormat
from transforms.store.files import names
from transforms.store.layout import checkpoint_folder
from transforms.store.parts import Part

logger = logging.getLogger(__name__)

FORMAT = 2
_NAME = re.compile(r"(\d{8,})-([0-9a-f]{24})\.parquet")
_COLUMNS: dict[str, pa.DataType] = {
    "table": pa.string(),
    "path": pa.string(),
    "rows": pa.int64(),
    "bytes": pa.int64(),
    "sha256": pa.string(),
    "runs": pa.list_(pa.string()),
}
_SCHEMA = pa.schema([pa.field(name, kind, nullable=False) for name, kind in _COLUMNS.items()])


class CheckpointFile(NamedTuple):
    """A checkpoint that lies there, sound or not."""

    sequence: int
    digest: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What is committed as of commit `sequence`.

    live      the files of the data set, by path, in the order in which they came
    follows   SHA-256 (hex) of the manifest of that commit: a checkpoint of another history follows another one
    versions  the schema versions of all commits up to it, sorted
    """

    sequence: int
    live: Mapping[str, Part]
    follows: str
    versions: tuple[str, ...]


def checkpoint_files(root: Path) -> list[CheckpointFile]:
    """All that lie there, the newest first."""
    found = ((name, _NAME.fullmatch(name)) for name in names(checkpoint_folder(root)))
    files = [CheckpointFile(int(of[1]), of[2], checkpoint_folder(root) / name) for name, of in found if of]
    return sorted(files, key=lambda one: (-one.sequence, one.digest))


def written(checkpoint: Checkpoint) -> tuple[str, bytes]:
    """Name and bytes of its file; the same state gives the same."""
    parts = checkpoint.live.values()
    columns = [pa.array([getattr(part, name) for part in parts], kind) for name, kind in _COLUMNS.items()]
    told = {
        "dongtin.format": str(FORMAT),
        "dongtin.sequence": str(checkpoint.sequence),
        "dongtin.follows": checkpoint.follows,
        "dongtin.schema_versions": ",".join(checkpoint.versions),
    }
    sink = io.BytesIO()
    schema = _SCHEMA.with_metadata({name.encode(): value.encode() for name, value in told.items()})
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), sink, compression="zstd")
    content = sink.getvalue()
    return f"{checkpoint.sequence:08d}-{hashlib.sha256(content).hexdigest()[:24]}.parquet", content


@lru_cache(maxsize=4)
def read_checkpoint(file: CheckpointFile) -> Checkpoint | None:
    """What a file holds; None and a log line where its bytes are not those that its name tells of.

    Raises FileNotFoundError where it is gone, `NewerFormat` where later code wrote it.
    """
    content = file.path.read_bytes()
    if not hashlib.sha256(content).hexdigest().startswith(file.digest):
        logger.warning("%s: damaged, passed over; `dongtin check` tells more", file.path)
        return None
    found = pq.ParquetFile(pa.BufferReader(content)).read()
    told = {name.decode(): value.decode() for name, value in (found.schema.metadata or {}).items()}
    if int(told["dongtin.format"]) > FORMAT:
        newer = f"format {told['dongtin.format']}, this code reads up to {FORMAT}; use a newer dongtin"
        raise NewerFormat(f"{file.path}: {newer}")
    return Checkpoint(
        sequence=int(told["dongtin.sequence"]),
        live={part.path: part for part in _parts(found)},
        follows=told["dongtin.follows"],
        versions=tuple(told["dongtin.schema_versions"].split(",")),
    )


def _parts(found: pa.Table) -> list[Part]:
    """A hundred thousand in .1 s; through the constructor of a frozen dataclass they take three times as long."""
    parts = [object.__new__(Part) for _ in range(found.num_rows)]
    columns = {name: found[name].to_pylist() for name in _COLUMNS if name != "runs"}
    for name, values in (columns | {"runs": _runs(found["runs"])}).items():
        setter: Any = getattr(Part, name).__set__
        deque(map(setter, parts, values), maxlen=0)
    return parts


def _runs(column: Any) -> Iterable[tuple[str, ...]]:
    """The lists of a column as tuples; a run's name is one object however many files hold its rows."""
    lists = column.combine_chunks()
    named = lists.flatten().dictionary_encode()
    known, indices, start = named.dictionary.to_pylist(), named.indices.to_pylist(), 0
    for length in lists.value_lengths().to_pylist():
        yield tuple(map(known.__getitem__, indices[start : start + length]))
        start += length
